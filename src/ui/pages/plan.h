// The plan page: the task table and the chart side by side, one scroll for both, and the load of
// departments under the chart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/desk.h"
#include "ui/gantt/gantt.h"
#include "ui/pages/plan_table.h"
#include "ui/table/grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct PlanState {
  PlanState();

  GridState table;
  RowScroll scroll;
  GanttState gantt;
  float table_width = 0;            // 0: not yet chosen
  std::vector<TaskColumn> columns;  // shown, in order
  ChoiceState choice;
  bool find = false;  // the filter opens with the keyboard in its text, at the next frame

  // What the rows were made of when `rows_revision` last went up.
  struct RowsMadeOf {
    std::uint64_t open_number = 0, outline = 0, folds = 0, plan = 0;
    Filter filter;
    bool operator==(const RowsMadeOf&) const = default;
  };
  RowsMadeOf rows_made_of;
  std::uint64_t rows_revision = 0;
  std::uint64_t open_number = 0;  // whose the chart's place is
};

// Fills the rest of the current window.
void draw_plan_page(const Desk& desk, const TaskFacts& facts, PlanState& state);

}  // namespace tongzhou
