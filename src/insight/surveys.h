// What a survey says: of all that answered and of departments, with how sure that is, and what
// changed since the round before. Made from sums alone (Tally).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

// The questions of a survey, in order.
std::vector<Id<Question>> questions_of(const Plan& plan, Id<Survey> survey);
// What a question offers to choose from: 5 grades, 11, or its own options. Of a grid the grades of
// each row; of a text none.
std::size_t option_count(const Question& question);
// The lines of its options; of a grid its rows.
std::vector<std::string> options_of(const Question& question);
// Whether its answers are numbers of which there is a mean.
bool is_scale(QuestionKind kind);
// What the numbers of its options begin with: ratings with 1, recommendations with 0.
int lowest_of(QuestionKind kind);
// How many people are asked: as noted, else as many as the departments asked have in the plan.
std::size_t asked_people(const Plan& plan, const Survey& survey);
// The first rating of it, with which others are compared; unset: none.
Id<Question> overall_question(const Plan& plan, Id<Survey> survey);

// How some people answered.
struct AnswerCounts {
  std::size_t answered = 0;
  std::vector<std::size_t> counts;  // of each option
};
struct AnswerMean {
  double value = 0;
  double low = 0, high = 0;  // of the 95% confidence interval (Student's t)
  double error = 0;          // standard error
};
// Nothing of nobody; of one person the interval is the value. The first option counts `lowest`.
std::optional<AnswerMean> mean_of(const AnswerCounts& counts, int lowest);
// Promoters (9 and 10) less detractors (0 to 6), in percent (Reichheld 2003). Of 11 options.
std::optional<double> net_promoter(const AnswerCounts& counts);

struct QuestionResult {
  Id<Question> question;
  std::int32_t row = 0;
  std::string name;  // the question, or the row of a grid
  QuestionKind kind{};
  std::vector<std::string> options;
  AnswerCounts all;
  std::optional<AnswerMean> mean;
  std::optional<double> nps;
  std::optional<double> change;  // of the mean since the round before
  bool is_clear = false;         // the change is beyond chance: twice the standard errors together
  std::optional<double> goes_with;  // correlation with the overall question (Pearson)
  struct OfDepartments {
    std::vector<Id<Department>> departments;
    AnswerCounts counts;
    std::optional<AnswerMean> mean;
  };
  std::vector<OfDepartments> departments;
  std::vector<std::string> texts;
};
struct SurveyResults {
  std::size_t asked = 0, answers = 0;
  bool hides = false;  // departments too small to be shown alone
  std::vector<QuestionResult> questions;
  // Places of questions by how much they go with the overall one, most first; of at least 0.3 in
  // size, and on at least ten answers.
  std::vector<std::size_t> drivers;
};
SurveyResults find_results(const Plan& plan, Id<Survey> survey);

}  // namespace tongzhou
