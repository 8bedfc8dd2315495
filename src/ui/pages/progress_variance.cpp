#include "ui/pages/progress_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/edits.h"
#include "ui/pages.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/item.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kVarianceLine = 32;

std::string late_text(const Desk& desk, Minutes late) {
  if (late.count == 0) return std::string(desk.say(Word::progress_on_time));
  return (late.count > 0 ? "+" : "−") + days_text(desk.look, desk.plan(), std::abs(late.count));
}

struct VarianceColumns {
  std::array<float, 8> left;  // of department, then six of dates, and the right edge
};
VarianceColumns variance_columns(const ImRect& box) {
  VarianceColumns columns{};
  const float right = box.Max.x - 16;
  const float each = std::min(112.0F, box.GetWidth() * 0.095F);
  for (std::size_t i = 0; i < 7; ++i) columns.left[7 - i] = right - each * float(i);
  columns.left[0] = columns.left[1] - 130;
  return columns;
}

void draw_variance_line(const Desk& desk, const Variance& row, const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& entry = desk.plan().table<Task>()[row.task];
  const Item item = add_item_at("row", {box.Min + ImVec2(8, 1), box.Max - ImVec2(8, 1)},
                                {.role = access::Role::button,
                                 .name = entry.record.title,
                                 .value = late_text(desk, row.finish_late)});
  if (item.pressed) show_record(desk, ref(entry.id));
  if (!item.visible) return;
  draw_veil(look, item, 6);
  const VarianceColumns columns = variance_columns(box);
  const auto cell = [&](std::size_t i, std::string_view text, ImU32 colour,
                        Type type = Type::table) {
    draw_text_in(look, list, {{columns.left[i], box.Min.y}, {columns.left[i + 1] - 8, box.Max.y}},
                 text, {.type = type, .colour = colour});
  };
  const auto ink = [&](Minutes late) {
    if (late.count == 0) return c.faint_text;
    return look.theme.strong(late.count > 0 ? Tone::critical : Tone::good);
  };
  draw_text_in(look, list, {{box.Min.x + 16, box.Min.y}, {columns.left[0] - 12, box.Max.y}},
               entry.record.title, {.type = Type::table_strong});
  if (const Department* of = desk.plan().find(entry.record.department))
    draw_department_in(look, list, {{columns.left[0], box.Min.y}, {columns.left[1] - 8, box.Max.y}},
                       of->colour, of->name, {.type = Type::small, .colour = c.second_text});
  cell(1, short_date_text(desk.look, row.baseline_start), c.second_text);
  cell(2, short_date_text(desk.look, row.start), c.text);
  cell(3, late_text(desk, row.start_late), ink(row.start_late));
  cell(4, short_date_text(desk.look, row.baseline_finish), c.second_text);
  cell(5, short_date_text(desk.look, row.finish), c.text);
  cell(6, late_text(desk, row.finish_late), ink(row.finish_late), Type::table_strong);
  draw_focus_ring(look, item, 6);
  list.AddLine({box.Min.x + 12, box.Max.y - 1}, {box.Max.x - 12, box.Max.y - 1}, c.line);
}

}  // namespace

void draw_variance(const Desk& desk, ProgressState& state) {
  if (draw_without_baseline(desk, state)) return;
  const Look& look = desk.look;
  const ImVec2 head = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_baseline_choice(desk, state);
  ImGui::SetCursorScreenPos(head + ImVec2(256, (kControlHeight - kCheckboxSize) / 2));
  if (draw_checkbox(look, "changed", desk.say(Word::progress_only_changed), state.only_changed)) {
    state.only_changed = !state.only_changed;
    state.revision.reset();
  }
  draw_text_at(look, *ImGui::GetWindowDrawList(), head + ImVec2(256 + 26, kControlHeight / 2),
               desk.say(Word::progress_only_changed), {.type = Type::table});
  if (state.baseline.set) {
    ImGui::SetCursorScreenPos({head.x + width - kControlHeight, head.y});
    if (draw_button(look, {.id = "delete",
                           .icon = Icon::trash,
                           .kind = ButtonKind::quiet,
                           .tip = desk.say(Word::progress_delete_baseline)}))
      desk.edit_and_tell(delete_baseline(desk.open(), desk.session.random(), state.baseline.set));
  }
  ImGui::SetCursorScreenPos(head + ImVec2(0, kControlHeight + kGap));
  const std::vector<Variance>& rows = state.variance;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  if (rows.empty()) {
    draw_text_in(look, list, card, desk.say(Word::progress_all_on_time),
                 {.colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  const VarianceColumns columns = variance_columns(card);
  const std::array heads{
      Word::department,          Word::progress_baseline_start,  Word::column_start,
      Word::progress_difference, Word::progress_baseline_finish, Word::column_finish,
      Word::progress_difference};
  const TextLook small{.type = Type::small_strong, .colour = look.colours().second_text};
  draw_text_in(look, list, {{card.Min.x + 16, card.Min.y}, {columns.left[0], card.Min.y + 34}},
               desk.say(Word::task), small);
  for (std::size_t i = 0; i < heads.size(); ++i)
    draw_text_in(look, list,
                 {{columns.left[i], card.Min.y}, {columns.left[i + 1] - 6, card.Min.y + 34}},
                 desk.say(heads[i]), small);
  list.AddLine({card.Min.x, card.Min.y + 34}, {card.Max.x, card.Min.y + 34}, look.colours().line);
  draw_line_list("variance", {card.Min + ImVec2(0, 35), card.Max - ImVec2(0, 6)}, rows.size(),
                 kVarianceLine,
                 [&](std::size_t i, const ImRect& box) { draw_variance_line(desk, rows[i], box); });
}

}  // namespace tongzhou
