// When the plan may finish and which dates are in danger, seen that nobody knows how long tasks
// take; and how much room that asks for.
#pragma once

#include <cstdint>
#include <optional>

#include "app/simulation_run.h"
#include "ui/desk.h"
#include "ui/shell/relaxed.h"

namespace tongzhou {

struct RiskState {
  std::optional<SimulationRun> run;
  std::uint64_t open_number = 0;
  RelaxedState relaxed;
};

void draw_risk_page(const Desk& desk, RiskState& state);

// Goes on simulating for a few milliseconds; true while there is more to do.
bool advance_simulation(const Session& session, RiskState& state);

}  // namespace tongzhou
