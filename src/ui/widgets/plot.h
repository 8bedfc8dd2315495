// Lines over time: the axes of small charts. Draws only.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "documents/time_scale.h"
#include "ui/text.h"

namespace tongzhou {

class Plot {
 public:
  // `box` is what the lines lie in; the axes are written left of it and below.
  Plot(const Look& look, const ImRect& box, Instant first, Instant last, double low, double high);

  float x_of(Instant at) const;
  float y_of(double value) const;

  void draw_dates() const;
  // A line across and its name at each of so many values.
  void draw_values(int steps, const std::function<std::string(double)>& name) const;
  struct Point {
    Instant at;
    double value;
  };
  void draw_line(std::span<const Point> points, ImU32 colour, float thickness, float dot = 0) const;

 private:
  const Look& look_;
  ImRect box_;
  TimeScale scale_;
  double low_, high_;
};

}  // namespace tongzhou
