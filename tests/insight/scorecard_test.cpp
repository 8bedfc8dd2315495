#include "insight/scorecard.h"

#include <rapidcheck.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/edits.h"
#include "app/evaluation_edits.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

using Catch::Approx;

// Of one department: tasks, what it gave, what is computed of it.
struct Scored {
  TextPlan text = plan_from_text(
      "kept milestone dept lab deadline 2026-08-28; made 5d dept lab; "
      "missed milestone dept lab after made deadline 2026-08-27; other milestone deadline "
      "2026-08-27");
  Day monday = from_civil(2026, 8, 24);
  ScorePeriod week{monday, monday + 6};

  Id<Department> lab() const { return text.departments.at("lab"); }
  void give(int due, std::vector<std::pair<int, Decision>> rounds) {
    const auto id = text.add(Deliverable{.title = "d", .giver = lab(), .due = monday + due});
    for (const auto& [day, decision] : rounds)
      text.add(HandOver{.deliverable = id,
                        .handed_over = start_of(monday + day),
                        .decided = decision == Decision::none ? Instant{} : start_of(monday + day),
                        .decision = decision});
  }
  Id<Indicator> add(IndicatorSource source, Better better = Better::higher,
                    std::optional<double> target = {}, std::optional<double> limit = {}) {
    return text.add(Indicator{
        .name = "i", .source = source, .better = better, .target = target, .limit = limit});
  }
  Scorecard card(ScorePeriod period) const {
    const OpenPlan open(text.plan);
    return make_scorecard(open.plan(), open.outline(), open.schedule(), open.deliverables(),
                          open.load(), period);
  }
  ScoreCell cell() const { return card(week).rows.at(0).cells.at(0); }
};

TEST_CASE("milestones kept counts those of the department whose deadlines lie in the period") {
  Scored made;
  made.add(IndicatorSource::milestones_kept, Better::higher, 90, 40);
  CHECK(*made.cell().value == 50);
  CHECK(made.cell().records.size() == 2);
  CHECK(made.cell().light == Light::watch);
  // In the week before nothing was due: missing, not zero.
  const Scorecard before = made.card(made.week.before());
  CHECK_FALSE(before.rows[0].cells[0].value);
  CHECK(before.rows[0].cells[0].light == Light::none);
  CHECK_FALSE(before.rows[0].score);
}

TEST_CASE("information counts as fresh until its rhythm asks for it again") {
  Scored made;
  made.add(IndicatorSource::information_fresh);
  CHECK_FALSE(made.cell().value);
  const auto share = [&](Rhythm rhythm, std::optional<int> updated) {
    made.text.add(Information{.name = "n",
                              .department = made.lab(),
                              .rhythm = rhythm,
                              .updated = updated ? made.monday + *updated : Day{}});
  };
  share(Rhythm::weekly, 0);        // next on the Monday after the period
  share(Rhythm::weekly, -1);       // due on its last day
  share(Rhythm::daily, 3);         // late
  share(Rhythm::monthly, {});      // never
  share(Rhythm::when_needed, {});  // nothing is asked
  CHECK(*made.cell().value == 25);
  CHECK(made.cell().records.size() == 4);
}

TEST_CASE("actions count for the department of whoever has them") {
  Scored made;
  made.add(IndicatorSource::actions_in_time);
  const auto mine = made.text.add(Person{.name = "p", .department = made.lab()});
  const auto stranger = made.text.add(Person{.name = "s"});
  const auto agree = [&](Id<Person> owner, int due, std::optional<int> done) {
    made.text.add(Action{.title = "a",
                         .owner = owner,
                         .due = made.monday + due,
                         .done = done ? made.monday + *done : Day{}});
  };
  agree(mine, 2, 2);
  agree(mine, 2, 3);
  agree(mine, 4, {});
  agree(mine, 6, -3);
  agree(mine, 7, 0);  // due after the period
  agree(stranger, 1, {});
  CHECK(*made.cell().value == 50);
  CHECK(made.cell().records.size() == 4);
}

TEST_CASE("the balance of the load is the busiest week against the average") {
  Scored made;  // five days' work of the lab in the week of the period
  made.add(IndicatorSource::load_balance, Better::lower);
  CHECK(*made.cell().value == Approx(1));
  const auto longer = [&](int days) {
    return made.card({made.monday, made.monday + days}).rows.at(0).cells.at(0).value;
  };
  CHECK(*longer(13) == Approx(2));
  CHECK(*longer(27) == Approx(4));
  CHECK_FALSE(made.card(made.week.before()).rows.at(0).cells.at(0).value);
}

TEST_CASE("requests for information wait until they are answered, or to the period's end") {
  Scored made;
  made.add(IndicatorSource::days_to_answer, Better::lower);
  const auto ask = [&](int asked, std::optional<int> answered) {
    made.text.add(InformationRequest{.title = "r",
                                     .asked_of = made.lab(),
                                     .asked = made.monday + asked,
                                     .answered = answered ? made.monday + *answered : Day{}});
  };
  ask(0, 2);
  ask(1, {});  // 5 days to Sunday
  ask(2, 9);   // 4 days to Sunday
  ask(-1, 0);  // before the period
  CHECK(*made.cell().value == Approx(11.0 / 3));
  CHECK(made.cell().records.size() == 3);
}

TEST_CASE("hand-overs in time, acceptance at first and rejections follow from the rounds") {
  Scored made;
  made.give(2, {{1, Decision::accepted}});
  made.give(2, {{3, Decision::rejected}, {4, Decision::rejected}, {5, Decision::accepted}});
  made.give(3, {});
  made.give(3, {{2, Decision::none}});
  made.give(40, {{1, Decision::with_reservations}});
  const auto id = made.add(IndicatorSource::handed_over_in_time);
  CHECK(*made.cell().value == 50);  // two of the four due in the week
  made.text.set<&Indicator::source>(id, IndicatorSource::accepted_at_first);
  CHECK(*made.cell().value == Approx(200.0 / 3));  // of three decided on
  made.text.set<&Indicator::source>(id, IndicatorSource::rework_rounds);
  CHECK(*made.cell().value == Approx(2.0 / 3));
}

TEST_CASE("slip is measured against the promise, earlier tasks count nothing") {
  Scored made;
  const auto id = made.add(IndicatorSource::average_slip, Better::lower, 0, 5);
  CHECK_FALSE(made.cell().value);  // nothing was promised
  OpenPlan open(made.text.plan);
  SeededRandom random(3);
  REQUIRE(
      open.edit(take_baseline(open, random, "b", start_of(made.monday)), made.text.replica, {}));
  made.text.plan = open.plan();
  CHECK_FALSE(made.cell().value);  // nothing is finished
  const auto task = made.text["made"];
  made.text.set<&Task::actual_start>(task, start_of(made.monday) + Minutes{480});
  made.text.set<&Task::percent>(task, 100);
  made.text.set<&Task::actual_finish>(task, start_of(made.monday + 6) + Minutes{17 * 60});
  CHECK(*made.cell().value == 2);  // promised for Friday, done on Sunday
  CHECK(made.cell().light == Light::watch);
  (void)id;
}

TEST_CASE("days since the last report and days overloaded") {
  Scored made;
  const auto id = made.add(IndicatorSource::days_since_report, Better::lower, 3, 6);
  CHECK_FALSE(made.cell().value);
  made.text.add(CheckIn{.department = made.lab(), .date = start_of(made.monday - 3)});
  CHECK(*made.cell().value == 9);
  CHECK(made.cell().light == Light::act);
  made.text.set<&Indicator::source>(id, IndicatorSource::overload);
  CHECK(*made.cell().value == 0);
  made.text.set<&Task::people>(made.text["made"], 2);  // of one
  CHECK(*made.cell().value == 100);
}

TEST_CASE("what is measured counts for its department before all") {
  Scored made;
  const auto id = made.add(IndicatorSource::measured, Better::higher, 10, 5);
  const auto measure = [&](int day, double value, Id<Department> department) {
    made.text.add(Measurement{
        .day = made.monday + day, .value = value, .indicator = id, .department = department});
  };
  CHECK_FALSE(made.cell().value);
  measure(1, 7, {});
  CHECK(*made.cell().value == 7);
  measure(0, 12, made.lab());
  CHECK(*made.cell().value == 12);
  measure(-3, 4, made.lab());
  CHECK(*made.cell().before == 4);
}

TEST_CASE("a score is 100 at the target, 0 at the limit, and the mean by weight of what is known") {
  const Indicator high{.better = Better::higher, .target = 90.0, .limit = 70.0};
  CHECK(score_of(high, 95) == 100);
  CHECK(score_of(high, 80) == Approx(50));
  CHECK(score_of(high, 10) == 0);
  CHECK(light_of(high, 70) == Light::act);
  CHECK(light_of(high, 71) == Light::watch);
  const Indicator low{.better = Better::lower, .target = 0.0};
  CHECK(score_of(low, 0) == 100);
  CHECK(score_of(low, 0.25) == Approx(75));
  CHECK(light_of(low, 50) == Light::watch);  // no limit is told

  Scored made;
  made.add(IndicatorSource::milestones_kept, Better::higher, 100, 0);            // 50 points
  made.add(IndicatorSource::average_slip, Better::lower, 0, 5);                  // missing
  const auto third = made.add(IndicatorSource::overload, Better::lower, 5, 20);  // 100 points
  CHECK(*made.card(made.week).rows[0].score == Approx(75));
  made.text.set<&Indicator::weight>(third, 3.0);
  CHECK(*made.card(made.week).rows[0].score == Approx((50 + 3 * 100) / 4.0));
}

TEST_CASE("a better figure never scores less") {
  CHECK(rc::check([] {
    const auto number = rc::gen::map(rc::gen::inRange(-400, 400), [](int n) { return n / 4.0; });
    Indicator indicator{.better = *rc::gen::element(Better::higher, Better::lower)};
    indicator.target = *number;
    if (*rc::gen::arbitrary<bool>()) indicator.limit = *number;
    // A limit on the good side of the target makes no sense; then only the target counts.
    if (indicator.limit &&
        (indicator.better == Better::higher ? *indicator.limit > *indicator.target
                                            : *indicator.limit < *indicator.target))
      indicator.limit.reset();
    const double one = *number, other = *number;
    const bool better = indicator.better == Better::higher ? one >= other : one <= other;
    if (!better) return;
    RC_ASSERT(score_of(indicator, one) >= score_of(indicator, other));
    RC_ASSERT(score_of(indicator, one) >= 0);
    RC_ASSERT(score_of(indicator, one) <= 100);
  }));
}

TEST_CASE("the next review is the earliest not held, or the next of a series") {
  TextPlan text = plan_from_text("a 1d");
  const Day day = from_civil(2026, 8, 24);
  CHECK_FALSE(next_review(text.plan).is_set());
  const auto series =
      text.add(Review{.title = "r", .date = day, .every_days = 14, .held = day + 30});
  CHECK(next_review(text.plan) == day + 42);
  text.add(Review{.title = "single", .date = day + 5, .held = day + 5});
  CHECK(next_review(text.plan) == day + 42);
  text.add(Review{.title = "open", .date = day + 33});
  CHECK(next_review(text.plan) == day + 33);
  text.set<&Review::every_days>(series, 0);
  CHECK(next_review(text.plan) == day + 33);
}

TEST_CASE("causes go with their issue, answers to why with the cause they are of") {
  TextPlan text = plan_from_text("a 1d");
  OpenPlan open(text.plan);
  SeededRandom random(4);
  const auto edit = [&](Draft draft) { REQUIRE(open.edit(std::move(draft), text.replica, {})); };
  NewRecord issue = add_record(open, random, Kind::issue, "noise", from_civil(2026, 8, 24));
  edit(std::move(issue.draft));
  const Id<Issue> of{issue.record.id.value};
  CHECK(open.plan().find(of)->noticed == from_civil(2026, 8, 24));
  NewRecord first = add_cause(open, random, of, {}, CauseCategory::method, "split");
  edit(std::move(first.draft));
  NewRecord second =
      add_cause(open, random, of, {first.record.id.value}, CauseCategory::method, "no drawing");
  edit(std::move(second.draft));
  NewRecord action =
      add_action(open, random, {second.record.id.value}, "draw it", from_civil(2026, 8, 24));
  edit(std::move(action.draft));
  CHECK(open.plan().find(Id<Action>{action.record.id.value})->issue == of);
  edit(delete_record(open, random, first.record));
  CHECK(open.plan().table<Cause>().live_count() == 0);
  // What is done about it stays, without the cause.
  CHECK(open.plan().table<Action>().live_count() == 1);
  CHECK_FALSE(open.plan().find(Id<Action>{action.record.id.value})->cause);
}

}  // namespace
}  // namespace tongzhou
