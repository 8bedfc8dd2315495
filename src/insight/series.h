// Series for charts: as many points as can be told apart, and no peak lost.
#pragma once

#include <span>
#include <vector>

#include "insight/goals.h"

namespace tongzhou {

// At most about `most` points (at least 8) of a series in order of days: of each of equal stretches
// of days the first, the lowest, the highest and the last, in their order. Short series come back
// whole.
std::vector<GoalPoint> reduce_series(std::span<const GoalPoint> points, std::size_t most);

}  // namespace tongzhou
