#include "documents/answer_form.h"

#include <catch2/catch_test_macros.hpp>

#include "documents/survey_report.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

bool form_holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a form is whole in itself, and nothing in the plan gets out of its data") {
  TextPlan text = plan_from_text("a 1d dept A; b 1d dept B");
  const auto survey = text.add(Survey{.title = "</script><script>alert(1)</script>",
                                      .introduction = "\"'<img src=x onerror=alert(1)>",
                                      .departments = {{text.departments.find("A")->second}}});
  text.add(Question{.survey = survey,
                    .text = "<b>?</b>",
                    .kind = QuestionKind::one,
                    .options = "yes\n\n  \nno & maybe\n",
                    .order = "A"});
  const std::string form = survey_form(text.plan, survey, Language::chinese);
  CHECK(form_holds(form, "default-src 'none'"));
  CHECK_FALSE(form_holds(form, "http://"));
  CHECK_FALSE(form_holds(form, "https://"));
  CHECK_FALSE(form_holds(form, "{{form}}"));
  // The scripts that end are the two of the page itself.
  std::size_t ends = 0;
  for (std::size_t at = form.find("</script"); at != std::string::npos;
       at = form.find("</script", at + 1))
    ++ends;
  CHECK(ends == 2);
  CHECK_FALSE(form_holds(form, "<img"));
  CHECK(form_holds(form, "no & maybe"));
  CHECK(form_holds(form, "\"A\""));
  CHECK_FALSE(form_holds(form, "\"B\""));  // who is not asked is not offered
  CHECK(form_holds(suggestion_form(text.plan, Language::english), "\"B\""));
}

TEST_CASE("the report of a survey says so where there is nothing yet, and what there is") {
  TextPlan text = plan_from_text("a 1d dept A; b 1d dept B");
  const auto survey = text.add(Survey{.title = "S", .introduction = {}, .asked = 12});
  const auto rating =
      text.add(Question{.survey = survey, .text = "all in all?", .options = {}, .order = "A"});
  const auto grid = text.add(Question{.survey = survey,
                                      .text = "each?",
                                      .kind = QuestionKind::grid,
                                      .options = "goals\nmeetings",
                                      .order = "B"});
  const auto report = [&] {
    return to_markdown(
        make_survey_report(text.plan, survey, find_results(text.plan, survey), Language::english));
  };
  CHECK(form_holds(report(), "No results yet"));
  const auto batch = text.add(AnswerBatch{.survey = survey, .answers = 6, .tickets = {}});
  const auto add = [&](Id<Question> question, int row, std::string counts) {
    text.add(Tally{.batch = batch,
                   .question = question,
                   .row = row,
                   .answered = 6,
                   .counts = std::move(counts),
                   .sums = {},
                   .texts = {}});
  };
  add(rating, 0, "0,0,0,3,3");
  add(grid, 1, "6,0,0,0,0");
  const std::string now = report();
  CHECK(form_holds(now, "6 of 12 answered (50%)"));
  CHECK(form_holds(now, "Mean 4.5 (95% between 3.9 and 5.0)"));
  CHECK(form_holds(now, "meetings"));
  CHECK_FALSE(form_holds(now, "| goals"));  // nobody answered that row
}

}  // namespace
}  // namespace tongzhou
