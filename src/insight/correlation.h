// What moves with an indicator: Pearson's coefficient of weekly values, with how many weeks it
// rests on, since few weeks show links where there are none.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

// Fewer weeks say nothing.
inline constexpr std::uint32_t kFewestWeeks = 6;

enum class Link : std::uint8_t {
  too_few,
  unclear,  // might well be chance: p > 0.05, two-sided, by Student's t with n - 2 degrees
  up,
  down,
};
Word word_of(Link link);

struct Correlation {
  AnyRef with;  // an indicator or a goal
  double r = 0;
  std::uint32_t weeks = 0;  // in which both were measured; at least 3
  Link link = Link::too_few;
};

// Pearson's r; 0 where one of them never changes. Of the same length.
double pearson(std::span<const double> a, std::span<const double> b);
Link link_of(double r, std::uint32_t weeks);

// Every other indicator and every goal that was measured in at least three of the same weeks (from
// Monday; the last value of a week counts, the mean of the departments it was measured for): clear
// links first, then the larger |r|.
std::vector<Correlation> find_correlations(const Plan& plan, Id<Indicator> indicator);

}  // namespace tongzhou
