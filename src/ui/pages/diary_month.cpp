#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/communication_edits.h"
#include "ui/day_marks.h"
#include "ui/pages.h"
#include "ui/pages/diary_parts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kWeekHead = 30;
constexpr float kEntryLine = 20;
constexpr float kDayHead = 26;

struct MonthBox {
  ImVec2 at;
  ImVec2 cell;
  int weeks;

  ImRect day(int place) const {
    const ImVec2 corner{at.x + cell.x * float(place % 7), at.y + cell.y * float(place / 7)};
    return {corner, corner + cell};
  }
  // -1: none.
  int place_at(ImVec2 point) const {
    const float column = std::floor((point.x - at.x) / cell.x),
                row = std::floor((point.y - at.y) / cell.y);
    if (column < 0 || column > 6 || row < 0 || row >= float(weeks)) return -1;
    return int(row) * 7 + int(column);
  }
};

std::string entry_words(const DiaryState::Entry& entry) {
  return entry.minute >= 0 ? fmt::format("{} {}", clock_words(entry.minute), entry.text)
                           : entry.text;
}

void draw_diary_entry(const Desk& desk, DiaryState& state, const DiaryState::Entry& entry,
                      const ImRect& box) {
  const Look& look = desk.look;
  const std::string words = entry_words(entry);
  const Occurrence* one = entry.occurrence >= 0
                              ? &state.occurrences[static_cast<std::size_t>(entry.occurrence)]
                              : nullptr;
  const Item item = add_item_at(
      "entry", box,
      {.role = access::Role::link,
       .name = words,
       .value = one != nullptr && one->cancelled ? desk.say(Word::meeting_cancelled_mark)
                                                 : std::string_view()});
  if (item.pressed && state.dragging < 0) press_entry(desk, state, entry);
  if (one != nullptr && item.held && !one->cancelled && ImGui::IsMouseDragging(0, 6))
    state.dragging = entry.occurrence;
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool chosen = one != nullptr && one == occurrence_chosen(state);
  const ImU32 ink = look.theme.strong(entry.tone);
  if (one != nullptr)
    list.AddRectFilled(box.Min, box.Max,
                       chosen ? look.colours().selected : look.theme.soft(entry.tone), 4);
  const bool is_milestone = entry.of.kind == Kind::task;
  const Icon icon = is_milestone                          ? Icon::milestone
                    : entry.of.kind == Kind::conversation ? Icon::talk
                    : entry.of.kind == Kind::review       ? Icon::check
                                                          : Icon::none;
  float left = box.Min.x + 6;
  if (icon != Icon::none) {
    draw_icon_sized(list, icon, {left + 5, box.GetCenter().y}, 12, ink);
    left += 14;
  }
  draw_text_in(look, list, {{left, box.Min.y}, {box.Max.x - 3, box.Max.y}}, words,
               {.type = Type::small,
                .colour = one != nullptr && !one->cancelled ? look.colours().text : ink});
  if (one != nullptr && one->cancelled) {
    const float middle = box.GetCenter().y;
    list.AddLine({left, middle},
                 {std::min(box.Max.x - 4, left + text_width(look, Type::small, words)), middle},
                 ink);
  }
  draw_veil(look, item, 4);
  draw_focus_ring(look, item, 4);
}

void draw_diary_day(const Desk& desk, DiaryState& state, Day day, DayMark mark, const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto entries = entries_on(state, day);
  const bool is_today = day == look.today;
  const bool chosen = day == (state.day.is_set() ? state.day : look.today);
  std::string told;
  for (const DiaryState::Entry& entry : entries)
    told += fmt::format("{}{}", told.empty() ? "" : "; ", entry_words(entry));
  ImGui::SetNextItemAllowOverlap();  // what is held that day lies on top
  const Item item = add_item_at("day", box,
                                {.role = access::Role::gridcell,
                                 .name = day_text(day, look.this_year(), look.language),
                                 .value = told,
                                 .state = {.current = is_today, .selected = chosen}});
  if (item.pressed) {
    state.day = day;
    state.meeting = {};
  }
  if (!item.visible) return;
  if (mark == DayMark::off || mark == DayMark::holiday)
    list.AddRectFilled(box.Min, box.Max, look.colours().holiday);
  if (chosen)
    list.AddRect(box.Min + ImVec2(1, 1), box.Max - ImVec2(1, 1), look.colours().accent, 4, 0, 1.5F);
  if (state.dragging >= 0 && box.Contains(ImGui::GetMousePos()))
    list.AddRectFilled(box.Min, box.Max, look.colours().hover);
  const auto civil = to_civil(day);
  const std::string number = fmt::format("{}", unsigned(civil.day()));
  const ImVec2 middle = box.Min + ImVec2(16, 14);
  if (is_today) list.AddCircleFilled(middle, 10, look.colours().accent);
  const auto shown = to_civil(state.month.is_set() ? state.month : look.today);
  const bool outside = state.view == diary_month && civil.month() != shown.month();
  draw_text_in(look, list, {middle - ImVec2(10, 10), middle + ImVec2(10, 10)}, number,
               {.type = is_today ? Type::small_strong : Type::small,
                .colour = is_today                ? look.colours().on_accent
                          : outside               ? look.colours().faint_text
                          : mark == DayMark::work ? look.colours().text
                                                  : look.colours().second_text,
                .align = Align::centre});
  draw_focus_ring(look, item, 4);

  const int room = std::max(0, int((box.GetHeight() - kDayHead - 4) / kEntryLine));
  const bool all = static_cast<int>(entries.size()) <= room;
  const int lines = all ? static_cast<int>(entries.size()) : std::max(0, room - 1);
  float y = box.Min.y + kDayHead;
  for (int i = 0; i < lines; ++i, y += kEntryLine) {
    ImGui::PushID(i);
    draw_diary_entry(desk, state, entries[static_cast<std::size_t>(i)],
                     {{box.Min.x + 4, y}, {box.Max.x - 4, y + kEntryLine - 2}});
    ImGui::PopID();
  }
  if (!all)
    draw_text_in(look, list, {{box.Min.x + 10, y}, {box.Max.x - 4, y + kEntryLine - 2}},
                 desk.say(Word::calendar_more,
                          {std::to_string(entries.size() - static_cast<std::size_t>(lines))}),
                 {.type = Type::small, .colour = look.colours().second_text});
}

// Dropped on another day it is held then, at the same time of day.
void finish_drag(const Desk& desk, DiaryState& state, const MonthBox& month) {
  if (state.dragging < 0) return;
  const Occurrence& one = state.occurrences[static_cast<std::size_t>(state.dragging)];
  const int place = month.place_at(ImGui::GetMousePos());
  if (ImGui::IsMouseDown(0)) {
    const Look& look = desk.look;
    const std::string name = desk.plan().name_of(ref(one.meeting));
    const ImVec2 at = ImGui::GetMousePos() + ImVec2(12, 4);
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(at, at + ImVec2(text_width(look, Type::small, name) + 16, 24),
                       look.theme.soft(Tone::accent), 5);
    draw_text_at(look, list, at + ImVec2(8, 12), name, {.type = Type::small});
    return;
  }
  const Day first = state.made.first;
  state.dragging = -1;
  if (place < 0 || first + place == day_of(one.start)) return;
  const Instant start = at(first + place, minute_of_day(one.start));
  if (one.planned == state.planned && desk.plan().find(one.meeting)->rule.empty())
    state.planned = start;
  desk.edit_and_tell(move_meeting(desk.open(), desk.session.random(), one, start));
}

}  // namespace

void press_entry(const Desk& desk, DiaryState& state, const DiaryState::Entry& entry) {
  state.day = entry.day;
  state.meeting = {};
  if (entry.occurrence >= 0) {
    const Occurrence& one = state.occurrences[static_cast<std::size_t>(entry.occurrence)];
    state.meeting = one.meeting;
    state.planned = one.planned;
  } else if (entry.of.kind == Kind::conversation) {
    desk.view.page = "communication";
  }
}

void draw_diary_month(const Desk& desk, DiaryState& state, const ImRect& card) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  const DayMarks marks = day_marks(desk.open().calendars()[Calendars::kPlan]);
  const int weeks = state.view == diary_week ? 1 : kDiaryDays / 7;
  const MonthBox month{
      card.Min + ImVec2(1, kWeekHead),
      {(card.GetWidth() - 2) / 7, (card.GetHeight() - kWeekHead - 1) / float(weeks)},
      weeks};
  const access::Scope scope({.id = ImGui::GetID("month"),
                             .role = access::Role::grid,
                             .name = std::string(desk.say(Word::page_diary)),
                             .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y},
                             .row_count = weeks,
                             .column_count = 7});
  for (int i = 0; i < 7; ++i)
    draw_text_in(
        look, list,
        {{month.at.x + month.cell.x * float(i), card.Min.y},
         {month.at.x + month.cell.x * float(i + 1), month.at.y}},
        weekday_text(state.made.first + i, look.language),
        {.type = Type::small_strong, .colour = look.colours().second_text, .align = Align::centre});
  for (int i = 0; i < weeks * 7; ++i) {
    ImGui::PushID(i);
    draw_diary_day(desk, state, state.made.first + i, marks(state.made.first + i), month.day(i));
    ImGui::PopID();
  }
  for (int i = 0; i < weeks; ++i)
    list.AddLine({card.Min.x + 1, month.at.y + month.cell.y * float(i)},
                 {card.Max.x - 1, month.at.y + month.cell.y * float(i)}, look.colours().line);
  for (int i = 1; i < 7; ++i)
    list.AddLine({month.at.x + month.cell.x * float(i), month.at.y},
                 {month.at.x + month.cell.x * float(i), card.Max.y - 1}, look.colours().line);
  draw_card_corners(look, list, card);
  finish_drag(desk, state, month);
}

}  // namespace tongzhou
