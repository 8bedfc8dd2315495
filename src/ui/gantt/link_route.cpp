#include "ui/gantt/link_route.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

#include "core/check.h"
#include "core/sorting.h"
#include "ui/theme.h"

namespace tongzhou {
namespace {

constexpr float kNowhere = std::numeric_limits<float>::infinity();
// How far from the side of a bar a link may turn: in the gap before the label.
constexpr float kNearestTurn = 3;
constexpr float kFarthestTurn = 11;
constexpr float kUsualTurn = 6;
constexpr float kArrival = 6;          // the straight way before the side of a bar; holds the arrow
constexpr float kLandingInset = 2.5F;  // from the corner of a bar, for arrows on its top
constexpr float kLandingWidth = 11;    // so that "starts after" still ends at the start
// So many rows in the way are evaded one by one; if there are more, their links may also pass by
// them all.
constexpr int kMostEvaded = 10;
// Links that run side by side lie this far apart, so that they can be told apart.
constexpr float kLaneStep = 3;

enum class End : std::uint8_t { start, finish };
End leaves_at(LinkType type) {
  return type == LinkType::finish_start || type == LinkType::finish_finish ? End::finish
                                                                           : End::start;
}
End arrives_at(LinkType type) {
  return type == LinkType::finish_start || type == LinkType::start_start ? End::start : End::finish;
}

// Lines of one pixel are sharp in the middle of a pixel.
float sharp(float x) { return std::floor(x) + 0.5F; }

struct Reach {
  float low, high;
  bool holds(float x) const { return x >= low && x <= high; }
  float nearest(float x) const { return std::clamp(x, low, high); }
};

// The sharp column in reach that is nearest to x; a reach narrower than a pixel gives its middle.
float sharp_within(Reach reach, float x) {
  const float column = sharp(reach.nearest(x));
  if (reach.holds(column)) return column;
  const float other = column < reach.low ? column + 1 : column - 1;
  return reach.holds(other) ? other : (reach.low + reach.high) / 2;
}

float side_x(const RouteRow& row, End end) {
  return end == End::start ? row.bar.Min.x : row.bar.Max.x;
}

// Columns that can be reached straight from the side of the bar.
Reach leaving(const RouteRow& row, End end) {
  if (end == End::start) return {-kNowhere, row.bar.Min.x - kNearestTurn};
  return {row.bar.Max.x + kNearestTurn, row.bar.Max.x + kFarthestTurn};
}

// Columns from which the side of the bar can be reached straight, with room for the arrow.
Reach arriving(const RouteRow& row, End end) {
  if (end == End::start) return {-kNowhere, row.bar.Min.x - kArrival};
  const bool labelled = row.label_right > row.bar.Max.x;
  return {row.bar.Max.x + kArrival, labelled ? row.bar.Max.x + kFarthestTurn : kNowhere};
}

// Columns that end on top of the bar, near the end that the link speaks of.
Reach landing(const RouteRow& row, End end) {
  const float middle = row.bar.GetCenter().x;
  if (row.pointed) return {middle - 5, middle + 5};
  if (row.bar.GetWidth() <= 2 * kLandingInset) return {middle, middle};
  if (end == End::start) {
    const float low = row.bar.Min.x + kLandingInset;
    return {low, std::min(low + kLandingWidth, row.bar.Max.x - kLandingInset)};
  }
  const float high = row.bar.Max.x - kLandingInset;
  return {std::max(high - kLandingWidth, row.bar.Min.x + kLandingInset), high};
}

float right_of(const RouteRow& row) { return std::max(row.bar.Max.x, row.label_right); }

bool blocks(const RouteRow& row, float x) {
  return !row.empty && x > row.bar.Min.x - kRouteMargin && x < right_of(row) + kRouteMargin;
}

float cost_to_pass(const RouteRow& row, float x) {
  if (!blocks(row, x)) return 0;
  return row.thin ? kCrossBracketCost : kNowhere;
}

float arrow_tip_y(const RouteRow& row, float x, bool from_above) {
  float inset = 0;
  if (row.pointed) inset = std::min(std::abs(x - row.bar.GetCenter().x), row.bar.GetHeight() / 2);
  return from_above ? row.bar.Min.y + inset : row.bar.Max.y - inset;
}

}  // namespace

float RouteRows::top_of(std::int32_t row) const {
  return top + static_cast<float>(row - first_row) * kRowHeight;
}

// The columns worth considering: the usual ones, and those that just evade a row in the way of
// another. Rows in the way of none of them need no further thought.
void LinkRouter::collect_columns(const RouteRows& rows, const RouteEnds& ends) {
  const End leave = leaves_at(ends.type);
  const End arrive = arrives_at(ends.type);
  const Reach out = leaving(ends.from, leave);
  const float usual = side_x(ends.from, leave) + (leave == End::finish ? kUsualTurn : -kUsualTurn);
  columns_.clear();
  const auto add = [this](float column) {
    if (std::ranges::find(columns_, column) == columns_.end()) columns_.push_back(column);
  };
  add(sharp_within(out, usual));
  for (const Reach& reach : {arriving(ends.to, arrive), landing(ends.to, arrive)}) {
    add(sharp_within(out, reach.nearest(usual)));
    add(sharp_within(reach, out.nearest(usual)));
  }

  // Links from neighbouring rows evade the same bar side by side.
  const float shift = static_cast<float>(ends.from_row % 3) * kLaneStep;
  passed_.clear();
  const std::int32_t low = std::max(std::min(ends.from_row, ends.to_row) + 1, rows.first_row);
  const std::int32_t high = std::min(std::max(ends.from_row, ends.to_row), rows.end_row());
  for (std::int32_t row = low; row < high; ++row) passed_.push_back({row, rows.at(row), false});
  if (ends.to_row < ends.from_row) std::ranges::reverse(passed_);
  const auto evade = [&](float left, float right) {
    add(sharp(left - kRouteMargin) - 1 - shift);
    add(sharp(right + kRouteMargin) + 1 + shift);
  };
  int evaded = 0;
  bool beside_all = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (PassedRow& passed : passed_) {
      if (passed.in_the_way || !blocks(passed.row, columns_[i])) continue;
      passed.in_the_way = true;
      if (++evaded <= kMostEvaded) evade(passed.row.bar.Min.x, right_of(passed.row));
    }
    if (evaded > kMostEvaded && !beside_all) {
      beside_all = true;
      float left = kNowhere, right = -kNowhere;
      for (const PassedRow& passed : passed_) {
        if (passed.row.empty) continue;
        left = std::min(left, passed.row.bar.Min.x);
        right = std::max(right, right_of(passed.row));
      }
      evade(left, right);
    }
  }
  std::erase_if(passed_, [](const PassedRow& passed) { return !passed.in_the_way; });
  sort_stably(columns_);
}

// In a lane, from any column to any other: two bends and the way.
void LinkRouter::change_columns(std::span<Step> lane) const {
  const auto relax = [&](std::size_t to, std::size_t from, float cost_there) {
    const float cost = cost_there + 2 * kBendCost + std::abs(columns_[to] - columns_[from]);
    if (cost < lane[to].cost) lane[to] = {cost, from};
  };
  // What is carried along is the best place to have come from; it stays the best until a place is
  // met that is cheaper than the way there.
  const auto sweep = [&](auto order) {
    std::size_t best = lane.size();
    for (const std::size_t at : order) {
      const float here = arrived_[at];
      if (best < lane.size()) relax(at, best, arrived_[best]);
      if (best == lane.size() || here < arrived_[best] + std::abs(columns_[at] - columns_[best]))
        best = at;
    }
  };
  const auto all = std::views::iota(std::size_t{0}, lane.size());
  sweep(all);
  sweep(all | std::views::reverse);
}

std::span<const ImVec2> LinkRouter::route(const RouteRows& rows, const RouteEnds& ends) {
  collect_columns(rows, ends);
  const std::size_t count = columns_.size();
  const std::size_t lanes = passed_.size() + 1;
  steps_.resize(count * lanes);
  arrived_.resize(count);

  const End leave = leaves_at(ends.type);
  const Reach out = leaving(ends.from, leave);
  for (std::size_t i = 0; i < count; ++i)
    arrived_[i] = out.holds(columns_[i])
                      ? kBendCost + std::abs(columns_[i] - side_x(ends.from, leave))
                      : kNowhere;
  for (std::size_t k = 0; k < lanes; ++k) {
    const std::span<Step> lane(steps_.data() + k * count, count);
    for (std::size_t i = 0; i < count; ++i) lane[i] = {arrived_[i], i};
    change_columns(lane);
    if (k == passed_.size()) break;
    for (std::size_t i = 0; i < count; ++i)
      arrived_[i] = lane[i].cost + cost_to_pass(passed_[k].row, columns_[i]);
  }
  trace_back(rows, ends, cheapest_arrival(ends));
  return points_;
}

LinkRouter::Arrival LinkRouter::cheapest_arrival(const RouteEnds& ends) const {
  const End arrive = arrives_at(ends.type);
  const Reach side = arriving(ends.to, arrive);
  const Reach top = landing(ends.to, arrive);
  const Step* last = steps_.data() + passed_.size() * columns_.size();
  Arrival best{0, false};
  float best_cost = kNowhere;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const float way = kBendCost + std::abs(columns_[i] - side_x(ends.to, arrive));
    if (top.holds(columns_[i]) && last[i].cost < best_cost)
      best_cost = last[i].cost, best = {i, true};
    if (side.holds(columns_[i]) && last[i].cost + way < best_cost)
      best_cost = last[i].cost + way, best = {i, false};
  }
  check(best_cost < kNowhere, "every link has a route");
  return best;
}

// The corners, from the arrow's tip back to the source, then turned round.
void LinkRouter::trace_back(const RouteRows& rows, const RouteEnds& ends, Arrival arrival) {
  const bool down = ends.to_row > ends.from_row;
  const float lane_shift = static_cast<float>(ends.from_row % 3 - 1) * kLaneStep;
  // The lane that one comes to after a row, on the way from the source.
  const auto lane_y = [&](std::int32_t row) {
    return sharp(rows.top_of(row) + (down ? kRowHeight : 0) + lane_shift);
  };
  std::size_t column = arrival.column;
  const float x = columns_[column];
  points_.clear();
  if (arrival.on_top) {
    points_.push_back({x, arrow_tip_y(ends.to, x, down)});
  } else {
    const float y = sharp(ends.to.bar.GetCenter().y);
    points_.push_back({side_x(ends.to, arrives_at(ends.type)), y});
    points_.push_back({x, y});
  }
  for (std::size_t k = passed_.size() + 1; k-- > 0;) {
    const std::size_t from = steps_[k * columns_.size() + column].from;
    if (from == column) continue;
    const float y = lane_y(k == 0 ? ends.from_row : passed_[k - 1].number);
    points_.push_back({columns_[column], y});
    points_.push_back({columns_[from], y});
    column = from;
  }
  const float y = sharp(ends.from.bar.GetCenter().y);
  points_.push_back({columns_[column], y});
  points_.push_back({side_x(ends.from, leaves_at(ends.type)), y});
  std::ranges::reverse(points_);
}

}  // namespace tongzhou
