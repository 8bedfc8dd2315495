// Editors for the fields of any record, made from its description.
#pragma once

#include "model/record_fields.h"
#include "ui/desk.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

// What the editors of one form remember.
struct FormState {
  ChoiceState choice;
  DateFieldState date;
};

// A label and what edits the field beside it, or below it for notes; as wide as what is left. The
// edit is made when the user leaves the field.
void draw_form_field(const Desk& desk, AnyRef record, const FieldInfo& field, FormState& state);

// For editors of a field that are drawn otherwise: notes what stands in the text field of that id,
// where it has the keyboard and differs from what is in the plan (View::typing).
void note_typing(const Desk& desk, AnyRef record, const FieldInfo& field, const char* id,
                 std::string_view before);

// The same of a date field that was drawn just now.
void note_typed_date(const Desk& desk, AnyRef record, const FieldInfo& field,
                     const DateFieldSpec& spec);

// The label of a line of a form; leaves the cursor where its editor begins.
void draw_form_label(const Desk& desk, std::string_view label);
// A line that is computed, not edited.
void draw_form_fact(const Desk& desk, std::string_view label, std::string_view fact,
                    Tone tone = Tone::neutral);

inline constexpr float kFormLabelWidth = 92;
inline constexpr float kFormGap = 8;  // between lines

}  // namespace tongzhou
