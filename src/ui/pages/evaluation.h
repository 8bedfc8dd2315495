// How it went, and why: scorecard, issues and risks, causes, corrective actions, reviews, lessons.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "documents/document.h"
#include "insight/causes.h"
#include "insight/correlation.h"
#include "insight/scorecard.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct EvaluationState {
  int part = 0;    // of the segments
  AnyRef seen;     // chosen last: a record of another part shows that
  int period = 0;  // of the scorecard: a month, a quarter, all
  RecordGridState issues, actions, reviews, lessons;
  struct Cell {
    Slot department, indicator;
    bool operator==(const Cell&) const = default;
  };
  std::optional<Cell> chosen;  // whose records are listed
  Id<Issue> issue;             // whose causes are shown; unset: the first
  AnyRef shown_cause;          // chosen when the fishbone was last drawn
  Id<Department> department;   // whose scores are drawn, and whose page is shown; unset: the first
  bool ranked = false;         // the scorecard says who is first
  ChoiceState choice;

  std::uint64_t open_number = 0;

  // Made when the plan or what is looked at changes, of the part on screen alone.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today;
    int part = -1, period = -1;
    Id<Issue> issue;
    Id<Department> department;
    Language language = Language::chinese;
    bool operator==(const Made&) const = default;
  };
  Made made;
  ScorePeriod of;
  Scorecard card;
  std::vector<AnyRef> records;  // of a part that is a table
  RiskMatrix matrix;
  CauseBones bones;
  std::array<CauseCount, kChoiceCount<CauseCategory>> causes;
  std::vector<Correlation> correlations;  // of the issue's indicator
  Document report;                        // of the department
};

// Fills the rest of the current window.
void draw_evaluation_page(const Desk& desk, const TaskFacts& facts, EvaluationState& state);

}  // namespace tongzhou
