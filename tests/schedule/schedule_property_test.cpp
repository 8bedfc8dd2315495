#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "schedule/scheduler.h"
#include "schedule/slow_schedule.h"
#include "support/plan_edit.h"

namespace tongzhou {
namespace {

const Day kStart = from_civil(2026, 9, 14);  // National Day and its make-up days lie ahead

int pick(int limit) { return *rc::gen::inRange(0, limit); }
bool chance(int percent) { return pick(100) < percent; }

Instant random_instant() {
  return at(kStart + (pick(40) - 5), *rc::gen::element(0, 480, 600, 720, 1020, 1200));
}

// Small random plans with everything in them: three calendars, a tree of tasks, dependencies of all
// kinds, constraints, deadlines and work done.
struct RandomPlan : PlanEditor {
  explicit RandomPlan(bool with_cycles) : PlanEditor(*rc::gen::arbitrary<std::uint64_t>()) {
    set<&PlanInfo::start>(plan.info_id(), at(kStart, 480));
    const auto china = add(Calendar{.name = "china", .holidays = Holidays::china});
    WorkHours odd{{{0, 540, 1000}, {2, 0, 1440}, {3, 500, 600}, {3, 700, 1300}, {5, 480, 720}}};
    const auto other = add(Calendar{.name = "odd", .week = odd});
    calendars = {{}, china, other};
    set<&PlanInfo::calendar>(plan.info_id(), *rc::gen::elementOf(calendars));
    department = add(Department{.name = "d", .calendar = *rc::gen::elementOf(calendars)});
    for (int i = pick(12) + 1; i > 0; --i) add_task();
    for (int i = pick(16); i > 0; --i) add_link(with_cycles && chance(30));
  }

  void add_task() {
    Task task{.title = "t" + std::to_string(tasks.size()),
              .department = chance(50) ? department : Id<Department>{},
              .duration = {*rc::gen::element(0, 30, 240, 480, 960, 1500)},
              .calendar = *rc::gen::elementOf(calendars)};
    if (!tasks.empty() && chance(50)) task.parent = *rc::gen::elementOf(tasks);
    if (chance(10)) task.kind = TaskKind::milestone;
    if (chance(50)) set_constraint(task);
    if (chance(15)) task.deadline = random_instant();
    if (chance(10)) task.actual_start = random_instant();
    if (chance(5)) task.actual_finish = random_instant() + Minutes{5 * kMinutesPerDay};
    if (chance(5)) task.percent = 100;
    tasks.push_back(add(task));
  }
  static void set_constraint(Task& task) {
    task.constraint = static_cast<Constraint>(pick(8));
    task.constraint_date = random_instant();
  }
  void add_link(bool backward) {
    if (tasks.size() < 2) return;
    auto from = static_cast<std::size_t>(pick(static_cast<int>(tasks.size()) - 1));
    auto to = from + 1 + static_cast<std::size_t>(pick(static_cast<int>(tasks.size() - from - 1)));
    if (backward) std::swap(from, to);
    links.push_back(add(Dependency{.from = tasks[from],
                                   .to = tasks[to],
                                   .type = static_cast<LinkType>(pick(4)),
                                   .lag = {*rc::gen::element(0, 0, 0, 480, 700, -240, -600)},
                                   .lag_kind = static_cast<LagKind>(pick(2))}));
  }

  std::vector<Id<Calendar>> calendars;
  Id<Department> department;
  std::vector<Id<Task>> tasks;
  std::vector<Id<Dependency>> links;
};

std::string text(const TaskDates& d) {
  return to_iso(d.start) + " " + to_iso(d.finish) + " early " + to_iso(d.early_start) + " " +
         to_iso(d.early_finish) + " late " + to_iso(d.late_start) + " " + to_iso(d.late_finish) +
         " slack " + std::to_string(d.total_slack.count) + " free " +
         std::to_string(d.free_slack.count) + (d.critical ? " critical" : "") +
         (d.complete ? " complete" : "") + (d.summary ? " summary" : "") +
         (d.conflict ? " conflict" : "");
}
std::string text(const Schedule& s) {
  std::string out = to_iso(s.finish) + "\n";
  for (const TaskDates& d : s.tasks) out += text(d) + "\n";
  return out;
}

TEST_CASE("the timetable equals that of a slow and different computation") {
  const bool passed = rc::check("all dates, slack and flags", [] {
    const RandomPlan random(false);
    const Network network(random.plan);
    RC_PRE(network.cycles().empty());
    const bool own = std::ranges::any_of(random.plan.table<Dependency>().live(), [&](auto& entry) {
      const auto slot = [&](Id<Task> id) { return random.plan.table<Task>().find_slot(id); };
      const auto& rows = network.outline().rows;
      const auto from = network.outline().row_of[slot(entry.record.from)];
      const auto to = network.outline().row_of[slot(entry.record.to)];
      return (from <= to && to < rows[from].end) || (to <= from && from < rows[to].end);
    });
    RC_PRE(!own);  // dependencies on one's own summary are left out
    const SlowSchedule slow(random.plan, kStart - 200, kStart + 400);
    RC_ASSERT(text(make_schedule(random.plan)) == text(slow.result()));
  });
  CHECK(passed);
}

// One random edit, as a person might make it.
Change random_edit(RandomPlan& random) {
  const auto task = *rc::gen::elementOf(random.tasks);
  switch (pick(14)) {
    case 0: return random.set<&Task::duration>(task, {*rc::gen::element(0, 240, 480, 2000)});
    case 1: return random.set<&Task::constraint_date>(task, random_instant());
    case 2: return random.set<&Task::constraint>(task, static_cast<Constraint>(pick(8)));
    case 3: return random.set<&Task::deadline>(task, chance(30) ? Instant{} : random_instant());
    case 4: return random.set<&Task::actual_start>(task, chance(50) ? Instant{} : random_instant());
    case 5: return random.set<&Task::percent>(task, *rc::gen::element(0, 50, 100));
    case 6: return random.set<&Task::calendar>(task, *rc::gen::elementOf(random.calendars));
    case 7: return random.set<&Task::title>(task, "renamed");
    case 8: return random.set<&Task::kind>(task, static_cast<TaskKind>(pick(3)));
    case 9:
      if (random.links.empty()) break;
      return random.set<&Dependency::lag>(*rc::gen::elementOf(random.links), {pick(2000) - 500});
    case 10:
      if (random.links.empty()) break;
      return random.set<&Dependency::type>(*rc::gen::elementOf(random.links),
                                           static_cast<LinkType>(pick(4)));
    case 11: return random.set<&Task::parent>(task, *rc::gen::elementOf(random.tasks));
    case 12:
      return random.edit([&](ChangeBuilder& build) {
        if (random.plan.is_live(ref(task)))
          build.remove(ref(task));
        else
          build.restore(ref(task));
      });
    default: break;
  }
  return random.edit([&](ChangeBuilder& build) {
    build.set<&Task::duration>(task, {*rc::gen::element(30, 600)});
    build.set<&Task::constraint>(task, Constraint::as_late_as_possible);
    build.set<&Task::department>(*rc::gen::elementOf(random.tasks), random.department);
  });
}

TEST_CASE("a timetable kept up to date equals one made anew, reasons included") {
  const bool passed = rc::check("update after update", [] {
    RandomPlan random(true);
    Scheduler scheduler(random.plan);
    for (int i = 0; i < 12; ++i) {
      const Change change = random_edit(random);
      scheduler.update(random.plan, change);
      const Schedule fresh = make_schedule(random.plan);
      RC_ASSERT(text(scheduler.schedule()) == text(fresh));
      RC_ASSERT(scheduler.schedule() == fresh);
    }
  });
  CHECK(passed);
}

TEST_CASE("an edit that was missed leads to a new timetable, not to a wrong one") {
  const bool passed = rc::check("two edits, one told", [] {
    RandomPlan random(true);
    Scheduler scheduler(random.plan);
    random_edit(random);
    const Change told = random_edit(random);
    scheduler.update(random.plan, told);
    RC_ASSERT(scheduler.schedule() == make_schedule(random.plan));
  });
  CHECK(passed);
}

}  // namespace
}  // namespace tongzhou
