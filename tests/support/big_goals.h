// A plan with many goals, deliverables and measurements, the same on every run.
#pragma once

#include <string>
#include <vector>

#include "support/big_plan.h"

namespace tongzhou {

struct BigGoals {
  Plan plan;
  std::vector<Id<Goal>> goals;
  std::vector<Id<Deliverable>> deliverables;
};

// So many goals in trees of ten, so many deliverables with two criteria and two rounds each, and
// measurements of every second goal.
inline BigGoals make_big_goals(int goals, int deliverables, int measurements) {
  BigPlan big = make_big_plan({.tasks = 2'000, .seed = 4});
  SeededRandom random(11);
  ChangeBuilder build(big.plan, random, {});
  BigGoals made;
  std::vector<Id<Department>> departments;
  for (const auto& entry : big.plan.table<Department>().live()) departments.push_back(entry.id);
  const Day first = from_civil(2026, 1, 5);
  for (int i = 0; i < goals; ++i) {
    Goal goal{.title = "goal " + std::to_string(i)};
    if (i % 10 != 0) goal.parent = made.goals[static_cast<std::size_t>(i - i % 10)];
    goal.department = departments[static_cast<std::size_t>(i) % departments.size()];
    goal.target = 100;
    goal.begin = first;
    goal.deadline = first + 365;
    made.goals.push_back(build.create(std::move(goal)));
  }
  const std::size_t measured = made.goals.size() / 2;
  for (int i = 0; i < measurements; ++i) {
    const auto at = static_cast<std::size_t>(i) % measured;
    build.create(Measurement{.goal = made.goals[2 * at + 1],
                             .day = first + i / int(measured) * 7,
                             .value = double((i * 37) % 100)});
  }
  for (int i = 0; i < deliverables; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Id<Deliverable> id = build.create(
        Deliverable{.title = "part " + std::to_string(i),
                    .giver = departments[at % departments.size()],
                    .receivers = {{departments[(at + 1 + at / 7) % departments.size()]}},
                    .task = big.leaves[at % big.leaves.size()],
                    .goal = made.goals[at % made.goals.size()],
                    .due = first + i % 300});
    std::vector<Id<Criterion>> criteria;
    for (int k = 0; k < 2; ++k)
      criteria.push_back(
          build.create(Criterion{.measure = "m", .deliverable = id, .target = 10.0}));
    for (int k = 0; k < 2; ++k) {
      const bool last = k == 1;
      const Id<HandOver> round =
          build.create(HandOver{.deliverable = id,
                                .handed_over = start_of(first + i % 300 + k),
                                .decision = last ? Decision::accepted : Decision::rejected});
      for (const Id<Criterion> criterion : criteria)
        build.create(Finding{.criterion = criterion, .round = round, .value = last ? 12.0 : 8.0});
    }
    made.deliverables.push_back(id);
  }
  const Change change = big.plan.stamp(std::move(build).take(), {random.bits()}, {});
  check(big.plan.apply(change).has_value(), "the edits fit");
  made.plan = std::move(big.plan);
  return made;
}

}  // namespace tongzhou
