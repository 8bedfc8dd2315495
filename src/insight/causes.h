// Why things went wrong: the causes of an issue as a fishbone (Ishikawa 1968), which causes come up
// most, and how likely and how bad the open issues are.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

struct CauseLine {
  Id<Cause> id;
  int depth = 0;  // how often "why?" was asked above it
};
// By category, each cause before the answers to "why?" below it; these stand on the bone of the
// first, whatever their own category. Of a ring of causes the first by order stands at the top.
using CauseBones = std::array<std::vector<CauseLine>, kChoiceCount<CauseCategory>>;
CauseBones find_cause_bones(const Plan& plan, Id<Issue> issue);

// Of all issues: most root causes first, then most causes.
struct CauseCount {
  CauseCategory category{};
  std::uint32_t causes = 0, roots = 0;
};
std::array<CauseCount, kChoiceCount<CauseCategory>> count_causes(const Plan& plan);

// Issues not closed by probability and impact, each from 1 to 5; what lies outside counts as the
// nearest.
struct RiskMatrix {
  static constexpr int kSteps = 5;
  std::array<std::array<std::vector<Id<Issue>>, kSteps>, kSteps> cells;
  std::uint32_t open = 0;

  const std::vector<Id<Issue>>& at(int probability, int impact) const {
    return cells[static_cast<std::size_t>(probability - 1)][static_cast<std::size_t>(impact - 1)];
  }
};
RiskMatrix find_risk_matrix(const Plan& plan);

}  // namespace tongzhou
