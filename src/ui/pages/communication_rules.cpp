#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/communication_edits.h"
#include "ui/pages/communication_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

constexpr std::array kDown{Degree::high, Degree::middle, Degree::low};    // urgency
constexpr std::array kAcross{Degree::low, Degree::middle, Degree::high};  // importance
constexpr float kRuleHead = 30;
constexpr float kRuleNames = 92;

std::string cell_words(const Desk& desk, Degree urgency, Degree importance) {
  return desk.say(Word::cadence_cell, {desk.say(word_of(urgency)), desk.say(word_of(importance))});
}

// The more urgent and important, the stronger the ground.
Tone rule_tone(Degree urgency, Degree importance) {
  const int weight = static_cast<int>(urgency) + static_cast<int>(importance);
  if (weight >= 6) return Tone::critical;
  if (weight >= 5) return Tone::warning;
  return weight >= 4 ? Tone::accent : Tone::neutral;
}

void draw_rule_cell(const Desk& desk, CommunicationState& state, Degree urgency, Degree importance,
                    const ImRect& box) {
  const Look& look = desk.look;
  const auto& [cadence, record, count] = state.rule(urgency, importance);
  const bool chosen = state.urgency == urgency && state.importance == importance;
  const std::string_view rhythm = desk.say(word_of(cadence.rhythm)),
                         mode = desk.say(word_of(cadence.mode));
  const Item item = add_item_at("cell", box,
                                {.role = access::Role::gridcell,
                                 .name = cell_words(desk, urgency, importance),
                                 .value = fmt::format("{} · {}", rhythm, mode),
                                 .state = {.selected = chosen}});
  if (item.pressed) {
    state.urgency = urgency;
    state.importance = importance;
  }
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand({-4, -4});
  const Tone tone = rule_tone(urgency, importance);
  list.AddRectFilled(inner.Min, inner.Max,
                     tone == Tone::neutral ? look.colours().quiet : look.theme.soft(tone), 8);
  if (chosen) list.AddRect(inner.Min, inner.Max, look.colours().accent, 8, 0, 2);
  const float middle = inner.GetCenter().y;
  draw_text_in(look, list, {{inner.Min.x + 14, middle - 24}, {inner.Max.x - 12, middle}}, rhythm,
               {.type = Type::body_strong});
  draw_icon_sized(list, icon_of(cadence.mode), {inner.Min.x + 22, middle + 13}, 15,
                  look.colours().second_text);
  draw_text_in(look, list, {{inner.Min.x + 36, middle + 1}, {inner.Max.x - 12, middle + 25}}, mode,
               {.type = Type::table, .colour = look.colours().second_text});
  if (count > 0)
    draw_text_in(
        look, list, {{inner.Min.x, inner.Min.y + 6}, {inner.Max.x - 12, inner.Min.y + 24}},
        count == 1 ? std::string(desk.say(Word::talk_matter))
                   : desk.say(Word::talk_matters, {std::to_string(count)}),
        {.type = Type::small, .colour = look.colours().second_text, .align = Align::right});
  if (record)
    draw_text_in(
        look, list, {{inner.Min.x, inner.Max.y - 24}, {inner.Max.x - 12, inner.Max.y - 6}},
        desk.say(Word::cadence_changed),
        {.type = Type::small_strong, .colour = look.colours().accent, .align = Align::right});
  draw_veil(look, item, 8);
  draw_focus_ring(look, item, 8);
}

void draw_rule_editor(const Desk& desk, CommunicationState& state) {
  const Look& look = desk.look;
  const CommunicationState::Rule& rule = state.rule(state.urgency, state.importance);
  const Cadence& now = rule.cadence;
  draw_heading(look, cell_words(desk, state.urgency, state.importance), Type::title, 3);
  const auto segments = [&](const char* id, Word name, std::span<const Word> words, int chosen) {
    std::vector<std::string_view> labels;
    for (const Word word : words) labels.push_back(desk.say(word));
    const float top = ImGui::GetCursorPosY();
    ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2);
    draw_label(look, desk.say(name), {.type = Type::table, .colour = look.colours().second_text},
               76);
    ImGui::SameLine(0, 8);
    ImGui::SetCursorPosY(top);
    return draw_segments(look, id, desk.say(name), labels, chosen);
  };
  ImGui::Dummy({0, 4});
  Cadence wanted = now;
  wanted.rhythm =
      static_cast<Rhythm>(segments("rhythm", Word::rhythm, kRhythms, static_cast<int>(now.rhythm)));
  ImGui::Dummy({0, 2});
  wanted.mode = static_cast<ChannelKind>(
      segments("mode", Word::cadence_mode, kChannelKinds, static_cast<int>(now.mode)));
  if (wanted != now)
    desk.edit(Result<Draft>(
        set_cadence(desk.open(), desk.session.random(), state.urgency, state.importance, wanted)));
  if (rule.record) {
    ImGui::Dummy({0, 2});
    if (draw_button(look, {.id = "usual",
                           .label = desk.say(Word::cadence_usual),
                           .icon = Icon::undo,
                           .kind = ButtonKind::quiet}))
      desk.edit_and_tell(
          reset_cadence(desk.open(), desk.session.random(), state.urgency, state.importance));
  }
}

}  // namespace

void refresh_cadence_rules(const Desk& desk, CommunicationState& state) {
  const CadenceTable table(desk.plan());
  for (const Degree urgency : {Degree::low, Degree::middle, Degree::high})
    for (const Degree importance : {Degree::low, Degree::middle, Degree::high})
      state.rule(urgency, importance) = {table.at(urgency, importance),
                                         table.record(urgency, importance)};
  for (const Matter& matter : state.matters)
    ++state.rule(matter.urgency.degree, matter.importance.degree).matters;
}

void draw_cadence_rules(const Desk& desk, CommunicationState& state, const ImRect& area) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, area);
  constexpr float kEditor = 156, kPad = 20;
  const float left = area.Min.x + kPad, right = area.Max.x - kPad;
  draw_text_in(look, list, {{left, area.Min.y + 12}, {right, area.Min.y + 36}},
               desk.say(Word::cadence_intro),
               {.type = Type::table, .colour = look.colours().second_text});
  const float top = area.Min.y + 46 + kRuleHead;
  const float cell_height = std::clamp((area.Max.y - kEditor - kPad - top) / 3, 64.0F, 110.0F);
  const float cell_width = std::min(320.0F, std::floor((right - left - kRuleNames) / 3));
  const TextLook head{
      .type = Type::small_strong, .colour = look.colours().second_text, .align = Align::centre};
  {
    const access::Scope scope({.id = ImGui::GetID("rules"),
                               .role = access::Role::grid,
                               .name = std::string(desk.say(Word::communication_rules)),
                               .rect = {area.Min.x, area.Min.y, area.Max.x, area.Max.y},
                               .row_count = 3,
                               .column_count = 3});
    for (std::size_t row = 0; row < 3; ++row) {
      const float y = top + cell_height * float(row);
      const access::Scope line({.id = ImGui::GetID(static_cast<int>(row)),
                                .role = access::Role::row,
                                .rect = {left, y, right, y + cell_height}});
      draw_text_in(look, list, {{left, y}, {left + kRuleNames - 8, y + cell_height}},
                   fmt::format("{} {}", desk.say(Word::urgency), desk.say(word_of(kDown[row]))),
                   {.type = Type::small_strong, .colour = look.colours().second_text});
      for (std::size_t column = 0; column < 3; ++column) {
        const float x = left + kRuleNames + cell_width * float(column);
        if (row == 0)
          draw_text_in(
              look, list, {{x, top - kRuleHead}, {x + cell_width, top}},
              fmt::format("{} {}", desk.say(Word::importance), desk.say(word_of(kAcross[column]))),
              head);
        ImGui::PushID(static_cast<int>(row * 3 + column));
        draw_rule_cell(desk, state, kDown[row], kAcross[column],
                       {{x, y}, {x + cell_width, y + cell_height}});
        ImGui::PopID();
      }
    }
  }
  ImGui::SetCursorScreenPos({left, top + cell_height * 3 + 14});
  ImGui::BeginChild("editor", {right - left, kEditor});
  draw_rule_editor(desk, state);
  ImGui::EndChild();
}

}  // namespace tongzhou
