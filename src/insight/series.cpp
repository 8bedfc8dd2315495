#include "insight/series.h"

#include <algorithm>
#include <array>

#include "core/sorting.h"

namespace tongzhou {

std::vector<GoalPoint> reduce_series(std::span<const GoalPoint> points, std::size_t most) {
  most = std::max<std::size_t>(most, 8);
  if (points.size() <= most) return {points.begin(), points.end()};
  constexpr std::size_t kOfEach = 4;
  const auto stretches = static_cast<std::int64_t>(most / kOfEach);
  const std::int64_t days = std::int64_t{points.back().day - points.front().day} + 1;
  const auto stretch_of = [&](const GoalPoint& point) {
    return std::int64_t{point.day - points.front().day} * stretches / days;
  };
  std::vector<GoalPoint> reduced;
  for (std::size_t first = 0; first < points.size();) {
    const std::int64_t stretch = stretch_of(points[first]);
    std::size_t end = first, low = first, high = first;
    for (; end < points.size() && stretch_of(points[end]) == stretch; ++end) {
      if (points[end].value < points[low].value) low = end;
      if (points[end].value > points[high].value) high = end;
    }
    std::array kept{first, low, high, end - 1};
    sort_stably(kept);
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (i == 0 || kept[i] != kept[i - 1]) reduced.push_back(points[kept[i]]);
    first = end;
  }
  return reduced;
}

}  // namespace tongzhou
