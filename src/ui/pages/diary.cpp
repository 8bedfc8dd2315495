#include "ui/pages/diary.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "app/calendar_files.h"
#include "core/sorting.h"
#include "insight/channels.h"
#include "insight/overview.h"
#include "schedule/schedule.h"
#include "ui/pages/diary_parts.h"
#include "ui/pages/page_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

constexpr float kDiarySide = 348;

Day diary_month_of(Day day) {
  const auto civil = to_civil(day);
  return from_civil(int(civil.year()), unsigned(civil.month()), 1);
}
// Where what is shown begins: a month, or a Monday.
Day diary_begin(const DiaryState& state, Day day) {
  return state.view == diary_month ? diary_month_of(day) : day - weekday_of(day);
}
Day diary_shown(const Desk& desk, const DiaryState& state) {
  return diary_begin(state, state.month.is_set() ? state.month : desk.look.today);
}
int diary_step(const DiaryState& state) {
  if (state.view == diary_month) return 31;
  return state.view == diary_week ? 7 : kDiaryDays;
}

void collect_entries(const Desk& desk, DiaryState& state, DayRange days) {
  const Plan& plan = desk.plan();
  const OpenPlan& open = desk.open();
  const auto is_in = [&](Day day) { return day >= days.first && day <= days.last; };
  state.entries.clear();
  for (std::size_t i = 0; i < state.occurrences.size(); ++i) {
    const Occurrence& one = state.occurrences[i];
    state.entries.push_back({.day = day_of(one.start),
                             .minute = minute_of_day(one.start),
                             .of = ref(one.meeting),
                             .occurrence = static_cast<int>(i),
                             .text = plan.name_of(ref(one.meeting)),
                             .tone = one.cancelled ? Tone::neutral : Tone::accent});
  }
  for (const Outline::Row& row : open.outline().rows) {
    const auto& entry = plan.table<Task>()[row.task];
    const TaskDates& dates = open.schedule().tasks[row.task];
    if (entry.record.kind == TaskKind::milestone && is_in(day_of(dates.finish)))
      state.entries.push_back({.day = day_of(dates.finish),
                               .of = ref(entry.id),
                               .text = entry.record.title,
                               .tone = dates.complete ? Tone::good : Tone::warning});
  }
  for (const auto& entry : plan.table<Review>().live())
    if (is_in(entry.record.date))
      state.entries.push_back(
          {.day = entry.record.date, .of = ref(entry.id), .text = entry.record.title});
  for (const Talk& talk : find_talks(plan, state.matters))
    if (talk.due.is_set() && is_in(std::max(talk.due, desk.look.today))) {
      state.entries.push_back(
          {.day = std::max(talk.due, desk.look.today),
           .of = {Kind::conversation, {}},
           .text = department_names(plan, talk.departments, " · "),
           .tone = talk.due < desk.look.today ? Tone::critical : Tone::neutral});
    }
  sort_stably(state.entries, {}, [](const DiaryState::Entry& entry) {
    return std::tuple(entry.day, entry.of.kind == Kind::conversation, entry.minute);
  });
}

void refresh_diary(const Desk& desk, DiaryState& state) {
  const Day shown = diary_shown(desk, state);
  const Day first = shown - weekday_of(shown);
  const DiaryState::Made now{desk.session.open_number(), desk.plan().revision(), desk.look.today,
                             first};
  if (state.made == now) return;
  state.made = now;
  const OpenPlan& open = desk.open();
  const DayRange days{first, first + (kDiaryDays - 1)};
  state.occurrences = find_occurrences(desk.plan(), open.calendars(), days);
  state.clashes = find_clashes(desk.plan(), state.occurrences);
  state.matters = find_matters(desk.plan(), open.outline(), open.schedule(), open.calendars(),
                               open.goals(), desk.look.today);
  state.dragging = -1;
  collect_entries(desk, state, days);
}

std::string diary_title(const Desk& desk, const DiaryState& state, Day shown) {
  const Look& look = desk.look;
  const auto civil = to_civil(shown);
  if (state.view == diary_month)
    return desk.say(Word::calendar_month, {fmt::format("{}", int(civil.year())),
                                           fmt::format("{}", unsigned(civil.month()))});
  return desk.say(state.view == diary_week ? Word::calendar_week_of : Word::calendar_list_from,
                  {date_text(shown, look.this_year(), look.language)});
}

void draw_diary_head(const Desk& desk, DiaryState& state) {
  const Look& look = desk.look;
  const float top = ImGui::GetCursorPosY();
  const std::array views{desk.say(Word::calendar_view_month), desk.say(Word::calendar_view_week),
                         desk.say(Word::calendar_view_list)};
  state.view = draw_segments(look, "view", desk.say(Word::calendar_view), views, state.view);
  const Day shown = diary_shown(desk, state);
  const auto step = [&](const char* id, Icon icon, Word tip, Day to) {
    ImGui::SetCursorPosY(top);
    if (draw_button(look,
                    {.id = id, .icon = icon, .kind = ButtonKind::quiet, .tip = desk.say(tip)}) &&
        in_range(to))
      state.month = diary_begin(state, to);
  };
  const bool month = state.view == diary_month;
  ImGui::SameLine(0, 12);
  step("previous", Icon::chevron_left, month ? Word::calendar_previous : Word::calendar_earlier,
       month ? shown - 1 : shown - diary_step(state));
  ImGui::SameLine(0, 4);
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, diary_title(desk, state, shown), Type::title, 2);
  ImGui::SameLine(0, 4);
  step("next", Icon::chevron_right, month ? Word::calendar_next : Word::calendar_later,
       shown + diary_step(state));
  if (shown != diary_begin(state, look.today)) {
    ImGui::SameLine(0, 8);
    ImGui::SetCursorPosY(top);
    if (draw_button(
            look,
            {.id = "this", .label = desk.say(Word::calendar_this), .kind = ButtonKind::quiet})) {
      state.month = {};
      state.day = {};
    }
  }
  const ButtonSpec save{.id = "save",
                        .label = desk.say(Word::calendar_export),
                        .icon = Icon::download,
                        .kind = ButtonKind::secondary};
  ImGui::SameLine(0, 12);
  ImGui::SetCursorPosY(top);
  if (draw_button(look, save))
    desk.commands.save(calendar_file(desk.open(), {}, look.today, look.language,
                                     desk.session.author().unix_milliseconds / 1000),
                       std::string(kCalendarType));
  if (state.view != diary_list) {
    ImGui::SameLine(0, 16);
    ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::table)) / 2);
    draw_label(look, desk.say(Word::calendar_hint),
               {.type = Type::table, .colour = look.colours().second_text});
  }
  ImGui::SetCursorPosY(top + kControlHeight + kGap);
}

}  // namespace

std::span<const DiaryState::Entry> entries_on(const DiaryState& state, Day day) {
  const auto found = std::ranges::equal_range(state.entries, day, {}, &DiaryState::Entry::day);
  return {found.begin(), found.end()};
}

const Occurrence* occurrence_chosen(const DiaryState& state) {
  const auto found = std::ranges::find_if(state.occurrences, [&](const Occurrence& one) {
    return one.meeting == state.meeting && one.planned == state.planned;
  });
  return found == state.occurrences.end() ? nullptr : &*found;
}

std::string clock_words(std::int32_t minute) {
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

void draw_diary_page(const Desk& desk, DiaryState& state) {
  draw_page_parts(desk);
  draw_diary_head(desk, state);
  refresh_diary(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect area{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  ImRect month = area, side = area;
  side.Min.x = area.Max.x - kDiarySide;
  month.Max.x = side.Min.x - kGap;
  if (state.view == diary_list)
    draw_diary_list(desk, state, month);
  else
    draw_diary_month(desk, state, month);
  draw_diary_side(desk, state, side);
  continue_at({area.Min.x, area.Max.y});
}

}  // namespace tongzhou
