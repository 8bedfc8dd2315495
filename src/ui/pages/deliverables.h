// What counts as done: deliverables with their acceptance, and who owes whom what.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "insight/acceptance.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"

namespace tongzhou {

struct DeliverablesState {
  int part = 0;  // of the segments: list, matrix
  RecordGridState table;
  // The cell of the matrix whose deliverables are listed.
  struct Pair {
    Slot giver, receiver;
    bool operator==(const Pair&) const = default;
  };
  std::optional<Pair> chosen;

  // Made when the plan changes.
  std::uint64_t open_number = 0, revision = 0;
  Day today;
  std::vector<AnyRef> records;  // in order
  std::vector<HandOverCell> cells;
  std::vector<Slot> departments;  // that give or receive, in order
};

// Fills the rest of the current window.
void draw_deliverables_page(const Desk& desk, const TaskFacts& facts, DeliverablesState& state);

}  // namespace tongzhou
