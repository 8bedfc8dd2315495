#include "ui/pages/conflicts.h"

#include <algorithm>

#include <fmt/format.h>

#include "ui/pages.h"
#include "ui/pages/exchange_parts.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kHeadHeight = 52;
constexpr float kOtherHeight = 52;
constexpr float kMostLines = 6;  // of a value

const Dispute& dispute_of(const Desk& desk, const Conflict& conflict, ConflictsState& state) {
  if (state.revision != desk.plan().revision() || state.open_number != desk.session.open_number()) {
    state.disputes.clear();
    state.revision = desk.plan().revision();
    state.open_number = desk.session.open_number();
  }
  const std::pair key{conflict.record, conflict.field};
  const auto known = state.disputes.find(key);
  if (known != state.disputes.end()) return known->second;
  return state.disputes.emplace(key, look_into(desk.open(), conflict)).first->second;
}

std::string words_of(const Desk& desk, const Conflict& conflict, const Value& value) {
  std::string words =
      any_value_words(desk.look.words(), desk.plan(), conflict.record, conflict.field, value);
  return words.empty() ? std::string(desk.say(Word::nobody)) : words;
}

std::string effect_text(const Desk& desk, const Stand& stand) {
  const auto day = [&](Instant at) {
    return day_text(day_of(at), desk.look.this_year(), desk.look.language);
  };
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "  ·  ") + part; };
  if (stand.finish.is_set()) add(desk.say(Word::conflict_effect, {day(stand.finish)}));
  if (stand.own_finish.is_set()) add(desk.say(Word::conflict_effect_task, {day(stand.own_finish)}));
  if (stand.critical) add(std::string(desk.say(Word::conflict_critical)));
  return text;
}

float value_height(const Desk& desk, std::string_view words, float width) {
  return std::min(paragraph_height(desk.look, words, Type::body_strong, width),
                  kMostLines * line_height(Type::body_strong));
}

// One value: what, who, what it would do, and the button that decides for it.
float stand_height(const Desk& desk, const Conflict& conflict, const Stand& stand, float width) {
  return value_height(desk, words_of(desk, conflict, stand.value), width - 170) +
         2 * line_height(Type::small) + 20;
}

void draw_stand(const Desk& desk, const Conflict& conflict, const Stand& stand, bool shown,
                float width) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const std::string words = words_of(desk, conflict, stand.value);
  const float height = stand_height(desk, conflict, stand, width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(width, height - 6)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min, box.Max, shown ? c.accent_soft : c.quiet, kControlRadius);
  const float inner = width - 170;
  ImGui::SetCursorScreenPos(box.Min + ImVec2(12, 6));
  const float value = value_height(desk, words, inner);
  draw_lines_in(look, list,
                {box.Min + ImVec2(12, 6), {box.Min.x + 12 + inner, box.Min.y + 6 + value}}, words,
                {.type = Type::body_strong});
  ImGui::SetCursorScreenPos(box.Min + ImVec2(12, 8 + value));
  const std::string when = when_text(desk, stand.author.unix_milliseconds);
  std::string who = who_text(look, stand.author) + (when.empty() ? "" : "  " + when);
  if (shown) who += "  ·  " + std::string(desk.say(Word::conflict_now));
  draw_label(look, who, {.type = Type::small, .colour = c.second_text}, inner);
  ImGui::SetCursorScreenPos(box.Min + ImVec2(12, 8 + value + line_height(Type::small)));
  draw_label(look, effect_text(desk, stand), {.type = Type::small, .colour = c.second_text}, inner);
  const std::string tip = fmt::format("{}: {}", desk.say(Word::conflict_keep), words);
  const ButtonSpec keep{.id = "keep",
                        .label = desk.say(Word::conflict_keep),
                        .kind = ButtonKind::prominent,
                        .name = tip};
  ImGui::SetCursorScreenPos(
      {box.Max.x - button_width(look, keep) - 10, box.GetCenter().y - kControlHeight / 2});
  if (draw_button(look, keep))
    desk.commands.edit(decide(desk.open(), conflict.record, conflict.field, stand.value));
  ImGui::SetCursorScreenPos({at.x, at.y + height});
}

float card_height(const Desk& desk, const Conflict& conflict, const Dispute& dispute, float width) {
  float height = kHeadHeight + 12;
  for (const Stand& stand : dispute.stands)
    height += stand_height(desk, conflict, stand, width - 2 * kCardPadding.x);
  return height + (conflict.field == kDeleted ? 0 : kOtherHeight);
}

void draw_card(const Desk& desk, const Conflict& conflict, const Dispute& dispute, float width,
               FormState& form) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const float height = card_height(desk, conflict, dispute, width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, {at, at + ImVec2(width, height)});
  const std::string name = record_words(look.language, desk.plan(), conflict.record);
  const float inner = width - 2 * kCardPadding.x;
  const float left = at.x + kCardPadding.x;

  ImGui::SetCursorScreenPos({left, at.y + 12});
  if (draw_button(look, {.id = "show",
                         .label = name,
                         .icon = conflict.record.kind == Kind::task ? Icon::task : Icon::info,
                         .kind = ButtonKind::quiet}))
    show_record(desk, conflict.record);
  ImGui::SameLine(0, 8);
  ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x + 8, at.y + 18});
  draw_pill(look, Tone::warning, field_words(look.language, conflict.record, conflict.field));
  if (conflict.field == kDeleted)
    draw_text_in(
        look, list,
        {ImGui::GetItemRectMax().x + 12, at.y + 12, at.x + width - 12, at.y + 12 + kControlHeight},
        desk.say(Word::conflict_deleted_text), {.type = Type::table, .colour = c.second_text});

  ImGui::SetCursorScreenPos({left, at.y + kHeadHeight});
  for (std::size_t i = 0; i < dispute.stands.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
    draw_stand(desk, conflict, dispute.stands[i], i == 0, inner);
    ImGui::PopID();
  }
  const FieldInfo* field = find_field(conflict.record.kind, conflict.field);
  if (conflict.field != kDeleted && field != nullptr) {
    const float top = ImGui::GetCursorScreenPos().y + 4;
    ImGui::SetCursorScreenPos({left, top + (kControlHeight - line_height(Type::table)) / 2});
    const std::string_view other = desk.say(Word::conflict_other);
    draw_label(look, other, {.type = Type::table, .colour = c.second_text});
    ImGui::SetCursorScreenPos({left + text_width(look, Type::table, other) + 20, top});
    ImGui::BeginChild("other", {std::min(inner - 140, 420.0F), kControlHeight + 4});
    draw_form_field(desk, conflict.record, *field, form);
    ImGui::EndChild();
  }
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({width, kGap});
}

}  // namespace

void draw_conflicts_page(const Desk& desk, ConflictsState& state) {
  draw_exchange_parts(desk);
  const std::vector<Conflict>& conflicts = desk.open().conflicts();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (conflicts.empty()) {
    const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
    draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
    if (draw_empty_state(
            desk.look, card, Icon::check, desk.say(Word::conflicts_empty),
            {.id = "merge", .label = desk.say(Word::merge_open), .icon = Icon::folder}))
      desk.commands.run("file_open");
    return;
  }
  draw_heading(desk.look, desk.say(Word::conflicts_title, {fmt::format("{}", conflicts.size())}),
               Type::title, 2);
  draw_label(desk.look, desk.say(Word::conflicts_text),
             {.type = Type::table, .colour = desk.look.colours().second_text},
             ImGui::GetContentRegionAvail().x);
  ImGui::Dummy({0, 8});
  ImGui::BeginChild("conflicts", {0, 0});
  const float width = ImGui::GetContentRegionAvail().x - 2;
  int number = 0;
  for (const Conflict& conflict : conflicts) {
    ImGui::PushID(number++);
    // What is far below is not made up yet: only its room is held.
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    constexpr float kGuess = 220;
    if (ImGui::IsRectVisible(corner, corner + ImVec2(width, kGuess)) ||
        corner.y < ImGui::GetWindowPos().y)
      draw_card(desk, conflict, dispute_of(desk, conflict, state), width, state.form);
    else
      ImGui::Dummy({width, kGuess});
    ImGui::PopID();
  }
  ImGui::EndChild();
}

void draw_conflicts_of(const Desk& desk, AnyRef record, ConflictsState& state) {
  const std::vector<Conflict>& all = desk.open().conflicts();
  const auto of_record = std::ranges::equal_range(all, record, {}, &Conflict::record);
  if (of_record.empty()) return;
  const Look& look = desk.look;
  const Colours& c = look.colours();
  draw_pill(look, Tone::warning, desk.say(Word::conflict_here), Icon::warning);
  ImGui::Dummy({0, 6});
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::PushID("conflicts");
  for (const Conflict& conflict : of_record) {
    ImGui::PushID(conflict.field);
    draw_label(look, field_words(look.language, record, conflict.field),
               {.type = Type::table_strong}, width);
    const Dispute& dispute = dispute_of(desk, conflict, state);
    for (std::size_t i = 0; i < dispute.stands.size(); ++i) {
      const Stand& stand = dispute.stands[i];
      const std::string words = words_of(desk, conflict, stand.value);
      ImGui::PushID(static_cast<int>(i));
      const std::string told = fmt::format("{}: {}", desk.say(Word::conflict_keep), words);
      if (draw_button(look, {.id = "keep",
                             .label = words,
                             .icon = i == 0 ? Icon::check : Icon::none,
                             .name = told,
                             .width = width}))
        desk.commands.edit(decide(desk.open(), record, conflict.field, stand.value));
      draw_label(
          look,
          who_text(look, stand.author) + "  " + when_text(desk, stand.author.unix_milliseconds),
          {.type = Type::small, .colour = c.second_text}, width);
      draw_label(look, effect_text(desk, stand), {.type = Type::small, .colour = c.second_text},
                 width);
      ImGui::Dummy({0, 4});
      ImGui::PopID();
    }
    ImGui::PopID();
  }
  ImGui::PopID();
  ImGui::Dummy({0, kFormGap});
}

}  // namespace tongzhou
