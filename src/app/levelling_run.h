// A levelling of the open plan while a person looks on: what it would move and why, what becomes of
// milestones and deadlines, and the edit that takes it over. Nothing changes before that edit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/open_plan.h"
#include "core/ports.h"
#include "schedule/levelling.h"

namespace tongzhou {

struct MovedTask {
  enum class Why : std::uint8_t {
    waits,    // for people, before it begins or in a pause; `wait` says for whom
    follows,  // what comes before it moved; `leader`: the task, where it is one
    earlier,  // an earlier levelling held it back longer
  };
  Slot task = kNoSlot;
  Why why = Why::waits;
  Instant start_before, finish_before;
  Instant start, finish;
  Wait wait;
  Slot leader = kNoSlot;
  std::vector<Stretch> pauses;  // set by levelling
  // It moves by a levelled start or pauses of its own, which can be left out.
  bool is_own = false;
};

// A milestone that moves, or a deadline that is kept no more or kept again.
struct LevellingEffect {
  Slot task = kNoSlot;
  Instant before, after;  // finish
  Instant deadline;       // unset: none
  bool was_late() const { return deadline.is_set() && before > deadline; }
  bool is_late() const { return deadline.is_set() && after > deadline; }
};

class LevellingRun {
 public:
  explicit LevellingRun(const OpenPlan& open, std::uint64_t seed = 1);

  // False where the plan has changed since: make another one.
  bool is_of(const OpenPlan& open) const { return revision_ == open.plan().revision(); }

  const Levelling& levelling() const { return levelling_; }
  Instant finish_before() const { return finish_before_; }
  Instant finish() const { return levelling_.best().schedule.finish; }
  const std::vector<MovedTask>& moved() const { return moved_; }  // by their new starts
  // From the earliest start before or after to the latest finish, of those that move.
  Instant first() const { return first_; }
  Instant last() const { return last_; }
  bool was_levelled() const { return was_levelled_; }
  const std::vector<LevellingEffect>& effects() const { return effects_; }

  bool is_running() const { return is_running_ && !levelling_.is_done(); }
  void stop() { is_running_ = false; }
  void go_on() { is_running_ = true; }
  // 0 to 1.
  double progress() const;
  // Goes on for about so long, while it is running.
  void advance(const OpenPlan& open, const Clock& clock, std::int64_t milliseconds);

  // Goes on until so many schedules have been tried, or no more are of use.
  void advance_to(const OpenPlan& open, std::int64_t schedules);

  // Sets the levelled starts and pauses of all tasks, those of `left_out` as they are now.
  Draft accept(const OpenPlan& open, Random& random, std::span<const Id<Task>> left_out) const;

 private:
  void tell_moves(const OpenPlan& open);

  Levelling levelling_;
  std::uint64_t revision_ = 0;
  Instant finish_before_;
  bool is_running_ = true;
  std::int64_t step_ = 8;  // schedules that take a few milliseconds
  bool was_levelled_ = false;
  std::vector<MovedTask> moved_;
  Instant first_, last_;
  std::vector<LevellingEffect> effects_;
};

// Whether levelling has set anything in it.
bool is_levelled(const Plan& plan);
// Takes all that away.
Draft forget_levelling(const OpenPlan& open, Random& random);

}  // namespace tongzhou
