// The values of fields as people read them, and begin to write them.
#pragma once

#include <string>
#include <string_view>

#include "documents/value_words.h"
#include "ui/look.h"

namespace tongzhou {

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

// The text to begin editing with: as value_text, but in a form that read_value
// (app/value_reading.h) takes.
std::string edit_text(const Look& look, const Plan& plan, AnyRef record, const FieldInfo& field);

}  // namespace tongzhou
