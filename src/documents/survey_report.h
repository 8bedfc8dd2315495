// What a survey said, to read, print and send.
#pragma once

#include "documents/document.h"
#include "insight/surveys.h"

namespace tongzhou {

// Made from sums alone; what fewer people said than the survey's threshold is not in it.
Document make_survey_report(const Plan& plan, Id<Survey> survey, const SurveyResults& results,
                            Language language);

}  // namespace tongzhou
