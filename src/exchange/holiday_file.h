// Lists of public holidays as others publish them, read as exceptions of a calendar.
//
// Two forms are understood:
//   JSON, one year a file: {"days": [{"name": "国庆节", "date": "2027-10-01", "isOffDay": true},
//   ...]},
//     as the holiday-cn project publishes the notices of China's State Council;
//   CSV or pasted text, one day a line: date, name, "off" or "work" (休 / 班) in any column order,
//   a
//     head line allowed.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/result.h"
#include "model/records.h"

namespace tongzhou {

// Whether the bytes are such a list; cheap, and never true for a file of tasks.
bool is_holiday_file(std::span<const std::byte> bytes);

// Consecutive days of one holiday come as one exception, days worked with the hours of `working`.
// In order, without overlap; `calendar` is theirs. A file with a day that cannot be read, or the
// same day twice with different effect, is refused whole. At most 100,000 days.
Result<std::vector<CalendarException>> read_holiday_file(std::span<const std::byte> bytes,
                                                         Id<Calendar> calendar,
                                                         const WorkHours& working);

}  // namespace tongzhou
