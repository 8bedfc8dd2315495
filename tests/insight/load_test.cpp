#include "insight/load.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/big_plan.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kLoadMonday = from_civil(2026, 8, 24);

LoadTable load_of(const Plan& plan) {
  return make_load(plan, make_schedule(plan), Calendars(plan));
}

TEST_CASE("a task asks its department for one person through its working time") {
  const TextPlan text = plan_from_text("a 2d dept lab; b 3d dept lab; c 12h dept shop after a");
  const LoadTable table = load_of(text.plan);
  CHECK(table.first == kLoadMonday);
  REQUIRE(table.departments.size() == 2);
  for (const PoolLoad& load : table.departments) {
    const bool lab = text.plan.table<Department>()[load.slot()].record.name == "lab";
    const Load monday = load.between(kLoadMonday, kLoadMonday + 1);
    const Load wednesday = load.between(kLoadMonday + 2, kLoadMonday + 3);
    const Load thursday = load.between(kLoadMonday + 3, kLoadMonday + 4);
    CHECK(monday.needed == (lab ? 960 : 0));
    CHECK(monday.capacity == 480);
    CHECK(monday.is_over() == lab);
    CHECK(wednesday.needed == 480);
    CHECK_FALSE(wednesday.is_over());
    CHECK(thursday.needed == (lab ? 0 : 240));
    CHECK(load.between(kLoadMonday, kLoadMonday + 7).needed == (lab ? 2400 : 720));
    CHECK(load.between(kLoadMonday - 100, kLoadMonday).needed == 0);
    CHECK(load.between(kLoadMonday + 1, kLoadMonday).needed == 0);
  }
}

TEST_CASE("a task that pauses asks for nobody meanwhile") {
  TextPlan text = plan_from_text("a 4d dept lab");
  text.add(Pause{.task = text["a"],
                 .from = at(kLoadMonday + 1, 12 * 60),
                 .until = at(kLoadMonday + 3, 8 * 60)});
  const Schedule schedule = make_schedule(text.plan);
  const Calendars calendars(text.plan);
  const LoadTable table = make_load(text.plan, schedule, calendars);
  REQUIRE(table.departments.size() == 1);
  const auto needed = [&](int day) {
    return table.departments[0].between(kLoadMonday + day, kLoadMonday + day + 1).needed;
  };
  CHECK(needed(0) == 480);
  CHECK(needed(1) == 240);
  CHECK(needed(2) == 0);
  CHECK(needed(3) == 480);
  CHECK(needed(4) == 480);
  CHECK(needed(7) == 240);
  const auto lab = ref(text.departments["lab"]);
  CHECK(find_load_causes(text.plan, schedule, calendars, lab, kLoadMonday + 2, kLoadMonday + 3)
            .empty());
}

TEST_CASE("assigned people are asked for their share, by their own departments") {
  TextPlan text = plan_from_text("a 2d dept lab; b 1d dept shop");
  text.set<&Department::capacity>(text.departments["shop"], 2.5);
  const auto lee = text.add(Person{.name = "李", .department = text.departments["shop"]});
  const auto wang = text.add(Person{.name = "王"});
  text.add(Assignment{.task = text["a"], .person = lee, .units = 0.5});
  text.add(Assignment{.task = text["a"], .person = wang, .units = 0.25});
  for (const PoolLoad& load : load_of(text.plan).departments) {
    const bool lab = text.plan.table<Department>()[load.slot()].record.name == "lab";
    const Load monday = load.between(kLoadMonday, kLoadMonday + 1);
    CHECK(monday.needed == (lab ? 120 : 480 + 240));
    CHECK(monday.capacity == (lab ? 480 : 1200));
  }
}

TEST_CASE("the sums by steps equal adding up every task on every day") {
  const BigPlan big = make_big_plan({.tasks = 5000, .seed = 3});
  const Schedule schedule = make_schedule(big.plan);
  const Calendars calendars(big.plan);
  const LoadTable table = make_load(big.plan, schedule, calendars);
  const auto& departments = big.plan.table<Department>();
  const auto days = static_cast<std::size_t>(table.last - table.first + 1);
  std::vector<std::vector<double>> slow(departments.slot_count(), std::vector<double>(days));
  for (const auto& entry : big.plan.table<Task>().live()) {
    const Slot of = departments.find_slot(entry.record.department);
    const TaskDates& dates = schedule.tasks[big.plan.table<Task>().find_slot(entry.id)];
    if (of == kNoSlot || dates.summary) continue;
    const WorkingTime& time =
        calendars[calendars.of_task(big.plan, big.plan.table<Task>().find_slot(entry.id))];
    for (Day day = day_of(dates.start); day <= day_of(dates.finish); day = day + 1) {
      const Instant from = std::max(dates.start, start_of(day));
      const Instant to = std::min(dates.finish, start_of(day + 1));
      slow[of][static_cast<std::size_t>(day - table.first)] += time.between(from, to).count;
    }
  }
  for (const PoolLoad& load : table.departments) {
    for (std::size_t day = 0; day < days; ++day) {
      const Day at = table.first + static_cast<int>(day);
      REQUIRE(load.between(at, at + 1).needed == Catch::Approx(slow[load.slot()][day]));
    }
  }
}

TEST_CASE("days with too much are told together, also over days off, the worst first") {
  // a and b: Thursday to Monday together; the weekend between is no end. shop: one day.
  TextPlan text = plan_from_text(
      "first 3d dept lab; a 3d dept lab after first; b 3d dept lab after first; c 1d dept shop; d "
      "1d dept shop");
  const LoadTable table = load_of(text.plan);
  const std::vector<Overload> found = find_overloads(text.plan, table);
  REQUIRE(found.size() == 2);
  CHECK(found[0].of == ref(text.departments["lab"]));
  CHECK(found[0].first == kLoadMonday + 3);
  CHECK(found[0].last == kLoadMonday + 7);
  CHECK(found[0].excess == 3 * 480);
  CHECK(found[0].worst == kLoadMonday + 3);
  CHECK(found[0].needed == 2);
  CHECK(found[0].there == 1);
  CHECK(found[1].of == ref(text.departments["shop"]));
  CHECK(found[1].first == kLoadMonday);
  CHECK(found[1].last == kLoadMonday);
}

TEST_CASE("who causes a load is told by how much, and the sum is the load") {
  TextPlan text = plan_from_text("a 2d dept lab; b 3d dept lab; c 12h dept shop; d milestone");
  text.set<&Department::capacity>(text.departments["lab"], 4);
  text.set<&Task::people>(text["b"], 3.0);
  const Schedule schedule = make_schedule(text.plan);
  const Calendars calendars(text.plan);
  const auto causes = find_load_causes(text.plan, schedule, calendars, ref(text.departments["lab"]),
                                       kLoadMonday + 1, kLoadMonday + 3);
  REQUIRE(causes.size() == 2);
  CHECK(causes[0].task == text.plan.table<Task>().find_slot(text["b"]));
  CHECK(causes[0].minutes == 3 * 960);
  CHECK(causes[1].minutes == 480);
  CHECK(find_load_causes(text.plan, schedule, calendars, ref(text.departments["shop"]),
                         kLoadMonday + 2, kLoadMonday + 9)
            .empty());
}

TEST_CASE("in a large plan the causes of any bucket add up to its load") {
  const BigPlan big = make_big_plan({.tasks = 2000, .seed = 5});
  const Schedule schedule = make_schedule(big.plan);
  const Calendars calendars(big.plan);
  const LoadTable table = make_load(big.plan, schedule, calendars);
  for (const PoolLoad& load : table.departments) {
    for (const int week : {0, 3, 11}) {
      const Day from = table.first + 7 * week;
      double sum = 0;
      for (const LoadCause& cause :
           find_load_causes(big.plan, schedule, calendars,
                            ref(big.plan.table<Department>()[load.slot()].id), from, from + 7))
        sum += cause.minutes;
      REQUIRE(sum == Catch::Approx(load.between(from, from + 7).needed));
    }
  }
}

TEST_CASE("a plan without tasks or departments has a load too") {
  PlanEditor editor;
  CHECK(load_of(editor.plan).departments.empty());
  editor.add(Department{.name = "lab"});
  const LoadTable table = load_of(editor.plan);
  REQUIRE(table.departments.size() == 1);
  CHECK(table.departments[0].between(table.first, table.last + 1).needed == 0);
}

}  // namespace
}  // namespace tongzhou
