// Times what is computed of 10,000 goals, 10,000 deliverables and 100,000 measurements, and how
// long it takes to know it again after an edit. Prints lines: name value unit.
#include "app/goal_edits.h"
#include "insight/overview.h"
#include "support/big_goals.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

using test::print_figure;

void run() {
  BigGoals big = make_big_goals(10'000, 10'000, 100'000);
  SeededRandom random(3);
  OpenPlan open(std::move(big.plan));
  const Schedule& schedule = open.schedule();
  print_figure("goals_deliverables",
               test::time_of(5, [&] { (void)find_deliverable_facts(open.plan(), schedule); }),
               "ms");
  print_figure("goals_tree",
               test::time_of(5,
                             [&] {
                               (void)find_goal_facts(open.plan(), open.outline(), schedule,
                                                     open.deliverables());
                             }),
               "ms");
  print_figure(
      "goals_duties",
      test::time_of(5, [&] { (void)find_duties(open.plan(), open.outline(), open.goals()); }),
      "ms");
  print_figure(
      "goals_matrix",
      test::time_of(
          5,
          [&] { (void)find_hand_overs(open.plan(), open.deliverables(), from_civil(2026, 6, 1)); }),
      "ms");
  // One measurement noted, until all is known again.
  const ReplicaId replica{9};
  int day = 0;
  print_figure("goals_measured_anew",
               test::time_of(9,
                             [&] {
                               Draft draft = measure_goal(open, random, big.goals[1],
                                                          from_civil(2026, 10, 1) + day++, 50);
                               check(open.edit(std::move(draft), replica, {}).has_value(),
                                     "it fits");
                               (void)open.goals();
                             }),
               "ms");
}

}  // namespace
}  // namespace tongzhou

int main() { tongzhou::run(); }
