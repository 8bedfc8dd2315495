#include "ui/shell/relaxed.h"

#include <cmath>

#include "schedule/calendars.h"
#include "schedule/schedule.h"
#include "ui/day_marks.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostOfTask = 5;
constexpr std::size_t kMostOfPlan = 8;
constexpr float kGainWidth = 92;

void draw_way(const Desk& desk, const Relaxation& way) {
  const std::string told = tell_relaxation(desk.open(), way, desk.look.language);
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = paragraph_height(desk.look, told, Type::table, width - kGainWidth - 8) + 8;
  draw_paragraph(desk.look, told, {.type = Type::table}, width - kGainWidth - 8);
  draw_text_in(desk.look, *ImGui::GetWindowDrawList(),
               {{at.x + width - kGainWidth, at.y}, {at.x + width, at.y + height - 8}},
               desk.say(Word::relax_gain, {days_text(desk.look, desk.plan(), way.gain.count)}),
               {.type = Type::small_strong,
                .colour = desk.look.theme.strong(Tone::good),
                .align = Align::right});
  ImGui::SetCursorScreenPos(at + ImVec2(0, height));
  ImGui::Dummy({0, 0});
}

Instant a_week_before(const OpenPlan& open, Instant finish) {
  const WorkingTime& time = open.calendars()[Calendars::kPlan];
  return time.previous_finish(finish - Minutes{7 * kMinutesPerDay});
}

void draw_ways(const Desk& desk, const std::vector<Relaxation>& ways) {
  if (ways.empty())
    draw_paragraph(desk.look, desk.say(Word::relax_none),
                   {.type = Type::table, .colour = desk.look.colours().second_text});
  for (const Relaxation& way : ways) draw_way(desk, way);
}

}  // namespace

void draw_task_relaxations(const Desk& desk, Slot task, RelaxedState& state) {
  const bool found = state.task == task && state.revision == desk.plan().revision();
  if (found) {
    draw_ways(desk, state.ways);
    return;
  }
  if (!draw_button(desk.look,
                   {.id = "relax", .label = desk.say(Word::relax_find), .kind = ButtonKind::quiet}))
    return;
  state.task = task;
  state.revision = desk.plan().revision();
  state.ways = find_relaxations(desk.open(), {task}, kMostOfTask);
}

void draw_finish_relaxations(const Desk& desk, RelaxedState& state) {
  const DialogScope dialog(desk.look, "relax", desk.say(Word::relax_title), 560);
  if (!dialog) return;
  const OpenPlan& open = desk.open();
  const Instant finish = open.schedule().finish;
  if (state.task != kNoSlot || state.revision != desk.plan().revision()) {
    state.task = kNoSlot;
    state.revision = desk.plan().revision();
    state.ways = find_relaxations(open, {}, kMostOfPlan);
    const Instant wanted = open.plan().info().finish;
    state.wish = wanted.is_set() && wanted < finish ? wanted : a_week_before(open, finish);
    state.to_wish = find_way(open, {}, state.wish);
  }
  draw_label(desk.look, desk.say(Word::risk_wanted), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
  const auto wish = draw_date_field(desk.look,
                                    {.id = "wish",
                                     .name = desk.say(Word::risk_wanted),
                                     .value = state.wish,
                                     .default_minute = kEvening,
                                     .may_be_empty = false,
                                     .width = 220,
                                     .marks = day_marks(open.calendars()[Calendars::kPlan])},
                                    state.field);
  if (wish && wish->is_set()) {
    state.wish = *wish;
    state.to_wish = find_way(open, {}, state.wish);
  }
  ImGui::Dummy({0, 10});
  const WayToWish& way = state.to_wish;
  const Instant reached = way.steps.empty() ? finish : way.steps.back().reached;
  draw_paragraph(desk.look,
                 way.meets_wish ? desk.say(Word::relax_meets, {to_iso(day_of(reached))})
                                : desk.say(Word::relax_not_met,
                                           {to_iso(day_of(state.wish)), to_iso(day_of(reached))}),
                 {.type = Type::table_strong,
                  .colour = desk.look.theme.strong(way.meets_wish ? Tone::good : Tone::warning)});
  ImGui::Dummy({0, 6});
  for (const Relaxation& step : way.steps) draw_way(desk, step);
  draw_divider(desk.look);
  ImGui::Dummy({0, 8});
  draw_label(desk.look, desk.say(Word::relax_each), {.type = Type::table_strong});
  ImGui::Dummy({0, 6});
  draw_ways(desk, state.ways);
}

}  // namespace tongzhou
