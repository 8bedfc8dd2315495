// When the plan may finish and which dates are in danger, seen that nobody knows how long tasks
// take; and how much room that asks for.
#pragma once

#include "app/simulation_run.h"
#include "ui/run_state.h"
#include "ui/shell/relaxed.h"

namespace tongzhou {

struct RiskState : RunState<SimulationRun> {
  RelaxedState relaxed;
};

void draw_risk_page(const Desk& desk, RiskState& state);

}  // namespace tongzhou
