#include "schedule/estimate.h"

#include <algorithm>
#include <cmath>

namespace tongzhou {
namespace {

std::int32_t part_of(std::int32_t duration, double part) {
  return static_cast<std::int32_t>(std::lround(duration * part));
}

// x to the power of eighths / 8.
double power(double x, int eighths) {
  const double root = std::sqrt(std::sqrt(std::sqrt(x)));
  double result = 1;
  for (int i = 0; i < eighths; ++i) result *= root;
  return result;
}

}  // namespace

Spread spread_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::none: return {1, 1};
    case Confidence::firm: return {0.95, 1.1};
    case Confidence::fair: return {0.9, 1.3};
    case Confidence::rough: return {0.75, 1.75};
    case Confidence::guess: return {0.6, 2.5};
  }
  return {1, 1};
}

Estimate estimate_of(const Task& task) {
  if (task.kind == TaskKind::milestone) return {};
  const std::int32_t likely = std::max(task.duration.count, 0);
  if (task.optimistic.count <= 0 && task.pessimistic.count <= 0) {
    const Spread spread = spread_of(task.confidence);
    return {part_of(likely, spread.optimistic), likely, part_of(likely, spread.pessimistic)};
  }
  const std::int32_t low = task.optimistic.count > 0 ? task.optimistic.count : likely;
  return {std::min(low, likely), likely, std::max(task.pessimistic.count, likely)};
}

PertTable::PertTable() {
  constexpr int kSteps = 4096;
  std::array<double, kSteps + 1> sums{};
  for (int mode = 0; mode <= kModes; ++mode) {
    // Shape minus one: 4 mode / kModes in eighths is mode (of kModes = 32).
    sums[0] = 0;
    for (int i = 0; i < kSteps; ++i) {
      const double x = (i + 0.5) / kSteps;
      const auto place = static_cast<std::size_t>(i);
      sums[place + 1] = sums[place] + power(x, mode) * power(1 - x, kModes - mode);
    }
    auto& table = tables_[static_cast<std::size_t>(mode)];
    std::size_t at = 0;
    for (int point = 0; point <= kPoints; ++point) {
      const double wanted = sums[kSteps] * point / kPoints;
      while (at + 1 < kSteps && sums[at + 1] < wanted) ++at;
      const double step = sums[at + 1] - sums[at];
      const double within = step > 0 ? std::clamp((wanted - sums[at]) / step, 0.0, 1.0) : 0;
      table[static_cast<std::size_t>(point)] =
          static_cast<float>((static_cast<double>(at) + within) / kSteps);
    }
    table[0] = 0;
    table[kPoints] = 1;
  }
}

double PertTable::quantile(double mode, double u) const {
  const auto between = [u](const std::array<float, kPoints + 1>& table) {
    const double place = std::clamp(u, 0.0, 1.0) * kPoints;
    const auto i = std::min(static_cast<std::size_t>(place), std::size_t{kPoints - 1});
    const double into = place - static_cast<double>(i);
    return table[i] + (table[i + 1] - table[i]) * into;
  };
  const double place = std::clamp(mode, 0.0, 1.0) * kModes;
  const auto i = std::min(static_cast<std::size_t>(place), std::size_t{kModes - 1});
  const double into = place - static_cast<double>(i);
  return between(tables_[i]) * (1 - into) + between(tables_[i + 1]) * into;
}

}  // namespace tongzhou
