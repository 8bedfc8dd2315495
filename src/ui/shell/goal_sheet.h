// What the inspector shows of a goal: how far it is and from what, its steps and measurements; and
// of an indicator that is measured.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/goals.h"
#include "ui/form.h"

namespace tongzhou {

// A value about to be noted: of which day; or many, as lines of text.
struct MeasureState {
  Day day;
  std::string value;
  bool has_many = false;
  std::string many;
};

struct GoalSheetState {
  Id<Goal> of;  // for which the rest is
  MeasureState measure;

  // Made when the plan changes.
  std::optional<std::uint64_t> revision;
  std::vector<GoalPoint> measured;            // for the chart
  std::vector<Id<GoalStep>> steps;            // by day
  std::vector<Id<Measurement>> measurements;  // the latest, newest first
  std::size_t more_measurements = 0;
  std::vector<Id<Deliverable>> deliverables;
};

// Of an indicator that is measured: whose value is about to be noted.
struct IndicatorSheetState {
  Id<Indicator> of;
  Id<Department> department;  // unset: of all
  MeasureState measure;
};

void draw_goal_pills(const Desk& desk, const GoalFacts& facts);
// Everything between its name and its fields.
void draw_goal_course(const Desk& desk, const GoalFacts& facts, GoalSheetState& state,
                      FormState& form);
// Its steps, measurements and deliverables, one a line.
void draw_goal_lines(const Desk& desk, const GoalFacts& facts, const GoalSheetState& state,
                     FormState& form);

// Where values of a measured indicator are noted; nothing for those that are computed.
void draw_indicator_measure(const Desk& desk, Id<Indicator> id, IndicatorSheetState& state,
                            FormState& form);

}  // namespace tongzhou
