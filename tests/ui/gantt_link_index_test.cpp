#include "ui/gantt/link_index.h"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "ui/gantt_stage.h"

namespace tongzhou {

TEST_CASE("the index finds the links that end in the rows or pass over them") {
  CHECK(rc::check([] {
    FakePlan plan;
    const int count = *rc::gen::inRange(1, 60);
    for (int i = 0; i < count; ++i) plan.add("task", office(8, 3), 1);
    const auto rows = rc::gen::inRange(-1, count);
    const auto ends =
        *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rows, rows));
    for (const auto& [from, to] : ends) plan.link(from, to);
    LinkIndex index;
    index.update(plan);

    const int begin = *rc::gen::inRange(0, count);
    const RowRange in_sight{begin, *rc::gen::inRange(begin, count + 5)};
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < ends.size(); ++i) {
      const auto [low, high] = std::minmax(ends[i].first, ends[i].second);
      if (low < 0 || low == high) continue;
      if (in_sight.holds(low) || in_sight.holds(high) || (low < begin && high >= in_sight.end))
        expected.push_back(i);
    }
    std::vector<std::uint32_t> found;
    index.find(in_sight, found);
    RC_ASSERT(found == expected);
  }));
}

TEST_CASE("a row with thousands of links gives the nearest ones") {
  FakePlan plan;
  for (int i = 0; i < 5000; ++i) plan.add("task", office(8, 3), 1);
  for (int i = 4999; i > 0; --i) plan.link(0, i);
  LinkIndex index;
  index.update(plan);
  std::vector<std::uint32_t> found;
  index.find({0, 1}, found);
  CHECK(found.size() == LinkIndex::kMostOfRow);
  for (const std::uint32_t number : found)
    CHECK(plan.links[number].to_row <= static_cast<int>(LinkIndex::kMostOfRow));
}

TEST_CASE("the index walks the links only when they changed") {
  FakePlan plan;
  plan.add("a", office(8, 3), 1).add("b", office(8, 4), 1).link(0, 1);
  LinkIndex index;
  index.update(plan);
  plan.links_asked = 0;
  index.update(plan);
  CHECK(plan.links_asked == 0);
  plan.link(1, 0);
  ++plan.revision;
  index.update(plan);
  std::vector<std::uint32_t> found;
  index.find({0, 2}, found);
  CHECK(found.size() == 2);
}

}  // namespace tongzhou
