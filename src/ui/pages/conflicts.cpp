#include "ui/pages/conflicts.h"

#include <algorithm>

#include <fmt/format.h>

#include "ui/pages.h"
#include "ui/pages/page_parts.h"
#include "ui/who_when.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kHeadHeight = 52;
constexpr float kOtherHeight = 52;
constexpr float kMostLines = 12;  // of a value

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

// Two long texts stand side by side, so that they can be read against each other.
bool stand_beside(const Dispute& dispute, float width) {
  constexpr std::size_t kLong = 90;  // bytes
  constexpr float kNarrowest = 640;
  const auto is_long = [](const Stand& stand) {
    const auto* text = std::get_if<std::string>(&stand.value);
    return text != nullptr && (text->size() > kLong || text->contains('\n'));
  };
  return dispute.stands.size() == 2 && width >= kNarrowest &&
         std::ranges::any_of(dispute.stands, is_long);
}

// Where the parts of one value stand: its words, who and when below them, and the button, at the
// right or, in a narrow one, below.
struct StandRoom {
  float width, words, foot;
  StandRoom(float whole, bool beside)
      : width(beside ? (whole - kGap) / 2 : whole),
        words(width - (beside ? 24 : 170)),
        foot(2 * line_height(Type::small) + (beside ? kControlHeight + 4 : 0)) {}
};

float value_height(const Desk& desk, std::string_view words, float width) {
  return std::min(paragraph_height(desk.look, words, Type::body_strong, width),
                  kMostLines * line_height(Type::body_strong));
}

// One value: what, who, what it would do, and the button that decides for it.
float stand_height(const Desk& desk, const Conflict& conflict, const Stand& stand,
                   const StandRoom& room) {
  return value_height(desk, words_of(desk, conflict, stand.value), room.words) + room.foot + 20;
}

void draw_stand(const Desk& desk, const Conflict& conflict, const Stand& stand, bool shown,
                const StandRoom& room, float height) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  const std::string words = words_of(desk, conflict, stand.value);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(room.width, height - 6)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min, box.Max, shown ? c.accent_soft : c.quiet, kControlRadius);
  const float value = value_height(desk, words, room.words);
  draw_marked_lines_in(
      look, list, {box.Min + ImVec2(12, 6), {box.Min.x + 12 + room.words, box.Min.y + 6 + value}},
      words, {.type = Type::body_strong}, stand.other_words, look.theme.soft(Tone::warning));
  ImGui::SetCursorScreenPos(box.Min + ImVec2(12, 8 + value));
  const std::string when = when_text(desk, stand.author.unix_milliseconds);
  std::string who = who_text(look, stand.author) + (when.empty() ? "" : "  " + when);
  if (shown) who += "  ·  " + std::string(desk.say(Word::conflict_now));
  draw_label(look, who, {.type = Type::small, .colour = c.second_text}, room.words);
  ImGui::SetCursorScreenPos(box.Min + ImVec2(12, 8 + value + line_height(Type::small)));
  draw_label(look, effect_text(desk, stand), {.type = Type::small, .colour = c.second_text},
             room.words);
  const std::string tip = fmt::format("{}: {}", desk.say(Word::conflict_keep), words);
  const ButtonSpec keep{.id = "keep",
                        .label = desk.say(Word::conflict_keep),
                        .kind = ButtonKind::prominent,
                        .name = tip};
  const bool below = room.words > room.width - 100;
  const float top = below ? box.Max.y - kControlHeight - 8 : box.GetCenter().y - kControlHeight / 2;
  ImGui::SetCursorScreenPos({box.Max.x - button_width(look, keep) - 10, top});
  if (draw_button(look, keep))
    desk.commands.edit(decide(desk.open(), conflict.record, conflict.field, stand.value));
  ImGui::SetCursorScreenPos({at.x, at.y + height});
}

float card_height(const Desk& desk, const Conflict& conflict, const Dispute& dispute, float width) {
  const float inner = width - 2 * kCardPadding.x;
  const bool beside = stand_beside(dispute, inner);
  const StandRoom room(inner, beside);
  float height = 0;
  for (const Stand& stand : dispute.stands) {
    const float own = stand_height(desk, conflict, stand, room);
    height = beside ? std::max(height, own) : height + own;
  }
  return kHeadHeight + height + 12 + (conflict.field == kDeleted ? 0 : kOtherHeight);
}

void draw_stands(const Desk& desk, const Conflict& conflict, const Dispute& dispute, float inner) {
  const bool beside = stand_beside(dispute, inner);
  const StandRoom room(inner, beside);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float tallest = 0;
  for (const Stand& stand : dispute.stands)
    tallest = std::max(tallest, stand_height(desk, conflict, stand, room));
  for (std::size_t i = 0; i < dispute.stands.size(); ++i) {
    const Stand& stand = dispute.stands[i];
    const float height = beside ? tallest : stand_height(desk, conflict, stand, room);
    ImGui::PushID(static_cast<int>(i));
    ImGui::SetCursorScreenPos(at);
    draw_stand(desk, conflict, stand, i == 0, room, height);
    ImGui::PopID();
    if (beside && i == 0)
      at.x += room.width + kGap;
    else
      at.y += height;
  }
  ImGui::SetCursorScreenPos(at);
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
  draw_stands(desk, conflict, dispute, inner);
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
  draw_page_parts(desk);
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
