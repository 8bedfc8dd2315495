#include "insight/surveys.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

namespace tongzhou {
namespace {

using Catch::Approx;

TEST_CASE("a mean comes with the interval of Student's t") {
  // 3, 4, 5: mean 4, s = 1, standard error 0.577; t with 2 degrees is 4.303.
  const auto three = mean_of({3, {0, 0, 1, 1, 1}}, 1);
  REQUIRE(three);
  CHECK(three->value == Approx(4));
  CHECK(three->error == Approx(0.57735).epsilon(1e-4));
  CHECK(three->low == Approx(1.5157).epsilon(1e-3));
  CHECK(three->high == Approx(5));  // no grade is higher
  // 30 answers: t with 29 degrees is 2.045.
  const auto thirty = mean_of({30, {0, 0, 10, 10, 10}}, 1);
  REQUIRE(thirty);
  CHECK((thirty->value - thirty->low) / thirty->error == Approx(2.045).epsilon(1e-3));
  const auto one = mean_of({1, {0, 0, 0, 1, 0}}, 1);
  REQUIRE(one);
  CHECK(one->low == 4);
  CHECK(one->high == 4);
  CHECK_FALSE(mean_of({0, {0, 0, 0, 0, 0}}, 1));
}

TEST_CASE("the net promoter score is promoters less detractors") {
  // 0 to 10: 2 detractors, 3 passive, 5 promoters.
  CHECK(net_promoter({10, {0, 0, 0, 0, 0, 1, 1, 2, 1, 3, 2}}) == 30);
  CHECK_FALSE(net_promoter({0, std::vector<std::size_t>(11)}));
  CHECK_FALSE(net_promoter({5, {1, 1, 1, 1, 1}}));
}

struct Round {
  TextPlan text = plan_from_text("work 5d dept A; more 2d dept B");
  Id<Survey> survey = text.add(Survey{.title = "S", .introduction = {}, .asked = 20});
  Id<Question> rating =
      text.add(Question{.survey = survey, .text = "all in all?", .options = {}, .order = "A"});

  Id<AnswerBatch> batch(Id<Survey> of, int answers) {
    return text.add(AnswerBatch{.survey = of, .answers = answers, .tickets = {}});
  }
  void tally(Id<AnswerBatch> batch, Id<Question> question, int answered, std::string counts,
             RefSet<Department> departments = {}, std::string sums = {}) {
    text.add(Tally{.batch = batch,
                   .question = question,
                   .departments = std::move(departments),
                   .answered = answered,
                   .counts = std::move(counts),
                   .sums = std::move(sums),
                   .texts = {}});
  }
  Id<Department> department(std::string_view name) { return text.departments.find(name)->second; }
};

TEST_CASE("batches of a survey add up, of all and of departments") {
  Round round;
  const auto first = round.batch(round.survey, 6), second = round.batch(round.survey, 6);
  round.tally(first, round.rating, 6, "0,1,2,3,0");
  round.tally(second, round.rating, 6, "1,0,0,0,5");
  round.tally(first, round.rating, 5, "0,1,2,2,0", {{round.department("A")}});
  const SurveyResults results = find_results(round.text.plan, round.survey);
  CHECK(results.asked == 20);
  CHECK(results.answers == 12);
  REQUIRE(results.questions.size() == 1);
  const QuestionResult& rating = results.questions.front();
  CHECK(rating.all.answered == 12);
  CHECK(rating.all.counts == std::vector<std::size_t>{1, 1, 2, 3, 5});
  REQUIRE(rating.departments.size() == 1);
  CHECK(rating.departments.front().counts.answered == 5);
  CHECK(rating.mean->value == Approx((1 + 2 + 6 + 12 + 25) / 12.0));
  CHECK(results.hides);
  CHECK_FALSE(rating.change);
}

TEST_CASE("a department that is deleted takes its counts with it, and all stay as they were") {
  Round round;
  const auto batch = round.batch(round.survey, 11);
  round.tally(batch, round.rating, 6, "6,0,0,0,0", {{round.department("A")}});
  round.tally(batch, round.rating, 11, "6,0,0,0,5");
  round.tally(batch, round.rating, 5, "0,0,0,0,5", {});  // of one that is no more
  const QuestionResult result = find_results(round.text.plan, round.survey).questions.front();
  CHECK(result.all.answered == 11);
  CHECK(result.all.counts == std::vector<std::size_t>{6, 0, 0, 0, 5});
  CHECK(result.departments.size() == 1);
}

TEST_CASE("a round is compared with the one before, by the same question") {
  Round round;
  const auto next = round.text.add(
      Survey{.title = "S2", .introduction = {}, .asked = 20, .previous = round.survey});
  const auto again =
      round.text.add(Question{.survey = next, .text = "all in all?", .options = {}, .order = "A"});
  round.tally(round.batch(round.survey, 40), round.rating, 40, "10,10,10,10,0");
  round.tally(round.batch(next, 40), again, 40, "0,0,10,10,20");
  const QuestionResult result = find_results(round.text.plan, next).questions.front();
  REQUIRE(result.change);
  CHECK(*result.change == Approx(4.25 - 2.5));
  CHECK(result.is_clear);
  round.text.set<&Question::text>(again, "something else?");
  CHECK_FALSE(find_results(round.text.plan, next).questions.front().change);
}

TEST_CASE("what goes with the overall rating is told from ten answers on") {
  Round round;
  const auto other = round.text.add(
      Question{.survey = round.survey, .text = "meetings?", .options = {}, .order = "B"});
  const auto batch = round.batch(round.survey, 12);
  round.tally(batch, round.rating, 12, "6,0,0,0,6");
  // x is 1 six times and 5 six times, y the same in the same answers.
  round.tally(batch, other, 12, "6,0,0,0,6", {}, "12,36,36,156,156,156");
  SurveyResults results = find_results(round.text.plan, round.survey);
  CHECK(results.questions[1].goes_with == Approx(1));
  CHECK(results.drivers == std::vector<std::size_t>{1});
  CHECK_FALSE(results.questions[0].goes_with);  // it is the overall one
}

TEST_CASE("whatever stands in the sums of a plan, results come of it") {
  Round round;
  round.tally(round.batch(round.survey, -3), round.rating, -7, "x,,99999999999999999999,-5,1,1,1",
              {}, "nan,1");
  const SurveyResults results = find_results(round.text.plan, round.survey);
  CHECK(results.answers == 0);
  CHECK(results.questions.front().all.answered == 0);
  CHECK(find_results(round.text.plan, {}).questions.empty());
}

}  // namespace
}  // namespace tongzhou
