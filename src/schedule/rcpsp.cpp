#include "schedule/rcpsp.h"

#include <algorithm>
#include <limits>

#include "core/check.h"

namespace tongzhou {
namespace {

// Four pools share a word, 16 bits each; the upper bit of each stays free, so that a subtraction
// shows there whether anything was short.
constexpr std::uint32_t kLanes = 4;
constexpr std::uint64_t kGuards = 0x8000'8000'8000'8000;

std::uint64_t lane_of(std::uint32_t pool, std::int32_t units) {
  return std::uint64_t(std::uint16_t(units)) << (16 * (pool % kLanes));
}

bool has(std::uint64_t left, std::uint64_t needed) {
  return (((left | kGuards) - needed) & kGuards) == kGuards;
}

// Jobs so that each comes after those it follows; shorter than the project where there is a ring.
std::vector<Job> topological(const Rcpsp& project) {
  std::vector<std::uint32_t> waits(project.size());
  std::vector<std::vector<Job>> after(project.size());
  for (const RcpspArc& arc : project.arcs) {
    ++waits[arc.to];
    after[arc.from].push_back(arc.to);
  }
  std::vector<Job> order;
  for (Job job = 0; job < project.size(); ++job)
    if (waits[job] == 0) order.push_back(job);
  for (std::size_t i = 0; i < order.size(); ++i)
    for (const Job next : after[order[i]])
      if (--waits[next] == 0) order.push_back(next);
  return order;
}

}  // namespace

RcpspFlaw find_flaw(const Rcpsp& project) {
  using Kind = RcpspFlaw::Kind;
  for (std::uint32_t pool = 0; pool < project.capacities.size(); ++pool)
    for (const RcpspCapacity& step : project.capacities[pool])
      if (step.units < 0 || step.units > kMostUnits) return {Kind::too_many_units, 0, pool};
  for (Job job = 0; job < project.size(); ++job)
    for (const RcpspNeed& need : project.needs[job]) {
      // What is there at the end stays; a peak before may be too short for the job.
      const std::int32_t last = project.capacities[need.pool].back().units;
      if (need.units > last) return {Kind::needs_more_than_there_is, job, need.pool};
    }
  const std::vector<Job> order = topological(project);
  if (order.size() == project.size()) return {};
  std::vector<std::uint8_t> free(project.size());
  for (const Job job : order) free[job] = 1;
  return {Kind::ring, Job(std::ranges::find(free, 0) - free.begin()), 0};
}

RcpspPasses::RcpspPasses(const Rcpsp& project) : durations_(project.durations) {
  const std::size_t size = project.size();
  before_first_.assign(size + 1, 0);
  after_first_.assign(size + 1, 0);
  for (const RcpspArc& arc : project.arcs) {
    ++before_first_[arc.to + 1];
    ++after_first_[arc.from + 1];
  }
  for (std::size_t i = 0; i < size; ++i) {
    before_first_[i + 1] += before_first_[i];
    after_first_[i + 1] += after_first_[i];
  }
  before_.resize(project.arcs.size());
  after_.resize(project.arcs.size());
  std::vector<std::uint32_t> b = before_first_, a = after_first_;
  for (const RcpspArc& arc : project.arcs) {
    before_[b[arc.to]++] = {arc.from, arc.lag};
    after_[a[arc.from]++] = {arc.to, arc.lag};
  }

  const auto planes = std::uint32_t((project.capacities.size() + kLanes - 1) / kLanes);
  for (Job job = 0; job < size; ++job) {
    uses_first_.push_back(std::uint32_t(uses_.size()));
    for (std::uint32_t plane = 0; plane < planes; ++plane) {
      std::uint64_t packed = 0;
      for (const RcpspNeed& need : project.needs[job])
        if (need.pool / kLanes == plane) packed |= lane_of(need.pool, need.units);
      if (packed != 0) uses_.push_back({plane, packed});
    }
  }
  uses_first_.push_back(std::uint32_t(uses_.size()));

  // One job after the other, each waiting for what it waits for, from the last step of any
  // capacity and the last release on. A release is an arc from a job that starts at once.
  std::int64_t longest = 0, settled = 0;
  std::vector<Tick> earliest(size, 0);
  for (const Job job : topological(project)) {
    for (const End& end : before(job))
      earliest[job] = std::max(earliest[job], earliest[end.job] + end.lag);
    critical_path_ = std::max(critical_path_, earliest[job] + durations_[job]);
    longest += durations_[job];
    for (const End& end : before(job)) {
      const std::int64_t wait = std::max(0, end.lag - durations_[end.job]);
      if (before(end.job).empty() && uses(end.job).empty())
        settled = std::max(settled, wait);
      else
        longest += wait;
    }
  }
  for (const auto& steps : project.capacities)
    settled = std::max<std::int64_t>(settled, steps.back().from);
  horizon_ =
      Tick(std::min<std::int64_t>(longest + settled + 1, std::numeric_limits<Tick>::max() / 8));

  width_ = std::size_t(horizon_) * 3;
  there_is_.assign(planes * width_, 0);
  for (std::uint32_t pool = 0; pool < project.capacities.size(); ++pool) {
    std::uint64_t* const at = there_is_.data() + std::size_t(pool / kLanes) * width_;
    const auto& steps = project.capacities[pool];
    std::size_t step = 0;
    for (std::size_t i = 0; i < width_; ++i) {
      const Tick tick = Tick(i) - horizon_;
      while (step + 1 < steps.size() && steps[step + 1].from <= tick) ++step;
      // Before the beginning, where only passes backwards come, every need must find room.
      at[i] |= lane_of(pool, tick < 0 ? steps.back().units : steps[step].units);
    }
  }
  left_ = there_is_;
  first_taken_ = 2 * horizon_;
  end_taken_ = -horizon_;
  order_.resize(size);
  placed_.resize(size);
}

// By counting, as keys lie close together.
void RcpspPasses::sort_by(std::span<const std::int32_t> keys) {
  const auto [low, high] = std::ranges::minmax(keys);
  counts_.assign(std::size_t(high - low) + 2, 0);
  for (const std::int32_t key : keys) ++counts_[std::size_t(key - low) + 1];
  for (std::size_t i = 1; i < counts_.size(); ++i) counts_[i] += counts_[i - 1];
  for (Job job = 0; job < keys.size(); ++job) order_[counts_[std::size_t(keys[job] - low)]++] = job;
  std::ranges::fill(placed_, std::uint8_t(0));
}

void RcpspPasses::take(Job job, Tick start) {
  const Tick end = start + durations_[job];
  for (const Use& use : uses(job)) {
    std::uint64_t* const left = plane(use.plane);
    for (Tick tick = start; tick < end; ++tick) left[tick] -= use.packed;
  }
  first_taken_ = std::min(first_taken_, start);
  end_taken_ = std::max(end_taken_, end);
}

void RcpspPasses::give_back() {
  if (first_taken_ >= end_taken_) return;
  for (std::size_t at = 0; at < left_.size(); at += width_) {
    const auto from = std::ptrdiff_t(at) + horizon_ + first_taken_;
    const auto to = std::ptrdiff_t(at) + horizon_ + end_taken_;
    std::copy(there_is_.begin() + from, there_is_.begin() + to, left_.begin() + from);
  }
  first_taken_ = 2 * horizon_;
  end_taken_ = -horizon_;
}

// What it follows is placed first, whatever its key.
void RcpspPasses::place_forward(Job job, std::span<Tick> starts) {
  if (placed_[job] != 0) return;
  Tick start = 0;
  for (const End& end : before(job)) {
    if (placed_[end.job] == 0) place_forward(end.job, starts);
    start = std::max(start, starts[end.job] + end.lag);
  }
  const Tick duration = durations_[job];
  const std::span<const Use> needed = uses(job);
  if (needed.size() == 1) {
    const std::uint64_t packed = needed[0].packed;
    const std::uint64_t* const left = plane(needed[0].plane);
    for (Tick tick = start, end = start + duration; tick < end; ++tick)
      if (!has(left[tick], packed)) {
        start = tick + 1;
        end = start + duration;
      }
  } else {
    for (bool moved = !needed.empty(); moved;) {
      moved = false;
      for (const Use& use : needed) {
        const std::uint64_t* const left = plane(use.plane);
        for (Tick tick = start, end = start + duration; tick < end; ++tick)
          if (!has(left[tick], use.packed)) {
            start = tick + 1;
            end = start + duration;
            moved = true;
          }
      }
    }
  }
  starts[job] = start;
  placed_[job] = 1;
  take(job, start);
}

void RcpspPasses::place_backward(Job job, Tick end, std::span<Tick> starts) {
  if (placed_[job] != 0) return;
  const Tick duration = durations_[job];
  Tick start = end - duration;
  for (const End& next : after(job)) {
    if (placed_[next.job] == 0) place_backward(next.job, end, starts);
    start = std::min(start, starts[next.job] - next.lag);
  }
  const std::span<const Use> needed = uses(job);
  for (bool moved = !needed.empty(); moved;) {
    moved = false;
    for (const Use& use : needed) {
      const std::uint64_t* const left = plane(use.plane);
      for (Tick tick = start + duration - 1; tick >= start; --tick)
        if (!has(left[tick], use.packed)) {
          start = tick - duration;
          tick = start + duration;  // and on from the one before
          moved = needed.size() > 1;
        }
    }
  }
  starts[job] = start;
  placed_[job] = 1;
  take(job, start);
}

Tick RcpspPasses::forward(std::span<const std::int32_t> keys, std::span<Tick> starts) {
  sort_by(keys);
  for (const Job job : order_) place_forward(job, starts);
  give_back();
  Tick makespan = 0;
  for (Job job = 0; job < size(); ++job)
    makespan = std::max(makespan, starts[job] + durations_[job]);
  return makespan;
}

Tick RcpspPasses::backward(std::span<const std::int32_t> keys, Tick end, std::span<Tick> starts) {
  sort_by(keys);
  for (std::size_t i = size(); i-- > 0;) place_backward(order_[i], end, starts);
  give_back();
  return end - std::ranges::min(starts);
}

}  // namespace tongzhou
