// When the plan may finish and which dates are in danger, seen that nobody knows how long tasks
// take; and how much room that asks for.
#pragma once

#include "app/simulation_run.h"
#include "ui/run_state.h"
#include "ui/shell/relaxed.h"

namespace tongzhou {

struct RiskState : RunState<SimulationRun> {
  Simulation::People people = Simulation::People::ignored;
  RelaxedState relaxed;

  void begin_anew_if_changed(const Session& session) {
    RunState::begin_anew_if_changed(session, people);
  }
};

void draw_risk_page(const Desk& desk, RiskState& state);

}  // namespace tongzhou
