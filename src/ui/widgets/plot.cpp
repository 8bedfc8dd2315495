#include "ui/widgets/plot.h"

#include <algorithm>

namespace tongzhou {

Plot::Plot(const Look& look, const ImRect& box, Instant first, Instant last, double low,
           double high)
    : look_(look),
      box_(box),
      scale_(fit(first, std::max(last, first + Minutes{kMinutesPerDay}), box.GetWidth(), {})),
      low_(low),
      high_(high > low ? high : low + 1) {}

float Plot::x_of(Instant at) const { return box_.Min.x + static_cast<float>(scale_.x_of(at)); }
float Plot::y_of(double value) const {
  return box_.Max.y - static_cast<float>((value - low_) / (high_ - low_)) * box_.GetHeight();
}

void Plot::draw_dates() const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const TimeTicks ticks = make_ticks(scale_, look_.language, [&](std::string_view text) {
    return text_width(look_, Type::small, text) + 8;
  });
  const auto row = [&](std::span<const Tick> of, float top, ImU32 colour) {
    for (const Tick& tick : of) {
      const float x = std::max(box_.Min.x, box_.Min.x + static_cast<float>(tick.left));
      const float right = box_.Min.x + static_cast<float>(tick.right);
      if (tick.label.empty() || x > box_.Max.x - 8) continue;
      if (text_width(look_, Type::small, tick.label) > right - x) continue;
      draw_text_in(look_, list, {{x, top}, {right, top + 18}}, tick.label,
                   {.type = Type::small, .colour = colour});
    }
  };
  row(ticks.fine, box_.Max.y + 3, look_.colours().faint_text);
  row(ticks.coarse, box_.Max.y + 20, look_.colours().second_text);
}

void Plot::draw_values(int steps, const std::function<std::string(double)>& name) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (int i = 0; i <= steps; ++i) {
    const double value = low_ + (high_ - low_) * i / steps;
    const float y = y_of(value);
    list.AddLine({box_.Min.x, y}, {box_.Max.x, y}, look_.colours().line);
    draw_text_in(
        look_, list, {{box_.Min.x - 84, y - 9}, {box_.Min.x - 8, y + 9}}, name(value),
        {.type = Type::small, .colour = look_.colours().faint_text, .align = Align::right});
  }
}

void Plot::draw_line(std::span<const Point> points, ImU32 colour, float thickness,
                     float dot) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImVec2 last;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 here{x_of(points[i].at), y_of(points[i].value)};
    if (i > 0) list.AddLine(last, here, colour, thickness);
    if (dot > 0) list.AddCircleFilled(here, dot, colour);
    last = here;
  }
}

}  // namespace tongzhou
