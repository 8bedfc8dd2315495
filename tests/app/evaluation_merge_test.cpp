// Two departments enter results, verdicts and causes into copies of one plan, at once.
#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "app/goal_edits.h"
#include "app/templates.h"
#include "insight/scorecard.h"
#include "support/memory_desk.h"

namespace tongzhou {
namespace {

const Day kEvaluated = from_civil(2026, 11, 16);

class Evaluator {
 public:
  Evaluator(const Plan& plan, std::uint64_t seed)
      : open(plan), random_(seed), replica_{random_.bits()} {}

  void act() {
    const Act by{any<Person>(), start_of(kEvaluated) + Minutes{int(random_.bits() % 1'000)}};
    switch (random_.bits() % 12) {
      case 0:
      case 1: return edit(note_finding(open, random_, any<Criterion>(), number(), by));
      case 2: return edit(hand_over(open, random_, any<Deliverable>(), by));
      case 3: return edit(begin_review(open, random_, any<Deliverable>(), by));
      case 4: {
        const auto decision = Decision(random_.bits() % kChoiceCount<Decision>);
        return edit(decide(open, random_, any<Deliverable>(), decision, word(), by));
      }
      case 5: return edit(waive(open, random_, any<Criterion>(), word(), by));
      case 6: return edit(measure_goal(open, random_, any<Goal>(), day(), number()));
      case 7:
        return edit(
            measure_indicator(open, random_, any<Indicator>(), any<Department>(), day(), number()));
      case 8: return make(Cause{.why = word(), .issue = any<Issue>(), .parent = any<Cause>()});
      case 9: return make(Action{.title = word(), .issue = any<Issue>(), .due = day()});
      case 10: return set<&Issue::response>(any<Issue>(), word());
      default: return set<&Review::findings>(any<Review>(), word());
    }
  }

  OpenPlan open;
  std::vector<Change> changes;

 private:
  double number() { return double(random_.bits() % 40); }
  Day day() { return kEvaluated - int(random_.bits() % 20); }
  std::string word() { return "word " + std::to_string(random_.bits() % 1'000); }
  template <class Record>
  Id<Record> any() {
    std::vector<Id<Record>> all;
    for (const auto& entry : open.plan().table<Record>().live()) all.push_back(entry.id);
    return all.empty() ? Id<Record>{} : all[random_.bits() % all.size()];
  }
  template <class Record>
  void make(Record record) {
    ChangeBuilder build(open.plan(), random_, {});
    build.create(std::move(record));
    edit(std::move(build).take());
  }
  template <auto member>
  void set(Id<typename MemberOf<member>::Record> id, typename MemberOf<member>::Type value) {
    ChangeBuilder build(open.plan(), random_, {});
    build.template set<member>(id, std::move(value));
    edit(std::move(build).take());
  }
  void edit(Result<Draft> draft) {
    if (!draft) return;  // such an act makes no sense just now, and says so
    const auto change = open.edit(std::move(*draft), replica_, {});
    RC_ASSERT(change.has_value());
    if (*change) changes.push_back(**change);
  }

  SeededRandom random_;
  ReplicaId replica_;
};

// What somebody wrote last into each field stands in the plan, shown or as another side to decide.
void expect_all_of(const std::vector<Change>& changes, const Plan& plan) {
  std::map<std::pair<AnyRef, FieldNumber>, Value> last;
  for (const Change& change : changes)
    for (const Edit& edit : change.edits) last[{edit.record, edit.field}] = edit.after;
  for (const auto& [place, value] : last) {
    const auto stands = [&](const Value& one) {
      return std::ranges::any_of(plan.siblings(place.first, place.second),
                                 [&](const Sibling& sibling) { return sibling.value == one; });
    };
    if (const auto* set = std::get_if<AnyRefs>(&value))
      for (const AnyId element : *set) RC_ASSERT(stands(element));
    else
      RC_ASSERT(stands(value));
  }
}

std::string told_of(const OpenPlan& open) {
  std::string text;
  for (const DeliverableFacts& facts : open.deliverables())
    text += std::to_string(int(facts.state)) + " " + std::to_string(facts.score) + " " +
            std::to_string(facts.rejections) + " " + std::to_string(facts.failed_musts) + "\n";
  for (const GoalFacts& facts : open.goals())
    text += std::to_string(facts.value.value_or(-1)) + " " + std::to_string(facts.measured.size()) +
            "\n";
  return text;
}

TEST_CASE("departments that enter results, verdicts and causes at once lose nothing") {
  SeededRandom random(4);
  const auto sample = make_from_template("product_launch", Language::chinese, kEvaluated, random);
  REQUIRE(sample.has_value());
  int acts_done = 0;
  CHECK(rc::check("two evaluators", [&] {
    Evaluator li(sample->plan(), *rc::gen::arbitrary<std::uint64_t>());
    Evaluator wang(sample->plan(), *rc::gen::arbitrary<std::uint64_t>() | 1);
    for (int i = *rc::gen::inRange(1, 25); i > 0; --i) {
      li.act();
      wang.act();
      (void)li.open.goals();
      // What is kept between edits is what would be found afresh.
      if (i % 6 == 1) RC_ASSERT(told_of(li.open) == told_of(OpenPlan(li.open.plan())));
    }
    acts_done += int(li.changes.size() + wang.changes.size());
    OpenPlan one(li.open.plan()), other(wang.open.plan());
    RC_ASSERT(one.merge(wang.open.plan(), {}, {}).has_value());
    RC_ASSERT(other.merge(li.open.plan(), {}, {}).has_value());
    RC_ASSERT(test::canonical_bytes(one.plan()) == test::canonical_bytes(other.plan()));
    expect_all_of(li.changes, one.plan());
    expect_all_of(wang.changes, one.plan());
    RC_ASSERT(told_of(one) == told_of(OpenPlan(one.plan())));
  }));
  CHECK(acts_done > 500);  // most acts make sense
}

}  // namespace
}  // namespace tongzhou
