#include <algorithm>
#include <array>
#include <cmath>

#include "app/sharing.h"
#include "ui/pages.h"
#include "ui/pages/information_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kMatrixRow = 36;
constexpr float kMatrixNames = 260;
constexpr float kMatrixHead = 42;
constexpr float kRemarkLine = 36;
constexpr float kRemarks = 156;

Tone tone_of(Right right) {
  switch (right) {
    case Right::owns: return Tone::accent;
    case Right::gets: return Tone::good;
    case Right::may_ask: return Tone::warning;
    case Right::must_not: return Tone::critical;
    case Right::none: return Tone::neutral;
  }
  return Tone::neutral;
}

// Clicked through: neither, gets it, may ask for it.
void turn_right(const Desk& desk, const Entry<Information>& entry, Id<Department> department,
                Right right) {
  desk.edit(Result<Draft>(set_right(desk.open(), desk.session.random(), entry.id, department,
                                    right == Right::none || right == Right::must_not,
                                    right == Right::gets)));
}

void draw_right(const Desk& desk, const Entry<Information>& entry, Id<Department> department,
                const ImRect& box) {
  const Look& look = desk.look;
  const Right right = right_of(desk.plan(), entry.record, department);
  const std::string_view word = desk.say(word_of(right));
  const Item item =
      add_item_at("cell", box,
                  {.role = access::Role::gridcell,
                   .name = desk.say(Word::right_cell,
                                    {entry.record.name, desk.plan().name_of(ref(department))}),
                   .value = std::string(word)});
  if (item.pressed && right != Right::owns) turn_right(desk, entry, department, right);
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand({-3, -4});
  const Tone tone = tone_of(right);
  if (tone != Tone::neutral) list.AddRectFilled(inner.Min, inner.Max, look.theme.soft(tone), 6);
  draw_text_in(
      look, list, inner, right == Right::none ? std::string_view("–") : word,
      {.type = Type::small_strong,
       .colour = tone == Tone::neutral ? look.colours().faint_text : look.theme.strong(tone),
       .align = Align::centre});
  draw_veil(look, item, 6);
  draw_focus_ring(look, item, 6);
  if (item.hovered)
    draw_tooltip(look, {.text = word,
                        .detail = desk.say(right == Right::owns ? Word::right_owns_help
                                                                : Word::right_cell_help)});
}

// What a department owes and awaits, below its column.
void draw_balance(const Desk& desk, const InformationBalance& balance, const ImRect& box) {
  const Look& look = desk.look;
  const bool owes = balance.owes > 0 || balance.overdue > 0;
  draw_text_in(look, *ImGui::GetWindowDrawList(), box,
               desk.say(Word::information_balance, {std::to_string(balance.owes + balance.asked),
                                                    std::to_string(balance.awaits)}),
               {.type = Type::small,
                .colour = owes ? look.theme.strong(Tone::critical) : look.colours().second_text,
                .align = Align::centre});
}

void draw_cells(const Desk& desk, const InformationState& state, const ImRect& card) {
  const Look& look = desk.look;
  const auto& balances = state.report.balances;
  const std::size_t count = balances.size(), rows = state.report.facts.size();
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(8, 4));
  ImGui::BeginChild("matrix", card.GetSize() - ImVec2(16, 8), 0,
                    ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float room = card.GetWidth() - 32 - kMatrixNames;
  const float cell =
      std::clamp(std::floor(room / float(std::max<std::size_t>(1, count))), 84.0F, 150.0F);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const access::Scope scope({.id = ImGui::GetID("grid"),
                             .role = access::Role::grid,
                             .name = std::string(desk.say(Word::information_matrix)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y},
                             .row_count = static_cast<int>(rows),
                             .column_count = static_cast<int>(count)});
  for (std::size_t i = 0; i < count; ++i) {
    const float x = top.x + kMatrixNames + cell * float(i);
    const Department& department = *desk.plan().find(balances[i].department);
    draw_text_in(look, list, {{x + 2, top.y}, {x + cell - 2, top.y + 24}}, department.name,
                 {.type = Type::small_strong, .align = Align::centre});
    draw_balance(desk, balances[i], {{x + 2, top.y + 20}, {x + cell - 2, top.y + kMatrixHead}});
  }
  const Table<Information>& table = desk.plan().table<Information>();
  for (std::size_t i = 0; i < rows; ++i) {
    const Entry<Information>& entry = table[state.report.facts[i].information];
    const float y = top.y + kMatrixHead + kMatrixRow * float(i);
    if (!ImGui::IsRectVisible({top.x, y}, {card.Max.x, y + kMatrixRow})) continue;
    ImGui::PushID(static_cast<int>(i));
    const access::Scope line({.id = ImGui::GetID("row"),
                              .role = access::Role::row,
                              .name = entry.record.name,
                              .rect = {top.x, y, card.Max.x, y + kMatrixRow}});
    const Item name = add_item_at("name", {{top.x, y}, {top.x + kMatrixNames, y + kMatrixRow}},
                                  {.role = access::Role::rowheader, .name = entry.record.name});
    if (name.pressed) desk.view.selection.choose(ref(entry.id));
    draw_text_in(look, list, {{top.x + 8, y}, {top.x + kMatrixNames - 8, y + kMatrixRow}},
                 entry.record.name, {.type = Type::table});
    draw_veil(look, name, 6);
    for (std::size_t column = 0; column < count; ++column) {
      const float x = top.x + kMatrixNames + cell * float(column);
      ImGui::PushID(static_cast<int>(column));
      draw_right(desk, entry, balances[column].department, {{x, y}, {x + cell, y + kMatrixRow}});
      ImGui::PopID();
    }
    ImGui::PopID();
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({kMatrixNames + cell * float(count), kMatrixHead + kMatrixRow * float(rows)});
  ImGui::EndChild();
}

void draw_remark(const Desk& desk, const InformationFinding& finding, const ImRect& box) {
  const Look& look = desk.look;
  const std::string words = say(desk.look.language, sentence_of(desk.plan(), finding));
  const bool makes = finding.kind == InformationFinding::Kind::depends;
  const ButtonSpec button{.id = "act",
                          .label = desk.say(makes ? Word::information_add : Word::information_show),
                          .icon = makes ? Icon::plus : Icon::none,
                          .kind = ButtonKind::quiet};
  const float right = box.Max.x - 16 - button_width(look, button);
  access::describe({.id = ImGui::GetID("remark"),
                    .role = access::Role::note,
                    .name = words,
                    .rect = {box.Min.x, box.Min.y, right, box.Max.y}});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_icon_sized(list, Icon::warning, {box.Min.x + 24, box.GetCenter().y}, 16,
                  look.theme.strong(Tone::warning));
  draw_text_in(look, list, {{box.Min.x + 42, box.Min.y}, {right - 10, box.Max.y}}, words,
               {.type = Type::table});
  ImGui::SetCursorScreenPos({right, box.GetCenter().y - kControlHeight / 2});
  if (!draw_button(look, button)) return;
  if (!makes) return desk.view.selection.choose(ref(finding.information));
  NewRecord made = add_information(desk.open(), desk.session.random(),
                                   std::string(desk.say(Word::new_information)), finding.other,
                                   {{finding.department}});
  desk.edit_and_tell(std::move(made.draft));
  desk.view.selection.choose(made.record);
}

}  // namespace

void draw_information_matrix(const Desk& desk, InformationState& state, const ImRect& area) {
  const Look& look = desk.look;
  if (state.report.facts.empty() || state.report.balances.empty()) {
    draw_card_ground(look, *ImGui::GetWindowDrawList(), area);
    if (draw_empty_state(
            look, area, Icon::file, desk.say(Word::information_empty),
            {.id = "first", .label = desk.say(Word::information_add), .icon = Icon::plus}))
      state.entries.created = create_information(desk);
    return;
  }
  const auto& findings = state.report.findings;
  const float height =
      findings.empty() ? 0 : std::min(kRemarks, kRemarkLine * float(findings.size()) + 12);
  ImRect matrix = area, found = area;
  found.Min.y = area.Max.y - height;
  if (height > 0) matrix.Max.y = found.Min.y - kGap;
  draw_cells(desk, state, matrix);
  if (height <= 0) return;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), found);
  draw_line_list("findings", {found.Min + ImVec2(0, 6), found.Max - ImVec2(0, 6)}, findings.size(),
                 kRemarkLine,
                 [&](std::size_t i, const ImRect& box) { draw_remark(desk, findings[i], box); });
}

}  // namespace tongzhou
