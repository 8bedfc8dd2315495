// Inside the page of progress: its parts, one file each.
#pragma once

#include "ui/pages/progress.h"

namespace tongzhou {

void draw_check_in(const Desk& desk, const TaskFacts& facts, ProgressState& state);
void draw_variance(const Desk& desk, ProgressState& state);
void draw_trends(const Desk& desk, const ProgressState& state);
void draw_earned(const Desk& desk, ProgressState& state);

// Up to when progress is told today.
Instant report_day(const Desk& desk);

// Asks for a first baseline where there is none; true then.
bool draw_without_baseline(const Desk& desk, const ProgressState& state);
// Which baseline is compared with.
void draw_baseline_choice(const Desk& desk, ProgressState& state);
// The surface and title of a card; what is left of it for a plot with its axes, the left one as
// wide as said.
ImRect draw_plot_card(const Desk& desk, const ImRect& card, Word title, float left);

}  // namespace tongzhou
