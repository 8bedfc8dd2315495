#include "ui/table/grid.h"

#include <algorithm>
#include <cmath>

#include "ui/access.h"
#include "ui/table/grid_inside.h"
#include "ui/widgets/card.h"

namespace tongzhou {
namespace {

std::vector<ImRect> place_columns(const GridSpec& spec, const GridState& state,
                                  const ImRect& body) {
  std::vector<ImRect> boxes;
  float x = body.Min.x + kGridGutter;
  for (const GridColumn& column : spec.columns) {
    const auto own = state.widths.find(column.key);
    const float width = own == state.widths.end() ? column.width : own->second;
    const float shift = boxes.empty() ? 0 : state.scroll_x;  // the first column stays
    boxes.push_back({x - shift, body.Min.y, x + width - shift, body.Max.y});
    x += width;
  }
  return boxes;
}

float content_width(const std::vector<ImRect>& columns, const GridState& state) {
  return columns.empty() ? 0 : columns.back().Max.x + state.scroll_x - columns.front().Min.x;
}

void keep_scroll_in_range(GridFrame& frame) {
  const double content = static_cast<double>(frame.rows.count()) * kRowHeight;
  const double room = frame.body.GetHeight();
  frame.spec.scroll_y = std::clamp(frame.spec.scroll_y, 0.0, std::max(0.0, content - room));
  const float hidden =
      content_width(frame.columns, frame.state) + kGridGutter - frame.body.GetWidth();
  frame.state.scroll_x = std::clamp(frame.state.scroll_x, 0.0F, std::max(0.0F, hidden));
}

void scroll_by_wheel(GridFrame& frame) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsWindowHovered() || io.KeyCtrl) return;
  const bool sideways = io.KeyShift;
  frame.spec.scroll_y -=
      sideways ? 0 : static_cast<double>(io.MouseWheel * kWheelRows * kRowHeight);
  frame.state.scroll_x -= (io.MouseWheelH + (sideways ? io.MouseWheel : 0)) * 60;
}

void reveal_active(GridFrame& frame) {
  if (!std::exchange(frame.state.reveal, false)) return;
  const auto row = frame.active_row();
  if (!row) return;
  const double top = static_cast<double>(*row) * kRowHeight;
  const double room = frame.body.GetHeight();
  double& scroll = frame.spec.scroll_y;
  if (top < scroll) scroll = top;
  if (top + kRowHeight > scroll + room) scroll = top + kRowHeight - room;
  const std::size_t column = frame.key_column();
  if (column == 0 || frame.columns.empty()) return;
  const ImRect& box = frame.columns[column];
  const float left = frame.columns[0].Max.x;
  if (box.Min.x < left) frame.state.scroll_x -= left - box.Min.x;
  if (box.Max.x > frame.body.Max.x) frame.state.scroll_x += box.Max.x - frame.body.Max.x;
}

void draw_scrollbars(GridFrame& frame) {
  const auto content = static_cast<ImS64>(frame.rows.count()) * static_cast<ImS64>(kRowHeight);
  const auto room = static_cast<ImS64>(frame.body.GetHeight());
  if (frame.spec.scrollbar && content > room) {
    auto scroll = static_cast<ImS64>(frame.spec.scroll_y);
    const ImRect bar{frame.body.Max.x - kScrollbar, frame.body.Min.y, frame.body.Max.x,
                     frame.body.Max.y};
    if (ImGui::ScrollbarEx(bar, ImGui::GetID("down"), ImGuiAxis_Y, &scroll, room, content))
      frame.spec.scroll_y = static_cast<double>(scroll);
  }
  const auto wide = static_cast<ImS64>(content_width(frame.columns, frame.state) + kGridGutter);
  const auto width = static_cast<ImS64>(frame.body.GetWidth());
  if (wide > width + 1) {
    auto scroll = static_cast<ImS64>(frame.state.scroll_x);
    const ImRect bar{frame.columns[0].Max.x, frame.body.Max.y - kScrollbar, frame.body.Max.x,
                     frame.body.Max.y};
    if (ImGui::ScrollbarEx(bar, ImGui::GetID("across"), ImGuiAxis_X, &scroll, width, wide))
      frame.state.scroll_x = static_cast<float>(scroll);
  }
}

void tell_grid(const GridFrame& frame, ImGuiID id) {
  const ImRect& box = frame.spec.box;
  access::describe({.id = id,
                    .role = access::Role::grid,
                    .name = std::string(frame.spec.name),
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                    .row_count = frame.rows.count(),
                    .column_count = static_cast<int>(frame.spec.columns.size())});
}

}  // namespace

float GridFrame::row_top(int row) const {
  return body.Min.y + static_cast<float>(static_cast<double>(row) * kRowHeight - spec.scroll_y);
}
ImRect GridFrame::cell_box(int row, std::size_t column) const {
  const float top = row_top(row);
  return {columns[column].Min.x, top, columns[column].Max.x, top + kRowHeight};
}
int GridFrame::row_at(float y) const {
  return static_cast<int>(
      std::floor((static_cast<double>(y - body.Min.y) + spec.scroll_y) / kRowHeight));
}
std::optional<std::size_t> GridFrame::column_at(float x) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (x >= columns[i].Min.x && x < columns[i].Max.x) return i;  // the first lies on top
  return {};
}
std::size_t GridFrame::key_column() const {
  const auto found =
      std::ranges::find(spec.columns, state.column_key, [](const GridColumn& c) { return c.key; });
  return found == spec.columns.end() ? 0 : static_cast<std::size_t>(found - spec.columns.begin());
}
std::optional<int> GridFrame::active_row() const {
  const AnyRef active = spec.selection.active();
  return active.id ? rows.find(active) : std::nullopt;
}

void draw_grid(const Look& look, GridRows& rows, const GridSpec& spec, GridState& state) {
  ImGui::SetCursorScreenPos(spec.box.Min);
  ImGui::BeginChild(spec.id, spec.box.GetSize(), 0,
                    ImGuiWindowFlags_NoNavInputs | ImGuiWindowFlags_NoScrollbar |
                        ImGuiWindowFlags_NoScrollWithMouse);
  if (std::exchange(state.take_keyboard, false)) ImGui::SetWindowFocus();
  const ImRect head{spec.box.Min, {spec.box.Max.x, spec.box.Min.y + kTableHeadHeight}};
  const ImRect body{{spec.box.Min.x, head.Max.y}, spec.box.Max};
  GridFrame frame{.look = look,
                  .rows = rows,
                  .spec = spec,
                  .state = state,
                  .list = *ImGui::GetWindowDrawList(),
                  .head = head,
                  .body = body,
                  .columns = place_columns(spec, state, body)};
  scroll_by_wheel(frame);
  act_on_keys(frame);
  reveal_active(frame);
  keep_scroll_in_range(frame);
  frame.columns = place_columns(spec, state, body);
  frame.first = std::max(0, frame.row_at(body.Min.y));
  frame.last = std::min(rows.count(), frame.row_at(body.Max.y - 0.5F) + 1);

  const ImGuiID id = ImGui::GetID("rows");
  tell_grid(frame, ImGui::GetID("grid"));
  {
    const access::Scope scope({.id = ImGui::GetID("grid"), .role = access::Role::none});
    bool hovered = false;
    bool held = false;
    ImGui::SetNextItemAllowOverlap();  // the editor and the scrollbars lie on top
    ImGui::ItemAdd(body, id, nullptr, ImGuiItemFlags_NoNav);
    constexpr ImGuiButtonFlags kEitherButton =
        ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight;
    const bool pressed = ImGui::ButtonBehavior(
        body, id, &hovered, &held, kEitherButton | int{ImGuiButtonFlags_PressedOnClick});
    state.hovered_row = hovered && !state.carrying ? frame.row_at(ImGui::GetIO().MousePos.y) : -1;
    act_on_pointer(frame, hovered, pressed, held);
    draw_grid_rows(frame);
    draw_grid_head(frame);
    draw_grid_editor(frame);
    draw_scrollbars(frame);
    if (spec.card) draw_card_corners(look, frame.list, *spec.card);
  }
  ImGui::EndChild();
}

void show_in_grid(GridState& state) { state.reveal = state.take_keyboard = true; }

void begin_edit(const GridRows& rows, const GridSpec& spec, GridState& state, AnyRef record,
                int column_key) {
  const auto row = rows.find(record);
  if (!row) return;
  spec.selection.choose(record);
  show_in_grid(state);
  state.column_key = column_key;
  CellEdit edit = rows.edit(*row, column_key);
  if (const auto* text = std::get_if<TextEdit>(&edit)) {
    std::string start = text->text;
    state.editing = GridState::Editing{.record = record,
                                       .column_key = column_key,
                                       .edit = std::move(edit),
                                       .text = std::move(start)};
  }
}

bool grid_takes_typing(const GridState& state) { return state.editing.has_value(); }

}  // namespace tongzhou
