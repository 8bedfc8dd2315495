// The line at the foot: what is wrong with the plan, and what is being worked on.
#pragma once

#include "ui/desk.h"
#include "ui/problem_marks.h"

namespace tongzhou {

// Fills the current window. Only where a plan is open.
void draw_foot(const Desk& desk, const ProblemMarks& problems);

}  // namespace tongzhou
