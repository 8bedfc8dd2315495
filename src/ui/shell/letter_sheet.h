// The parts of the inspector that are about letters: what may be done, who has to agree.
#pragma once

#include "model/record_fields.h"
#include "ui/desk.h"
#include "ui/form.h"

namespace tongzhou {

Tone tone_of(LetterState state);

void draw_letter_acts(const Desk& desk, Id<Letter> letter);
void draw_approvals(const Desk& desk, Id<Letter> letter, FormState& form);
// Whether that field is of use for a letter of its kind.
bool is_of_use(const Letter& letter, FieldNumber field);

}  // namespace tongzhou
