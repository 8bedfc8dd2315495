#include "ui/pages/calendars.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/value_reading.h"
#include "core/sorting.h"
#include "model/record_fields.h"
#include "schedule/calendars.h"
#include "ui/desk.h"
#include "ui/pages/page_parts.h"
#include "ui/text.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kSideWidth = 328;
constexpr int kMonthsAcross = 4;

using CalendarEntry = Entry<Calendar>;

const CalendarEntry* entry_of(const Plan& plan, Id<Calendar> id) {
  const Table<Calendar>& calendars = plan.table<Calendar>();
  const Slot slot = calendars.find_slot(id);
  return slot == kNoSlot || calendars[slot].deleted ? nullptr : &calendars[slot];
}

// The one asked for, else the plan's own, else any.
const CalendarEntry* shown_calendar(const Plan& plan, Id<Calendar> asked) {
  if (const CalendarEntry* entry = entry_of(plan, asked)) return entry;
  if (const CalendarEntry* entry = entry_of(plan, plan.info().calendar)) return entry;
  for (const CalendarEntry& entry : plan.table<Calendar>().live()) return &entry;
  return nullptr;
}

void create_calendar(const Desk& desk, CalendarsState& state) {
  const std::string name(desk.say(Word::calendar_new_name));
  ChangeBuilder change = desk.change(make_label(Word::change_calendar_new, {name}));
  state.calendar = change.create(Calendar{.name = name, .holidays = Holidays::china});
  if (entry_of(desk.plan(), desk.plan().info().calendar) == nullptr)
    change.set<&PlanInfo::calendar>(desk.plan().info_id(), state.calendar);
  desk.edit(std::move(change));
}

const WorkingTime& refresh_sheet(const Desk& desk, CalendarsState& state, Id<Calendar> calendar) {
  const std::uint64_t revision = desk.plan().revision();
  const auto& sheet = state.sheet;
  if (!sheet || sheet->calendar != calendar || sheet->year != state.year ||
      sheet->plan_revision != revision) {
    const DayRange window{from_civil(state.year, 1, 1), from_civil(state.year, 12, 31)};
    state.sheet.emplace(calendar, state.year, revision,
                        compile_calendar(desk.plan(), calendar, window));
  }
  return state.sheet->time;
}

// --- The year ----------------------------------------------------------------------------------

enum class DayKind : std::uint8_t { work, off, holiday, make_up, own };

DayKind kind_of(const WorkingTime::DayWork& work) {
  if (work.cause.exception) return DayKind::own;
  if (work.cause.holiday == nullptr) return work.minutes > 0 ? DayKind::work : DayKind::off;
  return work.minutes > 0 ? DayKind::make_up : DayKind::holiday;
}

Word word_of(DayKind kind) {
  switch (kind) {
    case DayKind::work: return Word::legend_work;
    case DayKind::off: return Word::legend_off;
    case DayKind::holiday: return Word::legend_holiday;
    case DayKind::make_up: return Word::legend_make_up;
    case DayKind::own: return Word::legend_own;
  }
  return Word::none;
}

struct DayPaint {
  ImU32 ground = 0;  // 0: none
  ImU32 ink = 0;
};

DayPaint paint_of(const Look& look, DayKind kind) {
  const Colours& c = look.colours();
  switch (kind) {
    case DayKind::work: return {0, c.text};
    case DayKind::off: return {c.holiday, c.faint_text};
    case DayKind::holiday: return {c.critical_soft, c.critical};
    case DayKind::make_up: return {c.warning_soft, c.warning};
    case DayKind::own: return {c.accent_soft, c.accent};
  }
  return {};
}

// What a day is, in words: "节假日：国庆节", "自定例外：盘点 08:00-12:00".
std::string day_story(const Desk& desk, const WorkingTime::DayWork& work) {
  const DayKind kind = kind_of(work);
  std::string story(desk.say(word_of(kind)));
  const auto add = [&](std::string_view more) { (story += " · ") += more; };
  if (work.cause.holiday != nullptr) add(desk.say(word_of(work.cause.holiday->holiday)));
  if (const auto* exception = desk.plan().find(work.cause.exception)) add(exception->name);
  if (work.minutes > 0) add(hours_text(work.spans, desk.look.language));
  return story;
}

bool is_chosen(const CalendarsState& state, Day day) {
  if (!state.from.is_set()) return false;
  return day >= std::min(state.from, state.to) && day <= std::max(state.from, state.to);
}

void draw_day(const Desk& desk, CalendarsState& state, const WorkingTime& time, Day day,
              const ImRect& box) {
  const Look& look = desk.look;
  const WorkingTime::DayWork work = time.on(day);
  const bool chosen = is_chosen(state, day);
  const std::string name = day_text(day, look.this_year(), look.language);
  const std::string story = day_story(desk, work);
  ImGui::PushID(day.value);
  const Item item = add_item_at("day", box,
                                {.role = access::Role::gridcell,
                                 .name = name,
                                 .value = story,
                                 .state = {.selected = chosen}});
  ImGui::PopID();
  if (item.pressed || (item.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left))) {
    if (!ImGui::GetIO().KeyShift || !state.from.is_set()) state.from = day;
    state.to = day;
  } else if (state.from.is_set() && ImGui::IsMouseDragging(ImGuiMouseButton_Left) &&
             ImGui::IsWindowFocused() && box.Contains(ImGui::GetMousePos())) {
    state.to = day;
  }
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect inner = box;
  inner.Expand(-1);
  DayPaint paint = paint_of(look, kind_of(work));
  if (chosen) paint = {look.colours().accent, look.colours().on_accent};
  if (paint.ground != 0) list.AddRectFilled(inner.Min, inner.Max, paint.ground, 5);
  if (day == look.today && !chosen)
    list.AddRect(inner.Min, inner.Max, look.colours().accent, 5, 0, 1.5F);
  draw_veil(look, item, 5);
  draw_text_in(look, list, box, fmt::format("{}", static_cast<unsigned>(to_civil(day).day())),
               {.type = Type::small, .colour = paint.ink, .align = Align::centre});
  draw_focus_ring(look, item, 5);
  if (item.hovered) draw_tooltip(look, {.text = name, .detail = story});
}

void draw_month_block(const Desk& desk, CalendarsState& state, const WorkingTime& time,
                      unsigned month, const ImRect& box) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float cell = box.GetWidth() / 7;
  const float line = (box.GetHeight() - 22) / 7;
  const Day first = from_civil(state.year, month, 1);
  draw_text_in(look, list, {box.Min, {box.Max.x, box.Min.y + 22}}, month_text(first, look.language),
               {.type = Type::table_strong});
  const std::string_view names = desk.say(Word::weekdays_narrow);
  std::size_t from = 0;
  for (int i = 0; i < 7; ++i) {
    const std::size_t to = std::min(names.find(' ', from), names.size());
    const ImVec2 at{box.Min.x + cell * static_cast<float>(i), box.Min.y + 22};
    draw_text_in(
        look, list, {at, at + ImVec2(cell, line)}, names.substr(from, to - from),
        {.type = Type::small, .colour = look.colours().faint_text, .align = Align::centre});
    from = to + 1;
  }
  std::optional<access::Scope> week;
  for (Day day = first; to_civil(day).month() == to_civil(first).month(); day = day + 1) {
    const int place = weekday_of(first) + (day - first);
    if (day == first || place % 7 == 0) {
      const float top = box.Min.y + 22 + line * static_cast<float>(1 + place / 7);
      week.reset();
      week.emplace(access::Node{.id = ImGui::GetID(day.value),
                                .role = access::Role::row,
                                .rect = {box.Min.x, top, box.Max.x, top + line}});
    }
    const ImVec2 at{box.Min.x + cell * static_cast<float>(place % 7),
                    box.Min.y + 22 + line * static_cast<float>(1 + place / 7)};
    draw_day(desk, state, time, day, {at, at + ImVec2(cell, line)});
  }
}

void draw_legend(const Desk& desk) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (DayKind kind : {DayKind::off, DayKind::holiday, DayKind::make_up, DayKind::own}) {
    ImGui::SameLine(0, 14);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const DayPaint paint = paint_of(look, kind);
    const float middle = at.y + kControlHeight / 2;
    list.AddRectFilled({at.x, middle - 6}, {at.x + 12, middle + 6}, paint.ground, 3);
    list.AddRect({at.x, middle - 6}, {at.x + 12, middle + 6}, with_alpha(paint.ink, 0.5F), 3);
    const std::string_view text = desk.say(word_of(kind));
    draw_text_at(look, list, {at.x + 18, middle}, text,
                 {.type = Type::small, .colour = look.colours().second_text});
    ImGui::Dummy({18 + text_width(look, Type::small, text), kControlHeight});
  }
}

void draw_year_head(const Desk& desk, CalendarsState& state, const WorkingTime& time) {
  const Look& look = desk.look;
  const auto step = [&](const char* id, Icon icon, Word tip, int by) {
    if (draw_button(look,
                    {.id = id, .icon = icon, .kind = ButtonKind::quiet, .tip = desk.say(tip)}))
      state.year = std::clamp(state.year + by, 1900, 2199);
  };
  step("previous", Icon::chevron_left, Word::previous_year, -1);
  ImGui::SameLine(0, 4);
  const std::string title = desk.say(Word::year_title, {fmt::format("{}", state.year)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = std::ceil(text_width(look, Type::title, title));
  draw_text_at(look, *ImGui::GetWindowDrawList(), {at.x, at.y + kControlHeight / 2}, title,
               {.type = Type::title});
  ImGui::Dummy({width, kControlHeight});
  access::describe_last(access::Role::heading, title);
  ImGui::SameLine(0, 4);
  step("next", Icon::chevron_right, Word::next_year, 1);
  if (state.year != look.this_year()) {
    ImGui::SameLine(0, 8);
    if (draw_button(
            look,
            {.id = "now", .label = desk.say(Word::this_year_button), .kind = ButtonKind::quiet}))
      state.year = look.this_year();
  }
  int worked = 0;
  for (Day day = from_civil(state.year, 1, 1); day <= from_civil(state.year, 12, 31); day = day + 1)
    worked += time.minutes_on(day) > 0 ? 1 : 0;
  ImGui::SameLine(0, 12);
  const ImVec2 note = ImGui::GetCursorScreenPos();
  const std::string days = desk.say(Word::year_days_worked, {fmt::format("{}", worked)});
  draw_text_at(look, *ImGui::GetWindowDrawList(), {note.x, note.y + kControlHeight / 2}, days,
               {.type = Type::small, .colour = look.colours().second_text});
  ImGui::Dummy({text_width(look, Type::small, days), kControlHeight});
  draw_legend(desk);
}

void draw_year(const Desk& desk, CalendarsState& state, const WorkingTime& time) {
  draw_year_head(desk, state, time);
  ImGui::Dummy({0, 4});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  constexpr float kBetween = 20;
  const float width = (room.x - kBetween * (kMonthsAcross - 1)) / kMonthsAcross;
  constexpr int kRows = 12 / kMonthsAcross;
  const float height = std::clamp((room.y - kBetween * (kRows - 1)) / kRows, 150.0F, 250.0F);
  const access::Scope grid({.id = ImGui::GetID("year"),
                            .role = access::Role::grid,
                            .name = desk.say(Word::year_title, {fmt::format("{}", state.year)}),
                            .rect = {at.x, at.y, at.x + room.x, at.y + room.y}});
  for (unsigned month = 0; month < 12; ++month) {
    const ImVec2 corner{at.x + (width + kBetween) * static_cast<float>(month % kMonthsAcross),
                        at.y + (height + kBetween) * static_cast<float>(month / kMonthsAcross)};
    draw_month_block(desk, state, time, month + 1, {corner, {corner.x + width, corner.y + height}});
  }
}

// --- The side: the calendar itself, its week, the days chosen, its exceptions --------------------

void draw_section(const Look& look, std::string_view title) {
  ImGui::Dummy({0, 6});
  draw_heading(look, title, Type::table_strong, 3);
}

void draw_calendar_choice(const Desk& desk, CalendarsState& state, const CalendarEntry& shown) {
  std::vector<const CalendarEntry*> all;
  for (const CalendarEntry& entry : desk.plan().table<Calendar>().live()) all.push_back(&entry);
  Options options{.count = static_cast<int>(all.size()), .at = [&](int i) {
                    const CalendarEntry& entry = *all[static_cast<std::size_t>(i)];
                    return Option{.text = entry.record.name, .chosen = entry.id == shown.id};
                  }};
  const float rest = ImGui::GetContentRegionAvail().x - kControlHeight - 8;
  const auto chosen = draw_choice(desk.look,
                                  {.id = "calendar",
                                   .name = desk.say(Word::calendar),
                                   .current = shown.record.name,
                                   .icon = Icon::calendar,
                                   .width = rest},
                                  state.choice, [&] { return options; });
  if (chosen) state.calendar = all[static_cast<std::size_t>(*chosen)]->id;
  ImGui::SameLine(0, 8);
  if (draw_button(desk.look, {.id = "new",
                              .icon = Icon::plus,
                              .kind = ButtonKind::secondary,
                              .tip = desk.say(Word::calendar_new)}))
    create_calendar(desk, state);
}

void draw_calendar_fields(const Desk& desk, CalendarsState& state, const CalendarEntry& shown) {
  const Look& look = desk.look;
  const ChangeLabel label = make_label(Word::change_calendar, {shown.record.name});
  if (!is_typing_in("name")) state.calendar_name = shown.record.name;
  const FieldEvent event =
      draw_field(look, {.id = "name", .name = desk.say(Word::calendar_name)}, state.calendar_name);
  if (event == FieldEvent::committed && !state.calendar_name.empty()) {
    ChangeBuilder change = desk.change(label);
    change.set<&Calendar::name>(shown.id, state.calendar_name);
    desk.edit(std::move(change));
  }
  draw_section(look, desk.say(Word::calendar_holidays));
  const std::array<std::string_view, 2> words{desk.say(Word::holidays_none),
                                              desk.say(Word::holidays_china)};
  const int now = static_cast<int>(shown.record.holidays);
  const int then = draw_segments(look, "holidays", desk.say(Word::calendar_holidays), words, now);
  if (then != now) {
    ChangeBuilder change = desk.change(label);
    change.set<&Calendar::holidays>(shown.id, static_cast<Holidays>(then));
    desk.edit(std::move(change));
  }
  if (shown.record.holidays == Holidays::china) {
    const Word word =
        china_holidays_announced(state.year) ? Word::holidays_announced : Word::holidays_assumed;
    draw_paragraph(look, desk.say(word, {fmt::format("{}", state.year)}),
                   {.type = Type::small, .colour = look.colours().second_text});
  }
}

void draw_week(const Desk& desk, CalendarsState& state, const CalendarEntry& shown) {
  const Look& look = desk.look;
  draw_section(look, desk.say(Word::calendar_week));
  for (std::uint8_t weekday = 0; weekday < 7; ++weekday) {
    std::vector<WorkSpan> spans;
    for (WorkSpan span : shown.record.week.spans)
      if (span.weekday == weekday) spans.push_back(span);
    std::string& typed = state.weekdays[weekday];
    const std::string name = weekday_text(from_civil(2024, 1, 1) + weekday, look.language);
    ImGui::PushID(weekday);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text_at(look, *ImGui::GetWindowDrawList(), {at.x, at.y + kControlHeight / 2}, name,
                 {.type = Type::table, .colour = look.colours().second_text});
    ImGui::SetCursorScreenPos({at.x + 48, at.y});
    if (!is_typing_in("hours")) typed = hours_text(spans, look.language);
    const FieldEvent event = draw_field(look, {.id = "hours", .name = name}, typed);
    ImGui::PopID();
    if (event != FieldEvent::committed) continue;
    const auto read = read_hours(typed, weekday);
    if (!read) continue;  // what cannot be read falls back to what is
    WorkHours week = shown.record.week;
    std::erase_if(week.spans, [&](WorkSpan span) { return span.weekday == weekday; });
    week.spans.insert(week.spans.end(), read->begin(), read->end());
    sort_stably(week.spans);
    ChangeBuilder change = desk.change(make_label(Word::change_calendar, {shown.record.name}));
    change.set<&Calendar::week>(shown.id, week);
    desk.edit(std::move(change));
  }
}

std::string range_text(const Look& look, Day first, Day last) {
  std::string from = day_text(first, look.this_year(), look.language);
  if (first == last) return from;
  return look.say(Word::days_range, {from, day_text(last, look.this_year(), look.language)});
}

void set_days(const Desk& desk, CalendarsState& state, const CalendarEntry& shown,
              WorkHours hours) {
  const auto [first, last] = std::minmax(state.from, state.to);
  const Word usual = hours.spans.empty() ? Word::default_name_off : Word::default_name_working;
  const std::string name = state.name.empty() ? std::string(desk.say(usual)) : state.name;
  ChangeBuilder change =
      desk.change(make_label(Word::change_exception, {name, range_text(desk.look, first, last)}));
  for (const auto& old : desk.plan().table<CalendarException>().live())
    if (old.record.calendar == shown.id && old.record.first >= first && old.record.last <= last)
      change.remove(ref(old.id));
  change.create(CalendarException{name, shown.id, first, last, std::move(hours)});
  desk.edit(std::move(change));
  state.name.clear();
}

void draw_chosen_days(const Desk& desk, CalendarsState& state, const CalendarEntry& shown) {
  const Look& look = desk.look;
  draw_section(look, desk.say(Word::days_chosen));
  if (!state.from.is_set()) {
    draw_paragraph(look, desk.say(Word::days_choose_hint),
                   {.type = Type::small, .colour = look.colours().second_text});
    return;
  }
  const auto [first, last] = std::minmax(state.from, state.to);
  draw_label(look,
             desk.say(Word::days_count,
                      {range_text(look, first, last), fmt::format("{}", last - first + 1)}),
             {.type = Type::table});
  const float half = (ImGui::GetContentRegionAvail().x - 8) / 2;
  draw_field(look,
             {.id = "reason",
              .name = desk.say(Word::exception_name),
              .hint = desk.say(Word::exception_name_hint),
              .width = half},
             state.name);
  ImGui::SameLine(0, 8);
  const auto typed = read_hours(state.hours, 0);
  draw_field(look,
             {.id = "hours",
              .name = desk.say(Word::exception_hours),
              .hint = desk.say(Word::exception_hours_hint),
              .width = half,
              .invalid = !state.hours.empty() && !typed},
             state.hours);
  if (draw_button(look, {.id = "off", .label = desk.say(Word::set_days_off), .width = half}))
    set_days(desk, state, shown, {});
  ImGui::SameLine(0, 8);
  if (draw_button(look, {.id = "work",
                         .label = desk.say(Word::set_days_working),
                         .enabled = state.hours.empty() || typed,
                         .width = half}))
    set_days(desk, state, shown, typed && !typed->empty() ? WorkHours{*typed} : standard_day());
}

void draw_exceptions(const Desk& desk, const CalendarsState& state, const CalendarEntry& shown) {
  const Look& look = desk.look;
  draw_section(look, desk.say(Word::exceptions_of_year, {fmt::format("{}", state.year)}));
  const Day first = from_civil(state.year, 1, 1), last = from_civil(state.year, 12, 31);
  std::vector<const Entry<CalendarException>*> own;
  for (const auto& entry : desk.plan().table<CalendarException>().live())
    if (entry.record.calendar == shown.id && entry.record.last >= first &&
        entry.record.first <= last)
      own.push_back(&entry);
  sort_stably(own, {}, [](const auto* entry) { return entry->record.first; });
  if (own.empty())
    draw_label(look, desk.say(Word::exceptions_none),
               {.type = Type::small, .colour = look.colours().faint_text});
  for (const auto* entry : own) {
    const CalendarException& exception = entry->record;
    const std::string days = range_text(look, exception.first, exception.last);
    ImGui::PushID(static_cast<int>(entry->id.value));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - kControlHeight - 4;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_text_in(look, list, {at, at + ImVec2(width, 20)}, exception.name, {.type = Type::table});
    draw_text_in(look, list, {at + ImVec2(0, 18), at + ImVec2(width, 36)},
                 days + " · " + hours_text(exception.hours.spans, look.language),
                 {.type = Type::small, .colour = look.colours().second_text});
    ImGui::SetCursorScreenPos({at.x + width + 4, at.y + 2});
    const std::string tip = desk.say(Word::exception_remove, {exception.name});
    if (draw_button(look,
                    {.id = "remove", .icon = Icon::trash, .kind = ButtonKind::quiet, .tip = tip})) {
      ChangeBuilder change =
          desk.change(make_label(Word::change_exception_removed, {exception.name, days}));
      change.remove(ref(entry->id));
      desk.edit(std::move(change));
    }
    ImGui::SetCursorScreenPos({at.x, at.y + 40});
    ImGui::PopID();
  }
  ImGui::Dummy({0, 0});
}

}  // namespace

void draw_calendars_page(const Desk& desk, CalendarsState& state) {
  draw_page_parts(desk);
  const CalendarEntry* shown = shown_calendar(desk.plan(), state.calendar);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (shown == nullptr) {
    if (draw_empty_state(
            desk.look, {at, at + room}, Icon::calendar, desk.say(Word::calendars_purpose),
            {.id = "new", .label = desk.say(Word::calendar_new), .kind = ButtonKind::primary}))
      create_calendar(desk, state);
    return;
  }
  if (state.year == 0) state.year = desk.look.this_year();
  const WorkingTime& time = refresh_sheet(desk, state, shown->id);
  const float side = std::min(kSideWidth, room.x * 0.4F);
  {
    const CardScope card(desk.look, "year", {room.x - side - kGap, room.y});
    draw_year(desk, state, time);
  }
  ImGui::SameLine(0, kGap);
  ImGui::BeginChild("side", {side, room.y});
  {
    const CardScope card(desk.look, "calendar", {side, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8, 6));
    draw_calendar_choice(desk, state, *shown);
    draw_calendar_fields(desk, state, *shown);
    draw_week(desk, state, *shown);
    draw_chosen_days(desk, state, *shown);
    draw_exceptions(desk, state, *shown);
    ImGui::PopStyleVar();
  }
  ImGui::Dummy({0, kGap});
  {
    const CardScope card(desk.look, "zone", {side, 0});
    draw_form_field(desk, ref(desk.plan().info_id()),
                    *find_field(Kind::plan, field_number<&PlanInfo::time_zone>()), state.form);
  }
  ImGui::EndChild();
}

}  // namespace tongzhou
