#include "schedule/take_overs.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "core/sorting.h"
#include "schedule/levelling_input.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

// People who are free, and where they were last; kNoSlot: nowhere.
struct Idle {
  Slot last = kNoSlot;
  std::int32_t units = 0;
};

// One pool from the first start to the last.
class PoolFlow {
 public:
  PoolFlow(const FreePeople& people, std::vector<TakeOver>& found)
      : steps_(people.steps()), found_(found) {
    add(steps_.front().units);
  }

  // Starts come in order.
  void begin(Slot task, Instant start, Instant free_again, std::int32_t units) {
    pass_to(start);
    busy_.push({free_again, task, take(task, units)});
  }

 private:
  struct Busy {
    Instant until;
    Slot task;
    std::int32_t units;
    bool operator<(const Busy& other) const {  // the earliest on top
      return std::tie(other.until, other.task) < std::tie(until, task);
    }
  };

  // What happens until then: tasks end, people come and go.
  void pass_to(Instant now) {
    for (;;) {
      const bool ends = !busy_.empty() && busy_.top().until <= now;
      const bool steps = next_ < steps_.size() && steps_[next_].from <= now;
      if (!ends && !steps) return;
      if (ends && (!steps || busy_.top().until <= steps_[next_].from)) {
        idle_.push_back({busy_.top().task, busy_.top().units});
        busy_.pop();
      } else {
        add(steps_[next_].units - steps_[next_ - 1].units);
        ++next_;
      }
    }
  }

  void add(std::int32_t units) {
    // Those who leave were last at work: what follows them waits for them. First they come back.
    if (units < 0) move_last(idle_, away_, -units);
    if (units <= 0) return;
    const std::int32_t others = move_last(away_, idle_, units);
    if (others > 0) idle_.insert(idle_.begin(), {kNoSlot, others});
  }
  // From the end of one list to that of the other; gives how many were missing.
  static std::int32_t move_last(std::vector<Idle>& from, std::vector<Idle>& to,
                                std::int32_t units) {
    while (units > 0 && !from.empty()) {
      Idle& last = from.back();
      const std::int32_t count = std::min(units, last.units);
      to.push_back({last.last, count});
      units -= count;
      last.units -= count;
      if (last.units == 0) from.pop_back();
    }
    return units;
  }

  // Gives how many there were.
  std::int32_t take(Slot task, std::int32_t units) {
    std::int32_t taken = 0;
    auto from = idle_.begin();
    for (; from != idle_.end() && taken < units; ++from) {
      const std::int32_t count = std::min(units - taken, from->units);
      if (from->last != kNoSlot) found_.push_back({from->last, task});
      taken += count;
      from->units -= count;
      if (from->units > 0) break;
    }
    idle_.erase(idle_.begin(), from);
    return taken;
  }

  std::span<const FreePeople::Step> steps_;
  std::vector<TakeOver>& found_;
  std::size_t next_ = 1;
  std::vector<Idle> idle_, away_;  // who has waited longest first; who left last at the end
  std::priority_queue<Busy> busy_;
};

}  // namespace

std::vector<TakeOver> find_take_overs(const Plan& plan) {
  const Schedule schedule = make_schedule(plan);
  LevellingInput input(plan);
  std::vector<Slot> tasks;
  for (const Outline::Row& row : input.network().outline().rows)
    if (!input.needs_of(row.task).empty()) tasks.push_back(row.task);
  sort_stably(tasks, {}, [&](Slot task) { return std::pair(schedule.tasks[task].start, task); });
  std::vector<TakeOver> found;
  std::vector<PoolFlow> flows;
  for (const FreePeople& people : input.people()) flows.emplace_back(people, found);
  for (const Slot task : tasks) {
    const TaskDates& dates = schedule.tasks[task];
    for (const UnitNeed& need : input.needs_of(task))
      flows[need.pool].begin(task, dates.start, input.free_again(need.pool, dates.finish),
                             need.units);
  }
  std::erase_if(found, [&](TakeOver each) { return schedule.tasks[each.from].complete; });
  sort_stably(found);
  const auto doubled = std::ranges::unique(found);
  found.erase(doubled.begin(), doubled.end());
  return found;
}

}  // namespace tongzhou
