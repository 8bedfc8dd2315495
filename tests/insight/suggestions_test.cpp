#include "insight/suggestions.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kReceived = from_civil(2026, 8, 3);
const Day kThen = from_civil(2026, 8, 31);

SuggestionFacts facts_of(const Plan& plan, Id<Suggestion> id) {
  for (const SuggestionFacts& one : find_suggestions(plan, kThen))
    if (plan.table<Suggestion>()[one.slot].id == id) return one;
  FAIL("no such suggestion");
  return {};
}

TEST_CASE("a suggestion is as far as what was decided and done") {
  TextPlan text = plan_from_text("work 5d dept A");
  const auto id = text.add(Suggestion{.title = "fewer meetings", .received = kReceived});
  CHECK(facts_of(text.plan, id).stage == SuggestionStage::inbox);
  CHECK(facts_of(text.plan, id).age == 28);

  text.set<&Suggestion::state>(id, SuggestionState::accepted);
  CHECK(facts_of(text.plan, id).stage == SuggestionStage::accepted);
  const auto first = text.add(Action{.title = "try it", .suggestion = id});
  const auto second = text.add(Action{.title = "keep it", .suggestion = id});
  CHECK(facts_of(text.plan, id).stage == SuggestionStage::improving);
  text.set<&Action::done>(first, kThen);
  CHECK(facts_of(text.plan, id).stage == SuggestionStage::improving);
  text.set<&Action::done>(second, kThen);
  CHECK(facts_of(text.plan, id).stage == SuggestionStage::done);
  text.set<&Suggestion::answered>(id, kReceived + 10);
  CHECK(facts_of(text.plan, id).stage == SuggestionStage::answered);
  CHECK(facts_of(text.plan, id).age == 10);
}

TEST_CASE("a merged suggestion goes with the one it was merged into, rings included") {
  TextPlan text = plan_from_text("work 5d dept A");
  const auto whole = text.add(Suggestion{.title = "whole", .received = kReceived});
  const auto part = text.add(Suggestion{
      .title = "part", .received = kReceived + 1, .state = SuggestionState::merged, .into = whole});
  text.set<&Suggestion::state>(whole, SuggestionState::declined);
  CHECK(facts_of(text.plan, part).stage == SuggestionStage::declined);
  text.set<&Suggestion::answered>(whole, kReceived + 5);
  CHECK(facts_of(text.plan, part).stage == SuggestionStage::answered);
  CHECK(facts_of(text.plan, part).age == 4);

  text.set<&Suggestion::state>(whole, SuggestionState::merged);
  text.set<&Suggestion::into>(whole, part);
  CHECK(find_suggestions(text.plan, kThen).size() == 2);  // and it ends
}

TEST_CASE("what many texts speak of is found in Chinese without spaces") {
  const std::vector<std::string_view> texts{
      "交货日期总是变来变去，希望提前通知交货日期。", "例会太长了，交货日期可以写在群里。",
      "希望例会缩短到半小时。", "The delivery date changes without notice",
      "Please announce every delivery change"};
  const std::vector<Phrase> phrases = find_phrases(texts, 10);
  const auto count = [&](std::string_view text) {
    const auto found = std::ranges::find(phrases, text, &Phrase::text);
    return found == phrases.end() ? std::size_t{0} : found->texts;
  };
  CHECK(count("交货日期") == 2);
  CHECK(count("例会") == 2);
  CHECK(count("希望") == 2);
  CHECK(count("delivery") == 2);
  // Not what is only a piece of a longer one, or binds.
  CHECK(count("货日") == 0);
  CHECK(count("日期") == 0);
  CHECK(count("来变") == 0);
  CHECK(find_phrases({}, 5).empty());
  CHECK(find_phrases(texts, 2).size() == 2);
}

}  // namespace
}  // namespace tongzhou
