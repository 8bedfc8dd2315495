#include "insight/variance.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/edits.h"
#include "app/open_plan.h"
#include "insight/earned_value.h"
#include "insight/updates.h"
#include "schedule/calendars.h"
#include "schedule/network.h"
#include "schedule/schedule.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

using Catch::Approx;

// Two tasks one after the other and a milestone; edits go to the open plan.
struct Promised {
  TextPlan text = plan_from_text("a 2d; b 3d after a; m milestone after b");
  OpenPlan open{text.plan};
  SeededRandom random{5};

  void edit(Draft draft) { REQUIRE(open.edit(std::move(draft), text.replica, {})); }
  void edit(Result<Draft> draft) {
    REQUIRE(draft);
    edit(std::move(*draft));
  }
  template <auto member>
  void set(std::string_view task, typename MemberOf<member>::Type value) {
    ChangeBuilder change(open.plan(), random, {});
    change.set<member>(text[task], std::move(value));
    edit(std::move(change).take());
  }
  Instant after(int days) const {  // the end of that working day of the plan, from 1
    return open.calendars()[Calendars::kPlan].add(open.network().start(), {days * 480});
  }
  std::vector<Variance> variance() const {
    const auto baselines = baselines_of(open.plan());
    REQUIRE(promise_of(baselines) != nullptr);
    return variance_from(open.plan(), open.schedule(), open.calendars(),
                         promise_of(baselines)->key);
  }
};

TEST_CASE("a baseline keeps the dates, and what differs from it is counted in working time") {
  Promised made;
  made.edit(take_baseline(made.open, made.random, "first", made.after(0)));
  CHECK(made.variance().size() == 3);
  for (const Variance& row : made.variance()) CHECK(row.finish_late.count == 0);

  made.set<&Task::duration>("a", {3 * 480});
  const std::vector<Variance> rows = made.variance();
  CHECK(rows[0].start_late.count == 0);
  CHECK(rows[0].finish_late.count == 480);
  CHECK(rows[0].longer.count == 480);
  CHECK(rows[1].start_late.count == 480);
  CHECK(rows[1].longer.count == 0);
  CHECK(rows[2].finish_late.count == 480);

  // A second one is the promise from then on; the first can still be chosen.
  made.edit(take_baseline(made.open, made.random, "second", made.after(1)));
  const auto baselines = baselines_of(made.open.plan());
  REQUIRE(baselines.size() == 2);
  CHECK(promise_of(baselines)->name == "second");
  CHECK(made.variance()[2].finish_late.count == 0);
  made.edit(delete_baseline(made.open, made.random, baselines[1].key.set));
  CHECK(made.variance()[2].finish_late.count == 480);
}

TEST_CASE("baselines that came from other programs are known by their numbers") {
  Promised made;
  ChangeBuilder change(made.open.plan(), made.random, {});
  change.create(Baseline{made.text["a"], 1, made.after(0), made.after(1), {480}, {}});
  change.create(Baseline{made.text["a"], 0, made.after(0), made.after(2), {960}, {}});
  made.edit(std::move(change).take());
  const auto baselines = baselines_of(made.open.plan());
  REQUIRE(baselines.size() == 2);
  CHECK(baselines[0].key == BaselineKey{{}, 0});
  CHECK(promise_of(baselines) == &baselines[0]);
  CHECK(made.variance().size() == 1);
}

TEST_CASE("an update moves what is left behind its date and keeps the forecasts") {
  Promised made;
  made.edit(take_baseline(made.open, made.random, "promise", made.after(0)));
  // After two days a, begun in time, is half done; nothing of b.
  made.set<&Task::actual_start>("a", made.open.schedule().tasks[made.text.slot("a")].start);
  made.set<&Task::percent>("a", 50);
  made.edit(record_update(made.open, made.random, made.after(2)));
  CHECK(made.open.plan().info().status_date == made.after(2));
  CHECK(made.open.schedule().tasks[made.text.slot("a")].finish == made.after(3));
  CHECK(made.open.schedule().finish == made.after(6));
  // A day later a is done, and one day of b; what is ahead or on time stays.
  made.set<&Task::percent>("a", 100);
  made.set<&Task::actual_finish>("a", made.after(3));
  made.edit(record_update(made.open, made.random, made.after(3)));
  CHECK(made.open.schedule().finish == made.after(6));

  const auto trends = milestone_trends(made.open.plan(), made.open.schedule(), made.after(4));
  REQUIRE(trends.size() == 1);
  CHECK(trends[0].task == made.text.slot("m"));
  REQUIRE(trends[0].points.size() == 3);
  CHECK(trends[0].points[0].told == made.after(2));
  CHECK(trends[0].points[0].forecast == made.after(6));
  CHECK(trends[0].points[2].told == made.after(4));
  // An update is no promise.
  CHECK(promise_of(baselines_of(made.open.plan()))->name == "promise");
}

TEST_CASE("what has not begun by an update starts no earlier, and may be drawn back by hand") {
  Promised made;
  made.edit(record_update(made.open, made.random, made.after(1)));
  const TaskDates& a = made.open.schedule().tasks[made.text.slot("a")];
  CHECK(a.reason.kind == ReasonKind::update);
  CHECK(a.finish == made.after(3));
  made.edit(move_task(made.open, made.random, made.text["a"], made.open.network().start()));
  CHECK(made.open.schedule().tasks[made.text.slot("a")].finish == made.after(2));
}

TEST_CASE("what remains is counted from the day on which it was told") {
  Promised made;
  made.set<&Task::actual_start>("a", made.open.schedule().tasks[made.text.slot("a")].start);
  made.edit(set_remaining(made.open, made.random, made.text["a"], {2 * 480}, made.after(2)));
  CHECK(made.open.schedule().tasks[made.text.slot("a")].finish == made.after(4));
}

TEST_CASE("the next update is due a rhythm after the last") {
  Promised made;
  CHECK_FALSE(next_update(made.open.plan(), made.open.network().start()).is_set());
  ChangeBuilder change(made.open.plan(), made.random, {});
  change.set<&PlanInfo::update_days>(made.open.plan().info_id(), 7);
  made.edit(std::move(change).take());
  CHECK(next_update(made.open.plan(), made.open.network().start()) ==
        made.open.network().start() + Minutes{7 * kMinutesPerDay});
  made.edit(record_update(made.open, made.random, made.after(2)));
  CHECK(next_update(made.open.plan(), made.open.network().start()) ==
        made.after(2) + Minutes{7 * kMinutesPerDay});
}

TEST_CASE("who must report on what, and who has") {
  Promised made;
  made.edit(take_baseline(made.open, made.random, "promise", made.after(0)));
  const auto due = [&](int day) {
    return tasks_due(made.open.plan(), made.open.outline(), made.open.schedule(), {},
                     made.after(day));
  };
  CHECK(due(1).size() == 3);  // all within a week
  made.set<&Task::constraint>("b", Constraint::start_no_earlier_than);
  made.set<&Task::constraint_date>("b", made.after(20));
  CHECK(due(1) == std::vector{made.text.slot("a")});
  // What is done is told once: until the update after it.
  made.set<&Task::percent>("a", 100);
  made.set<&Task::actual_finish>("a", made.after(2));
  CHECK(due(1).empty());
  made.edit(record_update(made.open, made.random, made.after(1)));
  CHECK(due(2) == std::vector{made.text.slot("a")});
  made.edit(record_update(made.open, made.random, made.after(3)));
  CHECK(due(4).empty());

  ChangeBuilder change(made.open.plan(), made.random, {});
  const auto lab = change.create(Department{.name = "lab"});
  made.edit(std::move(change).take());
  CHECK(is_awaited(made.open.plan(), lab));
  made.edit(check_in(made.open, made.random, lab, made.after(4), {}));
  CHECK_FALSE(is_awaited(made.open.plan(), lab));
  CHECK(last_check_in(made.open.plan(), lab) == made.after(4));
  made.edit(record_update(made.open, made.random, made.after(5)));
  CHECK(is_awaited(made.open.plan(), lab));
}

TEST_CASE("a second update of a day takes the place of the first") {
  Promised made;
  made.edit(record_update(made.open, made.random, made.after(1)));
  made.set<&Task::duration>("b", {6 * 480});
  made.edit(record_update(made.open, made.random, made.after(1)));
  CHECK(made.open.plan().table<BaselineSet>().live_count() == 1);
  CHECK(made.open.plan().table<Baseline>().live_count() == 1);
  const auto trends = milestone_trends(made.open.plan(), made.open.schedule(), made.after(1));
  REQUIRE(trends.size() == 1);
  CHECK(trends[0].points.size() == 1);
  CHECK(trends[0].points[0].forecast == made.after(9));
}

TEST_CASE("how much of the buffer is used, against how much is done") {
  Promised made;
  const auto points = [&] {
    return fever_points(made.open.plan(), made.open.calendars(), baselines_of(made.open.plan()),
                        made.open.schedule().finish);
  };
  made.edit(take_baseline(made.open, made.random, "promise", made.after(0)));
  CHECK(points().empty());  // no buffer
  ChangeBuilder change(made.open.plan(), made.random, {});
  change.set<&PlanInfo::buffer>(made.open.plan().info_id(), {4 * 480});
  made.edit(std::move(change).take());
  REQUIRE(points().size() == 1);
  CHECK(points()[0].used == 0);
  made.edit(record_update(made.open, made.random, made.after(2)));  // two days are lost
  made.set<&Task::percent>("a", 100);
  REQUIRE(points().size() == 2);
  CHECK(points()[0].used == Approx(0.5));
  CHECK(points()[0].done == 0);
  CHECK(points()[1].done == Approx(0.4));

  CHECK(fever_of({0, 0.1}) == Fever::fine);
  CHECK(fever_of({0, 0.2}) == Fever::watch);
  CHECK(fever_of({0, 0.31}) == Fever::act);
  CHECK(fever_of({1, 0.7}) == Fever::fine);
  CHECK(fever_of({0, -0.5}) == Fever::fine);
}

TEST_CASE("earned value by hand") {
  Promised made;
  made.edit(take_baseline(made.open, made.random, "promise", made.after(0)));
  const BaselineKey key = promise_of(baselines_of(made.open.plan()))->key;
  const auto at = [&](int days) {
    return earned_value(made.open.plan(), made.open.calendars(), key, made.after(days));
  };
  CHECK(at(0).budget == 5 * 480);
  CHECK(at(0).planned == 0);
  CHECK(at(0).schedule_performance() == 1);
  CHECK(at(3).planned == 3 * 480);
  CHECK(at(9).planned == 5 * 480);
  made.set<&Task::percent>("a", 100);
  made.set<&Task::spent>("a", {3 * 480});
  const EarnedValue value = at(4);
  CHECK(value.earned == 2 * 480);
  CHECK(value.schedule_performance() == Approx(0.5));
  CHECK(value.cost_performance() == Approx(2.0 / 3));
  CHECK(value.estimate_at_completion() == Approx(7.5 * 480));
  CHECK(percent_done(made.open.plan()) == Approx(40));
  // More people weigh more.
  made.set<&Task::people>("b", 3);
  CHECK(at(0).budget == 5 * 480);  // b has no department whose people it could need
}

TEST_CASE("the curve of what was planned ends at the budget") {
  Promised made;
  made.edit(take_baseline(made.open, made.random, "promise", made.after(0)));
  made.edit(record_update(made.open, made.random, made.after(1)));
  const BaselineKey key = promise_of(baselines_of(made.open.plan()))->key;
  const EarnedCurve curve =
      earned_curve(made.open.plan(), made.open.calendars(), key, made.after(2), 10);
  REQUIRE(curve.planned.size() == 11);
  CHECK(curve.planned.front().value == 0);
  CHECK(curve.planned.back().value == 5 * 480);
  CHECK(std::ranges::is_sorted(curve.planned, {}, &EarnedCurve::Point::value));
  CHECK(curve.earned.size() == 2);
}

}  // namespace
}  // namespace tongzhou
