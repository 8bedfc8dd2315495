#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "schedule/random_plan.h"
#include "schedule/scheduler.h"
#include "schedule/slow_schedule.h"

namespace tongzhou {
namespace {

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
  switch (pick(16)) {
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
    case 13:
      return random.edit([&](ChangeBuilder& build) { build.create(RandomPlan::pause_of(task)); });
    case 14:
      if (random.pauses.empty()) break;
      return random.set<&Pause::until>(*rc::gen::elementOf(random.pauses), random_instant());
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
