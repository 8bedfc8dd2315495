// Editing a cell in its place.
#include <algorithm>

#include "ui/access.h"
#include "ui/table/grid_inside.h"
#include "ui/widgets/field.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

enum class Leave : std::uint8_t { stay, down, right, left, here };

Leave leave_by_keys() {
  if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
      ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false))
    return Leave::down;
  if (ImGui::IsKeyPressed(ImGuiKey_Tab))
    return ImGui::GetIO().KeyShift ? Leave::left : Leave::right;
  return Leave::stay;
}

void go_on(GridFrame& frame, int row, Leave leave) {
  const std::size_t column = frame.key_column();
  frame.state.take_keyboard = true;
  if (leave == Leave::down) {
    if (row + 1 < frame.rows.count())
      move_to(frame, row + 1, column, false);
    else
      frame.rows.append();
  }
  if (leave == Leave::right && column + 1 < frame.columns.size())
    move_to(frame, row, column + 1, false);
  if (leave == Leave::left && column > 0) move_to(frame, row, column - 1, false);
}

// False when the text cannot be read; then the editor stays.
bool keep_text(GridFrame& frame, int row) {
  GridState::Editing& editing = *frame.state.editing;
  if (std::holds_alternative<DateEdit>(editing.edit)) {
    const auto& date = std::get<DateEdit>(editing.edit);
    const auto read = editing.text.empty()
                          ? std::optional(Instant{})
                          : parse_instant(editing.text, frame.look.today, date.default_minute);
    if (read) frame.rows.set_date(row, editing.column_key, *read);
    return read.has_value();
  }
  return frame.rows.set_text(row, editing.column_key, editing.text);
}

// Draws the text input over the cell; true when the user left it.
bool draw_input(GridFrame& frame, const ImRect& box) {
  GridState::Editing& editing = *frame.state.editing;
  const Colours& c = frame.look.colours();
  frame.list.AddRectFilled(box.Min, box.Max, c.surface, 4);
  frame.list.AddRect(box.Min, box.Max, editing.unreadable ? c.critical : c.accent, 4, 0, 2);
  const FontScope font(frame.look, Type::table);
  const float top = text_top(frame.look, Type::table, box.GetCenter().y) - box.Min.y;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(kGridPadding, std::max(top, 0.0F)));
  ImGui::SetCursorScreenPos(box.Min);
  ImGui::SetNextItemWidth(box.GetWidth());
  if (editing.starting) ImGui::SetKeyboardFocusHere();
  ImGui::PushID("editor");
  // It lies over its row; readers want what they type into inside a row and a cell all the same.
  const ImVec4 rect{box.Min.x, box.Min.y, box.Max.x, box.Max.y};
  const access::Scope line({.id = ImGui::GetID("row"), .role = access::Role::row, .rect = rect});
  const access::Scope cell(
      {.id = ImGui::GetID("cell"), .role = access::Role::gridcell, .rect = rect});
  const bool changed = input_text("", editing.text, ImGuiInputTextFlags_AutoSelectAll);
  if (changed) editing.unreadable = false;
  const ImGuiID id = ImGui::GetItemID();
  if (ImGui::IsItemActivated()) {
    editing.starting = false;
    if (ImGuiInputTextState* input = ImGui::GetInputTextState(id);
        editing.typed && input != nullptr)
      input->ClearSelection();
  }
  const bool left = !editing.starting && ImGui::IsItemDeactivated();
  access::describe_last(access::Role::textbox, frame.spec.columns[frame.key_column()].head,
                        {.invalid = editing.unreadable}, editing.text);
  ImGui::PopID();
  ImGui::PopStyleVar();
  return left;
}

void draw_text_editor(GridFrame& frame, int row, const ImRect& box) {
  const bool left = draw_input(frame, box);
  GridState::Editing& editing = *frame.state.editing;
  if (!left) {
    const auto* before = std::get_if<TextEdit>(&editing.edit);
    if (before != nullptr && before->text != editing.text)
      frame.rows.typing(row, editing.column_key, editing.text);
    return;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) {
    frame.state.editing.reset();
    frame.state.take_keyboard = true;
    return;
  }
  const Leave leave = leave_by_keys();
  if (!keep_text(frame, row)) {
    // Left by a key: stay and say so. Left by a click elsewhere: what was there stands.
    if (leave == Leave::stay) return frame.state.editing.reset();
    editing.unreadable = editing.starting = true;
    return;
  }
  frame.state.editing.reset();
  if (leave != Leave::stay) go_on(frame, row, leave);
}

// The month below the cell, beside typing.
void draw_month_beside(GridFrame& frame, int row, const ImRect& box) {
  const auto& date = std::get<DateEdit>(frame.state.editing->edit);
  const ImVec2 size = month_size() + ImVec2(2 * kPopupPadding, 2 * kPopupPadding);
  const ImVec2 screen = ImGui::GetMainViewport()->Size;
  const float y = box.Max.y + 4 + size.y < screen.y ? box.Max.y + 4 : box.Min.y - 4 - size.y;
  ImGui::SetNextWindowPos({std::min(box.Min.x, screen.x - size.x - 8), y});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(kPopupPadding, kPopupPadding));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kCardRadius);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, frame.look.colours().surface);
  ImGui::Begin("###month", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  if (!frame.state.month.is_set())
    frame.state.month = date.value.is_set() ? day_of(date.value) : frame.look.today;
  const Day chosen = date.value.is_set() ? day_of(date.value) : Day{};
  const auto picked = draw_month(frame.look, frame.state.month, chosen, date.marks);
  const bool over = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  ImGui::End();
  if (picked) {
    const std::int32_t minute =
        date.value.is_set() ? minute_of_day(date.value) : date.default_minute;
    frame.rows.set_date(row, frame.state.editing->column_key, at(*picked, minute));
    frame.state.editing.reset();
    frame.state.take_keyboard = true;
  } else if (over && ImGui::GetIO().MouseDown[0]) {
    frame.state.editing->starting = true;  // turning the month's pages keeps the editor open
  }
}

void draw_choice_editor(GridFrame& frame, int row, const ImRect& box) {
  ImGui::PushID("choice");
  if (frame.state.editing->starting) {
    frame.state.editing->starting = false;
    frame.state.choice = {};
    ImGui::OpenPopup("list");
  }
  const Options& options = std::get<ChoiceEdit>(frame.state.editing->edit).options;
  const auto chosen = draw_choice_list(
      frame.look, {.id = "list", .name = frame.spec.columns[frame.key_column()].head}, box,
      frame.state.choice, options);
  if (chosen) frame.rows.choose(row, frame.state.editing->column_key, *chosen);
  if (!ImGui::IsPopupOpen("list")) {
    frame.state.editing.reset();
    frame.state.take_keyboard = true;
  }
  ImGui::PopID();
}

}  // namespace

void start_editing(GridFrame& frame, int row, std::size_t column, std::string typed) {
  const int column_key = frame.spec.columns[column].key;
  CellEdit edit = frame.rows.edit(row, column_key);
  if (std::holds_alternative<std::monostate>(edit)) return;
  GridState::Editing editing{.record = frame.rows.row(row).record,
                             .column_key = column_key,
                             .edit = std::move(edit),
                             .typed = !typed.empty()};
  if (const auto* text = std::get_if<TextEdit>(&editing.edit)) editing.text = text->text;
  if (const auto* date = std::get_if<DateEdit>(&editing.edit); date && date->value.is_set())
    editing.text = to_iso(day_of(date->value));
  if (editing.typed) editing.text = std::move(typed);
  frame.state.month = {};
  frame.state.editing = std::move(editing);
  frame.state.column_key = column_key;
}

void leave_editor(GridFrame& frame) {
  if (!frame.state.editing) return;
  const auto row = frame.rows.find(frame.state.editing->record);
  if (row && !std::holds_alternative<ChoiceEdit>(frame.state.editing->edit)) keep_text(frame, *row);
  frame.state.editing.reset();
}

void draw_grid_editor(GridFrame& frame) {
  if (!frame.state.editing) return;
  const auto row = frame.rows.find(frame.state.editing->record);
  const auto column =
      std::ranges::find(frame.spec.columns, frame.state.editing->column_key, &GridColumn::key);
  if (!row || column == frame.spec.columns.end()) return frame.state.editing.reset();
  const auto index = static_cast<std::size_t>(column - frame.spec.columns.begin());
  ImRect box = frame.cell_box(*row, index);
  box.Max.y -= 1;
  if (index == 0) {
    const Cell cell = frame.rows.cell(*row, column->key);
    const bool in_tree = cell.indent > 0 || cell.fold != FoldMark::none;
    box.Min.x += static_cast<float>(cell.indent) * kGridIndent + (in_tree ? kGridFold - 4 : 0);
  }
  frame.list.PushClipRect(frame.body.Min, frame.body.Max, true);
  if (std::holds_alternative<ChoiceEdit>(frame.state.editing->edit))
    draw_choice_editor(frame, *row, box);
  else
    draw_text_editor(frame, *row, box);
  frame.list.PopClipRect();
  if (frame.state.editing && std::holds_alternative<DateEdit>(frame.state.editing->edit))
    draw_month_beside(frame, *row, box);
}

}  // namespace tongzhou
