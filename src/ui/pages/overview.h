// The plan on one page: goals, finish, milestones, what is owed, what changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "insight/overview.h"
#include "insight/scorecard.h"
#include "ui/desk.h"
#include "ui/pages/risk.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct OverviewState {
  int since = 0;  // of the choices: a week, a month, the last update

  // Made when the plan, the day or the choice changes.
  std::uint64_t open_number = 0, revision = 0;
  Day today;
  int made_since = -1;
  std::vector<std::size_t> goals;  // those at the top, as places in OpenPlan::goals()
  GoalCounts counts;
  std::vector<Slot> milestones, owed;
  std::uint32_t accepted = 0, late = 0, deliverables = 0;
  std::size_t missed = 0;            // deadlines
  Scorecard card;                    // of the last 30 days
  std::vector<std::size_t> changes;  // places in the history, newest first
};

// Fills the rest of the current window.
// The simulation is that of the risk page.
void draw_overview_page(const Desk& desk, const TaskFacts& facts, RiskState& risk,
                        OverviewState& state);

}  // namespace tongzhou
