// What stands where in one frame: the rows in sight with their bars and labels, and the links that
// concern them. Made anew each frame; its cost depends on the size of the window alone.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ui/gantt/bars.h"
#include "ui/gantt/link_index.h"
#include "ui/gantt/link_route.h"
#include "ui/look.h"

namespace tongzhou {

struct LaidRow {
  std::int32_t number = 0;
  GanttRow row;
  Bar bar;
  std::string label;
};

struct LaidLink {
  GanttLink link;
  std::uint32_t first_point = 0;
  std::uint32_t point_count = 0;
};

class GanttLayout {
 public:
  struct Frame {
    const Look& look;
    const GanttSource& plan;
    const TimeScale& scale;
    ImRect body;  // of the window: below the head
    double scroll_y;
  };
  void lay(const Frame& frame, const LinkIndex& links);

  const ImRect& body() const { return body_; }
  DayDetail detail() const { return detail_; }
  // Rows of which at least a pixel can be seen.
  RowRange in_sight() const { return in_sight_; }
  std::span<const LaidRow> rows_in_sight() const;
  // Null for rows that were not laid out.
  const LaidRow* find(std::int32_t row) const;
  std::span<const LaidLink> links() const { return links_; }
  std::span<const ImVec2> points(const LaidLink& link) const {
    return std::span(points_).subspan(link.first_point, link.point_count);
  }
  float top_of(std::int32_t row) const;
  std::int32_t row_at(float y) const;  // may lie outside the rows

  // Rows beyond the window are laid out too, this many times its height on either side, so that
  // links do not change their ways while one scrolls.
  static constexpr int kSurroundings = 1;
  std::size_t laid_count() const { return rows_.size(); }

 private:
  LaidRow lay_row(const Frame& frame, std::int32_t row) const;
  RouteRow route_row(const LaidRow& laid) const;
  void lay_links(const Frame& frame, const LinkIndex& links);

  ImRect body_;
  double scroll_y_ = 0;
  DayDetail detail_ = DayDetail::whole_days;
  RowRange in_sight_;
  RowRange laid_;
  std::vector<LaidRow> rows_;
  std::vector<RouteRow> route_rows_;
  std::vector<std::uint32_t> numbers_;
  std::vector<LaidLink> links_;
  std::vector<ImVec2> points_;
  LinkRouter router_;
};

}  // namespace tongzhou
