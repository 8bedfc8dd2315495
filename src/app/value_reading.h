// The values of fields as people write them: typed into a form or a cell, or in a table from
// elsewhere. In Chinese and in English, whatever is shown.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "exchange/csv_cells.h"
#include "model/plan.h"
#include "model/record_fields.h"

namespace tongzhou {

// Working time as parse_duration_cell reads it; a bare number counts in `unit`.
std::optional<DurationCell> read_duration(std::string_view text, DurationUnit unit,
                                          std::int32_t minutes_per_day);

// "3", "0.5", also "50%".
std::optional<double> read_number(std::string_view text);

// The spans of one day, in any order, "8-12 13:00-17:30"; nothing when they make no sense.
std::optional<std::vector<WorkSpan>> read_hours(std::string_view text, std::uint8_t weekday);

// The minute of the day that a date without a time means: work begins in the morning, and what ends
// with a day ends in the evening.
std::int32_t usual_minute(const FieldInfo& field);

// What a person typed for that field. Nothing when it cannot be read as such a value. Names mean
// the first record of that name; dates without a year are those nearest to `today`. `record` gives
// the context that some values need (a task's unit of duration).
std::optional<Value> read_value(Day today, const Plan& plan, AnyRef record, const FieldInfo& field,
                                std::string_view typed);

}  // namespace tongzhou
