#include "ui/gantt/drag.h"

#include <algorithm>
#include <cmath>

#include "schedule/working_time.h"

namespace tongzhou {
namespace {

constexpr Minutes kLeastWork{15};

std::int32_t to_multiple(std::int32_t value, std::int32_t step) {
  return static_cast<std::int32_t>(std::lround(static_cast<double>(value) / step)) * step;
}

// A task keeps its work behind the new start; a milestone is its start.
BarDates from_start(const BarDates& dates, Instant start, const WorkingTime& hours) {
  if (dates.start == dates.finish) return {start, start};
  return {start, hours.add(start, hours.between(dates.start, dates.finish))};
}

// An instant that can begin or end work stays, others go on to the next beginning.
Instant settled(Instant at, const WorkingTime& hours) {
  const bool touches_work = hours.next_start(at) == at || hours.previous_finish(at) == at;
  return touches_work ? at : hours.next_start(at);
}

// The first day with work from `day` on (or before it, going back). A year without any: `day`.
Day working_day(Day day, int direction, const WorkingTime& hours) {
  for (int i = 0; i < 366; ++i)
    if (hours.minutes_on(day + i * direction) > 0) return day + i * direction;
  return day;
}

// A day later or earlier for each step, counting working days only.
Day step_days(Day day, int days, const WorkingTime& hours) {
  const int direction = days < 0 ? -1 : 1;
  for (int i = 0; i != days; i += direction) day = working_day(day + direction, direction, hours);
  return day;
}

}  // namespace

Grain grain_for(double pixels_per_day) {
  for (const std::int32_t minutes : {15, 30, 60})
    if (pixels_per_day * minutes >= 6.0 * kMinutesPerDay) return {minutes};
  return {};
}

BarDates moved(const BarDates& dates, Minutes by, Grain grain, const WorkingTime& hours) {
  const Minutes whole{to_multiple(by.count, grain.minutes)};
  if (whole.count == 0) return dates;
  if (!grain.is_whole_days()) return from_start(dates, settled(dates.start + whole, hours), hours);
  const Day day = working_day(day_of(dates.start + whole), 1, hours);
  return from_start(dates, settled(at(day, minute_of_day(dates.start)), hours), hours);
}

BarDates with_start_at(const BarDates& dates, Instant pointer, Grain grain,
                       const WorkingTime& hours) {
  const Instant wanted = hours.next_start({to_multiple(pointer.value, grain.minutes)});
  Instant latest = hours.subtract(dates.finish, kLeastWork);
  if (grain.is_whole_days()) latest = std::min(latest, hours.next_start(start_of(day_of(latest))));
  return {std::min(wanted, latest), dates.finish};
}

BarDates with_finish_at(const BarDates& dates, Instant pointer, Grain grain,
                        const WorkingTime& hours) {
  const Instant wanted = hours.previous_finish({to_multiple(pointer.value, grain.minutes)});
  Instant earliest = hours.add(dates.start, kLeastWork);
  if (grain.is_whole_days())
    earliest = std::max(earliest, hours.previous_finish(start_of(day_of(earliest) + 1)));
  return {dates.start, std::max(wanted, earliest)};
}

BarDates moved_by_working_days(const BarDates& dates, int days, const WorkingTime& hours) {
  const Day day = step_days(day_of(dates.start), days, hours);
  return from_start(dates, settled(at(day, minute_of_day(dates.start)), hours), hours);
}

BarDates with_working_days_more(const BarDates& dates, int days, const WorkingTime& hours) {
  const Day day = step_days(day_of(dates.finish), days, hours);
  return with_finish_at(dates, start_of(day + 1), {}, hours);
}

std::int32_t dragged_percent(double left, double right, double x) {
  const double share = right > left ? (x - left) / (right - left) : 0;
  return to_multiple(static_cast<std::int32_t>(std::lround(std::clamp(share, 0.0, 1.0) * 100)), 5);
}

}  // namespace tongzhou
