// Exceptions of a Project calendar that recur, written out day by day.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/date.h"

namespace tongzhou {

// As the schema has them. `month` counts from 0; `days_of_week` is a bit mask from Sunday on.
struct MspdiRecurrence {
  std::int64_t type = 1;    // 1 daily, 2/3 yearly by day/position, 4/5 monthly likewise, 6 weekly
  std::int64_t period = 1;  // every how many days, weeks, months
  std::int64_t days_of_week = 0;
  std::int64_t month_item = 0;      // 0 day, 1 weekday, 2 weekend day, 3 to 9 Sunday to Saturday
  std::int64_t month_position = 0;  // 0 to 3 first to fourth, 4 last
  std::int64_t month = 0;
  std::int64_t month_day = 1;
  std::int64_t occurrences = 0;  // at most so many; 0: as many as there are
  Day first;
  Day last;
};

inline constexpr std::size_t kMostOccurrences = 1500;

// The days in order. Nothing for kinds not listed above, senseless numbers, or too many days.
std::optional<std::vector<Day>> expand(const MspdiRecurrence& recurrence);

}  // namespace tongzhou
