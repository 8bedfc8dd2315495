#include "insight/goals.h"

#include <rapidcheck.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/open_plan.h"
#include "insight/series.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

using Catch::Approx;

const Day kGoalsBegin = from_civil(2026, 8, 24);

struct GoalPlan {
  TextPlan text;
  explicit GoalPlan(std::string_view tasks = "a 2d") : text(plan_from_text(tasks)) {}

  Id<Goal> add(Goal goal) { return text.add(std::move(goal)); }
  void measure(Id<Goal> goal, int day, double value) {
    text.add(Measurement{.goal = goal, .day = kGoalsBegin + day, .value = value});
  }
  std::vector<GoalFacts> facts() const { return OpenPlan(text.plan).goals(); }
  GoalFacts of(Id<Goal> id) const {
    for (GoalFacts& facts : facts())
      if (text.plan.table<Goal>()[facts.goal].id == id) return std::move(facts);
    FAIL("the goal is in the list");
    return {};
  }
  Course course(Id<Goal> id, int day) const {
    return course_of(text.plan, of(id), kGoalsBegin + day);
  }
};

TEST_CASE("a goal is as far as its last measurement is on the way from baseline to target") {
  GoalPlan made;
  const auto cost = made.add({.title = "cost",
                              .better = Better::lower,
                              .baseline = 1200.0,
                              .target = 1000.0,
                              .begin = kGoalsBegin,
                              .deadline = kGoalsBegin + 100});
  CHECK_FALSE(made.of(cost).part);
  CHECK(made.course(cost, 10) == Course::no_data);
  made.measure(cost, 10, 1150);
  made.measure(cost, 5, 1190);
  const GoalFacts facts = made.of(cost);
  CHECK(facts.source == GoalSource::measurements);
  CHECK(facts.value == 1150.0);
  CHECK(*facts.part == Approx(0.25));
  CHECK(facts.measured.front().day == kGoalsBegin + 5);
  // A quarter of the way is wanted on day 25, 0.35 of it on day 35.
  CHECK(*wanted_on(facts, kGoalsBegin + 25) == Approx(1150));
  CHECK(made.course(cost, 25) == Course::on_course);
  CHECK(made.course(cost, 35) == Course::behind);
  CHECK(made.course(cost, 36) == Course::off_course);
  CHECK(made.course(cost, 101) == Course::missed);
  made.measure(cost, 90, 1000);
  CHECK(made.course(cost, 101) == Course::reached);
}

TEST_CASE("of what was measured on one day, what was written later counts") {
  GoalPlan made;
  const auto cost = made.add({.title = "cost", .baseline = 0.0, .target = 100.0});
  for (int value = 1; value <= 20; ++value) {
    made.measure(cost, 3, value);
    CHECK(made.of(cost).value == value);
  }
}

TEST_CASE("steps bend what is wanted on the way, and the trend says what will be by the deadline") {
  GoalPlan made;
  const auto sold = made.add(
      {.title = "sold", .target = 100.0, .begin = kGoalsBegin, .deadline = kGoalsBegin + 100});
  made.text.add(GoalStep{.goal = sold, .day = kGoalsBegin + 50, .value = 20.0});
  made.text.add(GoalStep{.goal = sold, .day = kGoalsBegin + 400, .value = 5.0});  // after the end
  for (const int day : {0, 10, 20}) made.measure(sold, day, day * 0.5 + 1);
  const GoalFacts facts = made.of(sold);
  CHECK(facts.wanted.size() == 3);
  CHECK(*wanted_on(facts, kGoalsBegin + 25) == Approx(10));
  CHECK(*wanted_on(facts, kGoalsBegin + 75) == Approx(60));
  CHECK(*wanted_on(facts, kGoalsBegin - 5) == Approx(0));
  CHECK(*wanted_on(facts, kGoalsBegin + 500) == Approx(100));
  CHECK(*forecast_for(facts, kGoalsBegin + 100) == Approx(51));
  // Two days are no trend.
  GoalFacts two = facts;
  two.measured.pop_back();
  CHECK_FALSE(forecast_for(two, kGoalsBegin + 100));
}

TEST_CASE("a goal moves when the milestone linked to it is reached") {
  GoalPlan made("a 2d; b 2d; m milestone after a");
  const auto goal = made.add({.title = "g", .tasks = {{made.text["m"]}}});
  CHECK(made.of(goal).source == GoalSource::tasks);
  CHECK(*made.of(goal).part == 0);
  made.text.set<&Task::percent>(made.text["m"], 100);
  CHECK(*made.of(goal).part == 1);
  RefSet<Task> both{{made.text["m"], made.text["b"]}};
  std::ranges::sort(both.ids);
  made.text.set<&Goal::tasks>(goal, both);
  CHECK(*made.of(goal).part == Approx(0.5));
  CHECK(made.of(goal).told == 1);
  CHECK(made.of(goal).parts == 2);
}

TEST_CASE("shares add up to the joint goal, and what they lack of its target is said") {
  GoalPlan made;
  const auto joint = made.add({.title = "joint", .unit = "t", .target = 100.0});
  const auto add_share = [&](double target, double weight) {
    return made.add(
        {.title = "share", .parent = joint, .unit = "t", .target = target, .weight = weight});
  };
  const auto a = add_share(60, 1), b = add_share(30, 3);
  CHECK(*made.of(joint).shares.total == 90);
  CHECK(made.of(joint).shares.gap == 10);
  CHECK(made.of(joint).source == GoalSource::shares);
  CHECK_FALSE(made.of(joint).part);  // no share knows how far it is: missing, not zero
  made.measure(a, 3, 30);
  CHECK(made.of(joint).value == 30.0);
  CHECK(*made.of(joint).part == Approx(0.3));
  CHECK(made.of(joint).told == 1);
  made.measure(b, 3, 30);
  CHECK(*made.of(joint).part == Approx(0.6));

  // The average by weight: (1 * 60 + 3 * 30) / 4 wanted, (1 * 30 + 3 * 30) / 4 there.
  made.text.set<&Goal::adds_up>(joint, AddsUp::average);
  CHECK(*made.of(joint).shares.total == Approx(37.5));
  CHECK(*made.of(joint).value == Approx(30));
  // The weakest: a is half of its way, b is there.
  made.text.set<&Goal::adds_up>(joint, AddsUp::weakest);
  CHECK(*made.of(joint).shares.total == 30);
  CHECK(*made.of(joint).part == Approx(0.5));

  // A share in another unit counts by its way alone, and in no sum of targets.
  made.text.set<&Goal::adds_up>(joint, AddsUp::sum);
  made.text.set<&Goal::unit>(b, "people");
  CHECK(*made.of(joint).shares.total == 60);
  CHECK(made.of(joint).shares.in_other_units == 1);
  CHECK(*made.of(joint).part == Approx((1 * 0.5 + 3 * 1.0) / 4));
  made.text.set<&Goal::target>(a, std::nullopt);
  CHECK(made.of(joint).shares.without_target == 1);
}

TEST_CASE("accepted deliverables move the goal they serve") {
  GoalPlan made;
  const auto goal = made.add({.title = "g"});
  const auto one = made.text.add(Deliverable{.title = "x", .goal = goal});
  made.text.add(Deliverable{.title = "y", .goal = goal});
  CHECK(*made.of(goal).part == 0);
  made.text.add(HandOver{
      .deliverable = one, .handed_over = start_of(kGoalsBegin), .decision = Decision::accepted});
  CHECK(*made.of(goal).part == Approx(0.5));
}

TEST_CASE("goals whose parents run in a ring stand under the one with the smallest id") {
  GoalPlan made;
  const auto a = made.add({.title = "a"}), b = made.add({.title = "b", .parent = a});
  const auto c = made.add({.title = "c", .parent = b});
  made.text.set<&Goal::parent>(a, c);
  const auto facts = made.facts();
  REQUIRE(facts.size() == 3);
  CHECK(made.text.plan.table<Goal>()[facts[0].goal].id == std::min({a, b, c}));
  CHECK(facts[0].depth == 0);
  CHECK(facts[0].end == 3);
  CHECK(facts[2].depth == 2);
}

TEST_CASE("a goal that gets better is never further from its target") {
  CHECK(rc::check([] {
    const auto amount = rc::gen::map(rc::gen::inRange(-1000, 1000), [](int n) { return n / 4.0; });
    Goal goal{.better = *rc::gen::element(Better::higher, Better::lower)};
    goal.baseline = *amount;
    goal.target = *amount;
    // A way that leads where better is.
    if (goal.better == Better::higher ? *goal.target <= *goal.baseline
                                      : *goal.target >= *goal.baseline)
      return;
    const double one = *amount, other = *amount;
    const bool one_is_better = goal.better == Better::higher ? one >= other : one <= other;
    if (one_is_better) RC_ASSERT(*part_of_way(goal, one) >= *part_of_way(goal, other));
    RC_ASSERT(*part_of_way(goal, *goal.baseline) == 0);
    RC_ASSERT(*part_of_way(goal, *goal.target) == 1);
  }));
}

TEST_CASE("weights of shares count only in proportion") {
  CHECK(rc::check([] {
    const auto weights = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(1, 9));
    const auto values = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(0, 100));
    const auto part = [&](double times) {
      GoalPlan made;
      const auto joint = made.add({.title = "j", .target = 100.0, .adds_up = AddsUp::average});
      for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto share = made.add(
            {.title = "s", .parent = joint, .target = 100.0, .weight = weights[i] * times});
        made.measure(share, 1, values[i]);
      }
      return *made.of(joint).part;
    };
    RC_ASSERT(std::abs(part(1) - part(7)) < 1e-9);
  }));
}

TEST_CASE("duties are clear with exactly one accountable and somebody responsible") {
  GoalPlan made("p 1d in phase");
  const auto goal = made.add({.title = "g"});
  const auto x = made.text.add(Department{.name = "x"}), y = made.text.add(Department{.name = "y"});
  const auto rows = [&] {
    const OpenPlan open(made.text.plan);
    return find_duties(open.plan(), open.outline(), open.goals());
  };
  REQUIRE(rows().size() == 2);  // the goal and the phase
  CHECK_FALSE(rows()[0].has_any);
  const auto give = [&](Id<Department> department, DutyPart part) {
    return made.text.add(Duty{.goal = goal, .department = department, .part = part});
  };
  give(x, DutyPart::accountable);
  give(x, DutyPart::accountable);  // told by two copies
  CHECK(rows()[0].accountable == 1);
  CHECK_FALSE(rows()[0].is_clear());
  give(y, DutyPart::responsible);
  CHECK(rows()[0].is_clear());
  give(y, DutyPart::accountable);
  CHECK(rows()[0].accountable == 2);
  CHECK_FALSE(rows()[0].is_clear());
}

TEST_CASE("a reduced series keeps its ends and its peaks, in order") {
  CHECK(rc::check([] {
    const auto values = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-50, 50));
    std::vector<GoalPoint> points;
    Day day = kGoalsBegin;
    for (const int value : values) {
      day = day + *rc::gen::inRange(1, 9);
      points.push_back({day, double(value)});
    }
    const auto reduced = reduce_series(points, 12);
    RC_ASSERT(reduced.size() <= 12U);
    if (points.empty()) return;
    RC_ASSERT(reduced.front() == points.front());
    RC_ASSERT(reduced.back() == points.back());
    const auto by_value = [](const GoalPoint& a, const GoalPoint& b) { return a.value < b.value; };
    RC_ASSERT(std::ranges::max_element(reduced, by_value)->value ==
              std::ranges::max_element(points, by_value)->value);
    RC_ASSERT(std::ranges::min_element(reduced, by_value)->value ==
              std::ranges::min_element(points, by_value)->value);
    RC_ASSERT(std::ranges::is_sorted(reduced, {}, &GoalPoint::day));
  }));
}

}  // namespace
}  // namespace tongzhou
