// What a bar becomes while it is dragged: pure arithmetic on dates.
#pragma once

#include <cstdint>

#include "core/date.h"

namespace tongzhou {

class WorkingTime;

struct BarDates {
  Instant start;
  Instant finish;
  bool operator==(const BarDates&) const = default;
};

// The grain that drags move in: whole days, or minutes where hours are told apart.
struct Grain {
  std::int32_t minutes = kMinutesPerDay;
  bool is_whole_days() const { return minutes == kMinutesPerDay; }
};
// The finest that a hand can aim at: at least some 6 pixels.
Grain grain_for(double pixels_per_day);

// The bar moved by so much time as the pointer went: to the nearest grain, then on to working time.
// Its working minutes stay; by whole days its time of day stays too.
BarDates moved(const BarDates& dates, Minutes by, Grain grain, const WorkingTime& hours);

// The bar with one end where the pointer is; at least a quarter of an hour of work remains. By
// whole days, an end comes to the beginning or close of work.
BarDates with_start_at(const BarDates& dates, Instant pointer, Grain grain,
                       const WorkingTime& hours);
BarDates with_finish_at(const BarDates& dates, Instant pointer, Grain grain,
                        const WorkingTime& hours);

// The next or previous working days, `days` of them; time of day and working minutes stay.
BarDates moved_by_working_days(const BarDates& dates, int days, const WorkingTime& hours);
// Longer or shorter by working days; at least one day's close stays after the start.
BarDates with_working_days_more(const BarDates& dates, int days, const WorkingTime& hours);

// 0 to 100 in steps of 5, from a place between the ends of a bar.
std::int32_t dragged_percent(double left, double right, double x);

}  // namespace tongzhou
