#include "schedule/simulation.h"

#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "schedule/random_plan.h"
#include "schedule/take_overs.h"

namespace tongzhou {
namespace {

using Catch::Approx;

const Instant kMondayMorning = at(from_civil(2027, 3, 1), 480);

struct Uncertain : PlanEditor {
  Uncertain() : PlanEditor(7) { set<&PlanInfo::start>(plan.info_id(), kMondayMorning); }

  Id<Task> task(std::int32_t optimistic, std::int32_t likely, std::int32_t pessimistic) {
    return add(Task{.title = "t",
                    .duration = {likely},
                    .optimistic = {optimistic},
                    .pessimistic = {pessimistic}});
  }
  void link(Id<Task> from, Id<Task> to) { add(Dependency{.from = from, .to = to}); }
  Slot slot(Id<Task> id) const { return plan.table<Task>().find_slot(id); }
};

TEST_CASE("durations between three points are spread as a beta distribution says") {
  const PertTable table;
  // Medians and quartiles of Beta(1 + 4m, 5 - 4m), from the binomial sums that they are.
  CHECK(table.quantile(0.5, 0.5) == Approx(0.5).margin(0.001));
  CHECK(table.quantile(0.5, 0.25) == Approx(0.35944).margin(0.001));
  CHECK(table.quantile(0, 0.5) == Approx(0.12945).margin(0.001));
  CHECK(table.quantile(1, 0.5) == Approx(0.87055).margin(0.001));
  CHECK(table.quantile(0.25, 0.5) == Approx(0.31381).margin(0.001));
  CHECK(table.quantile(0.3, 0) == 0);
  CHECK(table.quantile(0.3, 1) == 1);
  for (const double mode : {0.0, 0.1, 0.37, 0.5, 0.93}) {
    double sum = 0;
    for (int i = 0; i < 10'000; ++i) sum += table.quantile(mode, (i + 0.5) / 10'000);
    CHECK(sum / 10'000 == Approx((4 * mode + 1) / 6).margin(0.001));
  }
}

TEST_CASE("what a task is estimated at") {
  const auto of = [](const Task& task) { return estimate_of(task); };
  CHECK(of({.duration = {480}}).is_certain());
  CHECK(of({.duration = {480}, .optimistic = {240}, .pessimistic = {960}}) ==
        Estimate{240, 480, 960});
  CHECK(of({.duration = {480}, .pessimistic = {960}}) == Estimate{480, 480, 960});
  // Out of order: as far as it makes sense.
  CHECK(of({.duration = {480}, .optimistic = {600}, .pessimistic = {240}}).is_certain());
  CHECK(of({.duration = {1000}, .confidence = Confidence::fair}) == Estimate{900, 1000, 1300});
  CHECK(of({.kind = TaskKind::milestone, .duration = {480}, .pessimistic = {960}}).is_certain());
}

TEST_CASE("a chain of tasks finishes as the sums of their means and variances say") {
  Uncertain made;
  Id<Task> last;
  double mean = 0, variance = 0;
  for (int i = 0; i < 20; ++i) {
    const auto next = made.task(480, 960, 2400);
    if (last) made.link(last, next);
    last = next;
    // Beta-PERT: mean (a + 4m + b) / 6, variance (mean - a) (b - mean) / 7.
    const double of = (480 + 4 * 960 + 2400) / 6.0;
    mean += of;
    variance += (of - 480) * (2400 - of) / 7;
  }
  Simulation simulation(made.plan);
  simulation.run(20'000);
  CHECK(simulation.uncertain() == 20);
  CHECK(simulation.finish_deviation() == Approx(std::sqrt(variance)).epsilon(0.03));
  const Network network(made.plan);
  const WorkingTime& time = network.calendars()[Calendars::kPlan];
  double sum = 0;
  for (const Instant finish : simulation.finishes())
    sum += time.between(kMondayMorning, finish).count;
  CHECK(sum / simulation.runs() ==
        Approx(mean).margin(4 * std::sqrt(variance / simulation.runs())));
  // All of it is the longest path, and each task has its share in the variance.
  CHECK(simulation.criticality(made.slot(last)) == 1);
  CHECK(simulation.correlation(made.slot(last)) == Approx(std::sqrt(1 / 20.0)).margin(0.03));
}

TEST_CASE("of two ways through the plan the one that more often is longer is more critical") {
  Uncertain made;
  const auto first = made.task(0, 480, 0);  // certain
  const auto left = made.task(480, 960, 4800), right = made.task(720, 960, 1200);
  const auto last = made.add(Task{.title = "end", .kind = TaskKind::milestone});
  for (const auto middle : {left, right}) {
    made.link(first, middle);
    made.link(middle, last);
  }
  Simulation simulation(made.plan);
  simulation.run(4000);
  const double l = simulation.criticality(made.slot(left)),
               r = simulation.criticality(made.slot(right));
  CHECK(l + r >= 1);
  CHECK(l > 0.6);
  CHECK(r > 0.05);
  CHECK(simulation.criticality(made.slot(first)) == 1);
  CHECK(simulation.criticality(made.slot(last)) == 1);
  CHECK(simulation.correlation(made.slot(left)) > 0.9);
  CHECK(simulation.correlation(made.slot(first)) == 0);
  REQUIRE(simulation.tracked().size() == 1);
  CHECK(std::ranges::equal(simulation.tracked()[0].finishes, simulation.finishes()));
}

TEST_CASE("the same seed gives the same runs, however many are asked at once") {
  Uncertain made;
  for (int i = 0; i < 5; ++i) made.task(240, 480 + i * 60, 1900);
  Simulation at_once(made.plan, 3), by_and_by(made.plan, 3), other(made.plan, 4);
  at_once.run(200);
  for (int i = 0; i < 20; ++i) by_and_by.run(10);
  other.run(200);
  CHECK(std::ranges::equal(at_once.finishes(), by_and_by.finishes()));
  CHECK_FALSE(std::ranges::equal(at_once.finishes(), other.finishes()));
  // On every machine: the first three of seed 3.
  std::string first;
  for (int i = 0; i < 3; ++i)
    first += to_iso(at_once.finishes()[static_cast<std::size_t>(i)]) + " ";
  CHECK(first == "2027-03-02T16:26 2027-03-03T13:16 2027-03-03T08:59 ");
}

TEST_CASE("chances and percentiles of dates") {
  std::vector<Instant> dates;
  for (int i = 100; i > 0; --i) dates.push_back(kMondayMorning + Minutes{i});
  CHECK(percentiles_of(dates).p50 == kMondayMorning + Minutes{50});
  CHECK(percentiles_of(dates).p80 == kMondayMorning + Minutes{80});
  CHECK(percentiles_of(dates).p95 == kMondayMorning + Minutes{95});
  CHECK(percentiles_of(std::span(dates).first(1)).p50 == kMondayMorning + Minutes{100});
  CHECK(chance_by(dates, kMondayMorning + Minutes{25}) == Approx(0.25));
  CHECK_FALSE(percentiles_of({}).p50.is_set());
  CHECK(chance_by({}, kMondayMorning) == 0);
}

TEST_CASE("with durations as planned a run gives the timetable's dates") {
  CHECK(rc::check("finish and every milestone and deadline", [] {
    const RandomPlan random(true);
    const Schedule schedule = make_schedule(random.plan);
    Simulation simulation(random.plan);
    RC_ASSERT(simulation.planned_finish() == schedule.finish);
    for (const Simulation::Tracked& each : simulation.tracked())
      RC_ASSERT(each.planned == schedule.tasks[each.task].early_finish);
    simulation.run(2);  // nothing is uncertain
    RC_ASSERT(simulation.finishes()[1] == schedule.finish);
  }));
}

// Three tasks of a department, as levelled.
struct Shared : Uncertain {
  explicit Shared(double people) : department(add(Department{.name = "d", .capacity = people})) {}

  Id<Task> of_department(std::int32_t optimistic, std::int32_t likely, std::int32_t pessimistic,
                         int days_later = 0) {
    const auto made = task(optimistic, likely, pessimistic);
    set<&Task::department>(made, department);
    if (days_later > 0)
      set<&Task::levelled_start>(made, kMondayMorning + Minutes{days_later * kMinutesPerDay});
    return made;
  }
  TakeOver take_over(Id<Task> from, Id<Task> to) const { return {slot(from), slot(to)}; }

  Id<Department> department;
};

TEST_CASE("people go on from task to task as the timetable has them") {
  Shared one(1);
  const auto a = one.of_department(480, 960, 4800), b = one.of_department(480, 480, 480, 2);
  CHECK(find_take_overs(one.plan) == std::vector{one.take_over(a, b)});

  Shared two(2);
  const auto c = two.of_department(480, 960, 960), d = two.of_department(240, 480, 960);
  const auto e = two.of_department(480, 480, 480, 1), f = two.of_department(480, 480, 480, 2);
  CHECK(find_take_overs(two.plan) == std::vector{two.take_over(c, f), two.take_over(d, e)});
  two.add(
      CapacityStep{.department = two.department, .from = day_of(kMondayMorning) + 2, .people = 3});
  CHECK(find_take_overs(two.plan) == std::vector{two.take_over(d, e)});  // f: the new one

  // Who is away takes his place in the order with him; what is done holds nobody.
  Shared away(1);
  const auto g = away.of_department(480, 480, 960), h = away.of_department(480, 480, 480, 3);
  away.add(
      CapacityStep{.department = away.department, .from = day_of(kMondayMorning) + 1, .people = 0});
  away.add(
      CapacityStep{.department = away.department, .from = day_of(kMondayMorning) + 2, .people = 1});
  CHECK(find_take_overs(away.plan) == std::vector{away.take_over(g, h)});
  away.set<&Task::percent>(g, 100);
  CHECK(find_take_overs(away.plan).empty());
}

TEST_CASE("a pause lends people to nobody who would wait for the task") {
  Shared made(1);
  const auto a = made.of_department(480, 960, 4800), b = made.of_department(480, 480, 480, 1);
  made.add(Pause{.task = a,
                 .from = kMondayMorning + Minutes{9 * 60},
                 .until = kMondayMorning + Minutes{2 * kMinutesPerDay}});
  const auto c = made.of_department(480, 480, 480, 3);
  CHECK(find_take_overs(made.plan) == std::vector{made.take_over(a, c)});
  Simulation counted(made.plan, 1, Simulation::People::counted);
  CHECK(counted.planned_finish() == make_schedule(made.plan).finish);
  static_cast<void>(b);
}

TEST_CASE("with people counted a task waits for those who have them, in every run") {
  Shared made(1);
  const auto a = made.of_department(480, 960, 4800), b = made.of_department(480, 480, 480, 2);
  Simulation ignored(made.plan), counted(made.plan, 1, Simulation::People::counted);
  CHECK(counted.planned_finish() == ignored.planned_finish());
  ignored.run(500);
  counted.run(500);
  const Network network(made.plan);
  const WorkingTime& time = network.calendars()[Calendars::kPlan];
  int later = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    // Nothing else holds the second, so without its people the first alone says when all is done.
    const Instant first = ignored.finishes()[i];
    const Instant second = std::max(time.add(first, {480}), counted.planned_finish());
    CHECK(counted.finishes()[i] ==
          (first > ignored.planned_finish() ? second : counted.finishes()[i]));
    CHECK(counted.finishes()[i] >= first);
    later += counted.finishes()[i] > first ? 1 : 0;
  }
  CHECK(later > 250);
  CHECK(counted.correlation(made.slot(a)) > 0.9);
  CHECK(counted.criticality(made.slot(b)) == 1);
}

TEST_CASE("with people counted and durations as planned a run gives the timetable's finish") {
  CHECK(rc::check("levelled or not", [] {
    const RandomPlan random(true);
    const Schedule schedule = make_schedule(random.plan);
    Simulation simulation(random.plan, 1, Simulation::People::counted);
    RC_ASSERT(simulation.planned_finish() == schedule.finish);
    for (const TakeOver each : find_take_overs(random.plan))
      RC_ASSERT(schedule.tasks[each.from].finish <= schedule.tasks[each.to].start);
  }));
}

TEST_CASE("empty and hopeless plans are simulated too") {
  Uncertain made;
  Simulation nothing(made.plan);
  nothing.run(3);
  CHECK(nothing.finishes()[2] == kMondayMorning);
  const auto never = made.add(Calendar{.name = "never", .week = {}});
  const auto task = made.task(100, 200, 300);
  made.set<&Task::calendar>(task, never);
  Simulation simulation(made.plan);
  simulation.run(3);
  CHECK(simulation.finishes().size() == 3);
}

}  // namespace
}  // namespace tongzhou
