// Serial schedule generation on the calendars of a plan: each task, in its turn, at the first
// instant at which what comes before it allows it and its people are free all the while.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "schedule/levelling_input.h"

namespace tongzhou {

struct Placed {
  LevelledPlan plan;
  std::int64_t delay = 0;  // minutes behind the timetable without levelling, weighed by priority

  // It keeps more, or as much and all begins earlier.
  bool is_better_than(const Placed& other) const;
};

class LevellingPlacer {
 public:
  // `input` must outlive it; its pass is used.
  explicit LevellingPlacer(LevellingInput& input);

  // Smaller keys first, each step after those it waits for; `keys` by rank. As now: no task before
  // the levelled start that the plan has, so that a levelled plan comes out as it went in.
  enum class Begin : std::uint8_t { early, as_now };
  Placed place(std::span<const std::int32_t> keys, Begin begin = Begin::early);

 private:
  struct Held {
    Instant from, to;
    Slot task;
  };
  // Where a task can be, and whom it waits for.
  struct Found {
    Instant start = kNever, finish = kNever;
    const UnitNeed* missing = nullptr;  // last before it begins
    std::vector<Stretch> pauses;
    std::vector<const UnitNeed*> missing_in_pauses;
  };

  void visit(Step step, Placed& placed);
  void put(Slot task, Step step, Placed& placed);
  Found find_place(Slot task, Instant from) const;
  Found find_whole(Slot task, Instant from) const;
  Found find_parts(Slot task, Instant from) const;
  // As the plan has it, with the pauses of an earlier levelling. Without a start: not so.
  Found find_as_now(Slot task, Instant from);
  // Sets the pauses that the task has beside those given by people.
  void set_pauses(Slot task, std::span<const Stretch> levelled);
  template <class Visitor>
  void for_each_use(const Held& held, Visitor&& visit) const;
  bool has_people(const Held& held) const;
  void take(const Held& held);
  void give_back(const Held& held);
  void hold(const Held& held);  // takes, and is remembered
  void name_holders(std::vector<Wait>& waits);

  LevellingInput& input_;
  Begin begin_ = Begin::early;
  std::vector<std::uint32_t> waits_;  // by rank: how many steps come before
  std::vector<FreePeople> free_;
  std::vector<Slot> paused_;             // tasks with pauses of this placing
  std::vector<std::vector<Held>> done_;  // by pool: who has had people of it, and when
  std::vector<Held> standing_;           // where those that stand have taken their people
};

}  // namespace tongzhou
