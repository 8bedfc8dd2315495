// The values of fields as people write them, there and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "documents/value_words.h"
#include "ui/look.h"

namespace tongzhou {

// "3d", "3 天", "4h", "16小时", "2w", "30 分钟"; a bare number counts in `unit`. A week is five
// days. Nothing for what is none of these, or is longer than a plan can be.
struct ReadDuration {
  Minutes length;
  DurationUnit unit;
};
std::optional<ReadDuration> read_duration(std::string_view text, DurationUnit unit,
                                          std::int32_t minutes_per_day);

// "3", "0.5", also "50%".
std::optional<double> read_number(std::string_view text);

// The spans of one day, in any order, "8-12 13:00-17:30"; nothing when they make no sense.
std::optional<std::vector<WorkSpan>> read_hours(std::string_view text, std::uint8_t weekday);

// "30 Aug"; a dash where there is no date.
std::string short_date_text(const Look& look, Instant at);
// Working minutes in days of the plan, "2.5 d".
std::string days_text(const Look& look, const Plan& plan, double minutes);

// "just now", "2 h ago", or the day, for something so long past.
std::string ago_text(const Look& look, std::int64_t milliseconds);

// Any field, for reading: in tables, lists and forms. Names of what it refers to come from the
// plan; long lists are joined by commas. `record` gives the context that some values need (a
// task's unit of duration).
std::string value_text(const Look& look, const Plan& plan, AnyRef record, const FieldInfo& field);

// What a person typed for that field. Nothing when it cannot be read as such a value.
std::optional<Value> read_value(const Look& look, const Plan& plan, AnyRef record,
                                const FieldInfo& field, std::string_view typed);

// The text to begin editing with: as value_text, but in a form that read_value takes.
std::string edit_text(const Look& look, const Plan& plan, AnyRef record, const FieldInfo& field);

}  // namespace tongzhou
