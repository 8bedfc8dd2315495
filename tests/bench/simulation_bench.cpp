// Times the simulation of uncertain durations. Prints lines: name value unit.
#include "schedule/simulation.h"
#include "support/big_plan.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

BigPlan make_plan(int tasks) {
  BigPlan big = make_big_plan({.tasks = tasks, .seed = 2});
  SeededRandom random(5);
  ChangeBuilder build(big.plan, random, {});
  for (const auto task : big.leaves) build.set<&Task::confidence>(task, Confidence::rough);
  (void)big.plan.apply(big.plan.stamp(std::move(build).take(), {random.bits()}, {}));
  return big;
}

void run(int tasks, int runs) {
  const BigPlan big = make_plan(tasks);
  const std::string name = "simulation_" + std::to_string(big.plan.table<Task>().live_count());
  test::print_figure(name + "_begin", test::time_of(3, [&] { Simulation made(big.plan); }), "ms");
  Simulation simulation(big.plan);
  test::print_figure(name + "_" + std::to_string(runs) + "_runs",
                     test::time_of(1, [&] { simulation.run(runs); }), "ms");
}

}  // namespace
}  // namespace tongzhou

int main() {
  tongzhou::run(1'000, 10'000);
  tongzhou::run(10'000, 1'000);
}
