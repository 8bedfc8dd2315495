// The parts of the evaluation page. For src/ui/pages/evaluation*.cpp alone.
#pragma once

#include "ui/pages/evaluation.h"

namespace tongzhou {

void draw_scorecard(const Desk& desk, EvaluationState& state, const ImRect& area);
void draw_causes(const Desk& desk, EvaluationState& state, const ImRect& area);
void draw_feedback(const Desk& desk, EvaluationState& state, const ImRect& area);
// The line of the department shown; null where there are none.
const ScoreRow* row_shown(const Desk& desk, const EvaluationState& state);

}  // namespace tongzhou
