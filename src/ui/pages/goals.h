// What the departments are together for: the tree of goals, their table, and who has which duties.
#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"
#include "insight/goals.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct GoalsState {
  int part = 0;               // of the segments: tree, table, duties
  Id<Department> department;  // only its goals, with those above them; unset: all
  RecordGridState table;
  ChoiceState choice;

  // Made when the plan or the department changes.
  std::uint64_t open_number = 0, revision = 0;
  Id<Department> made_for;
  struct Shown {
    std::uint32_t goal;  // place in OpenPlan::goals()
    bool is_context;     // there for what lies under it
    ImVec2 at;           // of its card in the tree
  };
  std::vector<Shown> shown;
  ImVec2 extent;  // of the tree
  AnyRef seen;    // chosen last: another one is brought into sight
  std::vector<DutyRow> duties;
  std::vector<Slot> departments;  // in order
};

// Fills the rest of the current window.
void draw_goals_page(const Desk& desk, const TaskFacts& facts, GoalsState& state);

}  // namespace tongzhou
