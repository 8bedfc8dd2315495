#include "insight/progress.h"

#include <catch2/catch_test_macros.hpp>

#include "model/outline.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

std::int32_t percent_of(const TextPlan& plan, std::string_view task) {
  return rolled_percent(plan.plan, build_outline(plan.plan))[plan.slot(task)];
}

TEST_CASE("a phase is as far as the work under it, not as the number of its tasks") {
  const TextPlan plan = plan_from_text("long 9d 100% in phase; short 1d in phase");
  CHECK(percent_of(plan, "phase") == 90);
  CHECK(percent_of(plan, "long") == 100);
}

TEST_CASE("a phase says 100 only when everything under it is done") {
  const TextPlan plan = plan_from_text("long 500d 100% in phase; short 1d 99% in phase");
  CHECK(percent_of(plan, "phase") == 99);
}

TEST_CASE("milestones weigh nothing beside work, and count the same among themselves") {
  const TextPlan mixed = plan_from_text("work 2d 50% in phase; gate milestone in phase");
  CHECK(percent_of(mixed, "phase") == 50);
  const TextPlan gates = plan_from_text("a milestone 100% in phase; b milestone in phase");
  CHECK(percent_of(gates, "phase") == 50);
}

TEST_CASE("phases of phases count their tasks, not their phases") {
  const TextPlan plan =
      plan_from_text("a 1d 100% in inner; b 1d in inner; inner in outer; c 2d 100% in outer");
  CHECK(percent_of(plan, "outer") == 75);
}

}  // namespace
}  // namespace tongzhou
