// What people do to goals and deliverables, as drafts of changes: pure functions from a plan to an
// edit. Each returns a sentence instead where the act makes no sense.
#pragma once

#include <string>
#include <string_view>

#include "app/open_plan.h"
#include "insight/goals.h"

namespace tongzhou {

// The person of that name in the plan; none where there is none, or no name.
Id<Person> find_person(const Plan& plan, std::string_view name);

// --- Goals ---------------------------------------------------------------------------------------

struct NewGoal {
  Draft draft;
  Id<Goal> goal;
};
// The last of its siblings. A share is measured as its parent is, by the same days.
NewGoal add_goal(const OpenPlan& open, Random& random, Id<Goal> parent, std::string title);

// What was measured that day; what was noted of it before is corrected.
Draft measure_goal(const OpenPlan& open, Random& random, Id<Goal> goal, Day day, double value);
// The same of an indicator, for one department or, unset, for all.
Draft measure_indicator(const OpenPlan& open, Random& random, Id<Indicator> indicator,
                        Id<Department> department, Day day, double value);

// Many values, one a line: a date and a number, with spaces, a tab, a comma or a semicolon between,
// as sheets and CSV files have them; empty lines and a first line without a number (the head of a
// table) are passed over. Dates without a year are those nearest to `today`. Refused whole when a
// line cannot be read. Of a goal, or of an indicator for one department or, unset, for all.
Result<Draft> measure_many(const OpenPlan& open, Random& random, const Measurement& of,
                           std::string_view text, Day today);

// A value wanted on the way: at the middle of what is left until the deadline, to be moved.
Draft add_goal_step(const OpenPlan& open, Random& random, Id<Goal> goal, Day today);

// The department has these duties for the goal or task, and no others.
Draft set_duties(const OpenPlan& open, Random& random, AnyRef of, Id<Department> department,
                 DutyParts parts);

// --- Deliverables --------------------------------------------------------------------------------

struct NewDeliverable {
  Draft draft;
  Id<Deliverable> deliverable;
};
// Of a task: with its department and responsible person.
NewDeliverable add_deliverable(const OpenPlan& open, Random& random, std::string title,
                               Id<Task> task);

// A criterion of that kind with the words, comparison and unit that are usual for it.
Draft add_criterion(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                    CriterionKind kind);

// Who acts, and when.
struct Act {
  Id<Person> person;
  Instant now;
};

// A new round. Refused while one is under way, and after acceptance.
Result<Draft> hand_over(const OpenPlan& open, Random& random, Id<Deliverable> deliverable, Act act);
// Refused unless it is handed over.
Result<Draft> begin_review(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                           Act act);
// Notes the value of a criterion in the round under way, or before the first one the giver's own
// test. None: takes it away. Refused after acceptance.
Result<Draft> note_finding(const OpenPlan& open, Random& random, Id<Criterion> criterion,
                           std::optional<double> value, Act act);
// That a criterion which failed may be as it is. Refused without a reason and a person; an empty
// reason takes a waiver back.
Result<Draft> waive(const OpenPlan& open, Random& random, Id<Criterion> criterion,
                    std::string reason, Act act);

// How long rework is planned to take, until somebody knows better: two days.
inline constexpr int kReworkDays = 2;

// Decides on the round under way, as insight/acceptance.h allows.
// - Accepted: its task is finished, unless other deliverables of it are still to be accepted.
// - Rejected: makes a task for the rework, of the same department, from now on. What waits for the
//   deliverable's task waits for the rework too; a milestone, which is not reached yet, itself.
//   Refused without a reason.
Result<Draft> decide(const OpenPlan& open, Random& random, Id<Deliverable> deliverable,
                     Decision decision, std::string reason, Act act);

}  // namespace tongzhou
