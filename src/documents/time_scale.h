// Time along a line of pixels, and the two rows of ticks above it. Knows nothing of drawing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace tongzhou {

// From a century in some 900 pixels to 4 pixels for a minute.
inline constexpr double kLeastPixelsPerDay = 0.025;
inline constexpr double kMostPixelsPerDay = 4.0 * kMinutesPerDay;

// Which stretch of time a line shows. Pixels count from the line's left end.
struct TimeScale {
  double pixels_per_day = 16;
  double first_day = 0;  // at pixel 0, in days since 1970-01-01 and parts of them
  double width = 800;

  double x_of(Instant at) const;
  double x_of(Day day) const { return x_of(start_of(day)); }
  Instant instant_at(double x) const;  // the nearest minute; kept within 1900 to 2200
  Day day_at(double x) const { return day_of(instant_at(x)); }
  bool operator==(const TimeScale&) const = default;
};

// The instant under pixel `x` stays there; `factor` above 1 shows less time. Kept within the
// limits.
TimeScale zoom_about(const TimeScale& scale, double x, double factor);
// Moves the picture, not the view: positive pixels bring earlier time in from the left.
TimeScale pan(const TimeScale& scale, double pixels);
// All from `first` to `last` with `left` and `right` pixels to spare.
struct Margins {
  double left = 0;
  double right = 0;
};
TimeScale fit(Instant first, Instant last, double width, Margins margins);
// Moves no more than needed to show both, or the first where both do not fit.
TimeScale reveal(const TimeScale& scale, Instant first, Instant last, double margin);

enum class TimeUnit : std::uint8_t { minute, hour, day, week, month, quarter, year, decade };

// The first instant of the unit that holds `at`; weeks begin on Monday.
Instant floor_to(TimeUnit unit, Instant at);
// The beginning of the `steps`-th unit after the one that begins at `at`.
Instant step_by(TimeUnit unit, int steps, Instant at);

struct Tick {
  Instant at;
  double left, right;  // pixels; where the next tick begins
  std::string label;   // fits between them with room to breathe; empty where nothing does
};

// The rows of ticks: the coarse one above says where one is, the fine one below counts.
struct TimeTicks {
  TimeUnit coarse_unit{};
  TimeUnit fine_unit{};
  int fine_step = 1;  // in units
  std::vector<Tick> coarse;
  std::vector<Tick> fine;
};

// "8月30日" / "30 Aug".
std::string short_date(Day day, Language language);

// The width of a label in pixels.
using MeasureLabel = std::function<float(std::string_view)>;

// Ticks from the one that holds pixel 0 to the one that holds the last; the finest steps whose
// labels fit. The choice does not depend on where the view stands, so it is calm under panning.
TimeTicks make_ticks(const TimeScale& scale, Language language, const MeasureLabel& measure);

}  // namespace tongzhou
