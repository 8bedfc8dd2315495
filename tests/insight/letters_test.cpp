// Letters that wait, approvals in their order, numbers given twice.
#include "insight/letters.h"

#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kLooked = from_civil(2026, 9, 10);

struct Office {
  TextPlan text = plan_from_text("a 1d dept A; b 1d dept B");
  Id<Department> of(std::string_view name) const { return text.departments.find(name)->second; }
  LetterFacts facts(Id<Letter> id) const {
    for (const LetterFacts& facts : find_letters(text.plan, kLooked).letters)
      if (text.plan.table<Letter>()[facts.letter].id == id) return facts;
    FAIL("the letter is there");
    return {};
  }
};

TEST_CASE("who wants an answer waits until there is one, and counts the days after it was due") {
  Office at;
  const auto letter = [&](LetterState state, Day reply_by, Day answered = {}) {
    return at.facts(at.text.add(Letter{.title = "x",
                                       .date = kLooked - 20,
                                       .reply_by = reply_by,
                                       .state = state,
                                       .answered = answered}));
  };
  CHECK(letter(LetterState::sent, kLooked + 1).awaits);
  CHECK(letter(LetterState::sent, kLooked).days_overdue == 0);
  CHECK(letter(LetterState::received, kLooked - 3).days_overdue == 3);
  CHECK_FALSE(letter(LetterState::sent, {}).awaits);
  CHECK_FALSE(letter(LetterState::draft, kLooked - 3).awaits);
  CHECK_FALSE(letter(LetterState::closed, kLooked - 3).awaits);
  const LetterFacts answered = letter(LetterState::answered, kLooked - 3, kLooked - 15);
  CHECK_FALSE(answered.awaits);
  CHECK(answered.days_to_answer == 5);
  const LetterReport report = find_letters(at.text.plan, kLooked);
  CHECK(report.awaited == 3);
  CHECK(report.overdue == 1);
  CHECK(report.mean_days_to_answer == 5);
}

TEST_CASE("approvals wait in their order") {
  Office at;
  const Id<Letter> id = at.text.add(Letter{.title = "x", .state = LetterState::in_review});
  const auto second = at.text.add(Approval{.letter = id, .remark = {}, .order = "b"});
  const auto first = at.text.add(Approval{.letter = id, .remark = {}, .order = "a"});
  const auto& approvals = at.text.plan.table<Approval>();
  CHECK(at.facts(id).waiting ==
        std::vector{approvals.find_slot(first), approvals.find_slot(second)});
  at.text.set<&Approval::state>(first, ApprovalState::agreed);
  CHECK(at.facts(id).waiting == std::vector{approvals.find_slot(second)});
  CHECK_FALSE(at.facts(id).returned);
  at.text.set<&Approval::state>(second, ApprovalState::returned);
  CHECK(at.facts(id).returned);
}

TEST_CASE("of letters with one number the one sent first keeps it") {
  Office at;
  const auto letter = [&](LetterState state, Day date) {
    return at.text.add(
        Letter{.title = "x", .number = "A〔2026〕1号", .date = date, .state = state});
  };
  const auto draft = letter(LetterState::draft, kLooked - 9);
  const auto late = letter(LetterState::sent, kLooked - 1);
  const auto early = letter(LetterState::sent, kLooked - 2);
  CHECK(at.facts(draft).same_number);
  CHECK(at.facts(late).same_number);
  CHECK_FALSE(at.facts(early).same_number);
  CHECK(find_letters(at.text.plan, kLooked).doubled == 2);
}

TEST_CASE("numbers go on from the highest of the department and year") {
  Office at;
  at.text.add(Letter{.title = "x", .number = "A〔2026〕7号"});
  at.text.add(Letter{.title = "x", .number = "A〔2025〕40号"});
  at.text.add(Letter{.title = "x", .number = "AA〔2026〕99号"});
  at.text.add(Letter{.title = "x", .number = "A〔2026〕999999999999号"});
  LetterNumbers numbers(at.text.plan);
  CHECK(numbers.take(at.of("A"), kLooked, Language::chinese).starts_with("A〔2026〕"));
  at.text.set<&Department::letter_code>(at.of("B"), "市场协函");
  LetterNumbers others(at.text.plan);
  CHECK(others.take(at.of("B"), kLooked, Language::chinese) == "市场协函〔2026〕1号");
  CHECK(others.take(at.of("B"), kLooked, Language::chinese) == "市场协函〔2026〕2号");
  CHECK(others.take(at.of("B"), from_civil(2027, 1, 4), Language::chinese) ==
        "市场协函〔2027〕1号");
  CHECK(others.take(at.of("A"), from_civil(2025, 2, 1), Language::english) == "A 2025-41");
}

}  // namespace
}  // namespace tongzhou
