// What is wrong with the plan, found again when the user pauses rather than at every edit.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "app/open_plan.h"

namespace tongzhou {

// Checking goes through the whole plan, so a big plan waits until half a second has passed without
// an edit. Until then the problems are those from before.
class ProblemMarks {
 public:
  static constexpr double kPauseSeconds = 0.5;
  static constexpr std::size_t kAtOnce = 5'000;  // tasks; checking these takes about a millisecond

  // `seconds` is a clock that only goes forward.
  void update(const OpenPlan& open, std::uint64_t open_number, double seconds);
  double seconds_until_due(double seconds) const;

  const std::vector<Problem>& all() const { return problems_; }
  // The first about that record; null when it is in order.
  const Problem* find(AnyRef record) const;

 private:
  std::vector<Problem> problems_;
  std::unordered_map<AnyId, std::size_t> first_;
  std::uint64_t open_number_ = ~std::uint64_t{0};
  std::uint64_t checked_ = 0;  // revision
  std::uint64_t seen_ = 0;
  double seen_at_ = 0;
};

}  // namespace tongzhou
