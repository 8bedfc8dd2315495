// Times reading and counting 2,000 answers to a survey, and finding what they say. Prints lines:
// name value unit.
#include <string>

#include "app/answers.h"
#include "app/open_plan.h"
#include "insight/surveys.h"
#include "support/big_plan.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

using test::print_figure;

constexpr int kAnswers = 2'000;

std::string answers_to(const Plan& plan, Id<Survey> survey) {
  std::vector<Id<Department>> departments;
  for (const auto& entry : plan.table<Department>().live()) departments.push_back(entry.id);
  const std::vector<Id<Question>> questions = questions_of(plan, survey);
  std::string text;
  for (int i = 0; i < kAnswers; ++i) {
    AnswerSheet sheet{.plan = plan.id(),
                      .survey = survey,
                      .department = departments[static_cast<std::size_t>(i) % departments.size()],
                      .ticket = static_cast<std::uint64_t>(i) + 1,
                      .revision = 1,
                      .answers = {},
                      .topic = {},
                      .text = {},
                      .name = {}};
    for (const Id<Question> id : questions) {
      const Question& question = *plan.find(id);
      const bool grid = question.kind == QuestionKind::grid;
      for (std::size_t row = 0; row < (grid ? options_of(question).size() : 1); ++row)
        sheet.answers.push_back(
            {.question = id,
             .row = static_cast<std::int32_t>(row),
             .choices = question.kind == QuestionKind::text
                            ? std::vector<std::int32_t>{}
                            : std::vector<std::int32_t>{(i + static_cast<int>(row)) % 5},
             .text = question.kind == QuestionKind::text ? "交货日期总是变" : ""});
    }
    text += write_answer(sheet);
  }
  return text;
}

void time_surveys() {
  OpenPlan open(make_big_plan({.tasks = 1'000}).plan);
  SeededRandom random(1);
  const Day today = from_civil(2026, 8, 31);
  NewRecord made = add_survey(open, random, today);
  const Id<Survey> survey{made.record.id.value};
  check(open.edit(std::move(made.draft), ReplicaId{7}, {}).has_value(), "it fits");
  const std::string text = answers_to(open.plan(), survey);
  print_figure("answers_bytes", double(text.size()), "bytes");
  AnswerTray tray;
  print_figure("answers_read",
               test::time_of(3,
                             [&] {
                               tray = {};
                               tray.add("answers.txt", read_answers(text));
                             }),
               "ms");
  Draft draft;
  print_figure(
      "answers_count",
      test::time_of(
          3, [&] { draft = take_answers(open, random, sort_answers(open.plan(), tray), today); }),
      "ms");
  print_figure("answers_edits", double(draft.edits.size()), "edits");
  print_figure(
      "answers_apply",
      test::time_of(
          1, [&] { check(open.edit(std::move(draft), ReplicaId{7}, {}).has_value(), "it fits"); }),
      "ms");
  print_figure("survey_results", test::time_of(5, [&] { (void)find_results(open.plan(), survey); }),
               "ms");
}

}  // namespace
}  // namespace tongzhou

int main() { tongzhou::time_surveys(); }
