// The line above the table and the chart: new task, filter, columns; scale, fit, today.
#pragma once

#include "ui/pages/plan.h"

namespace tongzhou {

// One line, as wide as what is left.
void draw_plan_toolbar(const Desk& desk, PlanState& state);

}  // namespace tongzhou
