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

  // A part of a task; they come in the order of their starts. Who has them between two parts of a
  // task is known by its pauses: none begins because another pauses, or goes on.
  struct Part {
    Slot task;
    Instant start, finish;
    bool is_first, is_last;
  };
  void begin(const Part& part, Instant free_again, std::int32_t units) {
    pass_to(part.start);
    const std::int32_t taken = take(part.is_first ? part.task : kNoSlot, units);
    busy_.push({free_again, part.is_last ? part.task : kNoSlot, taken});
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
      if (from->last != kNoSlot && task != kNoSlot) found_.push_back({from->last, task});
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
  std::vector<PoolFlow::Part> parts;
  const Calendars calendars(plan);
  for (const Outline::Row& row : input.network().outline().rows) {
    const Slot task = row.task;
    if (input.needs_of(task).empty()) continue;
    const TaskDates& dates = schedule.tasks[task];
    for_each_part(calendars.pauses(task), dates.start, dates.finish, [&](Instant from, Instant to) {
      parts.push_back({task, from, to, from == dates.start, to == dates.finish});
    });
  }
  sort_stably(parts, {},
              [](const PoolFlow::Part& part) { return std::pair(part.start, part.task); });
  std::vector<TakeOver> found;
  std::vector<PoolFlow> flows;
  for (const FreePeople& people : input.people()) flows.emplace_back(people, found);
  for (const PoolFlow::Part& part : parts)
    for (const UnitNeed& need : input.needs_of(part.task))
      flows[need.pool].begin(part, input.free_again(need.pool, part.finish), need.units);
  std::erase_if(found, [&](TakeOver each) { return schedule.tasks[each.from].complete; });
  sort_stably(found);
  const auto doubled = std::ranges::unique(found);
  found.erase(doubled.begin(), doubled.end());
  return found;
}

}  // namespace tongzhou
