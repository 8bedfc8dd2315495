// Forms for people without the program: one page of HTML that asks nothing of any network and
// gives a short text to send back (exchange/answer_sheet.h).
#pragma once

#include <string>

#include "model/plan.h"

namespace tongzhou {

// In the language of the plan. Of a survey that is in the plan.
std::string survey_form(const Plan& plan, Id<Survey> survey, Language language);
// For suggestions, named or not.
std::string suggestion_form(const Plan& plan, Language language);

}  // namespace tongzhou
