// What pointer and keyboard do in a table.
#include <algorithm>
#include <cmath>

#include "ui/table/grid_inside.h"

namespace tongzhou {
namespace {

bool key(ImGuiKey k) { return ImGui::IsKeyPressed(k); }

void begin_carry(GridFrame& frame, int row) {
  if (!frame.rows.can_carry()) return;
  const GridRowInfo info = frame.rows.row(row);
  if (!frame.spec.selection.contains(info.record)) frame.spec.selection.choose(info.record);
  frame.state.carrying = {.from_x = ImGui::GetIO().MousePos.x, .depth = info.level - 1};
}

void carry(GridFrame& frame, bool held) {
  if (!frame.state.carrying) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (key(ImGuiKey_Escape)) {
    frame.state.carrying.reset();
    frame.state.drop.reset();
    return;
  }
  if (held) {
    const int below =
        std::clamp(frame.row_at(mouse.y + kRowHeight / 2) - 1, -1, frame.rows.count() - 1);
    GridState::Carry& carry = *frame.state.carrying;
    const float levels = std::round((mouse.x - carry.from_x) / kGridIndent);
    const int wanted = std::max(0, carry.depth + static_cast<int>(levels));
    frame.state.drop = GridDrop{below, frame.rows.drop_depth(below, wanted)};
    // Near an edge the rows come to the pointer.
    constexpr float kEdge = 24;
    const bool up = mouse.y < frame.body.Min.y + kEdge;
    const bool down = mouse.y > frame.body.Max.y - kEdge;
    if (up) frame.spec.scroll_y -= 8;
    if (down) frame.spec.scroll_y += 8;
    carry.scrolls = up || down;
    return;
  }
  frame.state.carrying.reset();
  if (frame.state.drop) frame.rows.drop(*frame.state.drop);
  frame.state.drop.reset();
}

void press_row(GridFrame& frame, int row, std::size_t column) {
  const ImGuiIO& io = ImGui::GetIO();
  const AnyRef record = frame.rows.row(row).record;
  frame.state.column_key = frame.spec.columns[column].key;
  if (io.MouseClicked[ImGuiMouseButton_Right]) {
    if (!frame.spec.selection.contains(record)) frame.spec.selection.choose(record);
    frame.rows.open_menu(row);
  } else if (io.KeyShift && frame.spec.selection.anchor().id) {
    choose_range(frame, row);
  } else if (io.KeyCtrl) {
    frame.spec.selection.toggle(record);
  } else {
    frame.spec.selection.choose(record);
    if (io.MouseDoubleClicked[ImGuiMouseButton_Left]) start_editing(frame, row, column);
  }
}

std::optional<int> row_after_move(const GridFrame& frame, int row) {
  const int page = std::max(1, static_cast<int>(frame.body.GetHeight() / kRowHeight) - 1);
  const int last = frame.rows.count() - 1;
  const bool ctrl = ImGui::GetIO().KeyCtrl;
  if (ImGui::GetIO().KeyAlt) return {};
  if (key(ImGuiKey_DownArrow)) return ctrl ? last : std::min(row + 1, last);
  if (key(ImGuiKey_UpArrow)) return ctrl ? 0 : std::max(row - 1, 0);
  if (key(ImGuiKey_PageDown)) return std::min(row + page, last);
  if (key(ImGuiKey_PageUp)) return std::max(row - page, 0);
  if (ctrl && key(ImGuiKey_Home)) return 0;
  if (ctrl && key(ImGuiKey_End)) return last;
  return {};
}

// Along the row, and over its end into the next one.
void step_column(GridFrame& frame, int row, int step, bool wraps) {
  const int count = static_cast<int>(frame.columns.size());
  int column = static_cast<int>(frame.key_column()) + step;
  if (!wraps) {
    column = std::clamp(column, 0, count - 1);
  } else if (column >= count && row + 1 < frame.rows.count()) {
    column = 0;
    ++row;
  } else if (column < 0 && row > 0) {
    column = count - 1;
    --row;
  }
  move_to(frame, row, static_cast<std::size_t>(std::clamp(column, 0, count - 1)), false);
}

void move_by_keys(GridFrame& frame, int row) {
  const ImGuiIO& io = ImGui::GetIO();
  const std::size_t column = frame.key_column();
  if (const auto to = row_after_move(frame, row)) return move_to(frame, *to, column, io.KeyShift);
  if (io.KeyCtrl || io.KeyAlt) return;
  if (key(ImGuiKey_LeftArrow)) step_column(frame, row, -1, false);
  if (key(ImGuiKey_RightArrow)) step_column(frame, row, 1, false);
  if (key(ImGuiKey_Tab)) step_column(frame, row, io.KeyShift ? -1 : 1, true);
  if (key(ImGuiKey_Home)) move_to(frame, row, 0, false);
  if (key(ImGuiKey_End)) move_to(frame, row, frame.columns.size() - 1, false);
  if (key(ImGuiKey_F2)) start_editing(frame, row, column);
  if (key(ImGuiKey_Enter) || key(ImGuiKey_KeypadEnter)) {
    if (row + 1 < frame.rows.count())
      move_to(frame, row + 1, column, false);
    else
      frame.rows.append();
  }
}

// Asks the system for text, so that an input method can begin right in the cell.
void ask_for_text(GridFrame& frame, int row, std::size_t column) {
  const ImRect box = frame.cell_box(row, column);
  ImGuiPlatformImeData& input = ImGui::GetCurrentContext()->PlatformImeData;
  input.WantVisible = input.WantTextInput = true;
  input.InputPos = {box.Min.x + kGridPadding, box.Min.y + 6};
  input.InputLineHeight = font_size_of(Type::table);
  input.ViewportId = ImGui::GetMainViewport()->ID;
}

std::string typed_characters() {
  std::string text;
  for (const ImWchar c : ImGui::GetIO().InputQueueCharacters) {
    if (c < 0x20 || c == 0x7f) continue;
    char bytes[5] = {};
    ImTextCharToUtf8(bytes, c);
    text += bytes;
  }
  return text;
}

}  // namespace

bool press_fold(GridFrame& frame, int row, std::size_t column);

void act_on_pointer(GridFrame& frame, bool hovered, bool pressed, bool held) {
  carry(frame, held);
  if (!pressed || !hovered) return;
  leave_editor(frame);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const int row = frame.row_at(mouse.y);
  if (row < 0 || row >= frame.rows.count()) return frame.spec.selection.clear();
  if (mouse.x < frame.body.Min.x + kGridGutter && ImGui::GetIO().MouseClicked[0])
    return begin_carry(frame, row);
  const auto column = frame.column_at(mouse.x);
  if (column && press_fold(frame, row, *column)) return;
  press_row(frame, row, column.value_or(frame.columns.size() - 1));
}

void act_on_keys(GridFrame& frame) {
  if (!ImGui::IsWindowFocused() || frame.columns.empty() || frame.rows.count() == 0) return;
  if (frame.state.editing) {
    // Letters typed before the editor has the keyboard belong into it.
    if (frame.state.editing->starting) {
      frame.state.editing->text += typed_characters();
      ImGui::GetIO().InputQueueCharacters.resize(0);
    }
    return;
  }
  if (ImGui::GetTopMostPopupModal() != nullptr) return;
  const auto row = frame.active_row();
  if (!row) {
    if (key(ImGuiKey_DownArrow) || key(ImGuiKey_UpArrow)) move_to(frame, 0, 0, false);
    return;
  }
  move_by_keys(frame, *row);
  const std::size_t column = frame.key_column();
  const CellEdit edit = frame.rows.edit(*row, frame.spec.columns[column].key);
  if (!std::holds_alternative<TextEdit>(edit) && !std::holds_alternative<DateEdit>(edit)) return;
  ask_for_text(frame, *row, column);
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl || io.KeyAlt) return;
  if (std::string typed = typed_characters(); !typed.empty()) {
    ImGui::GetIO().InputQueueCharacters.resize(0);
    start_editing(frame, *row, column, std::move(typed));
  }
}

void move_to(GridFrame& frame, int row, std::size_t column, bool extend) {
  if (row < 0 || row >= frame.rows.count()) return;
  frame.state.column_key = frame.spec.columns[column].key;
  frame.state.reveal = true;
  if (extend)
    choose_range(frame, row);
  else
    frame.spec.selection.choose(frame.rows.row(row).record);
}

void choose_range(GridFrame& frame, int row) {
  const int anchor = frame.rows.find(frame.spec.selection.anchor()).value_or(row);
  std::vector<AnyRef> between;
  const auto [from, to] = std::minmax(anchor, row);
  between.reserve(static_cast<std::size_t>(to - from + 1));
  for (int i = from; i <= to; ++i) between.push_back(frame.rows.row(i).record);
  frame.spec.selection.extend_to(frame.rows.row(row).record, std::move(between));
}

}  // namespace tongzhou
