// Small random plans with everything in them, for properties of the timetable.
#pragma once

#include <rapidcheck.h>

#include "support/plan_edit.h"

namespace tongzhou {

inline const Day kStart = from_civil(2026, 9, 14);  // National Day and its make-up days lie ahead

inline int pick(int limit) { return *rc::gen::inRange(0, limit); }
inline bool chance(int percent) { return pick(100) < percent; }

inline Instant random_instant() {
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
    if (chance(10)) task.percent = pick(100);
    if (chance(10)) task.resume = random_instant();
    if (chance(5)) task.remaining = {*rc::gen::element(30, 480, 900)};
    tasks.push_back(add(task));
    for (int i = chance(20) ? pick(3) : 0; i > 0; --i)
      pauses.push_back(add(pause_of(tasks.back())));
  }
  static Pause pause_of(Id<Task> task) {  // some that end before they begin
    const Instant from = random_instant();
    const Minutes length{*rc::gen::element(-60, 90, 480, 1440, 4 * 1440 + 130)};
    return {.task = task, .from = from, .until = from + length, .levelled = chance(50)};
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
  std::vector<Id<Pause>> pauses;
};

}  // namespace tongzhou
