// Edits of single fields, with what they imply.
#pragma once

#include <string_view>

#include "model/record_fields.h"
#include "ui/desk.h"

namespace tongzhou {

// Gives a field a value. A task's percent brings its actual dates along.
void set_field(const Desk& desk, AnyRef record, const FieldInfo& field, const Value& value);

// What was typed for a field. A duration brings its unit along ("4h" is shown in hours from then
// on). False, and no edit, when it cannot be read.
[[nodiscard]] bool type_field(const Desk& desk, AnyRef record, const FieldInfo& field,
                              std::string_view typed);

// Deletes a record as app/edits.h says. Tells, with a way back.
void delete_record(const Desk& desk, AnyRef record);

}  // namespace tongzhou
