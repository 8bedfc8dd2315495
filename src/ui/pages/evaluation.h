// How it went, and why: scorecard, issues and risks, causes, corrective actions, reviews, lessons.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "insight/scorecard.h"
#include "ui/desk.h"
#include "ui/table/grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct EvaluationState {
  int part = 0;    // of the segments
  AnyRef seen;     // chosen last: a record of another part shows that
  int period = 0;  // of the scorecard: a month, a quarter, all
  struct TableState {
    GridState grid;
    double scroll = 0;
    AnyRef created;  // to be named, once it is there
  };
  TableState issues, actions, reviews, lessons;
  struct Cell {
    Slot department, indicator;
    bool operator==(const Cell&) const = default;
  };
  std::optional<Cell> chosen;  // whose records are listed
  Id<Issue> issue;             // whose causes are shown; unset: the first
  ChoiceState choice;

  // Made when the plan, the day or the period changes.
  std::uint64_t open_number = 0, revision = 0;
  Day today;
  int made_period = -1;
  ScorePeriod of;
  Scorecard card;
};

// Fills the rest of the current window.
void draw_evaluation_page(const Desk& desk, const TaskFacts& facts, EvaluationState& state);

}  // namespace tongzhou
