#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ui/pages.h"
#include "ui/pages/load_parts.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_list.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kCauseLine = 46;

void draw_overload(const Desk& desk, LoadState& state, const Overload& overload,
                   const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string name = desk.plan().name_of(overload.of);
  const std::string when = heat_dates(desk, overload.first, overload.last + 1);
  const std::string excess =
      desk.say(Word::load_excess, {some_people(overload.needed - overload.there)});
  const Item item = add_item_at("overload", {box.Min + ImVec2(8, 1), box.Max - ImVec2(8, 1)},
                                {.role = access::Role::button, .name = name, .value = when});
  if (item.pressed) {
    choose(state, LoadState::Chosen{overload.of, overload.first, overload.last + 1});
    state.reveal = overload.first;
  }
  if (!item.visible) return;
  draw_veil(look, item, 6);
  const float middle = box.GetCenter().y, right = box.Max.x - 16;
  const float width = text_width(look, Type::table_strong, excess);
  draw_text_in(look, list, {{box.Min.x + 16, box.Min.y + 3}, {right - width - 8, middle + 1}}, name,
               {.type = Type::table_strong});
  draw_text_in(look, list, {{right - width, box.Min.y + 3}, {right, middle + 1}}, excess,
               {.type = Type::table_strong, .colour = look.theme.strong(Tone::critical)});
  draw_text_in(look, list, {{box.Min.x + 16, middle}, {right, box.Max.y - 4}}, when,
               {.type = Type::small, .colour = c.second_text});
  draw_focus_ring(look, item, 6);
  list.AddLine({box.Min.x + 12, box.Max.y - 1}, {box.Max.x - 12, box.Max.y - 1}, c.line);
}

void draw_cause(const Desk& desk, const LoadState& state, const LoadCause& cause,
                const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& entry = desk.plan().table<Task>()[cause.task];
  const std::string amount = desk.say(
      Word::some_person_days,
      {number_text(std::round(cause.minutes / desk.plan().info().minutes_per_day * 10) / 10)});
  const Item item =
      add_item_at("cause", {box.Min + ImVec2(8, 1), box.Max - ImVec2(8, 1)},
                  {.role = access::Role::button, .name = entry.record.title, .value = amount});
  if (item.pressed) show_record(desk, ref(entry.id));
  if (!item.visible) return;
  draw_veil(look, item, 6);
  const float right = box.Max.x - 16, middle = box.Min.y + 17;
  const float width = text_width(look, Type::table, amount);
  draw_text_in(look, list, {{box.Min.x + 16, box.Min.y + 4}, {right - width - 8, middle + 13}},
               entry.record.title, {.type = Type::table_strong});
  draw_text_in(look, list, {{right - width, box.Min.y + 4}, {right, middle + 13}}, amount,
               {.type = Type::table, .colour = c.second_text});
  const float share = float(cause.minutes / state.causes.front().minutes);
  const ImVec2 bar{box.Min.x + 16, box.Max.y - 12};
  list.AddRectFilled(bar, {right, bar.y + 4}, c.quiet, 2);
  const Department* of = desk.plan().find(entry.record.department);
  list.AddRectFilled(bar, {bar.x + std::max(4.0F, share * (right - bar.x)), bar.y + 4},
                     of != nullptr ? department_colour(look, of->colour) : c.accent, 2);
  draw_focus_ring(look, item, 6);
}

void draw_overloads(const Desk& desk, LoadState& state, const ImRect& card) {
  const Look& look = desk.look;
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 12));
  if (state.overloads.empty()) {
    draw_heading(look, desk.say(Word::load_enough), Type::table_strong, 3);
    ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 38));
    draw_paragraph(look, desk.say(Word::load_enough_more),
                   {.type = Type::table, .colour = look.colours().second_text},
                   card.GetWidth() - 32);
    return;
  }
  draw_heading(look, desk.say(Word::load_overloads, {fmt::format("{}", state.overloads.size())}),
               Type::table_strong, 3);
  draw_line_list("lines", {{card.Min.x, card.Min.y + kHeatHead}, card.Max - ImVec2(0, 6)},
                 state.overloads.size(), kCauseLine, [&](std::size_t i, const ImRect& box) {
                   draw_overload(desk, state, state.overloads[i], box);
                 });
}

void draw_chosen(const Desk& desk, LoadState& state, const ImRect& card) {
  const Look& look = desk.look;
  const LoadState::Chosen chosen = *state.chosen;
  ImGui::SetCursorScreenPos({card.Max.x - kControlHeight - 8, card.Min.y + 8});
  if (draw_button(look, {.id = "back",
                         .icon = Icon::close,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::load_back)}))
    choose(state, {});
  const float width = card.GetWidth() - 32;
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 12));
  draw_heading(look, desk.plan().name_of(chosen.of), Type::body_strong, 3);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 36));
  draw_label(look, heat_dates(desk, chosen.from, chosen.to),
             {.type = Type::table, .colour = look.colours().second_text}, width);
  const HeatLevel level =
      level_of(desk, *find_heat_row(desk, chosen.of)->load, chosen.from, chosen.to);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 58));
  draw_label(
      look, level_words(desk, level),
      {.type = Type::table_strong, .colour = level.is_over ? look.theme.strong(Tone::critical) : 0},
      width);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 88));
  draw_label(look, desk.say(state.causes.empty() ? Word::load_nothing : Word::load_causes),
             {.type = Type::small_strong, .colour = look.colours().second_text}, width);
  const float foot = kControlHeight + 24;
  draw_line_list("lines", {{card.Min.x, card.Min.y + 110}, card.Max - ImVec2(0, foot)},
                 state.causes.size(), kCauseLine, [&](std::size_t i, const ImRect& box) {
                   draw_cause(desk, state, state.causes[i], box);
                 });
  if (state.causes.empty()) return;
  ImGui::SetCursorScreenPos({card.Min.x + 16, card.Max.y - kControlHeight - 12});
  if (draw_button(look, {.id = "level",
                         .label = desk.say(Word::load_level_out),
                         .kind = level.is_over ? ButtonKind::prominent : ButtonKind::secondary,
                         .tip = desk.say(Word::level_purpose)}))
    desk.view.page = "levelling";
}

}  // namespace

void draw_load_panel(const Desk& desk, LoadState& state, const ImRect& card) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::PushID("panel");
  if (state.chosen)
    draw_chosen(desk, state, card);
  else
    draw_overloads(desk, state, card);
  ImGui::PopID();
}

}  // namespace tongzhou
