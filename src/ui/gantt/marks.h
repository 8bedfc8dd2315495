// The small things at a bar that can be grabbed: where they are.
#pragma once

#include "ui/gantt/inside.h"

namespace tongzhou {

inline constexpr float kDotRadius = 4;
inline constexpr float kHandleRadius = 5;

// Links are drawn from a dot beside either end, in the gap before the label.
inline ImVec2 link_dot(const Bar& bar, BarEnd end) {
  constexpr float kAway = 9;
  const float x = end == BarEnd::start ? bar.body.Min.x - kAway : bar.body.Max.x + kAway;
  return {x, bar.middle_y()};
}

// The handle of the part done hangs at the foot of the bar.
inline ImVec2 progress_handle(const Bar& bar) { return {bar.progress_right, bar.body.Max.y}; }

}  // namespace tongzhou
