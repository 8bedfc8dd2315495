#include "schedule/levelling.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <ranges>
#include <set>

#include "support/big_plan.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

const Day kMonday24 = from_civil(2026, 8, 24);

// People at work against people there are, told anew from the records, at the start of every task:
// only there can there be too few for the first time. Gives the departments and people of whom too
// many are asked.
std::set<std::string> overloads(const Plan& plan, const Schedule& schedule) {
  struct Use {
    Instant from, to;
    double people;
  };
  std::map<AnyRef, std::vector<Use>> uses;
  std::map<Id<Task>, std::map<AnyRef, double>> assigned;
  for (const auto& entry : plan.table<Assignment>().live()) {
    const Person& person = *plan.find(entry.record.person);
    const Id<Department> own =
        person.department ? person.department : plan.find(entry.record.task)->department;
    assigned[entry.record.task][ref(entry.record.person)] += entry.record.units;
    if (own) assigned[entry.record.task][ref(own)] += entry.record.units;
  }
  const auto& tasks = plan.table<Task>();
  for (const auto& entry : tasks.live()) {
    const TaskDates& dates = schedule.tasks[tasks.find_slot(entry.id)];
    if (dates.summary || dates.start == dates.finish) continue;
    auto needs = assigned[entry.id];
    const Task& task = entry.record;
    if (task.department && (needs.empty() || task.people > 0)) {
      double& own = needs[ref(task.department)];
      own = std::max(own, task.people > 0 ? task.people : 1);
    }
    for (const auto& demand : plan.table<Demand>().live())
      if (demand.record.task == entry.id)
        needs[ref(demand.record.department)] += demand.record.people;
    std::vector<Stretch> pauses;
    for (const auto& pause : plan.table<Pause>().live())
      if (pause.record.task == entry.id) pauses.push_back({pause.record.from, pause.record.until});
    std::ranges::sort(pauses);
    for (const auto& [who, people] : needs) {
      Instant from = dates.start;
      for (const Stretch pause : pauses) {
        if (pause.from >= dates.finish) break;
        if (from < pause.from) uses[who].push_back({from, pause.from, people});
        from = std::max(from, pause.until);
      }
      uses[who].push_back({from, dates.finish, people});
    }
  }
  std::set<std::string> over;
  const auto there = [&](AnyRef who, Instant at) {
    if (who.kind == Kind::person) return plan.find(Id<Person>{who.id.value})->capacity;
    double people = plan.find(Id<Department>{who.id.value})->capacity;
    Day last = kFirstDay;
    for (const auto& step : plan.table<CapacityStep>().live())
      if (ref(step.record.department) == who && step.record.from <= day_of(at) &&
          step.record.from >= last) {
        last = step.record.from;
        people = step.record.people;
      }
    return people;
  };
  for (const auto& [who, list] : uses) {
    std::vector<Instant> moments;
    for (const Use& use : list) moments.push_back(use.from);
    for (const auto& step : plan.table<CapacityStep>().live())
      moments.push_back(start_of(step.record.from));
    for (const Instant at : moments) {
      double people = 0;
      for (const Use& use : list)
        if (use.from <= at && at < use.to) people += use.people;
      if (people > there(who, at) + 1e-6) over.insert(plan.name_of(who));
    }
  }
  return over;
}

// Writes what levelling found into the plan; the timetable must then say the same.
Schedule accept(PlanEditor& editor, const LevelledPlan& levelled) {
  editor.edit([&](ChangeBuilder& build) {
    for (Slot task = 0; task < levelled.levelled_starts.size(); ++task)
      build.set<&Task::levelled_start>(editor.plan.table<Task>()[task].id,
                                       levelled.levelled_starts[task]);
    for (const auto& pause : editor.plan.table<Pause>().live())
      if (pause.record.levelled) build.remove(ref(pause.id));
    for (const LevelledPause& pause : levelled.pauses)
      build.create(Pause{.task = editor.plan.table<Task>()[pause.task].id,
                         .from = pause.when.from,
                         .until = pause.when.until,
                         .levelled = true});
  });
  const Schedule schedule = make_schedule(editor.plan);
  for (Slot task = 0; task < schedule.tasks.size(); ++task) {
    if (editor.plan.table<Task>()[task].deleted) continue;
    CHECK(schedule.tasks[task].start == levelled.schedule.tasks[task].start);
    CHECK(schedule.tasks[task].finish == levelled.schedule.tasks[task].finish);
  }
  return schedule;
}

Levelling run(const Plan& plan, std::int64_t schedules = 500) {
  Levelling levelling(plan);
  levelling.improve(schedules);
  return levelling;
}

Day start_of(const TextPlan& text, const LevelledPlan& levelled, std::string_view task) {
  return day_of(levelled.schedule.tasks[text.slot(task)].start);
}

}  // namespace

TEST_CASE("tasks that need the same person come one after the other, and it is said why") {
  TextPlan text = plan_from_text("a 3d dept lab; b 2d dept lab; c 1d dept lab after a");
  CHECK(overloads(text.plan, make_schedule(text.plan)) == std::set<std::string>{"lab"});
  const Levelling levelling = run(text.plan);
  CHECK(levelling.is_proved());
  const Schedule schedule = accept(text, levelling.best());
  CHECK(overloads(text.plan, schedule).empty());
  CHECK(schedule.finish == at(kMonday24 + 7, 17 * 60));  // six days of work
  REQUIRE_FALSE(levelling.best().waits.empty());
  for (const Wait& wait : levelling.best().waits) {
    CHECK(wait.people == 1);
    REQUIRE(wait.holder != kNoSlot);
    CHECK(levelling.best().schedule.tasks[wait.holder].finish <= wait.start);
    CHECK(schedule.tasks[wait.task].reason.kind == ReasonKind::levelling);
  }
}

TEST_CASE("capacity, its changes, leave and demands of other departments are kept") {
  TextPlan text = plan_from_text("a 2d dept lab 2p; b 2d dept lab 1p; c 2d dept shop");
  const auto lab = text.departments["lab"];
  text.set<&Department::capacity>(lab, 3);
  CHECK(run(text.plan).best().waits.empty());

  SECTION("fewer from a day on") {
    text.add(CapacityStep{.department = lab, .from = kMonday24 + 1, .people = 1});
    text.add(CapacityStep{.department = lab, .from = kMonday24 + 7, .people = 2});
    const Levelling levelling = run(text.plan);
    CHECK(overloads(text.plan, accept(text, levelling.best())).empty());
    CHECK(start_of(text, levelling.best(), "a") == kMonday24 + 7);
    REQUIRE(levelling.best().waits.size() == 1);
    CHECK(levelling.best().waits[0].holder == kNoSlot);  // there are more from then on
  }
  SECTION("fewer after a weekend, when one of two is done") {
    TextPlan two = plan_from_text("x 5d dept lab; y 10d dept lab");
    two.set<&Department::capacity>(two.departments["lab"], 2);
    two.add(CapacityStep{.department = two.departments["lab"], .from = kMonday24 + 7, .people = 1});
    CHECK(run(two.plan).best().waits.empty());
  }
  SECTION("somebody of another department") {
    text.add(Demand{.task = text["a"], .department = text.departments["shop"], .people = 1});
    const Levelling levelling = run(text.plan);
    CHECK(overloads(text.plan, accept(text, levelling.best())).empty());
    CHECK(levelling.best().schedule.finish == at(kMonday24 + 3, 17 * 60));
  }
  SECTION("a person on leave") {
    const auto own = text.add(Calendar{.name = "李"});
    text.add(CalendarException{.name = "休假",
                               .calendar = own,
                               .first = kMonday24 + 1,
                               .last = kMonday24 + 4,
                               .hours = {}});
    const auto lee = text.add(Person{.name = "李", .department = lab, .calendar = own});
    text.add(Assignment{.task = text["c"], .person = lee});
    const Levelling levelling = run(text.plan);
    accept(text, levelling.best());
    CHECK(start_of(text, levelling.best(), "c") == kMonday24 + 7);
  }
}

TEST_CASE("a task needs as many as it says, else those assigned, else one") {
  TextPlan text = plan_from_text("a 1d dept lab; b 1d dept lab; c 1d dept lab 2p; d 1d");
  const auto lab = text.departments["lab"];
  const auto lee = text.add(Person{.name = "李", .department = lab});
  for (const char* name : {"b", "c", "d"})
    text.add(Assignment{.task = text[name], .person = lee, .units = 0.5});
  text.add(Demand{.task = text["b"], .department = lab, .people = 3});
  const Demands demands(text.plan);
  const auto needed = [&](std::string_view name, Pool pool) {
    for (const Need& need : demands.of(text.slot(name)))
      if (need.pool == pool) return need.people;
    return 0.0;
  };
  const Pool people = demands.department(text.plan.table<Department>().find_slot(lab));
  const Pool person = demands.person(text.plan.table<Person>().find_slot(lee));
  CHECK(needed("a", people) == 1);
  CHECK(needed("a", person) == 0);
  CHECK(needed("b", people) == 3.5);  // and those of a demand beside
  CHECK(needed("c", people) == 2);
  CHECK(needed("d", people) == 0.5);  // of the person's own department
  CHECK(needed("d", person) == 0.5);
}

TEST_CASE("a task that may pause does so while its people are elsewhere, where that is earlier") {
  TextPlan text = plan_from_text("a 6d dept lab splittable; b 2d dept lab mso 2026-08-26");
  const Levelling levelling = run(text.plan);
  const LevelledPlan& best = levelling.best();
  const Instant stops = at(kMonday24 + 1, 17 * 60), goes_on = at(kMonday24 + 4, 8 * 60);
  CHECK(best.pauses == std::vector{LevelledPause{text.slot("a"), {stops, goes_on}}});
  CHECK(start_of(text, best, "a") == kMonday24);
  CHECK(best.schedule.finish == at(kMonday24 + 9, 17 * 60));  // six days and the two of the other
  REQUIRE(best.waits.size() == 1);
  CHECK(best.waits[0].is_pause);
  CHECK(best.waits[0].allowed == stops);
  CHECK(best.waits[0].start == goes_on);
  CHECK(best.waits[0].holder == text.slot("b"));
  CHECK(levelling.is_proved());
  CHECK(overloads(text.plan, accept(text, best)).empty());
  CHECK(run(text.plan).best().pauses == best.pauses);  // levelled again, it stays

  SECTION("not where it may not") {
    text.set<&Task::splittable>(text["a"], false);
    const Levelling whole = run(text.plan);
    CHECK(whole.best().pauses.empty());
    CHECK(whole.best().schedule.finish == at(kMonday24 + 11, 17 * 60));
  }
  SECTION("not for less than a day of work") {
    text.set<&Task::constraint_date>(text["b"], at(kMonday24, 12 * 60));
    CHECK(run(text.plan).best().pauses.empty());
    text.set<&Task::constraint_date>(text["b"], at(kMonday24 + 1, 8 * 60));
    CHECK(run(text.plan).best().pauses.size() == 1);
    text.set<&Task::duration>(text["a"], {20 * 480});  // a tenth of it are two days
    CHECK(run(text.plan).best().pauses.empty());
  }
  SECTION("not when its last part would be shorter than that") {
    text.set<&Task::duration>(text["a"], {3 * 480});
    text.set<&Task::constraint_date>(text["b"], at(kMonday24 + 2, 12 * 60));
    const LevelledPlan again = run(text.plan).best();
    REQUIRE(again.pauses.size() == 1);  // not at noon, with four hours left
    CHECK(again.pauses[0].when.from == stops);
  }
  SECTION("what people gave it stays, and nobody is held meanwhile") {
    text.add(Pause{.task = text["a"], .from = stops, .until = goes_on});
    text.set<&Task::splittable>(text["a"], false);
    const Levelling given = run(text.plan);
    CHECK(given.best().pauses.empty());
    CHECK(given.best().schedule.finish == at(kMonday24 + 9, 17 * 60));
    CHECK(given.best().waits.empty());
  }
  SECTION("begun, it keeps the pauses it has") {
    text.set<&Task::actual_start>(text["a"], at(kMonday24, 8 * 60));
    CHECK(run(text.plan).best().pauses == best.pauses);
    CHECK(run(text.plan).best().crowded.empty());
  }
}

TEST_CASE("what has begun, is done, must be on a day or is fixed stays") {
  TextPlan text = plan_from_text(
      "a 5d dept lab started 2026-08-24; b 2d dept lab; c 1d dept lab mso 2026-09-02;"
      "d 3d dept lab fixed after e; e 1d dept shop; f 1d dept lab finished 2026-08-25 100%;"
      "g 1d dept shop alap");
  text.set<&Department::capacity>(text.departments["lab"], 2);
  const Schedule before = make_schedule(text.plan);
  const Levelling levelling = run(text.plan);
  for (const char* name : {"a", "c", "d", "f"})
    CHECK(levelling.best().schedule.tasks[text.slot(name)].start ==
          before.tasks[text.slot(name)].start);
  // a and d have both people from Tuesday to Thursday, a and b then would be two, too.
  CHECK(start_of(text, levelling.best(), "b") >= kMonday24 + 4);
  accept(text, levelling.best());
}

TEST_CASE("impossible needs are named and left out, missing people are never invented") {
  TextPlan text = plan_from_text(
      "a 2d dept lab 5p; b 2d dept lab; z 1d dept none; c 1d dept lab snlt 2026-08-24;"
      "d 1d dept lab snlt 2026-08-24");
  text.set<&Department::capacity>(text.departments["none"], 0);
  const Levelling levelling = run(text.plan);
  REQUIRE(levelling.impossible().size() == 2);
  CHECK(levelling.impossible()[0].task == text.slot("a"));
  CHECK(levelling.impossible()[0].people == 5);
  CHECK(levelling.impossible()[0].most == 1);
  CHECK(levelling.impossible()[1].task == text.slot("z"));
  CHECK(levelling.best().crowded.size() == 1);  // c or d
  accept(text, levelling.best());

  SECTION("a peak that is too short for the task") {
    text.add(
        CapacityStep{.department = text.departments["lab"], .from = kMonday24 + 14, .people = 5});
    text.add(
        CapacityStep{.department = text.departments["lab"], .from = kMonday24 + 15, .people = 1});
    const Levelling again = run(text.plan);
    CHECK(again.impossible().size() == 1);
    CHECK(again.best().crowded.size() == 2);
    accept(text, again.best());
  }
  SECTION("two that may not be moved, at the same time") {
    const TextPlan two = plan_from_text("x 5d dept lab fixed; y 1d dept lab fixed");
    CHECK(run(two.plan).best().crowded.size() == 2);
    CHECK(run(two.plan).best().waits.empty());
  }
  SECTION("an empty plan") {
    const PlanEditor empty;
    CHECK(run(empty.plan).best().waits.empty());
  }
}

TEST_CASE("random plans: people suffice, the timetable agrees, the same seed gives the same") {
  std::size_t paused = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SeededRandom random(seed);
    const auto below = [&](std::uint64_t count) { return random.bits() % count; };
    PlanEditor editor(seed);
    std::vector<Id<Task>> tasks;
    editor.edit([&](ChangeBuilder& build) {
      build.set<&PlanInfo::start>(editor.plan.info_id(), at(kMonday24, 8 * 60));
      const auto china = build.create(Calendar{.name = "中", .holidays = Holidays::china});
      std::vector<Id<Department>> departments;
      for (int i = 0; i < 3; ++i)
        departments.push_back(
            build.create(Department{.name = "d" + std::to_string(i),
                                    .capacity = 1 + double(below(3)),
                                    .calendar = below(3) == 0 ? china : Id<Calendar>{}}));
      for (int i = 0; i < 2; ++i)
        build.create(CapacityStep{.department = departments[below(3)],
                                  .from = kMonday24 + int(below(60)),
                                  .people = 1 + double(below(4))});
      const auto lee = build.create(Person{.name = "李", .department = departments[0]});
      for (int i = 0; i < 40; ++i) {
        Task task{.title = std::to_string(i), .department = departments[below(3)]};
        if (i % 10 != 0 && below(3) == 0) task.parent = tasks[std::size_t(i / 10) * 10];
        task.duration = {int(below(12)) * 240};
        task.people = double(below(2));
        task.splittable = below(3) == 0;
        if (below(8) == 0) task.constraint = Constraint::as_late_as_possible;
        if (below(10) == 0) task.deadline = at(kMonday24 + 30, 17 * 60);
        if (below(12) == 0) {
          task.constraint = Constraint::finish_no_earlier_than;
          task.constraint_date = at(kMonday24 + int(below(40)), 12 * 60);
        }
        tasks.push_back(build.create(task));
        if (below(6) == 0) build.create(Assignment{.task = tasks.back(), .person = lee});
        if (below(6) == 0)
          build.create(Demand{.task = tasks.back(), .department = departments[below(3)]});
        const std::size_t from = below(tasks.size());
        if (from + 1 == tasks.size() || below(4) == 0) continue;
        build.create(Dependency{.from = tasks[from],
                                .to = tasks.back(),
                                .type = LinkType(below(4)),
                                .lag = {int(below(5)) * 120 - 120},
                                .lag_kind = LagKind(below(2))});
      }
    });
    const Levelling first = run(editor.plan), again = run(editor.plan);
    CHECK(first.best().levelled_starts == again.best().levelled_starts);
    CHECK(first.best().pauses == again.best().pauses);
    paused += first.best().pauses.size();
    const bool crowded = !first.best().crowded.empty();  // who has no people keeps no bound
    if (!crowded) CHECK(first.best().schedule.finish >= first.bound());
    CHECK(first.bound() >= make_schedule(editor.plan).finish);
    const std::set<std::string> over = overloads(editor.plan, accept(editor, first.best()));
    if (first.impossible().empty() && !crowded) CHECK(over.empty());
    // What was accepted is not moved about for nothing.
    const Levelling later = run(editor.plan, 0);
    if (!crowded && !later.best().keeps_more_than(first.best()))
      CHECK(later.best().levelled_starts == first.best().levelled_starts);
    if (!crowded && !later.best().keeps_more_than(first.best()))
      CHECK(later.best().pauses == first.best().pauses);
  }
  CHECK(paused > 20);
}

TEST_CASE("thousands of tasks are levelled, and better with time") {
  const BigPlan big = make_big_plan({.tasks = 600, .seed = 5});
  Levelling levelling(big.plan);
  const Instant first = levelling.best().schedule.finish;
  levelling.improve(100);
  CHECK(levelling.best().schedule.finish <= first);
  CHECK((levelling.is_proved() || levelling.schedules() == 100));
  CHECK(levelling.best().schedule.finish >= levelling.bound());
}
