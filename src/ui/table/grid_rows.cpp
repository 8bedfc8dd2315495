#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ui/access.h"
#include "ui/table/grid_inside.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

// Where the parts of a cell stand.
struct CellParts {
  ImRect words;
  ImRect fold;  // empty where nothing folds
  float icon_x = 0;
};

CellParts parts_of(const Cell& cell, const ImRect& box) {
  CellParts parts{.words = box};
  parts.words.Min.x += kGridPadding + static_cast<float>(cell.indent) * kGridIndent;
  parts.words.Max.x -= kGridPadding;
  if (cell.fold != FoldMark::none) {
    parts.fold = {parts.words.Min.x - 4, box.Min.y, parts.words.Min.x + kGridFold - 4, box.Max.y};
  }
  if (cell.fold != FoldMark::none || cell.indent > 0) parts.words.Min.x += kGridFold - 4;
  if (cell.icon != Icon::none) {
    parts.icon_x = parts.words.Min.x + 7;
    parts.words.Min.x += 20;
  }
  return parts;
}

TextLook look_of(const GridFrame& frame, const Cell& cell, Align align) {
  const Colours& c = frame.look.colours();
  TextLook style{.type = cell.strong ? Type::table_strong : Type::table, .align = align};
  if (cell.tone != Tone::neutral) style.colour = frame.look.theme.strong(cell.tone);
  if (cell.faint) style.colour = c.faint_text;
  return style;
}

void draw_cell(GridFrame& frame, const Cell& cell, const ImRect& box, Align align) {
  const CellParts parts = parts_of(cell, box);
  ImDrawList& list = frame.list;
  const float middle = box.GetCenter().y;
  if (cell.fold != FoldMark::none)
    draw_icon_sized(list, cell.fold == FoldMark::open ? Icon::chevron_down : Icon::chevron_right,
                    {parts.fold.Min.x + 7, middle}, 16, frame.look.colours().second_text);
  if (cell.icon != Icon::none)
    draw_icon_sized(list, cell.icon, {parts.icon_x, middle}, 15,
                    frame.look.theme.strong(cell.tone));
  TextLook style = look_of(frame, cell, align);
  if (cell.bar >= 0) {
    constexpr float kNumber = 40;
    const ImRect bar{{parts.words.Min.x, middle - 3}, {parts.words.Max.x - kNumber, middle + 3}};
    list.AddRectFilled(bar.Min, bar.Max, frame.look.colours().quiet, 3);
    if (cell.bar > 0)
      list.AddRectFilled(bar.Min, {bar.Min.x + bar.GetWidth() * cell.bar, bar.Max.y},
                         frame.look.theme.strong(cell.tone), 3);
    style.align = Align::right;
    style.colour = 0;
  }
  const Fit fit =
      cell.dot >= 0 ? draw_department_in(frame.look, list, parts.words, cell.dot, cell.text, style)
                    : draw_text_in(frame.look, list, parts.words, cell.text, style);
  const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.Min, box.Max);
  if (fit == Fit::cut && hovered && ImGui::GetIO().MouseDelta == ImVec2(0, 0) &&
      !frame.state.carrying)
    draw_tooltip(frame.look, {.text = cell.text});
}

void tell_cell(const GridFrame& frame, int row, std::size_t column, const Cell& cell,
               const ImRect& box) {
  access::State state;
  if (cell.fold != FoldMark::none) state.expanded = cell.fold == FoldMark::open;
  state.focused = frame.active_row() == row && frame.key_column() == column;
  access::describe({.id = ImGui::GetID(static_cast<int>(column)),
                    .role = column == 0 ? access::Role::rowheader : access::Role::gridcell,
                    .name = cell.text,
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                    .state = state,
                    .row = row + 1,
                    .column = static_cast<int>(column) + 1});
}

void draw_gutter(GridFrame& frame, int row, const GridRowInfo& info, bool hovered) {
  const float top = frame.row_top(row);
  const ImVec2 middle{frame.body.Min.x + kGridGutter / 2 + 2, top + kRowHeight / 2};
  const ImRect box{frame.body.Min.x, top, frame.body.Min.x + kGridGutter, top + kRowHeight};
  const bool on_gutter = hovered && ImGui::IsMouseHoveringRect(box.Min, box.Max);
  if (!info.problem.empty()) {
    draw_icon_sized(frame.list, Icon::problem, middle, 15, frame.look.colours().critical);
    if (on_gutter) draw_tooltip(frame.look, {.text = info.problem});
  } else if (hovered && frame.rows.can_carry()) {
    draw_icon_sized(frame.list, Icon::grip, middle, 16, frame.look.colours().faint_text);
  }
  if (on_gutter && frame.rows.can_carry()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

ImU32 ground_of(const GridFrame& frame, bool chosen, bool hovered) {
  const Colours& c = frame.look.colours();
  if (chosen) return c.selected;
  return hovered ? blend(c.surface, c.quiet, 0.6F) : c.surface;
}

void draw_row(GridFrame& frame, int row) {
  const GridRowInfo info = frame.rows.row(row);
  const float top = frame.row_top(row);
  const ImRect line{frame.body.Min.x, top, frame.body.Max.x, top + kRowHeight};
  const bool chosen = frame.spec.selection.contains(info.record);
  const bool hovered = frame.state.hovered_row == row;
  const ImU32 ground = ground_of(frame, chosen, hovered || frame.spec.hovered_beside == row);
  frame.list.AddRectFilled(line.Min, line.Max, ground);

  ImGui::PushID(static_cast<int>(info.record.id.value ^ (info.record.id.value >> 32)));
  const access::Scope scope({.id = ImGui::GetID("row"),
                             .role = access::Role::row,
                             .rect = {line.Min.x, line.Min.y, line.Max.x, line.Max.y},
                             .state = {.selected = chosen},
                             .row = row + 1});
  // Columns that scroll come first, so that the one that stays covers what slides under it.
  for (std::size_t i = frame.columns.size(); i-- > 0;) {
    const ImRect box = frame.cell_box(row, i);
    if (box.Min.x >= frame.body.Max.x || box.Max.x <= frame.body.Min.x) continue;
    Cell cell = frame.rows.cell(row, frame.spec.columns[i].key);
    cell.faint = cell.faint || info.context;
    if (i == 0 && frame.state.scroll_x > 0)
      frame.list.AddRectFilled({frame.body.Min.x, box.Min.y}, box.Max, ground);
    frame.list.PushClipRect(box.Min, box.Max, true);
    draw_cell(frame, cell, box, frame.spec.columns[i].align);
    frame.list.PopClipRect();
    tell_cell(frame, row, i, cell, box);
    if (access::activated(ImGui::GetID(static_cast<int>(i)))) {
      move_to(frame, row, i, false);
      start_editing(frame, row, i);
    }
  }
  draw_gutter(frame, row, info, hovered);
  ImGui::PopID();
  frame.list.AddLine({line.Min.x, line.Max.y - 0.5F}, {line.Max.x, line.Max.y - 0.5F},
                     with_alpha(frame.look.colours().line, 0.8F));
}

void draw_key_cell(GridFrame& frame) {
  if (!ImGui::IsWindowFocused() || frame.state.editing) return;
  const auto row = frame.active_row();
  if (!row || *row < frame.first || *row >= frame.last || frame.columns.empty()) return;
  ImRect box = frame.cell_box(*row, frame.key_column());
  if (frame.key_column() > 0) box.Min.x = std::max(box.Min.x, frame.columns[0].Max.x);
  if (box.GetWidth() <= 0) return;
  frame.list.AddRect(box.Min + ImVec2(1, 0), box.Max - ImVec2(1, 1), frame.look.colours().accent, 4,
                     0, 1.5F);
}

void draw_drop_mark(GridFrame& frame) {
  if (!frame.state.carrying || !frame.state.drop) return;
  const GridDrop drop = *frame.state.drop;
  const float y = frame.row_top(drop.row + 1);
  const float x =
      frame.body.Min.x + kGridGutter + kGridPadding + static_cast<float>(drop.depth) * kGridIndent;
  const ImU32 accent = frame.look.colours().accent;
  frame.list.AddLine({x, y}, {frame.body.Max.x, y}, accent, 2);
  frame.list.AddCircleFilled({x, y}, 4, accent);
}

void draw_column_edge(GridFrame& frame, std::size_t column) {
  const float x = frame.columns[column].Max.x;
  const ImRect edge{x - 4, frame.head.Min.y, x + 4, frame.head.Max.y};
  ImGui::PushID(static_cast<int>(column));
  const ImGuiID id = ImGui::GetID("edge");
  ImGui::PopID();
  if (!ImGui::ItemAdd(edge, id, nullptr, ImGuiItemFlags_NoNav)) return;
  bool hovered = false;
  bool held = false;
  ImGui::ButtonBehavior(edge, id, &hovered, &held);
  if (hovered || held) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    frame.list.AddLine({x - 0.5F, frame.head.Min.y + 8}, {x - 0.5F, frame.head.Max.y - 8},
                       frame.look.colours().accent, 2);
  }
  if (!held) return;
  constexpr float kNarrowest = 44;
  const float width = ImGui::GetIO().MousePos.x - frame.columns[column].Min.x;
  frame.state.widths[frame.spec.columns[column].key] = std::max(kNarrowest, std::round(width));
}

}  // namespace

void draw_grid_head(GridFrame& frame) {
  const Colours& c = frame.look.colours();
  frame.list.AddRectFilled(frame.head.Min, frame.head.Max, c.surface);
  const access::Scope scope(
      {.id = ImGui::GetID("head"),
       .role = access::Role::row,
       .rect = {frame.head.Min.x, frame.head.Min.y, frame.head.Max.x, frame.head.Max.y}});
  for (std::size_t i = frame.columns.size(); i-- > 0;) {
    const GridColumn& column = frame.spec.columns[i];
    ImRect box{frame.columns[i].Min.x, frame.head.Min.y, frame.columns[i].Max.x, frame.head.Max.y};
    if (i == 0 && frame.state.scroll_x > 0)
      frame.list.AddRectFilled({frame.body.Min.x, box.Min.y}, box.Max, c.surface);
    access::describe(
        {.id = ImGui::GetID(column.head.data(), column.head.data() + column.head.size()),
         .role = access::Role::columnheader,
         .name = std::string(column.head),
         .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
         .column = static_cast<int>(i) + 1});
    box.Expand({-kGridPadding, 0});
    draw_text_in(frame.look, frame.list, box, column.head,
                 {.type = Type::table, .colour = c.second_text, .align = column.align});
  }
  for (std::size_t i = 0; i < frame.columns.size(); ++i) draw_column_edge(frame, i);
  frame.list.AddLine({frame.head.Min.x, frame.head.Max.y - 0.5F},
                     {frame.head.Max.x, frame.head.Max.y - 0.5F}, c.line);
}

void draw_grid_rows(GridFrame& frame) {
  frame.list.PushClipRect(frame.body.Min, frame.body.Max, true);
  for (int row = frame.first; row < frame.last; ++row) draw_row(frame, row);
  draw_key_cell(frame);
  draw_drop_mark(frame);
  frame.list.PopClipRect();
}

// Folding by the arrow in the cell under the pointer.
bool press_fold(GridFrame& frame, int row, std::size_t column) {
  const Cell cell = frame.rows.cell(row, frame.spec.columns[column].key);
  if (cell.fold == FoldMark::none) return false;
  const CellParts parts = parts_of(cell, frame.cell_box(row, column));
  if (!parts.fold.Contains(ImGui::GetIO().MousePos)) return false;
  frame.rows.toggle_fold(row);
  return true;
}

}  // namespace tongzhou
