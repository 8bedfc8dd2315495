// How long a task may take: three points, and the distribution through them.
//
// Beta-PERT (Malcolm, Roseboom, Clark & Fazar 1959; Clark 1962): between optimistic and pessimistic
// lies a beta distribution whose mode is the likely duration, with shape parameters
// 1 + 4 (mode - min) / (max - min) and 6 minus that; mean (min + 4 mode + max) / 6.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "model/records.h"

namespace tongzhou {

// Working minutes, 0 <= optimistic <= likely <= pessimistic.
struct Estimate {
  std::int32_t optimistic = 0;
  std::int32_t likely = 0;
  std::int32_t pessimistic = 0;

  bool is_certain() const { return optimistic == pessimistic; }
  double mean() const { return (optimistic + 4.0 * likely + pessimistic) / 6; }
  bool operator==(const Estimate&) const = default;
};

// What a class of confidence stands for: parts of the likely duration. The figures are ours, to be
// replaced by three points where somebody knows better.
struct Spread {
  double optimistic, pessimistic;
};
Spread spread_of(Confidence confidence);

// The task's own points where it has any (one of them, or ones out of order, are mended towards the
// duration), else its class of confidence; certain where it has neither.
Estimate estimate_of(const Task& task);

// The inverse of the distribution's cumulative function, ready for fast sampling. The same on every
// machine: nothing but sums, products and square roots goes into it.
class PertTable {
 public:
  PertTable();
  // `u` and the result are in [0, 1]; `mode` is where the likely point lies between the others.
  double quantile(double mode, double u) const;

 private:
  static constexpr int kModes = 32;    // steps of the mode
  static constexpr int kPoints = 256;  // steps of u
  std::array<std::array<float, kPoints + 1>, kModes + 1> tables_;
};

}  // namespace tongzhou
