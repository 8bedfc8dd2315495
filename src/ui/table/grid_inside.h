// What the parts of the table share during one frame. For src/ui/table alone.
#pragma once

#include <vector>

#include "ui/table/grid.h"

namespace tongzhou {

inline constexpr float kGridGutter = 20;  // left of the first column: grip and problem mark
inline constexpr float kGridPadding = 8;  // inside a cell, left and right
inline constexpr float kGridIndent = 16;  // of one level of the tree
inline constexpr float kGridFold = 18;    // room for the arrow that folds

struct GridFrame {
  const Look& look;
  GridRows& rows;
  const GridSpec& spec;
  GridState& state;
  ImDrawList& list;
  ImRect head, body;
  std::vector<ImRect> columns;  // where each shown column stands, over the height of the body
  int first = 0, last = 0;      // rows in sight, `last` not included

  float row_top(int row) const;
  ImRect cell_box(int row, std::size_t column) const;
  int row_at(float y) const;  // may lie outside the rows
  std::optional<std::size_t> column_at(float x) const;
  std::size_t key_column() const;  // index of the keyboard's column
  std::optional<int> active_row() const;
};

void draw_grid_head(GridFrame& frame);
void draw_grid_rows(GridFrame& frame);
void act_on_pointer(GridFrame& frame, bool hovered, bool pressed, bool held);
void act_on_keys(GridFrame& frame);
void draw_grid_editor(GridFrame& frame);

// Keeps what was typed, where it can be read; else what was there stands.
void leave_editor(GridFrame& frame);
void start_editing(GridFrame& frame, int row, std::size_t column, std::string typed = {});
void move_to(GridFrame& frame, int row, std::size_t column, bool extend);
void choose_range(GridFrame& frame, int row);

}  // namespace tongzhou
