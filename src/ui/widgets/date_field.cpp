#include "ui/widgets/date_field.h"

#include <array>

#include <fmt/format.h>

#include "ui/text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

constexpr float kCellWidth = 36;
constexpr float kDayHeight = 32;
constexpr float kWeekHeadHeight = 22;
constexpr int kWeeks = 6;

Day first_of_month(Day day) {
  const auto civil = to_civil(day);
  return from_civil(static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()), 1);
}

std::string_view mark_word(const Look& look, DayMark mark) {
  switch (mark) {
    case DayMark::holiday: return look.say(Word::day_mark_holiday);
    case DayMark::make_up: return look.say(Word::day_mark_make_up);
    case DayMark::work:
    case DayMark::off: return {};
  }
  return {};
}

void draw_month_head(const Look& look, Day& month) {
  const auto civil = to_civil(month);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = month_size().x;
  const int year = static_cast<int>(civil.year());
  const std::string title =
      look.say(Word::month_and_year, {fmt::format("{}", year), month_text(month, look.language)});
  draw_text_in(look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(width, kControlHeight)}, title,
               {.type = Type::body_strong, .align = Align::centre});
  if (draw_button(look, {.id = "previous",
                         .icon = Icon::chevron_left,
                         .kind = ButtonKind::quiet,
                         .tip = look.say(Word::previous_month)}))
    month = first_of_month(month - 1);
  ImGui::SetCursorScreenPos({at.x + width - kControlHeight, at.y});
  if (draw_button(look, {.id = "next",
                         .icon = Icon::chevron_right,
                         .kind = ButtonKind::quiet,
                         .tip = look.say(Word::next_month)}))
    month = first_of_month(first_of_month(month) + 32);
  ImGui::SetCursorScreenPos({at.x, at.y + kControlHeight});
}

void draw_week_head(const Look& look) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string_view names = look.say(Word::weekdays_narrow);
  std::size_t from = 0;
  for (int i = 0; i < 7; ++i) {
    const std::size_t to = std::min(names.find(' ', from), names.size());
    const ImVec2 cell = at + ImVec2(kCellWidth * static_cast<float>(i), 0);
    draw_text_in(
        look, *ImGui::GetWindowDrawList(), {cell, cell + ImVec2(kCellWidth, kWeekHeadHeight)},
        names.substr(from, to - from),
        {.type = Type::small, .colour = look.colours().faint_text, .align = Align::centre});
    from = to + 1;
  }
  ImGui::ItemSize({month_size().x, kWeekHeadHeight});
}

struct DayCell {
  Day day;
  bool in_month;
  bool chosen;
  DayMark mark;
};

bool draw_day_cell(const Look& look, const ImRect& box, const DayCell& cell) {
  const Colours& c = look.colours();
  const auto number = fmt::format("{}", static_cast<unsigned>(to_civil(cell.day).day()));
  const std::string name = day_text(cell.day, look.this_year(), look.language);
  ImGui::PushID(cell.day.value);
  const Item item = add_item_at("day", box,
                                {.role = access::Role::gridcell,
                                 .name = name,
                                 .value = mark_word(look, cell.mark),
                                 .state = {.selected = cell.chosen}});
  ImGui::PopID();
  if (!item.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand(-1);
  const bool off = cell.mark == DayMark::off || cell.mark == DayMark::holiday;
  ImU32 ink = off ? c.second_text : c.text;
  if (!cell.in_month) ink = c.faint_text;
  if (cell.chosen) {
    list.AddRectFilled(inner.Min, inner.Max, c.accent, 6);
    ink = c.on_accent;
  } else if (off && cell.in_month) {
    list.AddRectFilled(inner.Min, inner.Max, c.holiday, 6);
  }
  if (cell.day == look.today && !cell.chosen) list.AddRect(inner.Min, inner.Max, c.accent, 6);
  draw_veil(look, item, 6);
  draw_text_in(look, list, box, number,
               {.type = Type::table, .colour = ink, .align = Align::centre});
  const std::string_view mark = mark_word(look, cell.mark);
  if (!mark.empty() && cell.in_month) {
    const ImU32 mark_ink = cell.chosen                     ? c.on_accent
                           : cell.mark == DayMark::holiday ? c.critical
                                                           : c.second_text;
    const float size = line_box(10);
    list.AddText(look.fonts.regular, size, {box.Max.x - 13, box.Min.y}, mark_ink, mark.data(),
                 mark.data() + mark.size());
  }
  draw_focus_ring(look, item, 6);
  return item.pressed;
}

}  // namespace

ImVec2 month_size() {
  return {7 * kCellWidth, kControlHeight + kWeekHeadHeight + kWeeks * kDayHeight};
}

std::optional<Day> draw_month(const Look& look, Day& month, Day chosen, const DayMarks& marks) {
  draw_month_head(look, month);
  draw_week_head(look);
  const Day first = first_of_month(month);
  const Day next_first = first_of_month(first + 32);
  const Day top_left = first - weekday_of(first);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  std::optional<Day> pressed;
  for (int i = 0; i < 7 * kWeeks; ++i) {
    const Day day = top_left + i;
    const ImVec2 cell =
        at + ImVec2(kCellWidth * static_cast<float>(i % 7), kDayHeight * static_cast<float>(i / 7));
    const DayMark usual = weekday_of(day) >= 5 ? DayMark::off : DayMark::work;
    if (draw_day_cell(look, {cell, cell + ImVec2(kCellWidth, kDayHeight)},
                      {.day = day,
                       .in_month = day >= first && day < next_first,
                       .chosen = day == chosen,
                       .mark = marks ? marks(day) : usual}))
      pressed = day;
  }
  ImGui::ItemSize({7 * kCellWidth, kWeeks * kDayHeight});
  return pressed;
}

std::string typed_form(const DateFieldSpec& spec) {
  if (!spec.value.is_set()) return {};
  const std::int32_t minute = minute_of_day(spec.value);
  if (!spec.with_time && minute == spec.default_minute) return to_iso(day_of(spec.value));
  return fmt::format("{} {:02}:{:02}", to_iso(day_of(spec.value)), minute / 60, minute % 60);
}

std::string instant_text(const Look& look, Instant value, const DayMarks& marks,
                         std::optional<std::int32_t> usual_minute) {
  if (!value.is_set()) return {};
  const Day day = day_of(value);
  std::string text = day_text(day, look.this_year(), look.language);
  if (marks && marks(day) == DayMark::make_up)
    text = look.say(Word::day_with_note, {text, look.say(Word::make_up_day)});
  const std::int32_t minute = minute_of_day(value);
  if (usual_minute && minute != *usual_minute)
    text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
  return text;
}

std::optional<Instant> draw_date_field(const Look& look, const DateFieldSpec& spec,
                                       DateFieldState& state) {
  ImGui::PushID(spec.id);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = spec.width > 0 ? spec.width : ImGui::GetContentRegionAvail().x;
  const std::string shown =
      instant_text(look, spec.value, spec.marks,
                   spec.with_time ? std::nullopt : std::optional(spec.default_minute));
  const bool typing = is_typing_in(kDateFieldText);
  std::string text = typing ? state.typed : typed_form(spec);
  const FieldEvent event = draw_field(look,
                                      {.id = kDateFieldText,
                                       .name = spec.name,
                                       .hint = look.say(Word::no_date),
                                       .width = width,
                                       .room_at_end = 24,
                                       .enabled = spec.enabled,
                                       .invalid = typing && state.unreadable,
                                       .shown = shown},
                                      text);
  std::optional<Instant> chosen;
  const auto parsed = parse_instant(text, look.today, spec.default_minute);
  if (event == FieldEvent::typing) {
    state.typed = text;
    state.unreadable = !text.empty() && !parsed;
  } else if (event == FieldEvent::committed) {
    if (parsed) chosen = parsed;
    if (text.empty() && spec.may_be_empty) chosen = Instant{};
  }

  const ImRect box{at, at + ImVec2(width, kControlHeight)};
  ImGui::SetCursorScreenPos({box.Max.x - 30, box.Min.y + 2});
  const DisabledScope disabled(!spec.enabled);
  const Item icon = add_item_at("open", {box.Max - ImVec2(30, 30), box.Max - ImVec2(2, 2)},
                                {.role = access::Role::button, .name = look.say(Word::pick_date)});
  if (icon.visible) {
    draw_icon_sized(*ImGui::GetWindowDrawList(), Icon::calendar, icon.box.GetCenter(), 18,
                    icon.hovered ? look.colours().text : look.colours().faint_text);
    draw_focus_ring(look, icon, 6);
  }
  if (icon.pressed) {
    state.month = spec.value.is_set() ? day_of(spec.value) : look.today;
    ImGui::OpenPopup("month");
  }
  if (const PopupScope popup(look, {"month", look.say(Word::pick_date)}, box,
                             month_size() + ImVec2(2 * kPopupPadding, 2 * kPopupPadding));
      popup) {
    const Day current = spec.value.is_set() ? day_of(spec.value) : Day{};
    if (const auto day = draw_month(look, state.month, current, spec.marks)) {
      chosen =
          tongzhou::at(*day, spec.value.is_set() ? minute_of_day(spec.value) : spec.default_minute);
      ImGui::CloseCurrentPopup();
    }
  }
  ImGui::SetCursorScreenPos({at.x, box.Max.y});
  ImGui::PopID();
  return chosen;
}

}  // namespace tongzhou
