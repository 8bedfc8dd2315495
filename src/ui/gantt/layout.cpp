#include "ui/gantt/layout.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"

namespace tongzhou {
namespace {

// From here on hours have ticks of their own, and bars begin and end at their hour.
constexpr double kHoursFrom = 150;  // pixels for a day

bool may_be_seen(const ImRect& body, std::span<const ImVec2> points) {
  const auto [left, right] = std::ranges::minmax(points, {}, &ImVec2::x);
  const auto [top, bottom] = std::ranges::minmax(points, {}, &ImVec2::y);
  return right.x >= body.Min.x && left.x <= body.Max.x && bottom.y >= body.Min.y &&
         top.y <= body.Max.y;
}

}  // namespace

void GanttLayout::lay(const Frame& frame, const LinkIndex& links) {
  body_ = frame.body;
  scroll_y_ = frame.scroll_y;
  detail_ = frame.scale.pixels_per_day >= kHoursFrom ? DayDetail::hours : DayDetail::whole_days;
  const std::int32_t count = frame.plan.row_count();
  in_sight_.begin = std::clamp(row_at(body_.Min.y), 0, count);
  in_sight_.end = std::clamp(row_at(body_.Max.y - 1) + 1, in_sight_.begin, count);
  const std::int32_t around = in_sight_.count() * kSurroundings;
  laid_ = {std::max(0, in_sight_.begin - around), std::min(count, in_sight_.end + around)};

  rows_.clear();
  route_rows_.clear();
  for (std::int32_t row = laid_.begin; row < laid_.end; ++row) {
    rows_.push_back(lay_row(frame, row));
    route_rows_.push_back(route_row(rows_.back()));
  }
  lay_links(frame, links);
}

std::span<const LaidRow> GanttLayout::rows_in_sight() const {
  return std::span(rows_).subspan(static_cast<std::size_t>(in_sight_.begin - laid_.begin),
                                  static_cast<std::size_t>(in_sight_.count()));
}

const LaidRow* GanttLayout::find(std::int32_t row) const {
  return laid_.holds(row) ? &rows_[static_cast<std::size_t>(row - laid_.begin)] : nullptr;
}

float GanttLayout::top_of(std::int32_t row) const {
  return body_.Min.y + static_cast<float>(row * static_cast<double>(kRowHeight) - scroll_y_);
}

std::int32_t GanttLayout::row_at(float y) const {
  return static_cast<std::int32_t>(
      std::floor((static_cast<double>(y - body_.Min.y) + scroll_y_) / kRowHeight));
}

LaidRow GanttLayout::lay_row(const Frame& frame, std::int32_t row) const {
  LaidRow laid{.number = row, .row = frame.plan.row(row), .bar = {}, .label = {}};
  laid.label = bar_label(laid.row, frame.look.language);
  const float width = text_width(frame.look, Type::small, laid.label);
  laid.bar = lay_bar(laid.row, {frame.scale, detail_, body_, top_of(row)},
                     frame.plan.working_time(laid.row.task), width);
  return laid;
}

RouteRow GanttLayout::route_row(const LaidRow& laid) const {
  return {.bar = laid.bar.body,
          .pointed = laid.bar.shape == BarShape::milestone,
          .label_right = std::max(laid.bar.body.Max.x, laid.bar.label.Max.x),
          .thin = laid.bar.shape == BarShape::summary,
          .empty = laid.bar.shape == BarShape::none};
}

void GanttLayout::lay_links(const Frame& frame, const LinkIndex& links) {
  links_.clear();
  points_.clear();
  links.find(in_sight_, numbers_);
  const RouteRows rows{route_rows_, laid_.begin, top_of(laid_.begin)};
  const auto end_of = [&](std::int32_t row) {
    return laid_.holds(row) ? route_rows_[static_cast<std::size_t>(row - laid_.begin)]
                            : route_row(lay_row(frame, row));
  };
  for (const std::uint32_t number : numbers_) {
    const GanttLink link = frame.plan.link(number);
    const RouteEnds ends{link.from_row, link.to_row, end_of(link.from_row), end_of(link.to_row),
                         link.type};
    if (ends.from.empty || ends.to.empty) continue;
    const std::span<const ImVec2> points = router_.route(rows, ends);
    if (!may_be_seen(body_, points)) continue;
    links_.push_back({link, static_cast<std::uint32_t>(points_.size()),
                      static_cast<std::uint32_t>(points.size())});
    points_.insert(points_.end(), points.begin(), points.end());
  }
}

}  // namespace tongzhou
