// Time behind and above the bars: days off, lines, the head with its ticks, today.
#include <algorithm>
#include <cmath>

#include "schedule/working_time.h"
#include "ui/gantt/inside.h"
#include "ui/text.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

// Narrower days are not shaded: the stripes would only flicker.
constexpr double kLeastShadedDay = 2.5;
constexpr float kLabelPadding = 6;
constexpr float kDayPillHeight = 18;
constexpr float kDayPillPadding = 8;

float line_x(const GanttFrame& frame, double x) {
  return std::floor(frame.body.Min.x + static_cast<float>(x));
}

void shade_days_off(const GanttFrame& frame) {
  const TimeScale& scale = frame.in.scale;
  if (scale.pixels_per_day < kLeastShadedDay) return;
  const WorkingTime& hours = frame.plan().working_time(kNoSlot);
  const Day last = scale.day_at(scale.width);
  for (Day day = scale.day_at(0); day <= last; day = day + 1) {
    if (hours.minutes_on(day) > 0) continue;
    Day end = day + 1;
    while (end <= last && hours.minutes_on(end) == 0) end = end + 1;
    const float left = std::round(frame.x_of(start_of(day)));
    const float right = std::round(frame.x_of(start_of(end)));
    frame.list.AddRectFilled({left, frame.body.Min.y}, {right, frame.body.Max.y},
                             frame.look.colours().holiday);
    day = end;
  }
}

void draw_row_grounds(const GanttFrame& frame) {
  const Colours& colours = frame.look.colours();
  const ImRect& body = frame.body;
  for (const LaidRow& laid : frame.in.layout.rows_in_sight()) {
    const float top = frame.in.layout.top_of(laid.number);
    const ImVec2 from{body.Min.x, top};
    const ImVec2 to{body.Max.x, top + kRowHeight};
    if (laid.row.selected) frame.list.AddRectFilled(from, to, colours.selected);
    if (laid.number == frame.view.scroll.hovered())
      frame.list.AddRectFilled(from, to, colours.hover);
    frame.list.AddLine({from.x, to.y - 1}, {to.x, to.y - 1}, colours.line);
  }
}

// A make-up or holiday mark behind the number of a day, where there is room.
void draw_day_mark(const GanttFrame& frame, const Tick& tick, ImVec2 at) {
  const Colours& colours = frame.look.colours();
  const DayMark mark = day_mark(frame.plan().working_time(kNoSlot), day_of(tick.at));
  if (mark != DayMark::make_up && mark != DayMark::holiday) return;
  const bool works = mark == DayMark::make_up;
  const std::string_view word =
      frame.look.say(works ? Word::day_mark_make_up : Word::day_mark_holiday);
  const float room = frame.body.Min.x + static_cast<float>(tick.right) - kLabelPadding / 2;
  if (at.x + text_width(frame.look, Type::small_strong, word) > room) return;
  draw_text_at(frame.look, frame.list, at, word,
               {.type = Type::small_strong, .colour = works ? colours.warning : colours.good});
}

// Of the word "today" on the line of today; empty while that is out of sight.
ImRect today_pill(const GanttFrame& frame) {
  const float x = frame.x_of(frame.now());
  if (x < frame.body.Min.x || x > frame.body.Max.x) return {};
  const float width = text_width(frame.look, Type::small_strong, frame.look.say(Word::gantt_today));
  const float half = std::round(width / 2 + kDayPillPadding);
  const float middle = frame.head.Max.y - kDayPillHeight / 2 - 2;
  const float centre =
      std::round(std::clamp(x, frame.head.Min.x + half + 2, frame.head.Max.x - half - 2));
  return {centre - half, middle - kDayPillHeight / 2, centre + half, middle + kDayPillHeight / 2};
}

void draw_today_pill(const GanttFrame& frame) {
  const ImRect pill = today_pill(frame);
  if (pill.GetWidth() <= 0) return;
  const Colours& colours = frame.look.colours();
  frame.list.AddRectFilled(pill.Min, pill.Max, colours.accent, kDayPillHeight / 2);
  draw_text_at(frame.look, frame.list, {pill.Min.x + kDayPillPadding, pill.GetCenter().y},
               frame.look.say(Word::gantt_today),
               {.type = Type::small_strong, .colour = colours.on_accent});
}

void draw_fine_ticks(const GanttFrame& frame, float middle_y) {
  const Colours& colours = frame.look.colours();
  const bool days = frame.in.ticks.fine_unit == TimeUnit::day;
  const bool hours_shown = frame.in.ticks.fine_unit < TimeUnit::day;
  const WorkingTime& hours = frame.plan().working_time(kNoSlot);
  const ImRect pill = today_pill(frame);
  for (const Tick& tick : frame.in.ticks.fine) {
    const float left = frame.body.Min.x + static_cast<float>(tick.left);
    const float right = frame.body.Min.x + static_cast<float>(tick.right);
    const bool off = days && hours.minutes_on(day_of(tick.at)) == 0;
    const float width = text_width(frame.look, Type::small, tick.label);
    // A day or a month is all of its column, an hour the line it begins at.
    const float inset = hours_shown ? kLabelPadding : (right - left - width) / 2;
    const float start = std::round(left + inset);
    if (hours_shown)
      frame.list.AddLine({std::floor(left), middle_y - 5}, {std::floor(left), frame.head.Max.y},
                         colours.line);
    const bool covered = start < pill.Max.x && start + width > pill.Min.x;
    if (covered || start < frame.head.Min.x || start + width > frame.head.Max.x) continue;
    draw_text_at(frame.look, frame.list, {start, middle_y}, tick.label,
                 {.type = Type::small, .colour = off ? colours.faint_text : colours.second_text});
    if (days) draw_day_mark(frame, tick, {start + width + 4, middle_y});
  }
}

// What a day off is called, or that it is worked, on hover over the head.
void tell_day(const GanttFrame& frame) {
  const ImVec2 mouse = ImGui::GetMousePos();
  if (frame.in.scale.pixels_per_day < 8 || !frame.in.head_rested_on) return;
  const Day day = day_of(frame.instant_at(mouse.x));
  const WorkingTime& hours = frame.plan().working_time(kNoSlot);
  const DayMarks marks = [&](Day of) { return day_mark(hours, of); };
  const std::string text = instant_text(frame.look, start_of(day), marks, std::nullopt);
  const WorkingTime::DayWork work = hours.on(day);
  const std::string_view cause =
      work.cause.holiday != nullptr ? frame.look.say(word_of(work.cause.holiday->holiday)) : "";
  draw_tooltip(frame.look, {.text = text, .detail = cause});
}

}  // namespace

DayMark day_mark(const WorkingTime& hours, Day day) {
  const bool weekend = weekday_of(day) >= 5;
  if (hours.minutes_on(day) > 0) {
    const bool usual = !weekend || hours.on(day).cause.is_ordinary();
    return usual ? DayMark::work : DayMark::make_up;
  }
  return hours.on(day).cause.is_ordinary() ? DayMark::off : DayMark::holiday;
}

void draw_gantt_ground(const GanttFrame& frame) {
  const Colours& colours = frame.look.colours();
  frame.list.AddRectFilled(frame.body.Min, frame.body.Max, colours.surface);
  shade_days_off(frame);
  draw_row_grounds(frame);
  for (const Tick& tick : frame.in.ticks.coarse) {
    const float x = line_x(frame, tick.left);
    if (x > frame.body.Min.x)
      frame.list.AddLine({x, frame.body.Min.y}, {x, frame.body.Max.y}, colours.line);
  }
}

void draw_gantt_head(const GanttFrame& frame) {
  const Colours& colours = frame.look.colours();
  const ImRect& head = frame.head;
  frame.list.PushClipRect(head.Min, head.Max, true);
  frame.list.AddRectFilled(head.Min, head.Max, colours.surface);
  const float coarse_y = head.Min.y + kTableHeadHeight * 0.3F;
  const float fine_y = head.Min.y + kTableHeadHeight * 0.73F;
  for (const Tick& tick : frame.in.ticks.coarse) {
    const float x = line_x(frame, tick.left);
    if (x > head.Min.x) frame.list.AddLine({x, head.Min.y}, {x, head.Max.y}, colours.line);
    const float left = std::max(head.Min.x, x);
    draw_text_at(frame.look, frame.list, {left + kLabelPadding, coarse_y}, tick.label,
                 {.type = Type::small_strong, .colour = colours.text});
  }
  draw_fine_ticks(frame, fine_y);
  frame.list.AddLine({head.Min.x, head.Max.y - 1}, {head.Max.x, head.Max.y - 1}, colours.line);
  draw_today_pill(frame);
  frame.list.PopClipRect();
  tell_day(frame);
}

void draw_gantt_today(const GanttFrame& frame) {
  const float x = std::floor(frame.x_of(frame.now()));
  frame.list.AddLine({x, frame.body.Min.y}, {x, frame.body.Max.y}, frame.look.colours().accent,
                     1.5F);
}

}  // namespace tongzhou
