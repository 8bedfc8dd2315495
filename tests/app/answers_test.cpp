#include "app/answers.h"

#include <algorithm>
#include <map>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "exchange/json.h"
#include "insight/suggestions.h"
#include "insight/surveys.h"
#include "support/memory_desk.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kTaken = from_civil(2026, 8, 31);

// Departments A to D, and a survey of a rating, several choices, a grid and a text.
struct Asked {
  OpenPlan open = [] {
    TextPlan text = plan_from_text("a 1d dept A; b 1d dept B; c 1d dept C; d 1d dept D");
    SeededRandom random{3};
    const Id<Survey> survey =
        text.add(Survey{.title = "S", .introduction = {}, .threshold = 5, .order = "A"});
    const auto ask = [&](std::string order, QuestionKind kind, std::string options) {
      text.add(Question{.survey = survey,
                        .text = order,
                        .kind = kind,
                        .options = std::move(options),
                        .order = order});
    };
    ask("A", QuestionKind::rating, {});
    ask("B", QuestionKind::several, "mail\nphone\nchat");
    ask("C", QuestionKind::grid, "goals\nmeetings");
    ask("D", QuestionKind::text, {});
    return OpenPlan(text.plan);
  }();
  SeededRandom random{5};
  Id<Survey> survey = (*open.plan().table<Survey>().live().begin()).id;
  std::vector<Id<Question>> questions = questions_of(open.plan(), survey);
  AnswerTray tray;
  std::uint64_t tickets = 0;

  Id<Department> department(std::string_view name) const {
    for (const auto& entry : open.plan().table<Department>().live())
      if (entry.record.name == name) return entry.id;
    return {};
  }
  AnswerSheet& answer(std::string_view from, int rating) {
    tray.sheets.push_back({.plan = open.plan().id(),
                           .survey = survey,
                           .department = department(from),
                           .ticket = ++tickets,
                           .revision = 1,
                           .answers = {{questions[0], 0, {rating - 1}, {}}},
                           .topic = {},
                           .text = {},
                           .name = {}});
    return tray.sheets.back();
  }
  Draft draft() { return take_answers(open, random, sorted(), kTaken); }
  SortedAnswers sorted() const { return sort_answers(open.plan(), tray); }
  void take() {
    REQUIRE(open.edit(draft(), ReplicaId{7}, {}).has_value());
    tray = {};
  }
  QuestionResult result(std::size_t i = 0) const {
    return find_results(open.plan(), survey).questions[i];
  }
};

TEST_CASE("only enough answers together are taken in") {
  Asked asked;
  for (int i = 0; i < 4; ++i) asked.answer("A", 4);
  SortedAnswers sorted = asked.sorted();
  CHECK(sorted.takeable() == 0);
  CHECK(asked.draft().edits.empty());
  const std::vector<Message> remarks = sorted.remarks(asked.tray);
  REQUIRE(remarks.size() == 1);
  CHECK(remarks.front().word == Word::answers_too_few);

  asked.answer("B", 2);
  CHECK(asked.sorted().takeable() == 5);
  asked.take();
  CHECK(find_results(asked.open.plan(), asked.survey).answers == 5);
  CHECK(asked.result().all.counts == std::vector<std::size_t>{0, 1, 0, 4, 0});
  CHECK(asked.result().departments.empty());  // four and one
}

TEST_CASE("every kind of question is counted, and nonsense left out") {
  Asked asked;
  for (int i = 0; i < 6; ++i) {
    AnswerSheet& sheet = asked.answer("A", 1 + i % 5);
    sheet.answers.push_back({asked.questions[1], 0, {0, 2, 2, 77, -1}, {}});
    sheet.answers.push_back({asked.questions[2], 0, {4}, {}});
    sheet.answers.push_back({asked.questions[2], 1, {1, 2}, {}});
    sheet.answers.push_back({asked.questions[2], 9, {1}, {}});
    sheet.answers.push_back({asked.questions[3], 0, {}, "no " + std::to_string(i) + "\nmore"});
    sheet.answers.push_back({Id<Question>{999}, 0, {1}, {}});
  }
  asked.take();
  const SurveyResults results = find_results(asked.open.plan(), asked.survey);
  REQUIRE(results.questions.size() == 5);
  CHECK(results.questions[0].all.counts == std::vector<std::size_t>{2, 1, 1, 1, 1});
  CHECK(results.questions[1].all.counts == std::vector<std::size_t>{6, 0, 6});
  CHECK(results.questions[1].all.answered == 6);
  CHECK(results.questions[2].all.counts == std::vector<std::size_t>{0, 0, 0, 0, 6});
  CHECK(results.questions[3].all.counts == std::vector<std::size_t>{0, 6, 0, 0, 0});
  CHECK(results.questions[4].texts.size() == 6);
  CHECK(std::ranges::find(results.questions[4].texts, "no 3 more") !=
        results.questions[4].texts.end());
}

TEST_CASE("a question that too few answered is not kept, though the survey is") {
  Asked asked;
  for (int i = 0; i < 8; ++i) {
    AnswerSheet& sheet = asked.answer("A", 3);
    if (i < 4) sheet.answers.push_back({asked.questions[3], 0, {}, "secret"});
  }
  asked.take();
  CHECK(asked.result(4).texts.empty());
  CHECK(export_json(asked.open.plan()).find("secret") == std::string::npos);
}

TEST_CASE("departments too small are not shown, nor to be worked out from the rest") {
  const auto shown = [](const Asked& asked) {
    std::map<std::string, std::size_t> by_name;
    for (const auto& of : asked.result().departments)
      by_name[asked.open.plan().name_of(ref(of.departments.front()))] = of.counts.answered;
    return by_name;
  };
  const auto with = [&](std::initializer_list<std::pair<const char*, int>> sizes) {
    Asked asked;
    for (const auto& [name, size] : sizes)
      for (int i = 0; i < size; ++i) asked.answer(name, 1 + i % 5);
    asked.take();
    return shown(asked);
  };
  using Shown = std::map<std::string, std::size_t>;
  CHECK(with({{"A", 6}, {"B", 5}}) == Shown{{"A", 6}, {"B", 5}});
  // C alone is four: whoever takes A and B from all would know it, so B goes with it.
  CHECK(with({{"A", 6}, {"B", 5}, {"C", 4}}) == Shown{{"A", 6}});
  // C and D together are enough to hide in.
  CHECK(with({{"A", 6}, {"B", 5}, {"C", 4}, {"D", 1}}) == Shown{{"A", 6}, {"B", 5}});
  // Who does not say where from hides like a department.
  CHECK(with({{"A", 6}, {"", 1}}) == Shown{});
}

TEST_CASE("of no answers whatever a group smaller than the threshold can be seen") {
  CHECK(rc::check([] {
    Asked asked;
    const int count = *rc::gen::inRange(5, 40);
    for (int i = 0; i < count; ++i) {
      AnswerSheet& sheet =
          asked.answer(*rc::gen::element<std::string>("A", "B", "C", "D", ""), 1 + i % 5);
      if (*rc::gen::arbitrary<bool>()) sheet.answers.push_back({asked.questions[1], 0, {1}, {}});
    }
    asked.take();
    for (const QuestionResult& result : find_results(asked.open.plan(), asked.survey).questions) {
      std::size_t hidden = result.all.answered;
      RC_ASSERT(hidden == 0 || hidden >= 5U);
      for (const auto& of : result.departments) {
        RC_ASSERT(of.counts.answered >= 5U);
        hidden -= of.counts.answered;
      }
      RC_ASSERT(result.departments.empty() || hidden == 0 || hidden >= 5U);
    }
  }));
}

TEST_CASE("nothing in the plan tells one answer from another") {
  Asked first, second;
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i)
    first.answer(i % 2 == 0 ? "A" : "B", 1 + i % 5)
        .answers.push_back({first.questions[3], 0, {}, "text " + std::to_string(i)});
  second.tray = first.tray;
  std::ranges::reverse(second.tray.sheets);
  const AnswerTray tray = first.tray;
  first.take();
  second.take();
  // In whatever order they came, the same is written.
  CHECK(export_json(first.open.plan()) == export_json(second.open.plan()));
  // Not the number of any form, in no form.
  const std::string json = export_json(first.open.plan());
  for (const AnswerSheet& sheet : tray.sheets) {
    char hex[17];
    std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(sheet.ticket));
    CHECK(json.find(hex) == std::string::npos);
  }
  // The texts do not stand as the answers came.
  const std::vector<std::string> kept = first.result(4).texts;
  REQUIRE(kept.size() == 12);
  bool in_order = true;
  for (std::size_t i = 0; i < kept.size(); ++i)
    in_order = in_order && kept[i] == "text " + std::to_string(i);
  CHECK_FALSE(in_order);
}

TEST_CASE("answers that do not count are told apart") {
  Asked asked;
  for (int i = 0; i < 5; ++i) asked.answer("A", 4);
  AnswerSheet again = asked.tray.sheets.front();
  again.revision = 2;
  again.answers.front().choices = {0};
  asked.tray.sheets.insert(asked.tray.sheets.begin(), again);  // made later, came first
  asked.answer("A", 1).plan = {1};
  asked.answer("A", 1).survey = {1};
  SortedAnswers sorted = asked.sorted();
  CHECK(sorted.twice == 1);
  CHECK(sorted.other_plan == 1);
  CHECK(sorted.no_survey == 1);
  CHECK(sorted.takeable() == 5);
  const AnswerTray kept = asked.tray;
  asked.take();
  CHECK(asked.result().all.counts == std::vector<std::size_t>{1, 0, 0, 4, 0});

  asked.tray = kept;
  sorted = asked.sorted();
  CHECK(sorted.counted == 6);
  CHECK(sorted.takeable() == 0);
  asked.tray.add("a.txt", read_answers("BEGIN TONGZHOU ANSWER-----"));
  CHECK(asked.sorted().remarks(asked.tray).front() == Message{Word::answers_altered, {"a.txt"}});
}

TEST_CASE("suggestions come in shuffled, each once, and can be improved on and answered") {
  Asked asked;
  for (int i = 0; i < 8; ++i)
    asked.tray.sheets.push_back({.plan = asked.open.plan().id(),
                                 .survey = {},
                                 .department = asked.department("B"),
                                 .ticket = 100U + static_cast<unsigned>(i),
                                 .revision = 1,
                                 .answers = {},
                                 .topic = "例会",
                                 .text = "建议 " + std::to_string(i) + "：缩短例会",
                                 .name = i == 0 ? "王磊" : ""});
  const AnswerTray kept = asked.tray;
  asked.take();
  const Table<Suggestion>& table = asked.open.plan().table<Suggestion>();
  REQUIRE(table.live_count() == 8);
  bool in_order = true;
  for (Slot slot = 0; slot < 8; ++slot) in_order = in_order && table[slot].id.value == 100U + slot;
  CHECK_FALSE(in_order);
  asked.tray = kept;
  CHECK(asked.sorted().counted == 8);

  const Id<Suggestion> id{103};
  CHECK(asked.open.plan().find(id)->received == kTaken);
  CHECK(asked.open.plan().find(id)->sender.empty());
  NewRecord made = add_improvement(asked.open, asked.random, id, kTaken);
  REQUIRE(asked.open.edit(std::move(made.draft), ReplicaId{7}, {}).has_value());
  CHECK(asked.open.plan().find(id)->state == SuggestionState::accepted);
  CHECK(asked.open.plan().find(Id<Action>{made.record.id.value})->suggestion == id);
  const auto edit = [&](Draft draft) {
    REQUIRE(asked.open.edit(std::move(draft), ReplicaId{7}, {}).has_value());
  };
  edit(mark_answered(asked.open, asked.random, id, kTaken + 3));
  CHECK(asked.open.plan().find(id)->answered == kTaken + 3);
  edit(reopen_suggestion(asked.open, asked.random, id));
  CHECK(asked.open.plan().find(id)->state == SuggestionState::inbox);
  CHECK_FALSE(asked.open.plan().find(id)->answered.is_set());
}

TEST_CASE("suggestions merge, but not in rings") {
  TextPlan text = plan_from_text("a 1d dept A");
  const auto one = text.add(Suggestion{.title = "one"});
  const auto two = text.add(Suggestion{.title = "two"});
  OpenPlan open(text.plan);
  SeededRandom random{4};
  REQUIRE(open.edit(merge_suggestion(open, random, one, two, kTaken), ReplicaId{7}, {}));
  CHECK(open.plan().find(one)->state == SuggestionState::merged);
  CHECK(merged_into(open.plan(), one) == two);
  CHECK(merge_suggestion(open, random, two, one, kTaken).edits.empty());
  CHECK(merge_suggestion(open, random, two, two, kTaken).edits.empty());
}

TEST_CASE("a survey begins with questions, and its next round asks them again") {
  OpenPlan open(plan_from_text("a 1d dept A").plan);
  SeededRandom random{2};
  NewRecord made = add_survey(open, random, kTaken);
  REQUIRE(open.edit(std::move(made.draft), ReplicaId{7}, {}).has_value());
  const Id<Survey> survey{made.record.id.value};
  const auto questions = questions_of(open.plan(), survey);
  CHECK(questions.size() == 5);
  CHECK(open.plan().find(questions.front())->kind == QuestionKind::rating);
  NewRecord next = add_round(open, random, survey, kTaken + 90);
  REQUIRE(open.edit(std::move(next.draft), ReplicaId{7}, {}).has_value());
  const Id<Survey> second{next.record.id.value};
  CHECK(open.plan().find(second)->previous == survey);
  CHECK(questions_of(open.plan(), second).size() == 5);
  NewRecord third = add_round(open, random, second, kTaken + 180);
  REQUIRE(open.edit(std::move(third.draft), ReplicaId{7}, {}).has_value());
  CHECK(open.plan().name_of(third.record).find('3') != std::string::npos);
  CHECK(open.plan().name_of(third.record).find('2') == std::string::npos);
}

}  // namespace
}  // namespace tongzhou
