#include "schedule/rcpsp_search.h"

#include <algorithm>
#include <array>

namespace tongzhou {
namespace {

// By experiment on PSPLIB's J30 and J60: 50 members for 5,000 schedules, 300 for 50,000.
std::size_t members_for(std::int64_t schedules) {
  struct Step {
    std::int64_t schedules;
    std::size_t members;
  };
  constexpr std::array kSteps{Step{1'000, 16}, Step{5'000, 50}, Step{50'000, 300}};
  if (schedules <= kSteps.front().schedules) return kSteps.front().members;
  for (std::size_t i = 1; i < kSteps.size(); ++i) {
    const auto &low = kSteps[i - 1], &high = kSteps[i];
    if (schedules > high.schedules) continue;
    const std::int64_t part =
        (schedules - low.schedules) * std::int64_t(high.members - low.members);
    return low.members + std::size_t(part / (high.schedules - low.schedules));
  }
  return kSteps.back().members;
}

// What all pools together ask for: work in a pool divided by what it can do in a tick.
Tick work_bound(const Rcpsp& project) {
  std::int64_t bound = 0;
  for (std::uint32_t pool = 0; pool < project.capacities.size(); ++pool) {
    std::int64_t work = 0;
    for (Job job = 0; job < project.size(); ++job)
      for (const RcpspNeed& need : project.needs[job])
        if (need.pool == pool) work += std::int64_t(need.units) * project.durations[job];
    std::int64_t tick = 0;
    const auto& steps = project.capacities[pool];
    for (std::size_t step = 0; work > 0; ++step) {
      const std::int64_t units = steps[step].units;
      const bool last = step + 1 == steps.size();
      const std::int64_t length = last ? 0 : steps[step + 1].from - tick;
      if (last || units * length >= work) {
        tick += units == 0 ? 0 : (work + units - 1) / units;
        break;
      }
      work -= units * length;
      tick += length;
    }
    bound = std::max(bound, tick);
  }
  return Tick(bound);
}

}  // namespace

RcpspSearch::RcpspSearch(const Rcpsp& project, std::uint64_t seed, std::int64_t expected_schedules)
    : passes_(project),
      random_(seed),
      members_(members_for(expected_schedules)),
      best_(passes_.horizon() + 1) {
  constexpr std::int32_t kWhole = 1000;
  for (const auto& needs : project.needs) {
    std::int32_t share = 0;
    for (const RcpspNeed& need : needs)
      share += need.units * kWhole / project.capacities[need.pool].back().units;
    share_.push_back(share);
  }
  bound_ = std::max(passes_.critical_path(), work_bound(project));
  keys_.resize(project.size());
  best_starts_.resize(project.size());
  child_.starts.resize(project.size());
  if (project.size() == 0) best_ = bound_ = 0;
}

std::uint32_t RcpspSearch::below(std::uint32_t count) {
  return std::uint32_t(((random_.bits() >> 32) * count) >> 32);
}

void RcpspSearch::evaluate(bool forwards, Member& member) {
  ++schedules_;
  member.starts.resize(keys_.size());
  if (forwards) {
    member.makespan = passes_.forward(keys_, member.starts);
  } else {
    const Tick end = passes_.horizon();
    member.makespan = passes_.backward(keys_, end, member.starts);
  }
  if (!forwards || member.makespan >= best_) return;
  best_ = member.makespan;
  best_starts_ = member.starts;
}

// One member more: forwards by chance, backwards from the one just made.
void RcpspSearch::begin() {
  const bool forwards = early_.size() == late_.size();
  Member member;
  if (forwards) {
    const auto span = std::uint32_t(2 * keys_.size());
    for (std::int32_t& key : keys_) key = std::int32_t(below(span));
  } else {
    const Member& mother = early_.back();
    for (Job job = 0; job < keys_.size(); ++job)
      keys_[job] = mother.starts[job] + passes_.duration(job);
  }
  evaluate(forwards, member);
  (forwards ? early_ : late_).push_back(std::move(member));
}

const RcpspSearch::Member& RcpspSearch::choose_other(const Population& parents, std::size_t than) {
  const auto draw = [&] {
    auto place = std::size_t(below(std::uint32_t(parents.size() - 1)));
    return place < than ? place : place + 1;
  };
  const std::size_t a = draw(), b = draw();
  return parents[parents[a].makespan <= parents[b].makespan ? a : b];
}

// Where a stretch of that length begins in which the father keeps the pools busy: the busier of
// two at random.
std::int32_t RcpspSearch::busy_stretch(const Member& father, std::int32_t low, std::uint32_t length,
                                       std::uint32_t stretch) {
  const auto work_from = [&](std::int32_t from) {
    std::int64_t work = 0;
    for (Job job = 0; job < keys_.size(); ++job) {
      const Tick start = std::max(from, father.starts[job]);
      const Tick end = std::min(from + Tick(stretch), father.starts[job] + passes_.duration(job));
      if (end > start) work += std::int64_t(end - start) * share_[job];
    }
    return work;
  };
  const std::int32_t first = low + std::int32_t(below(length - stretch + 1));
  const std::int32_t second = low + std::int32_t(below(length - stretch + 1));
  return work_from(second) > work_from(first) ? second : first;
}

// The father's order within a stretch of time of a tenth to half of the whole.
void RcpspSearch::cross(const Member& father, const Member& mother) {
  const bool by_start = breeding_early_;
  const auto key_of = [&](const Member& member, Job job) {
    return by_start ? member.starts[job] : member.starts[job] + passes_.duration(job);
  };
  std::int32_t low = key_of(father, 0), high = low, mother_low = key_of(mother, 0),
               mother_high = mother_low;
  for (Job job = 0; job < keys_.size(); ++job) {
    low = std::min(low, key_of(father, job));
    high = std::max(high, key_of(father, job));
    mother_low = std::min(mother_low, key_of(mother, job));
    mother_high = std::max(mother_high, key_of(mother, job));
  }
  const auto length = std::uint32_t(high - low + 1);
  const std::uint32_t stretch = length / 10 + below(length * 4 / 10 + 1);
  const std::int32_t from = busy_stretch(father, low, length, stretch);
  const std::int32_t to = from + std::int32_t(stretch);
  for (Job job = 0; job < keys_.size(); ++job) {
    const std::int32_t key = key_of(father, job);
    if (key < from)
      keys_[job] = key_of(mother, job) - mother_high - 1 + from;
    else if (key > to)
      keys_[job] = key_of(mother, job) - mother_low + 1 + to;
    else
      keys_[job] = key;
  }
}

void RcpspSearch::mutate() {
  const auto size = std::uint32_t(keys_.size());
  if (below(2) == 0) return;
  const std::uint32_t one = below(size), other = below(size);
  std::swap(keys_[one], keys_[other]);
}

void RcpspSearch::breed(const Population& parents, Population& children, bool forwards) {
  const Member& father = parents[next_];
  cross(father, choose_other(parents, next_));
  mutate();
  evaluate(forwards, child_);
  Member& former = children[next_];
  if (child_.makespan > former.makespan) return;
  const auto is_same = [&](const Member& member) {
    return &member != &former && member.makespan == child_.makespan &&
           member.starts == child_.starts;
  };
  if (std::ranges::none_of(children, is_same)) std::swap(former, child_);
}

void RcpspSearch::run(std::int64_t schedules) {
  limit_ = schedules_ + schedules;
  while (may_go_on()) {
    if (late_.size() < members_) {
      begin();
      continue;
    }
    if (breeding_early_)
      breed(late_, early_, true);
    else
      breed(early_, late_, false);
    if (++next_ < members_) continue;
    next_ = 0;
    breeding_early_ = !breeding_early_;
  }
}

}  // namespace tongzhou
