// What-if: plans that are copies of another, in which something is tried out. What is tried is
// taken over by one edit of that plan, or thrown away with the copy.
//
// A scenario is a plan of its own (PlanInfo::scenario_of says whose), so nothing of it reaches the
// other by merging, in other windows or in a shared folder.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/open_plan.h"

namespace tongzhou {

// Who changes something, and where.
struct Writer {
  ReplicaId replica;
  Author author;
};

// A copy of the plan; of a scenario, another scenario of the same plan. The writer must be new: as
// in any copy, numbers that both hand out would mean different changes.
OpenPlan make_scenario(const Plan& plan, std::string title, AnyId id, const Writer& writer);
// The plan that the scenario is of; of a plan that is none, itself.
AnyId family_of(const Plan& plan);

// What is written in the scenario and not in the plan, as edits of the plan. Its title stays out.
// Where the plan was changed since, and the scenario was not, the plan is right; where both were,
// the scenario. Whoever takes part in a task is added and taken away one by one.
struct ScenarioEdits {
  std::vector<Edit> edits;
  std::size_t overwrites = 0;  // of what the plan was changed in since
};
ScenarioEdits find_scenario_edits(const Plan& plan, const Plan& scenario);

// What scenarios are compared by.
struct ScenarioFacts {
  Instant finish;
  std::size_t tasks = 0;
  std::size_t missed = 0;     // deadlines
  std::size_t overloads = 0;  // insight/load.h
  double person_days = 0;     // of work
  double days_too_much = 0;   // person-days that are needed and not there
  struct Milestone {
    Id<Task> task;
    Instant at;
  };
  std::vector<Milestone> milestones;  // not summaries; in the order of the outline
};
ScenarioFacts describe_scenario(const OpenPlan& plan);

// A task whose dates differ, or that only one of them has (then the other dates are unset).
struct ScenarioMove {
  Id<Task> task;
  Instant start_before, finish_before, start, finish;
};
// In the order of the scenario's outline, then those it does not have. No summaries.
std::vector<ScenarioMove> find_scenario_moves(const OpenPlan& plan, const OpenPlan& scenario);

}  // namespace tongzhou
