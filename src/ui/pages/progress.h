// How far the plan is: what departments report, and what has become of the promise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "insight/earned_value.h"
#include "ui/desk.h"
#include "ui/table/grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct ProgressState {
  int part = 0;               // of the segments
  Id<Department> department;  // unset: all
  ChoiceState choice;
  GridState grid;
  double scroll = 0;
  bool only_changed = true;
  BaselineKey baseline;
  bool has_baseline = false;  // somebody chose it

  // What is shown, made when the plan changes.
  std::uint64_t open_number = 0;
  std::optional<std::uint64_t> revision;
  Day told_on;
  std::vector<BaselineInfo> baselines;
  std::vector<AnyRef> due;
  std::vector<Variance> variance;
  std::vector<Trend> trends;
  EarnedValue value;
  EarnedCurve curve;
};

void draw_progress_page(const Desk& desk, const TaskFacts& facts, ProgressState& state);

}  // namespace tongzhou
