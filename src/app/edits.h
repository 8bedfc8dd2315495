// What people do to a timetable, as drafts of changes: pure functions from a plan to an edit.
//
// Each returns a sentence instead where the act makes no sense; a draft without edits where nothing
// would change. Tasks named twice count once; tasks not there are passed over.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/open_plan.h"

namespace tongzhou {

using Tasks = std::span<const Id<Task>>;

// --- Any record --------------------------------------------------------------------------------

// With all that is a part of it (Role::owner), their parts too; it is taken out of every other
// field that refers to it.
Draft delete_records(const OpenPlan& open, Random& random, std::span<const AnyRef> records,
                     ChangeLabel label);
Draft delete_record(const OpenPlan& open, Random& random, AnyRef record);

struct NewRecord {
  Draft draft;
  AnyRef record;
};
// A record of that kind with that name, the last of its kind. Days that say when it came up are
// that day.
NewRecord add_record(const OpenPlan& open, Random& random, Kind kind, std::string name, Day today);

// In which the program writes what it puts into a plan itself.
Language language_of(const Plan& plan);

// The order key of a new last record of a kind that has one.
std::string last_order(const Plan& plan, Random& random, Kind kind);

// --- Time --------------------------------------------------------------------------------------

// The bar was dropped to begin at `start`: moved to the next working time of its calendar. A task
// not begun gets "start no earlier than"; a begun one its actual start (and finish, moved along).
// A phase moves every task under it that has no predecessor inside the phase.
Result<Draft> move_task(const OpenPlan& open, Random& random, Id<Task> task, Instant start);
// The right edge was dropped there: the duration is the working time between. At least a quarter of
// an hour; milestones and phases refuse.
Result<Draft> resize_task(const OpenPlan& open, Random& random, Id<Task> task, Instant finish);
// Percent with what it means for the actual dates: above 0 it has begun, at 100 it is finished, by
// the dates of the timetable unless they are known.
Result<Draft> set_percent(const OpenPlan& open, Random& random, Tasks tasks, int percent);
// The same of the task in a row of the outline that is no summary, as part of a larger edit.
void write_percent(ChangeBuilder& builder, const OpenPlan& open, std::uint32_t row, int percent);

// --- Progress ----------------------------------------------------------------------------------

// Keeps the dates of all tasks as they are now, under that name.
Draft take_baseline(const OpenPlan& open, Random& random, std::string name, Instant now);
// With the dates kept in it.
Draft delete_baseline(const OpenPlan& open, Random& random, Id<BaselineSet> set);

// Progress is reported up to `date`: that becomes the status date, what is left of all tasks moves
// behind it, and the forecasts of the milestones are kept for the trend.
// - What should have begun by then and has not starts no earlier.
// - What has begun and is behind goes on from there with what remains; what is on time or ahead
//   stays.
// A second update of one date takes the place of the first.
Draft record_update(const OpenPlan& open, Random& random, Instant date);

// What is left of a task that has begun, counted from `date` on; 0: by percent.
Draft set_remaining(const OpenPlan& open, Random& random, Id<Task> task, Minutes remaining,
                    Instant date);

// The department has told how things stand.
Draft check_in(const OpenPlan& open, Random& random, Id<Department> department, Instant date,
               std::string note);

// --- Links -------------------------------------------------------------------------------------

// Refused where it would run in a ring, tie a task to itself or its own phase, or is there already.
Result<Draft> link_tasks(const OpenPlan& open, Random& random, Id<Task> from, Id<Task> to,
                         LinkType type = LinkType::finish_start, Minutes lag = {},
                         LagKind lag_kind = LagKind::working);
// Each to the next, in the order given.
Result<Draft> link_chain(const OpenPlan& open, Random& random, Tasks tasks);
// All links between them; of a single task all its links.
Result<Draft> unlink_tasks(const OpenPlan& open, Random& random, Tasks tasks);

// --- Outline -----------------------------------------------------------------------------------

// Into `parent` (0: the top), right after its child `after` (0: at the beginning).
struct Place {
  Id<Task> parent;
  Id<Task> after;
};
enum class Fold : std::uint8_t { open, folded };
// Where a new row appears right below this one: an open phase takes it in, else beside it. Of an
// unknown task: the end of the plan.
Place place_below(const OpenPlan& open, Id<Task> task, Fold fold);

struct NewTask {
  Draft draft;
  Id<Task> task;
};
// With the department of the task before it.
NewTask add_task(const OpenPlan& open, Random& random, Place place, TaskKind kind,
                 std::string_view title);
// As it is given, but for its parent and order.
NewTask add_task(const OpenPlan& open, Random& random, Place place, Task task);

// With everything under them and all that is a part of them.
Result<Draft> delete_tasks(const OpenPlan& open, Random& random, Tasks tasks);
// Under the sibling above; a task without one stays.
Result<Draft> indent_tasks(const OpenPlan& open, Random& random, Tasks tasks);
// Out of their phase, right below it. (Tasks below them keep their phase.)
Result<Draft> outdent_tasks(const OpenPlan& open, Random& random, Tasks tasks);

enum class Direction : std::uint8_t { up, down };
// One place among their siblings.
Result<Draft> shift_tasks(const OpenPlan& open, Random& random, Tasks tasks, Direction direction);
// To that place, in their order. Refused inside themselves.
Result<Draft> place_tasks(const OpenPlan& open, Random& random, Tasks tasks, Place place);

}  // namespace tongzhou
