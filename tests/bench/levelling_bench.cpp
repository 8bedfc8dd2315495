// Times levelling of 5,000 tasks on 20 pools: 8 departments and 12 people. Prints lines: name value
// unit.
#include <chrono>

#include "schedule/levelling.h"
#include "support/big_plan.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

using test::print_figure;

// Every fifth task has a person; departments have people for about a third of what is wanted at
// once.
BigPlan make_plan(bool may_pause) {
  BigPlan big = make_big_plan({.tasks = 5'000, .seed = 3});
  SeededRandom random(5);
  ChangeBuilder build(big.plan, random, {});
  std::vector<Id<Person>> people;
  for (const auto& department : big.plan.table<Department>().live())
    build.set<&Department::capacity>(department.id, 6);
  for (int i = 0; i < 12; ++i) people.push_back(build.create(Person{.name = std::to_string(i)}));
  for (std::size_t i = 0; i < big.leaves.size(); i += 5)
    build.create(Assignment{.task = big.leaves[i], .person = people[i / 5 % people.size()]});
  for (const Id<Task> task : big.leaves) build.set<&Task::splittable>(task, may_pause);
  (void)big.plan.apply(big.plan.stamp(std::move(build).take(), {random.bits()}, {}));
  return big;
}

int days_of(const Levelling& levelling, Instant at) {
  return day_of(at) - day_of(levelling.best().schedule.start);
}

void run() {
  const BigPlan pausing = make_plan(true);
  print_figure("levelling_pausing_first_plan",
               test::time_of(5, [&] { Levelling levelling(pausing.plan); }), "ms");
  const Levelling with_pauses(pausing.plan);
  print_figure("levelling_pauses", double(with_pauses.best().pauses.size()), "pauses");
  print_figure("levelling_pausing_first_finish",
               days_of(with_pauses, with_pauses.best().schedule.finish), "days");
  const BigPlan big = make_plan(false);
  print_figure("levelling_first_plan", test::time_of(5, [&] { Levelling levelling(big.plan); }),
               "ms");
  Levelling levelling(big.plan);
  print_figure("levelling_waiting", double(levelling.best().waits.size()), "tasks");
  print_figure("levelling_bound", days_of(levelling, levelling.bound()), "days");
  print_figure("levelling_first_finish", days_of(levelling, levelling.best().schedule.finish),
               "days");
  print_figure("levelling_100_schedules", test::time_of(1, [&] { levelling.improve(100); }), "ms");
  print_figure("levelling_500_schedules", test::time_of(1, [&] { levelling.improve(400); }), "ms");
  print_figure("levelling_best_finish", days_of(levelling, levelling.best().schedule.finish),
               "days");
}

}  // namespace
}  // namespace tongzhou

int main() { tongzhou::run(); }
