#include "insight/causes.h"

#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

namespace tongzhou {
namespace {

TEST_CASE("answers to why stand below their cause on its bone, rings and strangers included") {
  TextPlan text = plan_from_text("a 1d");
  const auto issue = text.add(Issue{.title = "noise"}), other = text.add(Issue{.title = "else"});
  const auto add = [&](std::string why, CauseCategory category, Id<Cause> parent,
                       std::string order) {
    return text.add(Cause{.why = std::move(why),
                          .issue = issue,
                          .parent = parent,
                          .category = category,
                          .order = std::move(order)});
  };
  const auto top = add("top", CauseCategory::method, {}, "b");
  const auto second = add("second", CauseCategory::method, {}, "c");
  const auto why = add("why", CauseCategory::people, top, "a");
  const auto deeper = add("deeper", CauseCategory::method, why, "a");
  text.add(Cause{.why = "of another", .issue = other, .category = CauseCategory::method});
  const auto one = add("one", CauseCategory::tool, {}, "d");
  const auto two = add("two", CauseCategory::tool, one, "e");
  text.set<&Cause::parent>(one, two);
  const CauseBones bones = find_cause_bones(text.plan, issue);
  const auto ids = [&](CauseCategory category) {
    std::vector<Id<Cause>> found;
    for (const CauseLine& line : bones[static_cast<std::size_t>(category)])
      found.push_back(line.id);
    return found;
  };
  CHECK(ids(CauseCategory::method) == std::vector{top, why, deeper, second});
  CHECK(ids(CauseCategory::people).empty());
  CHECK(ids(CauseCategory::tool) == std::vector{one, two});
  CHECK(bones[static_cast<std::size_t>(CauseCategory::method)][2].depth == 2);
}

TEST_CASE("categories with most root causes come first, then those with most causes") {
  TextPlan text = plan_from_text("a 1d");
  const auto issue = text.add(Issue{.title = "noise"});
  const auto add = [&](CauseCategory category, bool root) {
    text.add(Cause{.why = "w", .issue = issue, .category = category, .root = root});
  };
  add(CauseCategory::method, false);
  add(CauseCategory::method, false);
  add(CauseCategory::tool, true);
  const auto counts = count_causes(text.plan);
  CHECK(counts[0].category == CauseCategory::tool);
  CHECK(counts[0].roots == 1);
  CHECK(counts[1].category == CauseCategory::method);
  CHECK(counts[1].causes == 2);
}

TEST_CASE("closed issues leave the matrix, and what is told outside of it counts as its edge") {
  TextPlan text = plan_from_text("a 1d");
  const auto far = text.add(Issue{.title = "far", .probability = 9, .impact = 0});
  text.add(Issue{.title = "done", .probability = 2, .impact = 2, .closed = from_civil(2026, 8, 1)});
  const RiskMatrix matrix = find_risk_matrix(text.plan);
  CHECK(matrix.open == 1);
  CHECK(matrix.at(5, 1) == std::vector{far});
  CHECK(matrix.at(2, 2).empty());
}

}  // namespace
}  // namespace tongzhou
