// How a link runs from bar to bar without crossing what stands in the rows between.
//
// Each row holds one bar and its label side by side, so what a line must not cross is one interval
// a row; between the rows there is always a free lane. A route leaves its bar sideways, goes up or
// down through columns that are free in the rows it passes, changes columns in the lanes, and ends
// at the side of the other bar or on its top. Of all such routes the cheapest is taken: a bend
// costs as much as kBendCost pixels of way. Columns far enough to the left or right are always
// free, so there is a route for every link and none crosses a bar or a label. Only the thin bracket
// of a phase may be crossed, where the way round would be long.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "imgui_internal.h"
#include "model/records.h"

namespace tongzhou {

// What a link sees of a row, in the pixels of the window.
struct RouteRow {
  ImRect bar;             // as drawn; links end here
  bool pointed = false;   // a diamond: its top is a tip
  float label_right = 0;  // right end of the label; bar.Max.x where there is none
  bool thin = false;      // a bracket
  bool empty = true;      // nothing is drawn in this row
};

// The rows that were laid out. Rows outside them count as empty.
struct RouteRows {
  std::span<const RouteRow> rows;
  std::int32_t first_row = 0;  // the number of rows[0]
  float top = 0;               // of row `first_row`; rows are kRowHeight high

  float top_of(std::int32_t row) const;
  std::int32_t end_row() const { return first_row + static_cast<std::int32_t>(rows.size()); }
  const RouteRow& at(std::int32_t row) const {
    return rows[static_cast<std::size_t>(row - first_row)];
  }
};

struct RouteEnds {
  std::int32_t from_row;
  std::int32_t to_row;  // another row
  RouteRow from;        // not empty; given apart, as they may lie outside the rows laid out
  RouteRow to;
  LinkType type;
};

inline constexpr float kBendCost = 30;
inline constexpr float kCrossBracketCost = 120;
// The clear space that a route keeps from bars and labels it passes.
inline constexpr float kRouteMargin = 3;

// Finds routes, one after the other; keeps its memory from one to the next.
class LinkRouter {
 public:
  // The corners from the source bar to the tip of the arrow. Valid until the next call.
  std::span<const ImVec2> route(const RouteRows& rows, const RouteEnds& ends);

 private:
  struct PassedRow {
    std::int32_t number;
    RouteRow row;
    bool in_the_way;
  };
  struct Step {
    float cost;
    std::size_t from;  // the column one changed from in this lane; its own index: none
  };
  struct Arrival {
    std::size_t column;
    bool on_top;
  };
  void collect_columns(const RouteRows& rows, const RouteEnds& ends);
  void change_columns(std::span<Step> lane) const;
  Arrival cheapest_arrival(const RouteEnds& ends) const;
  void trace_back(const RouteRows& rows, const RouteEnds& ends, Arrival arrival);

  std::vector<float> columns_;     // sorted
  std::vector<PassedRow> passed_;  // in the way of some column, from source to target
  std::vector<Step> steps_;        // for each lane (before, between, after those rows) all columns
  std::vector<float> arrived_;     // the cost of coming straight into the lane, by column
  std::vector<ImVec2> points_;
};

}  // namespace tongzhou
