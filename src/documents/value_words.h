// The values of fields as people read them.
#pragma once

#include <span>
#include <string>

#include "core/numbers.h"
#include "model/plan.h"
#include "model/record_fields.h"

namespace tongzhou {

// In which words: days of this year go without their year.
struct Wording {
  Language language = Language::chinese;
  int this_year = 0;
};

// "2.5 天", "4 小时" / "2.5 days", "1 hour". Days are the plan's working days.
std::string duration_text(Minutes length, DurationUnit unit, std::int32_t minutes_per_day,
                          Language language);
// "12 person-days", or person-hours.
std::string effort_text(Minutes effort, DurationUnit unit, std::int32_t minutes_per_day,
                        Language language);
// "08:00-12:00, 13:00-17:00"; the word for a day off when there are none.
std::string hours_text(std::span<const WorkSpan> spans, Language language);
// Any value of that field: in tables, lists, forms, histories. Names of what it refers to come from
// the plan; long lists are joined by commas. `record` gives the context that some values need (a
// task's unit of duration).
std::string value_words(Wording wording, const Plan& plan, AnyRef record, const FieldInfo& field,
                        const Value& value);

// What to call a record: its name; of nameless ones what they refer to ("Design → Build"); else its
// kind.
std::string record_words(Language language, const Plan& plan, AnyRef record);
// The name of any field: also of field 0, and of those that are not for people.
std::string_view field_words(Language language, AnyRef record, FieldNumber field);
// The value of any such field. Empty for none.
std::string any_value_words(Wording wording, const Plan& plan, AnyRef record, FieldNumber field,
                            const Value& value);

// The unit in which a duration of that record is shown.
DurationUnit shown_unit(const Plan& plan, AnyRef record);

// What a criterion wants: "≥ 95 %", "8 至 10 毫米", "是".
std::string wanted_text(Language language, const Criterion& criterion);

}  // namespace tongzhou
