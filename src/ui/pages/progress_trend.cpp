#include "ui/pages/progress_parts.h"

#include <algorithm>
#include <array>

#include "ui/value_text.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plot.h"

namespace tongzhou {
namespace {

void draw_trend(const Desk& desk, const ImRect& card, const ProgressState& state) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect plot_box = draw_plot_card(desk, card, Word::progress_trend_title, 104);
  if (state.trends.empty()) {
    draw_lines_in(look, list, {plot_box.Min - ImVec2(70, 0), plot_box.Max},
                  desk.say(Word::progress_no_updates), {.colour = look.colours().second_text});
    return;
  }
  constexpr std::size_t kMost = 8;
  const std::size_t count = std::min(kMost, state.trends.size());
  const float names = std::min(200.0F, card.GetWidth() * 0.25F);
  plot_box.Max.x -= names;
  Instant first, last, low, high;
  const auto widen = [](Instant& from, Instant& to, Instant at) {
    from = from.is_set() ? std::min(from, at) : at;
    to = std::max(to, at);
  };
  for (std::size_t i = 0; i < count; ++i)
    for (const Trend::Point& point : state.trends[i].points) {
      widen(first, last, point.told);
      widen(low, high, point.forecast);
    }
  const double margin = std::max(kMinutesPerDay * 2.0, (high.value - low.value) * 0.06);
  const Plot plot(look, plot_box, first, last, low.value - margin, high.value + margin);
  plot.draw_values(
      4, [&](double at) { return short_date_text(desk.look, {static_cast<std::int32_t>(at)}); });
  plot.draw_dates();
  // What is forecast for the day it is told on has come: the line where milestones arrive.
  const std::array arrival{Plot::Point{first, double(first.value)},
                           Plot::Point{last, double(last.value)}};
  list.PushClipRect(plot_box.Min, plot_box.Max, true);
  plot.draw_line(arrival, look.colours().faint_text, 1);
  list.PopClipRect();
  float below = plot_box.Min.y - 20;
  for (std::size_t i = count; i-- > 0;) {  // the latest forecast stands highest
    const Trend& trend = state.trends[i];
    std::vector<Plot::Point> points;
    for (const Trend::Point& point : trend.points)
      points.push_back({point.told, double(point.forecast.value)});
    const ImU32 colour = department_colour(look, static_cast<int>(i));
    plot.draw_line(points, colour, 2, 3.5F);
    const std::string& title = desk.title(trend.task);
    below = std::max(plot.y_of(points.back().value), below + 18);
    draw_text_in(look, list,
                 {{plot_box.Max.x + 12, below - 9}, {plot_box.Max.x + names, below + 9}}, title,
                 {.type = Type::small_strong, .colour = colour});
    access::describe({.id = ImGui::GetID(title.c_str()),
                      .role = access::Role::note,
                      .name = title,
                      .value = short_date_text(desk.look, trend.points.front().forecast) + " → " +
                               short_date_text(desk.look, trend.points.back().forecast),
                      .rect = {plot_box.Max.x, below - 9, card.Max.x, below + 9}});
  }
}

void draw_fever(const Desk& desk, const ImRect& card, const ProgressState& state) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImRect box = draw_plot_card(desk, card, Word::progress_fever_title, 52);
  const std::vector<FeverPoint>& points = state.fever;
  if (points.empty()) {
    draw_lines_in(look, list, {box.Min - ImVec2(30, 0), box.Max},
                  desk.say(Word::progress_fever_none), {.colour = look.colours().second_text});
    return;
  }
  const auto at = [&](double done, double used) {
    const float y = static_cast<float>(std::clamp(used, 0.0, 1.2) / 1.2);
    return ImVec2{box.Min.x + static_cast<float>(done) * box.GetWidth(),
                  box.Max.y - y * box.GetHeight()};
  };
  list.AddRectFilled(box.Min, box.Max, look.theme.soft(Tone::critical), 4);
  list.AddQuadFilled(at(0, kActLine.at(0)), at(1, kActLine.at(1)), at(1, 0), at(0, 0),
                     look.theme.soft(Tone::warning));
  list.AddQuadFilled(at(0, kWatchLine.at(0)), at(1, kWatchLine.at(1)), at(1, 0), at(0, 0),
                     look.theme.soft(Tone::good));
  ImVec2 last;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 here = at(points[i].done, points[i].used);
    if (i > 0) list.AddLine(last, here, look.colours().text, 1.5F);
    list.AddCircleFilled(here, i + 1 == points.size() ? 5.0F : 3.0F, look.colours().text);
    last = here;
  }
  for (const double part : {0.0, 0.5, 1.0}) {
    draw_text_in(look, list, {at(0, part) - ImVec2(46, 9), at(0, part) + ImVec2(-6, 9)},
                 percent_text(part),
                 {.type = Type::small, .colour = look.colours().faint_text, .align = Align::right});
    draw_text_at(look, list, at(part, 0) + ImVec2(part > 0.9 ? -32.0F : -4.0F, 12),
                 percent_text(part), {.type = Type::small, .colour = look.colours().faint_text});
  }
  const Fever fever = fever_of(points.back());
  const Word words[] = {Word::progress_fever_fine, Word::progress_fever_watch,
                        Word::progress_fever_act};
  const std::string told =
      desk.say(Word::progress_fever_told,
               {percent_text(points.back().done), percent_text(points.back().used),
                desk.say(words[static_cast<std::size_t>(fever)])});
  draw_text_in(look, list, {{card.Min.x + 16, card.Max.y - 26}, {card.Max.x - 16, card.Max.y - 6}},
               told, {.type = Type::small});
  access::describe({.id = ImGui::GetID("fever"),
                    .role = access::Role::picture,
                    .name = std::string(desk.say(Word::progress_fever_title)),
                    .value = told,
                    .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
}

}  // namespace

void draw_trends(const Desk& desk, const ProgressState& state) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail() - ImVec2(0, kGap);
  const float wide = (room.x - kGap) * 0.66F;
  draw_trend(desk, {at, at + ImVec2(wide, room.y)}, state);
  draw_fever(desk, {at + ImVec2(wide + kGap, 0), at + room}, state);
  continue_at({at.x, at.y + room.y});
}

}  // namespace tongzhou
