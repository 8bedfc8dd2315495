// What the inspector shows of a goal: how far it is and from what, its steps and measurements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/goals.h"
#include "ui/form.h"

namespace tongzhou {

struct GoalSheetState {
  Id<Goal> of;  // for which the rest is
  Day day;      // of what is about to be noted
  std::string value;

  // Made when the plan changes.
  std::optional<std::uint64_t> revision;
  std::vector<GoalPoint> measured;  // for the chart
};

void draw_goal_pills(const Desk& desk, const GoalFacts& facts);
// Everything between its name and its fields.
void draw_goal_course(const Desk& desk, const GoalFacts& facts, GoalSheetState& state,
                      FormState& form);
// Its steps, measurements and deliverables, one a line.
void draw_goal_lines(const Desk& desk, const GoalFacts& facts, FormState& form);

}  // namespace tongzhou
