// The values of fields as people write them, there and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/plan.h"
#include "ui/look.h"
#include "ui/record_fields.h"

namespace tongzhou {

// "2.5 天", "4 小时" / "2.5 days", "1 hour". Days are the plan's working days.
std::string duration_text(Minutes length, DurationUnit unit, std::int32_t minutes_per_day,
                          Language language);
// "3d", "3 天", "4h", "16小时", "2w", "30 分钟"; a bare number counts in `unit`. A week is five
// days. Nothing for what is none of these, or is longer than a plan can be.
struct ReadDuration {
  Minutes length;
  DurationUnit unit;
};
std::optional<ReadDuration> read_duration(std::string_view text, DurationUnit unit,
                                          std::int32_t minutes_per_day);

// Numbers with at most two decimals and none that are zero: "3", "0.5".
std::string number_text(double number);
std::optional<double> read_number(std::string_view text);  // also "50%"

// "08:00-12:00, 13:00-17:00"; the word for a day off when there are none.
std::string hours_text(std::span<const WorkSpan> spans, Language language);
// The spans of one day, in any order, "8-12 13:00-17:30"; nothing when they make no sense.
std::optional<std::vector<WorkSpan>> read_hours(std::string_view text, std::uint8_t weekday);

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
