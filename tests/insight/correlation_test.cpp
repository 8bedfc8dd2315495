#include "insight/correlation.h"

#include <rapidcheck.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numbers>

#include "app/open_plan.h"
#include "support/plan_text.h"

using namespace tongzhou;
using Catch::Approx;

TEST_CASE("Pearson's coefficient of data that others have computed") {
  // F. J. Anscombe, Graphs in Statistical Analysis, 1973, the first and the fourth set.
  const std::vector<double> x{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  const std::vector<double> y{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  CHECK(pearson(x, y) == Approx(0.81642).epsilon(0.0001));
  const std::vector<double> x4{8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
  const std::vector<double> y4{6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89};
  CHECK(pearson(x4, y4) == Approx(0.81652).epsilon(0.0001));
  CHECK(pearson(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}) == 0);
}

TEST_CASE("few weeks say nothing, weak links are unclear") {
  // Critical values of r at 5 %, two-sided: 0.8114 of 6 points, 0.6319 of 10 (Fisher & Yates).
  CHECK(link_of(0.99, 5) == Link::too_few);
  CHECK(link_of(0.81, 6) == Link::unclear);
  CHECK(link_of(0.82, 6) == Link::up);
  CHECK(link_of(-0.63, 10) == Link::unclear);
  CHECK(link_of(-0.64, 10) == Link::down);
  CHECK(link_of(1, 6) == Link::up);
}

TEST_CASE("the coefficient does not depend on units or on which comes first") {
  CHECK(rc::check([] {
    const auto numbers = rc::gen::container<std::vector<int>>(7, rc::gen::inRange(-100, 100));
    std::vector<double> a, b, scaled;
    const auto first = *numbers, second = *numbers;
    for (const int n : first) a.push_back(n);
    for (const int n : second) b.push_back(n);
    for (const double n : a) scaled.push_back(3 * n + 17);
    const double r = pearson(a, b);
    RC_ASSERT(r >= -1 && r <= 1);
    RC_ASSERT(std::abs(r - pearson(b, a)) < 1e-9);
    RC_ASSERT(std::abs(r - pearson(scaled, b)) < 1e-9);
  }));
}

TEST_CASE("values of the same weeks are compared, of one week the last") {
  TextPlan text = plan_from_text("a 2d");
  const Day monday = from_civil(2026, 9, 7);
  const auto noise = text.add(Indicator{.name = "noise"});
  const auto cost = text.add(Goal{.title = "cost"});
  const auto rare = text.add(Goal{.title = "rare"});
  for (int week = 0; week < 8; ++week) {
    const Day day = monday + 7 * week;
    text.add(Measurement{.day = day + 1, .value = 100.0 * (week % 2), .indicator = noise});
    text.add(Measurement{.day = day + 4, .value = 10.0 - week, .indicator = noise});
    text.add(Measurement{.goal = cost, .day = day + 2, .value = 3.0 * week});
    if (week < 2) text.add(Measurement{.goal = rare, .day = day, .value = 1.0 * week});
  }
  const auto found = find_correlations(text.plan, noise);
  REQUIRE(found.size() == 1);  // two weeks are no series
  CHECK(found.front().with == ref(cost));
  CHECK(found.front().weeks == 8);
  CHECK(found.front().r == Approx(-1));
  CHECK(found.front().link == Link::down);
  CHECK(find_correlations(text.plan, Id<Indicator>{}).empty());
}
