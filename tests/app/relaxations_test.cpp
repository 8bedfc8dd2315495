#include "app/relaxations.h"

#include <catch2/catch_test_macros.hpp>

#include "schedule/calendars.h"
#include "schedule/schedule.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

struct EarlierScene {
  explicit EarlierScene(const char* plan) : text(plan_from_text(plan)), open(text.plan) {}
  TextPlan text;
  OpenPlan open;

  Instant days_before_finish(int days) const {
    return open.calendars()[Calendars::kPlan].subtract(open.schedule().finish, {days * 480});
  }
};

}  // namespace

TEST_CASE("each way tells what it gains, the largest first") {
  EarlierScene scene("a 10d; b 4d after a +2d; side 1d");
  const auto ways = find_relaxations(scene.open, {}, 10);
  REQUIRE(ways.size() == 4);
  CHECK(ways[0].way == Relaxation::Way::unlinked);
  CHECK(ways[0].gain.count == 6 * 480);  // then a, of 10 days, is all there is
  CHECK(ways[1].way == Relaxation::Way::shorter);
  CHECK(ways[1].subject == scene.text.slot("a"));
  CHECK(ways[1].gain.count == 5 * 480);
  CHECK(ways[2].gain.count == 2 * 480);
  CHECK(ways[3].gain.count == 2 * 480);
  CHECK(find_relaxations(scene.open, {}, 1).size() == 1);
  // Nothing was changed.
  CHECK(scene.open.plan().table<Dependency>().live_count() == 1);
}

TEST_CASE("the fewest ways that meet a wish, the smallest that is enough") {
  EarlierScene scene("a 10d; b 4d after a +2d");
  const WayToWish one = find_way(scene.open, {}, scene.days_before_finish(2));
  CHECK(one.meets_wish);
  REQUIRE(one.steps.size() == 1);
  CHECK(one.steps[0].gain.count == 2 * 480);
  const WayToWish two = find_way(scene.open, {}, scene.days_before_finish(9));
  CHECK(two.meets_wish);
  CHECK(two.steps.size() == 2);
  const WayToWish none = find_way(scene.open, {}, scene.days_before_finish(100));
  CHECK_FALSE(none.meets_wish);
  CHECK(find_way(scene.open, {}, scene.open.schedule().finish).steps.empty());
}

TEST_CASE("what has begun or is held by nothing cannot be made earlier") {
  EarlierScene begun("a 4d started 2026-08-24; m milestone");
  CHECK(find_relaxations(begun.open, {}, 10).empty());
  EarlierScene empty("@start 2026-08-24");
  CHECK(find_relaxations(empty.open, {}, 10).empty());
}
