#include "ui/gantt/link_route.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "ui/theme.h"

namespace tongzhou {
namespace {

constexpr float kTop = 100;

RouteRow bar_row(int row, float left, float right, float label = 0) {
  const float middle = kTop + static_cast<float>(row) * kRowHeight + kRowHeight / 2;
  return {.bar = {left, middle - 8, right, middle + 8},
          .label_right = label > 0 ? right + 14 + label : right,
          .empty = false};
}

struct Scene {
  std::vector<RouteRow> rows;
  RouteRows seen() const { return {rows, 0, kTop}; }
  RouteEnds ends(int from, int to, LinkType type = LinkType::finish_start) const {
    return {from, to, rows[static_cast<std::size_t>(from)], rows[static_cast<std::size_t>(to)],
            type};
  }
};

std::vector<ImVec2> route(const Scene& scene, const RouteEnds& ends) {
  LinkRouter router;
  const auto points = router.route(scene.seen(), ends);
  return {points.begin(), points.end()};
}

// Whether the segment comes into the inside of the box.
bool crosses(ImVec2 a, ImVec2 b, const ImRect& box) {
  return std::max(a.x, b.x) > box.Min.x && std::min(a.x, b.x) < box.Max.x &&
         std::max(a.y, b.y) > box.Min.y && std::min(a.y, b.y) < box.Max.y;
}
bool crosses(const std::vector<ImVec2>& points, const ImRect& box) {
  for (std::size_t i = 1; i < points.size(); ++i)
    if (crosses(points[i - 1], points[i], box)) return true;
  return false;
}
ImRect label_of(const RouteRow& row) {
  return {row.bar.Max.x + 14, row.bar.Min.y, row.label_right, row.bar.Max.y};
}

Scene any_scene() {
  Scene scene;
  const int count = *rc::gen::inRange(2, 40);
  for (int row = 0; row < count; ++row) {
    const auto left = static_cast<float>(*rc::gen::inRange(-300, 900)) / 2;
    const auto width = static_cast<float>(*rc::gen::inRange(3, 400));
    const auto label = static_cast<float>(*rc::gen::elementOf(std::vector{0, 0, 24, 40, 120}));
    scene.rows.push_back(bar_row(row, left, left + width, label));
    if (*rc::gen::inRange(0, 6) == 0) {
      RouteRow& diamond = scene.rows.back();
      const float middle = diamond.bar.GetCenter().y;
      diamond = {.bar = {left - 7, middle - 7, left + 7, middle + 7},
                 .pointed = true,
                 .label_right = label > 0 ? left + 21 + label : left + 7,
                 .empty = false};
    }
    if (*rc::gen::inRange(0, 8) == 0) scene.rows.back().empty = true;
    if (*rc::gen::inRange(0, 8) == 0) scene.rows.back().thin = true;
  }
  return scene;
}

RouteEnds any_ends(const Scene& scene) {
  const int count = static_cast<int>(scene.rows.size());
  const int from = *rc::gen::inRange(0, count);
  const int to = (from + *rc::gen::inRange(1, count)) % count;
  const auto type = static_cast<LinkType>(*rc::gen::inRange(0, 4));
  RouteEnds ends = scene.ends(from, to, type);
  ends.from.empty = ends.to.empty = false;
  return ends;
}

}  // namespace

TEST_CASE("a route crosses no bar and no label") {
  CHECK(rc::check([] {
    const Scene scene = any_scene();
    const RouteEnds ends = any_ends(scene);
    const auto points = route(scene, ends);
    for (std::size_t row = 0; row < scene.rows.size(); ++row) {
      const bool is_end =
          static_cast<int>(row) == ends.from_row || static_cast<int>(row) == ends.to_row;
      if ((scene.rows[row].empty || scene.rows[row].thin) && !is_end) continue;
      // A diamond is less than its box, and arrows end on its edge.
      ImRect bar = scene.rows[row].bar;
      if (scene.rows[row].pointed) bar.Expand(-6.5F);
      RC_ASSERT(!crosses(points, bar));
      RC_ASSERT(!crosses(points, label_of(scene.rows[row])));
    }
  }));
}

TEST_CASE("a route runs level and upright, from the right end to the right end, with few bends") {
  CHECK(rc::check([] {
    const Scene scene = any_scene();
    const RouteEnds ends = any_ends(scene);
    const auto points = route(scene, ends);
    RC_ASSERT(points.size() >= 3U);
    for (std::size_t i = 1; i < points.size(); ++i) {
      const bool level = points[i].y == points[i - 1].y;
      const bool upright = points[i].x == points[i - 1].x;
      RC_ASSERT(level != upright);
    }
    const bool from_finish =
        ends.type == LinkType::finish_start || ends.type == LinkType::finish_finish;
    RC_ASSERT(points.front().x == (from_finish ? ends.from.bar.Max.x : ends.from.bar.Min.x));
    // At worst one change of columns for each row between, and one more.
    const int between = std::abs(ends.from_row - ends.to_row) - 1;
    RC_ASSERT(static_cast<int>(points.size()) <= 4 + 2 * (between + 1));
  }));
}

TEST_CASE("what follows at once is reached with one bend") {
  const Scene scene{{bar_row(0, 100, 200, 40), bar_row(1, 200, 300)}};
  const auto points = route(scene, scene.ends(0, 1));
  REQUIRE(points.size() == 3);
  CHECK(points.back().y == scene.rows[1].bar.Min.y);
}

TEST_CASE("what follows later is reached from its side with two bends") {
  const Scene scene{{bar_row(0, 100, 200, 40), bar_row(1, 0, 50, 30), bar_row(2, 260, 300)}};
  const auto points = route(scene, scene.ends(0, 2));
  REQUIRE(points.size() == 4);
  CHECK(points.back().x == 260);
  CHECK(points.back().y == points[2].y);
}

TEST_CASE("a bar in the way is passed at its side") {
  const Scene scene{{bar_row(0, 100, 200, 40), bar_row(1, 150, 250, 60), bar_row(2, 200, 300)}};
  const auto points = route(scene, scene.ends(0, 2));
  CHECK(points.size() <= 6);
  CHECK_FALSE(crosses(points, scene.rows[1].bar));
}

TEST_CASE("bars that widen row by row are passed at the side of them all") {
  Scene scene;
  scene.rows.push_back(bar_row(0, 600, 640));
  for (int row = 1; row < 40; ++row) {
    const auto reach = static_cast<float>(row) * 10;
    scene.rows.push_back(bar_row(row, 600 - reach, 640 + reach));
  }
  scene.rows.push_back(bar_row(40, 600, 640));
  const auto points = route(scene, scene.ends(0, 40));
  for (int row = 1; row < 40; ++row)
    CHECK_FALSE(crosses(points, scene.rows[static_cast<std::size_t>(row)].bar));
}

TEST_CASE("a bracket is crossed where the way round would be long, and only there") {
  Scene scene{{bar_row(0, 100, 200, 40), bar_row(1, 0, 900), bar_row(2, 200, 300)}};
  scene.rows[1].thin = true;
  const auto straight = route(scene, scene.ends(0, 2));
  CHECK(straight.size() == 3);
  scene.rows[1].bar.Max.x = scene.rows[1].label_right = 205;
  CHECK_FALSE(crosses(route(scene, scene.ends(0, 2)), scene.rows[1].bar));
}

TEST_CASE("links that start together share a column, C-shaped") {
  const Scene scene{{bar_row(0, 100, 200), bar_row(1, 120, 180)}};
  const auto points = route(scene, scene.ends(0, 1, LinkType::start_start));
  REQUIRE(points.size() == 4);
  CHECK(points[1].x < 100);
  CHECK(points.back().x == 120);
}

TEST_CASE("upward links mirror downward ones") {
  const Scene scene{{bar_row(0, 200, 300), bar_row(1, 100, 200, 40)}};
  const auto points = route(scene, scene.ends(1, 0));
  REQUIRE(points.size() == 3);
  CHECK(points.back().y == scene.rows[0].bar.Max.y);
}

TEST_CASE("ends far outside the rows laid out still have a route past those in sight") {
  const std::vector rows{bar_row(0, 100, 200, 40), bar_row(1, 150, 250, 60), bar_row(2, 200, 300)};
  const RouteRows seen{rows, 500, kTop};
  const auto link = [](int from, int to) {
    return RouteEnds{from, to, bar_row(from - 500, 120, 160), bar_row(to - 500, 210, 260),
                     LinkType::finish_start};
  };
  LinkRouter router;
  const auto through = router.route(seen, link(0, 1200));
  for (const RouteRow& row : rows) {
    CHECK_FALSE(crosses({through.begin(), through.end()}, row.bar));
    CHECK_FALSE(crosses({through.begin(), through.end()}, label_of(row)));
  }
  CHECK(router.route(seen, link(900, 1200)).size() >= 3);
  CHECK(router.route(seen, link(1200, 501)).size() >= 3);
}

}  // namespace tongzhou
