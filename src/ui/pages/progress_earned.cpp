#include "ui/pages/progress_parts.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/numbers.h"
#include "ui/value_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plot.h"

namespace tongzhou {

void draw_earned(const Desk& desk, ProgressState& state) {
  if (draw_without_baseline(desk, state)) return;
  const Look& look = desk.look;
  draw_baseline_choice(desk, state);
  const EarnedValue& value = state.value;
  const double per_day = std::max(desk.plan().info().minutes_per_day, 1);
  const auto person_days = [&](double minutes) {
    return desk.say(Word::some_person_days, {number_text(std::round(minutes / per_day * 10) / 10)});
  };
  const auto number = [](double of) { return fixed_text(of, 2); };
  const auto of_budget = [&](double part) {
    return desk.say(
        Word::progress_of_budget,
        {person_days(value.budget), percent_text(value.budget > 0 ? part / value.budget : 0)});
  };
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + kGap);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float each = (ImGui::GetContentRegionAvail().x - 3 * kGap) / 4;
  const auto box = [&](int i) {
    const ImVec2 corner = at + ImVec2(float(i) * (each + kGap), 0);
    return ImRect{corner, corner + ImVec2(each, kFigureCardHeight)};
  };
  draw_figure_card(look, box(0),
                   {"pv", desk.say(Word::progress_planned_value), person_days(value.planned),
                    of_budget(value.planned)});
  draw_figure_card(look, box(1),
                   {"ev", desk.say(Word::progress_earned_value), person_days(value.earned),
                    of_budget(value.earned)});
  const bool behind = value.schedule_performance() < 0.995;
  draw_figure_card(
      look, box(2),
      {"spi", desk.say(Word::progress_spi), number(value.schedule_performance()),
       behind ? desk.say(Word::progress_spi_bad, {person_days(value.planned - value.earned)})
              : std::string(desk.say(Word::progress_spi_good)),
       behind ? Tone::critical : Tone::good});
  const bool dear = value.knows_cost() && value.cost_performance() < 0.995;
  draw_figure_card(look, box(3),
                   {"cpi", desk.say(Word::progress_cpi),
                    value.knows_cost() ? number(value.cost_performance()) : "—",
                    value.knows_cost() ? desk.say(Word::progress_cpi_note,
                                                  {person_days(value.estimate_at_completion())})
                                       : std::string(desk.say(Word::progress_cpi_none)),
                    dear ? Tone::critical : Tone::neutral});
  const ImVec2 under = at + ImVec2(0, kFigureCardHeight + kGap);
  ImGui::SetCursorScreenPos(under);
  const ImRect card{under, under + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  const ImRect plot_box = draw_plot_card(desk, card, Word::progress_curve, 104);
  if (state.curve.planned.empty()) return;
  const Instant last = std::max(state.curve.planned.back().at, state.curve.earned.back().at);
  const Plot plot(look, plot_box, state.curve.planned.front().at, last, 0,
                  std::max(1.0, value.budget) * 1.04);
  plot.draw_values(4, [&](double minutes) { return number_text(std::round(minutes / per_day)); });
  plot.draw_dates();
  const auto line = [&](const std::vector<EarnedCurve::Point>& points, ImU32 colour, float dot) {
    std::vector<Plot::Point> drawn;
    for (const auto& point : points) drawn.push_back({point.at, point.value});
    plot.draw_line(drawn, colour, 2, dot);
  };
  line(state.curve.planned, look.colours().faint_text, 0);
  line(state.curve.earned, look.theme.strong(behind ? Tone::critical : Tone::good), 3.5F);
  if (value.without_baseline > 0)
    draw_text_in(
        look, *ImGui::GetWindowDrawList(),
        {{card.Min.x + 280, card.Min.y + 10}, {card.Max.x - 16, card.Min.y + 30}},
        desk.say(Word::progress_without, {fmt::format("{}", value.without_baseline)}),
        {.type = Type::small, .colour = look.colours().second_text, .align = Align::right});
}

}  // namespace tongzhou
