#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/goal_edits.h"
#include "documents/duty_words.h"
#include "ui/pages.h"
#include "ui/pages/goals_parts.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kDutyRow = 34;
constexpr float kDutyHead = 40;
constexpr float kDutyNames = 236;
constexpr float kDutyCheck = 170;
constexpr float kDutyCell = 80;

constexpr DutyParts kR = duty_bit(DutyPart::responsible), kA = duty_bit(DutyPart::accountable),
                    kC = duty_bit(DutyPart::consulted), kI = duty_bit(DutyPart::informed);
// What a press makes of a cell, one after the other.
constexpr std::array<DutyParts, 6> kCycle{0, kR, kA, DutyParts(kA | kR), kC, kI};

DutyParts next_parts(DutyParts parts) {
  const auto at = std::ranges::find(kCycle, parts);
  if (at == kCycle.end() || at + 1 == kCycle.end()) return 0;
  return *(at + 1);
}

std::string duty_words(const Desk& desk, DutyParts parts) {
  std::string words;
  for (int i = 0; i < kChoiceCount<DutyPart>; ++i)
    if ((parts & duty_bit(static_cast<DutyPart>(i))) != 0)
      words += fmt::format("{}{}", words.empty() ? "" : ", ",
                           desk.say(kDutyParts[static_cast<std::size_t>(i)]));
  return words;
}

Tone tone_of_parts(DutyParts parts) {
  if ((parts & kA) != 0) return Tone::accent;
  return (parts & kR) != 0 ? Tone::good : Tone::neutral;
}

Tone tone_of_verdict(Word verdict) {
  switch (verdict) {
    case Word::duties_clear: return Tone::good;
    case Word::duties_many_a: return Tone::critical;
    case Word::duties_none: return Tone::neutral;
    default: return Tone::warning;
  }
}

void draw_duty_cell(const Desk& desk, const DutyRow& row, Slot department, const ImRect& box) {
  const Look& look = desk.look;
  const Entry<Department>& entry = desk.plan().table<Department>()[department];
  const DutyParts parts = row.parts[department];
  const std::string words = duty_words(desk, parts);
  ImGui::PushID(static_cast<int>(department));
  const Item item = add_item_at(
      "cell", box,
      {.role = access::Role::gridcell,
       .name = desk.say(Word::duties_cell, {desk.plan().name_of(row.of), entry.record.name}),
       .value = words});
  ImGui::PopID();
  if (item.pressed)
    desk.edit(set_duties(desk.open(), desk.session.random(), row.of, entry.id, next_parts(parts)));
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand({-3, -4});
  if (parts != 0) {
    const Tone tone = tone_of_parts(parts);
    list.AddRectFilled(inner.Min, inner.Max, look.theme.soft(tone), 6);
    draw_text_in(
        look, list, inner, letters_of(parts),
        {.type = Type::table_strong, .colour = look.theme.strong(tone), .align = Align::centre});
  }
  draw_veil(look, item, 6);
  draw_focus_ring(look, item, 6);
  if (item.hovered && !words.empty())
    draw_tooltip(look, {.text = entry.record.name, .detail = words});
}

void draw_duty_row(const Desk& desk, const GoalsState& state, const DutyRow& row, const ImRect& box,
                   float cell) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool is_goal = row.of.kind == Kind::goal;
  const std::string name = desk.plan().name_of(row.of);
  const Word verdict = verdict_of(row);
  const access::Scope scope({.id = ImGui::GetID("row"),
                             .role = access::Role::row,
                             .name = name,
                             .value = std::string(desk.say(verdict)),
                             .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
  const Item item = add_item_at("name", {box.Min, {box.Min.x + kDutyNames - 4, box.Max.y}},
                                {.role = access::Role::rowheader, .name = name});
  if (item.pressed) {
    if (is_goal)
      desk.view.selection.choose(row.of);
    else
      show_record(desk, row.of);
  }
  if (item.visible) {
    draw_veil(look, item, 6);
    const float left = box.Min.x + 16 + float(row.depth) * 16;
    draw_icon_sized(list, is_goal ? Icon::flag : Icon::summary, {left + 7, box.GetCenter().y}, 15,
                    look.colours().second_text);
    draw_text_in(look, list, {{left + 20, box.Min.y}, {box.Min.x + kDutyNames - 8, box.Max.y}},
                 name, {.type = row.depth == 0 ? Type::table_strong : Type::table});
    draw_focus_ring(look, item, 6);
  }
  float x = box.Min.x + kDutyNames;
  for (const Slot department : state.departments) {
    draw_duty_cell(desk, row, department, {{x, box.Min.y}, {x + cell, box.Max.y}});
    x += cell;
  }
  draw_text_in(look, list, {{x + 14, box.Min.y}, {box.Max.x - 8, box.Max.y}}, desk.say(verdict),
               {.type = Type::small_strong, .colour = look.theme.strong(tone_of_verdict(verdict))});
  list.AddLine({box.Min.x + 12, box.Max.y}, {box.Max.x - 12, box.Max.y}, look.colours().line);
}

}  // namespace

void draw_duty_matrix(const Desk& desk, GoalsState& state, const ImRect& card) {
  const Look& look = desk.look;
  const Plan& plan = desk.plan();
  const auto columns = static_cast<float>(state.departments.size());
  const float room = card.GetWidth() - kDutyNames - kDutyCheck - 20;
  const float cell = std::clamp(std::floor(room / std::max(1.0F, columns)), kDutyCell, 120.0F);
  const float width = std::max(card.GetWidth() - 20, kDutyNames + cell * columns + kDutyCheck);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(1, 1));
  ImGui::BeginChild("duties", card.GetSize() - ImVec2(2, 34), 0,
                    ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  {
    const access::Scope scope({.id = ImGui::GetID("matrix"),
                               .role = access::Role::grid,
                               .name = std::string(desk.say(Word::goals_duties)),
                               .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y},
                               .row_count = static_cast<int>(state.duties.size()),
                               .column_count = static_cast<int>(state.departments.size())});
    const auto first = static_cast<std::size_t>(ImGui::GetScrollY() / kDutyRow);
    const std::size_t end = std::min(
        state.duties.size(), first + static_cast<std::size_t>(card.GetHeight() / kDutyRow) + 2);
    for (std::size_t i = first; i < end; ++i) {
      const float y = top.y + kDutyHead + kDutyRow * float(i);
      ImGui::PushID(static_cast<int>(i));
      draw_duty_row(desk, state, state.duties[i], {{top.x, y}, {top.x + width, y + kDutyRow}},
                    cell);
      ImGui::PopID();
    }
  }
  // The head stays, over what slides under it.
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float head = top.y + ImGui::GetScrollY();
  list.AddRectFilled({top.x, head}, {top.x + width, head + kDutyHead}, look.colours().surface);
  float x = top.x + kDutyNames;
  for (const Slot department : state.departments) {
    const Department& record = plan.table<Department>()[department].record;
    draw_department_in(look, list, {{x + 6, head}, {x + cell - 4, head + kDutyHead}}, record.colour,
                       record.name,
                       {.type = Type::small_strong, .colour = look.colours().second_text});
    x += cell;
  }
  draw_text_in(look, list, {{x + 14, head}, {top.x + width - 8, head + kDutyHead}},
               desk.say(Word::duties_check),
               {.type = Type::small_strong, .colour = look.colours().second_text});
  list.AddLine({top.x, head + kDutyHead}, {top.x + width, head + kDutyHead}, look.colours().line);
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({width, kDutyHead + kDutyRow * float(state.duties.size())});
  ImGui::EndChild();
  draw_text_in(look, *ImGui::GetWindowDrawList(),
               {{card.Min.x + 16, card.Max.y - 32}, {card.Max.x - 16, card.Max.y - 4}},
               desk.say(Word::duties_legend),
               {.type = Type::small, .colour = look.colours().second_text});
}

}  // namespace tongzhou
