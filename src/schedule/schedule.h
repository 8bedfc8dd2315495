// The timetable: when each task can, must and will happen, and what holds it there.
//
// The critical path method with calendars, in the manner of Microsoft Project:
// - Early dates are the earliest that the plan's start, dependencies, constraints and actual dates
//   allow; late dates the latest that leave the whole plan's finish, deadlines and constraints
//   standing. Both are counted in the working time of the task: of its own calendar, else its
//   department's, else the plan's. A dependency's working lag is counted in its successor's.
// - Constraints are kept even against dependencies and the plan's start: a task that must start on
//   a day starts on it (`conflict` says that something else asks for later), and its predecessors
//   get negative slack.
// - What is started stands at its actual start, what is finished at both actual dates; neither
//   limits those before it any more. Finished tasks have no slack and are not critical.
// - Where an update has moved what is left (`resume`), a task that has begun ends when what remains
//   has been worked from then on, and one that has not begun starts no earlier.
// - A task as late as possible is scheduled where the scheduled dates of its successors, the plan's
//   finish and its own late finish just allow; its early dates and slack are those of any other.
//   Where levelling has put it, it stays.
// - A levelled start holds a task that has not begun from below, like a constraint; levelling sets
//   and takes it.
// - A summary spans its tasks. A dependency or constraint of a summary binds every task under it
//   (one that limits its start from above binds those that begin it).
// - Dates without work stay what they are where they touch working time: a milestone after work
//   that ends on Friday at 17:00 stands there, not on Monday.
#pragma once

#include <vector>

#include "core/date.h"
#include "model/table.h"

namespace tongzhou {

enum class ReasonKind : std::uint8_t {
  none,         // not scheduled: a deleted task
  plan_start,   // nothing holds it but the beginning of all
  dependency,   // subject: slot of the dependency, its own or one of a summary above
  constraint,   // subject: slot of the task whose constraint it is: itself or a summary above
  actual,       // it has started
  tasks_under,  // a summary; subject: slot of the task that begins first
  levelling,    // before that the hands are missing, as levelling found
  update,       // it had not begun when progress was last reported
  as_late_as_possible,  // subject: slot of the dependency that keeps it from later, or kNoSlot
};

// What holds a task's start where it is.
struct Reason {
  ReasonKind kind = ReasonKind::none;
  Slot subject = kNoSlot;
  // The bound itself, before the calendar moved the start to working time: of a dependency, when
  // its predecessor allows the start (or, of FF and SF, the finish).
  Instant bound;
  bool operator==(const Reason&) const = default;
};

struct TaskDates {
  Instant start, finish;  // as scheduled
  Instant early_start, early_finish;
  Instant late_start, late_finish;
  Minutes total_slack, free_slack;  // working time; total slack is negative where dates cannot hold
  Reason reason;
  bool critical = false;  // total slack of 0 or less, and not complete
  bool complete = false;
  bool summary = false;
  bool conflict = false;  // a constraint stands against what holds the task otherwise
  bool operator==(const TaskDates&) const = default;
};

struct Schedule {
  std::vector<TaskDates> tasks;  // by task slot; deleted tasks have no dates
  Instant start;   // the earliest early start; the plan's start where there is no task
  Instant finish;  // the latest early finish
  bool operator==(const Schedule&) const = default;
};

class Plan;
// The whole timetable at once. Who edits keeps a Scheduler instead.
Schedule make_schedule(const Plan& plan);

}  // namespace tongzhou
