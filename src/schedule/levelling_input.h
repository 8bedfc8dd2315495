// A plan as levelling sees it: what can be moved, what stands, and who is free beside it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "schedule/free_people.h"
#include "schedule/levelling.h"
#include "schedule/pass.h"

namespace tongzhou {

struct UnitNeed {
  Pool pool = 0;
  std::int32_t units = 0;  // of FreePeople; at least 1
};

class LevellingInput {
 public:
  explicit LevellingInput(const Plan& plan);
  LevellingInput(const LevellingInput&) = delete;
  LevellingInput& operator=(const LevellingInput&) = delete;

  const Demands& demands() const { return demands_; }
  const std::vector<ImpossibleNeed>& impossible() const { return impossible_; }

  // By task slot: where tasks start now, with the levelled starts that the plan has.
  const std::vector<Instant>& starts_now() const { return starts_now_; }
  // The timetable without any levelled start.
  const Schedule& unlevelled() const { return unlevelled_; }
  // To compute others with. Its schedule is what the last use left there.
  Pass& pass() { return pass_; }
  const std::vector<Step>& late() const { return late_; }  // late_steps
  const Network& network() const { return pass_.network(); }

  // Leaves that take people and may be put later. Its needs can all be met on some day.
  bool is_movable(Slot task) const { return movable_[task] != 0; }
  // Leaves that take people and stand.
  const std::vector<Slot>& standing() const { return standing_; }
  std::span<const UnitNeed> needs_of(Slot task) const {
    return {needs_.data() + first_need_[task], needs_.data() + first_need_[task + 1]};
  }
  // The levelled start that the plan has; unset: none.
  Instant levelled_now(Slot task) const { return levelled_now_[task]; }
  // The pauses of one that is movable.
  struct Pauses {
    std::vector<Stretch> given;     // by people; they stay
    std::vector<Stretch> levelled;  // that the plan has by an earlier levelling
  };
  const Pauses& pauses_of(Slot task) const { return pauses_[pauses_at_[task]]; }
  // What levelling once set, of those that stand; by task.
  const std::vector<LevelledPause>& standing_pauses() const { return standing_pauses_; }
  bool may_pause(Slot task) const { return least_part_[task] > 0; }
  // Of one that may pause: the least of work in one part, at most half of all.
  std::int32_t least_part(Slot task) const { return least_part_[task]; }
  std::int32_t priority(Slot task) const { return priority_[task]; }
  bool is_as_late_as_possible(Slot task) const {
    return network().node(task).constraint == Constraint::as_late_as_possible;
  }

  // By pool: who is free when nothing of the plan is under way.
  const std::vector<FreePeople>& people() const { return people_; }

  // From when on people of the pool who are done then can do something else: where all its tasks go
  // by one calendar, from when work goes on. So what is free is not cut to pieces by every night.
  Instant free_again(Pool pool, Instant done) const {
    return common_time_[pool] == nullptr ? done : common_time_[pool]->next_start(done);
  }

  // Ranks of the steps that wait for the step of that rank (Network::order).
  std::span<const std::uint32_t> after(std::uint32_t rank) const {
    return {after_.data() + first_after_[rank], after_.data() + first_after_[rank + 1]};
  }

 private:
  void read_pauses(const Plan& plan);
  void schedule();
  void schedule_all();
  void read_people(const Plan& plan);
  void read_needs(const Plan& plan);
  void find_common_times();
  void index_steps();

  Pass pass_;
  Demands demands_;
  std::vector<Step> late_;
  std::vector<Instant> starts_now_;
  Schedule unlevelled_;
  std::vector<std::uint8_t> movable_;
  std::vector<Slot> standing_;
  std::vector<UnitNeed> needs_;
  std::vector<std::uint32_t> first_need_;
  std::vector<std::int32_t> priority_;
  std::vector<Instant> levelled_now_;
  std::vector<std::int32_t> least_part_;
  std::vector<Pauses> pauses_;            // first none, of the tasks without
  std::vector<std::uint32_t> pauses_at_;  // by task slot
  std::vector<LevelledPause> standing_pauses_;
  std::vector<FreePeople> people_;
  std::vector<const WorkingTime*> common_time_;  // by pool; null where calendars differ
  std::vector<ImpossibleNeed> impossible_;
  std::vector<std::uint32_t> after_, first_after_;
};

}  // namespace tongzhou
