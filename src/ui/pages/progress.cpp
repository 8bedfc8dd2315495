#include "ui/pages/progress.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/edits.h"
#include "schedule/network.h"
#include "schedule/schedule.h"
#include "ui/pages/progress_parts.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum Part : std::uint8_t { kCheckIn, kVariance, kTrend, kEarned };
constexpr int kCurveSamples = 120;

std::string name_of(const Desk& desk, const BaselineInfo& info) {
  return info.key.set ? info.name
                      : desk.say(Word::progress_number_name, {fmt::format("{}", info.key.number)});
}

void take_baseline_now(const Desk& desk) {
  desk.edit_and_tell(take_baseline(
      desk.open(), desk.session.random(),
      desk.say(Word::progress_baseline_name, {to_iso(desk.look.today)}), desk.session.now()));
}

// Makes what is shown anew when the plan, the day or a choice has changed.
void refresh(const Desk& desk, ProgressState& state) {
  const OpenPlan& open = desk.open();
  const Plan& plan = open.plan();
  if (state.open_number != desk.session.open_number()) {
    state.chosen.reset();
    state.department = {};
  } else if (state.revision == plan.revision() && state.told_on == desk.look.today) {
    return;
  }
  state.open_number = desk.session.open_number();
  state.revision = plan.revision();
  state.told_on = desk.look.today;
  const Instant now = report_day(desk);
  state.due.clear();
  for (const Slot task : tasks_due(plan, open.outline(), open.schedule(), state.department, now))
    state.due.push_back(ref(plan.table<Task>()[task].id));
  state.baselines = baselines_of(plan);
  const BaselineInfo* promise = promise_of(state.baselines);
  state.baseline = promise != nullptr ? promise->key : BaselineKey{};
  if (state.chosen && std::ranges::find(state.baselines, *state.chosen, &BaselineInfo::key) !=
                          state.baselines.end())
    state.baseline = *state.chosen;
  state.variance = variance_from(plan, open.schedule(), open.calendars(), state.baseline);
  if (state.only_changed)
    std::erase_if(state.variance, [](const Variance& row) {
      return row.start_late.count == 0 && row.finish_late.count == 0;
    });
  state.trends = milestone_trends(plan, open.schedule(), now);
  state.fever = fever_points(plan, open.calendars(), state.baselines, open.schedule().finish);
  state.value = earned_value(plan, open.calendars(), state.baseline, now);
  state.curve = earned_curve(plan, open.calendars(), state.baseline, now, kCurveSamples);
}

void draw_head(const Desk& desk, ProgressState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::progress_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  const std::array parts{desk.say(Word::progress_check_in), desk.say(Word::progress_variance),
                         desk.say(Word::progress_trend), desk.say(Word::progress_earned)};
  state.part = draw_segments(look, "part", desk.say(Word::progress_title), parts, state.part);
  const Instant now = report_day(desk);
  const std::string update_label =
      desk.say(Word::progress_update, {short_date_text(desk.look, now)});
  const ButtonSpec update{.id = "update",
                          .label = update_label,
                          .icon = Icon::check,
                          .kind = ButtonKind::primary,
                          .tip = desk.say(Word::progress_update_help)};
  const ButtonSpec baseline{.id = "baseline",
                            .label = desk.say(Word::progress_take_baseline),
                            .tip = desk.say(Word::progress_take_baseline_help)};
  const float buttons = button_width(look, update) + 8 + button_width(look, baseline);
  ImGui::SetCursorPos({left + width - button_width(look, update), top});
  if (draw_button(look, update))
    desk.edit_and_tell(record_update(desk.open(), desk.session.random(), now));
  ImGui::SetCursorPos({left + width - buttons, top});
  if (draw_button(look, baseline)) take_baseline_now(desk);
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

Instant report_day(const Desk& desk) {
  return report_date(desk.open().calendars(), desk.session.now());
}

bool draw_without_baseline(const Desk& desk, const ProgressState& state) {
  if (promise_of(state.baselines) != nullptr) return false;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (draw_empty_state(desk.look, card, Icon::milestone, desk.say(Word::progress_no_baseline),
                       {.id = "take", .label = desk.say(Word::progress_take_baseline)}))
    take_baseline_now(desk);
  return true;
}

void draw_baseline_choice(const Desk& desk, ProgressState& state) {
  const auto chosen = std::ranges::find(state.baselines, state.baseline, &BaselineInfo::key);
  const std::string name = chosen == state.baselines.end() ? std::string{} : name_of(desk, *chosen);
  std::vector<Option> options;
  std::vector<BaselineKey> keys;
  for (const BaselineInfo& info : state.baselines) {
    if (info.is_update) continue;
    options.push_back({.text = name_of(desk, info), .chosen = info.key == state.baseline});
    keys.push_back(info.key);
  }
  const auto picked = draw_choice(
      desk.look,
      {.id = "against", .name = desk.say(Word::progress_against), .current = name, .width = 240},
      state.choice, [&] {
        return Options{static_cast<int>(options.size()),
                       [options](int i) { return options[static_cast<std::size_t>(i)]; }};
      });
  if (!picked) return;
  state.chosen = keys[static_cast<std::size_t>(*picked)];
  state.revision.reset();
}

ImRect draw_plot_card(const Desk& desk, const ImRect& card, Word title, float left) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 10));
  draw_heading(desk.look, desk.say(title), Type::table_strong, 3);
  return {card.Min + ImVec2(left, 44), card.Max - ImVec2(20, 46)};
}

void draw_progress_page(const Desk& desk, const TaskFacts& facts, ProgressState& state) {
  refresh(desk, state);
  draw_head(desk, state);
  switch (state.part) {
    case kVariance: draw_variance(desk, state); break;
    case kTrend: draw_trends(desk, state); break;
    case kEarned: draw_earned(desk, state); break;
    default: draw_check_in(desk, facts, state); break;
  }
  continue_at(ImGui::GetCursorScreenPos());
}

}  // namespace tongzhou
