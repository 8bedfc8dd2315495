#include "documents/time_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tongzhou {
namespace {

constexpr double kFirstShown = kFirstDay.value;
constexpr double kLastShown = kLastDay.value + 1;
constexpr double kLabelPadding = 6;      // on either side of a label in the upper row
constexpr double kFineLabelPadding = 4;  // ... and in the lower

double days_of(Instant at) { return at.value / static_cast<double>(kMinutesPerDay); }

TimeScale kept_within(TimeScale scale) {
  scale.pixels_per_day = std::clamp(scale.pixels_per_day, kLeastPixelsPerDay, kMostPixelsPerDay);
  const double most = std::max(kFirstShown, kLastShown - scale.width / scale.pixels_per_day);
  scale.first_day = std::clamp(scale.first_day, kFirstShown, most);
  return scale;
}

struct Level {
  TimeUnit fine;
  int step;
  TimeUnit coarse;
};
// From fine to coarse.
constexpr std::array kLevels{
    Level{TimeUnit::minute, 15, TimeUnit::day}, Level{TimeUnit::minute, 30, TimeUnit::day},
    Level{TimeUnit::hour, 1, TimeUnit::day},    Level{TimeUnit::hour, 2, TimeUnit::day},
    Level{TimeUnit::hour, 3, TimeUnit::day},    Level{TimeUnit::hour, 6, TimeUnit::day},
    Level{TimeUnit::day, 1, TimeUnit::month},   Level{TimeUnit::week, 1, TimeUnit::month},
    Level{TimeUnit::month, 1, TimeUnit::year},  Level{TimeUnit::quarter, 1, TimeUnit::year},
    Level{TimeUnit::year, 1, TimeUnit::decade}, Level{TimeUnit::year, 2, TimeUnit::decade},
    Level{TimeUnit::year, 5, TimeUnit::decade},
};

double days_in(TimeUnit unit) {  // the shortest there are
  switch (unit) {
    case TimeUnit::minute: return 1.0 / kMinutesPerDay;
    case TimeUnit::hour: return 1.0 / 24;
    case TimeUnit::day: return 1;
    case TimeUnit::week: return 7;
    case TimeUnit::month: return 28;
    case TimeUnit::quarter: return 90;
    case TimeUnit::year: return 365;
    case TimeUnit::decade: return 3652;
  }
  return 1;
}

int year_of(Instant at) { return static_cast<int>(to_civil(day_of(at)).year()); }
int month_index(Instant at) {  // months since year 0
  const auto civil = to_civil(day_of(at));
  return static_cast<int>(civil.year()) * 12 + static_cast<int>(unsigned(civil.month())) - 1;
}
Instant start_of_month(int index) {
  return start_of(from_civil(index / 12, static_cast<unsigned>(index % 12) + 1, 1));
}
int floor_to_multiple(int value, int step) {
  const int rest = value % step;
  return value - (rest < 0 ? rest + step : rest);
}

// How much a label says: the year of a month, the Monday of a week, the weekday of a day.
enum class LabelForm : std::uint8_t { full, brief };

std::string label_of(TimeUnit unit, Instant at, Language language, LabelForm form) {
  const Day day = day_of(at);
  const auto civil = to_civil(day);
  const std::string year = fmt::to_string(static_cast<int>(civil.year()));
  const std::string day_number = fmt::to_string(unsigned(civil.day()));
  const bool full = form == LabelForm::full;
  switch (unit) {
    case TimeUnit::minute:
    case TimeUnit::hour: {
      const int minute = minute_of_day(at);
      return fmt::format("{}:{:02}", minute / 60, minute % 60);
    }
    case TimeUnit::day:
      return full ? say(language, Word::tick_day, {day_number, weekday_text(day, language)})
                  : day_number;
    case TimeUnit::week: {
      const std::string week = fmt::to_string(iso_week(day));
      if (!full) return say(language, Word::tick_week, {week});
      return say(language, Word::tick_week_from, {week, short_date(day, language)});
    }
    case TimeUnit::month:
      return full ? say(language, Word::tick_month, {year, month_text(day, language)})
                  : month_text(day, language);
    case TimeUnit::quarter: {
      const std::string quarter = fmt::to_string((unsigned(civil.month()) - 1) / 3 + 1);
      return full ? say(language, Word::tick_quarter, {quarter})
                  : say(language, Word::tick_quarter_brief, {quarter});
    }
    case TimeUnit::year: return full ? say(language, Word::tick_year, {year}) : year;
    case TimeUnit::decade: return say(language, Word::tick_decade, {year});
  }
  return {};
}

// A day is named in full in the row above hours, where there is room and no other date.
std::string coarse_label(TimeUnit unit, Instant at, Language language, LabelForm form) {
  if (unit != TimeUnit::day) return label_of(unit, at, language, form);
  const Day day = day_of(at);
  return day_text(day, form == LabelForm::full ? 0 : year_of(at), language);
}

double fine_room(const Level& level, const TimeScale& scale) {
  return days_in(level.fine) * level.step * scale.pixels_per_day - 2 * kFineLabelPadding;
}

// A wide sample: two-digit day, week, hour and month.
constexpr Instant kSample{30671 * kMinutesPerDay + 20 * 60};  // 2053-12-22 20:00, week 52

bool has_room(const Level& level, LabelForm form, const TimeScale& scale, Language language,
              const MeasureLabel& measure) {
  return measure(label_of(level.fine, kSample, language, form)) <= fine_room(level, scale);
}

Level choose_level(const TimeScale& scale, Language language, const MeasureLabel& measure) {
  for (const Level& level : kLevels)
    if (has_room(level, LabelForm::brief, scale, language, measure)) return level;
  return kLevels.back();
}

Instant floor_to_step(TimeUnit unit, int step, Instant at) {
  if (step == 1) return floor_to(unit, at);
  if (unit == TimeUnit::year) return start_of_month(floor_to_multiple(year_of(at), step) * 12);
  const int minutes = unit == TimeUnit::hour ? step * 60 : step;
  return {floor_to_multiple(at.value, minutes)};
}

std::vector<Tick> lay_ticks(TimeUnit unit, int step, const TimeScale& scale) {
  std::vector<Tick> ticks;
  Instant at = floor_to_step(unit, step, scale.instant_at(0));
  double left = scale.x_of(at);
  while (left < scale.width && at < start_of(kLastDay + 1)) {
    const Instant next = step_by(unit, step, at);
    const double right = scale.x_of(next);
    ticks.push_back({at, left, right, {}});
    at = next;
    left = right;
  }
  return ticks;
}

// Beside a coarse tick the year is said once, where it first fits, and at every January.
void label_coarse(TimeTicks& ticks, const TimeScale& scale, Language language,
                  const MeasureLabel& measure) {
  bool year_said = false;
  for (Tick& tick : ticks.coarse) {
    const double room =
        std::min(tick.right, scale.width) - std::max(tick.left, 0.0) - 2 * kLabelPadding;
    const bool wants_year = !year_said || floor_to(TimeUnit::year, tick.at) == tick.at;
    if (wants_year) {
      tick.label = coarse_label(ticks.coarse_unit, tick.at, language, LabelForm::full);
      if (measure(tick.label) <= room) {
        year_said = true;
        continue;
      }
    }
    tick.label = coarse_label(ticks.coarse_unit, tick.at, language, LabelForm::brief);
    if (measure(tick.label) > room) tick.label.clear();
  }
}

}  // namespace

double TimeScale::x_of(Instant at) const { return (days_of(at) - first_day) * pixels_per_day; }

Instant TimeScale::instant_at(double x) const {
  const double day = std::clamp(first_day + x / pixels_per_day, kFirstShown, kLastShown);
  return {static_cast<std::int32_t>(std::lround(day * kMinutesPerDay))};
}

TimeScale zoom_about(const TimeScale& scale, double x, double factor) {
  const double fixed = scale.first_day + x / scale.pixels_per_day;
  TimeScale zoomed = scale;
  zoomed.pixels_per_day =
      std::clamp(scale.pixels_per_day * factor, kLeastPixelsPerDay, kMostPixelsPerDay);
  zoomed.first_day = fixed - x / zoomed.pixels_per_day;
  return kept_within(zoomed);
}

TimeScale pan(const TimeScale& scale, double pixels) {
  TimeScale moved = scale;
  moved.first_day -= pixels / scale.pixels_per_day;
  return kept_within(moved);
}

TimeScale fit(Instant first, Instant last, double width, Margins margins) {
  const double room = std::max(1.0, width - margins.left - margins.right);
  const double days = std::max(1.0 / 24, days_of(last) - days_of(first));
  TimeScale scale{.width = width};
  scale.pixels_per_day = std::clamp(room / days, kLeastPixelsPerDay, kMostPixelsPerDay);
  scale.first_day = days_of(first) - margins.left / scale.pixels_per_day;
  return kept_within(scale);
}

TimeScale reveal(const TimeScale& scale, Instant first, Instant last, double margin) {
  const double left = scale.x_of(first) - margin;
  const double right = scale.x_of(last) + margin;
  if (left < 0 || right - left > scale.width) return pan(scale, -left);
  return right > scale.width ? pan(scale, scale.width - right) : scale;
}

Instant floor_to(TimeUnit unit, Instant at) {
  const Day day = day_of(at);
  switch (unit) {
    case TimeUnit::minute: return at;
    case TimeUnit::hour: return {floor_to_multiple(at.value, 60)};
    case TimeUnit::day: return start_of(day);
    case TimeUnit::week: return start_of(day - weekday_of(day));
    case TimeUnit::month: return start_of_month(month_index(at));
    case TimeUnit::quarter: return start_of_month(floor_to_multiple(month_index(at), 3));
    case TimeUnit::year: return start_of_month(floor_to_multiple(month_index(at), 12));
    case TimeUnit::decade: return start_of_month(floor_to_multiple(month_index(at), 120));
  }
  return at;
}

Instant step_by(TimeUnit unit, int steps, Instant at) {
  switch (unit) {
    case TimeUnit::minute: return {at.value + steps};
    case TimeUnit::hour: return {at.value + 60 * steps};
    case TimeUnit::day: return {at.value + kMinutesPerDay * steps};
    case TimeUnit::week: return {at.value + 7 * kMinutesPerDay * steps};
    case TimeUnit::month: return start_of_month(month_index(at) + steps);
    case TimeUnit::quarter: return start_of_month(month_index(at) + 3 * steps);
    case TimeUnit::year: return start_of_month(month_index(at) + 12 * steps);
    case TimeUnit::decade: return start_of_month(month_index(at) + 120 * steps);
  }
  return at;
}

std::string short_date(Day day, Language language) {
  return say(language, Word::short_date,
             {month_text(day, language), fmt::to_string(unsigned(to_civil(day).day()))});
}

TimeTicks make_ticks(const TimeScale& scale, Language language, const MeasureLabel& measure) {
  const Level level = choose_level(scale, language, measure);
  // The years of months stand above them already.
  const bool full =
      level.fine != TimeUnit::month && has_room(level, LabelForm::full, scale, language, measure);
  const LabelForm form = full ? LabelForm::full : LabelForm::brief;
  TimeTicks ticks{level.coarse, level.fine, level.step, {}, {}};
  ticks.fine = lay_ticks(level.fine, level.step, scale);
  for (Tick& tick : ticks.fine) tick.label = label_of(level.fine, tick.at, language, form);
  ticks.coarse = lay_ticks(level.coarse, 1, scale);
  label_coarse(ticks, scale, language, measure);
  return ticks;
}

}  // namespace tongzhou
