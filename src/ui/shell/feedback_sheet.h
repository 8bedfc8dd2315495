// What the inspector adds for suggestions and surveys.
#pragma once

#include "ui/form.h"

namespace tongzhou {

// What can be decided about it, and the improvements it has led to.
void draw_suggestion_acts(const Desk& desk, Id<Suggestion> suggestion, FormState& form);
void draw_improvements(const Desk& desk, Id<Suggestion> suggestion);
// Its form, its next round, and its questions.
void draw_survey_acts(const Desk& desk, Id<Survey> survey);
void draw_survey_questions(const Desk& desk, Id<Survey> survey);

}  // namespace tongzhou
