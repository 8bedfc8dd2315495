// The parts of the goals page. For src/ui/pages/goals*.cpp alone.
#pragma once

#include "ui/goal_words.h"
#include "ui/pages/goals.h"

namespace tongzhou {

// Places the cards of the shown goals: from left to right by depth, parents in the middle of their
// shares.
void lay_out_goal_tree(std::span<const GoalFacts> goals, GoalsState& state);
void draw_goal_tree(const Desk& desk, GoalsState& state, const ImRect& card);

void draw_duty_matrix(const Desk& desk, GoalsState& state, const ImRect& card);

}  // namespace tongzhou
