#include <algorithm>

#include "ui/pages/diary_parts.h"
#include "ui/text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/line_list.h"

namespace tongzhou {
namespace {

constexpr float kListLine = 34;
constexpr float kListDay = 148, kListTime = 92;

Word word_of_entry(const DiaryState::Entry& entry) {
  switch (entry.of.kind) {
    case Kind::task: return Word::calendar_milestone;
    case Kind::review: return Word::calendar_review;
    case Kind::meeting: return Word::meeting;
    default: return Word::calendar_due;
  }
}

// The day stands before its first entry only.
void draw_list_line(const Desk& desk, DiaryState& state, std::size_t i, const ImRect& box) {
  const Look& look = desk.look;
  const DiaryState::Entry& entry = state.entries[i];
  const std::string day = day_text(entry.day, look.this_year(), look.language);
  const std::string when =
      entry.minute >= 0 ? clock_words(entry.minute) : std::string(desk.say(word_of_entry(entry)));
  const Item item = add_item_at("line", {box.Min + ImVec2(6, 1), box.Max - ImVec2(6, 1)},
                                {.role = access::Role::link,
                                 .name = day + " " + when + " " + entry.text,
                                 .value = desk.say(word_of_entry(entry))});
  if (item.pressed) press_entry(desk, state, entry);
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_veil(look, item, 6);
  const bool first = i == 0 || state.entries[i - 1].day != entry.day;
  float left = box.Min.x + 18;
  if (first) {
    if (i > 0)
      list.AddLine({box.Min.x + 12, box.Min.y}, {box.Max.x - 12, box.Min.y}, look.colours().line);
    const bool is_today = entry.day == look.today;
    draw_text_in(look, list, {{left, box.Min.y}, {left + kListDay - 8, box.Max.y}}, day,
                 {.type = Type::table_strong, .colour = is_today ? look.colours().accent : 0});
  }
  left += kListDay;
  draw_text_in(look, list, {{left, box.Min.y}, {left + kListTime - 8, box.Max.y}}, when,
               {.type = Type::table, .colour = look.theme.strong(entry.tone)});
  left += kListTime;
  draw_text_in(look, list, {{left, box.Min.y}, {box.Max.x - 14, box.Max.y}}, entry.text,
               {.type = Type::table});
  draw_focus_ring(look, item, 6);
}

}  // namespace

void draw_diary_list(const Desk& desk, DiaryState& state, const ImRect& card) {
  const Look& look = desk.look;
  draw_card_ground(look, *ImGui::GetWindowDrawList(), card);
  if (state.entries.empty()) {
    draw_text_in(
        look, *ImGui::GetWindowDrawList(), card, desk.say(Word::calendar_list_none),
        {.type = Type::table, .colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  draw_line_list("list", {card.Min + ImVec2(0, 8), card.Max - ImVec2(0, 8)}, state.entries.size(),
                 kListLine,
                 [&](std::size_t i, const ImRect& box) { draw_list_line(desk, state, i, box); });
}

}  // namespace tongzhou
