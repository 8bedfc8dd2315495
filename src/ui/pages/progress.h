// How far the plan is: what departments report, and what has become of the promise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "insight/earned_value.h"
#include "insight/updates.h"
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
  std::optional<BaselineKey> chosen;  // to compare with; else the promise

  // What is shown, made when the plan changes.
  std::uint64_t open_number = 0;
  std::optional<std::uint64_t> revision;  // none: a choice has changed
  Day told_on;
  std::vector<BaselineInfo> baselines;
  BaselineKey baseline;  // compared with
  std::vector<AnyRef> due;
  std::vector<Variance> variance;  // those that differ, where only they are wanted
  std::vector<Trend> trends;
  std::vector<FeverPoint> fever;
  EarnedValue value;
  EarnedCurve curve;
};

void draw_progress_page(const Desk& desk, const TaskFacts& facts, ProgressState& state);

}  // namespace tongzhou
