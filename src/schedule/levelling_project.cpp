#include "schedule/levelling_project.h"

#include <algorithm>
#include <numeric>

namespace tongzhou {
namespace {

using Link = Network::Link;
using Node = Network::Node;

constexpr std::int64_t kMostCells = 1
                                    << 21;  // ticks times planes of four pools: memory of a search
constexpr std::int32_t kWeek = 7 * kMinutesPerDay;

class Maker {
 public:
  explicit Maker(const LevellingInput& input)
      : input_(input), network_(input.network()), time_(network_.calendars()[most_used()]) {
    origin_ = time_.position(input.unlevelled().start);
    const std::int64_t week = time_.position(input.unlevelled().start + Minutes{kWeek}) - origin_;
    worked_ = static_cast<double>(week) / kWeek;
    choose_pools();
    choose_tick();
  }

  Rcpsp make() {
    const auto& order = network_.order();
    const auto source = static_cast<Job>(order.size());
    project_.durations.assign(order.size() + 1, 0);
    project_.needs.resize(order.size() + 1);
    make_capacities();
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
      const Step step = order[rank];
      if (step.kind == StepKind::open) {
        network_.for_each_child(step.task, [&](Slot child) { add_arc(rank, first(child), 0); });
      } else if (step.kind == StepKind::leaf && !stands(step.task)) {
        project_.durations[rank] = ticks_up(network_.node(step.task).duration);
        add_needs(rank, step.task);
        const Tick release = ticks_at(input_.unlevelled().tasks[step.task].early_start);
        if (release > 0) add_arc(source, rank, release);
      }
      if (step.kind == StepKind::open) continue;
      for (const std::uint32_t link : network_.links_out_of(step.task))
        add_link(rank, network_.link(link));
      const Slot parent = network_.node(step.task).parent;
      if (parent != kNoSlot) add_arc(rank, network_.last_rank(parent), project_.durations[rank]);
    }
    return std::move(project_);
  }

 private:
  std::uint32_t first(Slot task) const { return network_.first_rank(task); }
  // What does not move is told by releases and by the people it takes.
  bool stands(Slot task) const {
    return network_.node(task).is_started() ||
           (!input_.is_movable(task) && !input_.needs_of(task).empty());
  }

  Calendars::Index most_used() const {
    std::vector<std::size_t> uses(network_.calendars().count(), 0);
    for (const Outline::Row& row : network_.outline().rows)
      if (input_.is_movable(row.task)) ++uses[network_.node(row.task).shared_calendar];
    return static_cast<Calendars::Index>(std::ranges::max_element(uses) - uses.begin());
  }

  void choose_pools() {
    pool_of_.assign(input_.demands().pool_count(), kNone);
    for (const Outline::Row& row : network_.outline().rows) {
      if (!input_.is_movable(row.task)) continue;
      for (const UnitNeed& need : input_.needs_of(row.task)) {
        if (pool_of_[need.pool] != kNone) continue;
        pool_of_[need.pool] = static_cast<std::uint32_t>(pools_.size());
        pools_.push_back(need.pool);
      }
    }
  }

  // The longest that fits all durations, longer where the plan is so long that the search would
  // need much memory.
  void choose_tick() {
    std::int64_t divisor = 0, sum = 1;
    for (const Outline::Row& row : network_.outline().rows) {
      const Node& node = network_.node(row.task);
      if (node.is_summary() || stands(row.task)) continue;
      divisor = std::gcd(divisor, std::int64_t{node.duration});
      sum += node.duration;
    }
    sum += time_.position(input_.unlevelled().finish) - origin_;
    const auto planes = static_cast<std::int64_t>(pools_.size() / 4 + 1);
    tick_ = std::max<std::int64_t>(divisor, 15);
    while (sum / tick_ * planes > kMostCells) tick_ *= 2;
  }
  Tick ticks_up(std::int64_t minutes) const {
    return static_cast<Tick>((minutes + tick_ - 1) / tick_);
  }
  Tick ticks_down(std::int64_t minutes) const {
    return static_cast<Tick>(minutes >= 0 ? minutes / tick_ : -((-minutes + tick_ - 1) / tick_));
  }
  Tick ticks_at(Instant at) const { return ticks_down(time_.position(at) - origin_); }

  void add_arc(Job from, Job to, Tick lag) { project_.arcs.push_back({from, to, lag}); }

  void add_link(std::uint32_t rank, const Link& link) {
    if (stands(link.to) || (network_.order()[rank].kind == StepKind::leaf && stands(link.from)))
      return;
    const double share = link.lag_kind == LagKind::elapsed ? worked_ : 1;
    Tick lag = ticks_down(static_cast<std::int64_t>(link.lag.count * share));
    // Of a phase its closing finishes; a link from its start is one from its opening.
    std::uint32_t from = rank;
    if (link.leaves_finish())
      lag += project_.durations[rank];
    else
      from = network_.first_rank(link.from);
    if (!link.binds_start()) {
      if (network_.node(link.to).is_summary())
        return;  // binds finishes of many: left to the placer
      lag -= ticks_up(network_.node(link.to).duration);
    }
    add_arc(from, first(link.to), lag);
  }

  void add_needs(Job job, Slot task) {
    for (const UnitNeed& need : input_.needs_of(task)) {
      const std::uint32_t pool = pool_of_[need.pool];
      const std::int32_t last = project_.capacities[pool].back().units;
      const std::int32_t units = std::min((need.units + scale_[pool] - 1) / scale_[pool], last);
      if (units > 0) project_.needs[job].push_back({pool, units});
    }
  }

  void make_capacities() {
    for (const Pool pool : pools_) {
      FreePeople free = input_.people()[pool];
      for (const Slot task : input_.standing())
        for (const UnitNeed& need : input_.needs_of(task))
          if (need.pool == pool) {
            const TaskDates& dates = input_.unlevelled().tasks[task];
            for_each_part(network_.pauses(task), dates.start, dates.finish,
                          [&](Instant from, Instant to) {
                            free.take(from, input_.free_again(pool, to), need.units);
                          });
          }
      scale_.push_back(free.most() / kMostUnits + 1);
      project_.capacities.push_back(make_steps(free, scale_.back()));
    }
  }

  // A tick has what all its minutes have.
  std::vector<RcpspCapacity> make_steps(const FreePeople& free, std::int32_t scale) const {
    std::vector<RcpspCapacity> steps;
    for (const FreePeople::Step& step : free.steps()) {
      const std::int32_t units = std::max(step.units, 0) / scale;
      const bool is_early = step.from <= input_.unlevelled().start;
      const std::int64_t at = is_early ? 0 : time_.position(step.from) - origin_;
      const bool rises = !steps.empty() && units > steps.back().units;
      const Tick tick = rises ? ticks_up(at) : ticks_down(at);
      if (!steps.empty() && steps.back().from >= tick) {
        steps.back().units = is_early ? units : std::min(steps.back().units, units);
        if (!is_early && rises) steps.push_back({tick + 1, units});
      } else {
        steps.push_back({steps.empty() ? 0 : tick, units});
      }
    }
    return steps;
  }

  static constexpr std::uint32_t kNone = 0xffffffffU;

  const LevellingInput& input_;
  const Network& network_;
  const WorkingTime& time_;
  std::int64_t origin_ = 0, tick_ = 1;
  double worked_ = 1;  // share of elapsed time
  std::vector<Pool> pools_;
  std::vector<std::uint32_t> pool_of_;
  std::vector<std::int32_t> scale_;
  Rcpsp project_;
};

}  // namespace

Rcpsp make_levelling_project(const LevellingInput& input) { return Maker(input).make(); }

}  // namespace tongzhou
