// Times the timetable on a plan of 100,000 tasks. Prints lines: name value unit.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "schedule/scheduler.h"
#include "support/big_plan.h"

namespace tongzhou {
namespace {

// The median of several runs, in milliseconds.
template <class Work>
double time_of(int runs, Work&& work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - start;
    times.push_back(spent.count());
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void print(const char* name, double value, const char* unit) {
  std::printf("%s %.3f %s\n", name, value, unit);
}

// Sets one field of a record and reschedules; the time of the update alone.
template <auto member>
double time_of_edit(BigPlan& big, Scheduler& scheduler, Id<typename MemberOf<member>::Record> id,
                    std::vector<typename MemberOf<member>::Type> values) {
  SeededRandom random(7);
  const ReplicaId replica{random.bits()};
  std::size_t next = 0;
  std::vector<double> times;
  for (int i = 0; i < 21; ++i) {
    ChangeBuilder build(big.plan, random, {});
    build.set<member>(id, values[next++ % values.size()]);
    const Change change = big.plan.stamp(std::move(build).take(), replica, {});
    (void)big.plan.apply(change);
    times.push_back(time_of(1, [&] { scheduler.update(big.plan, change); }));
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void run() {
  BigPlan big = make_big_plan({.tasks = 100'000, .followers = 3'500});
  print("schedule_tasks", static_cast<double>(big.plan.table<Task>().live_count()), "tasks");
  print("schedule_links", static_cast<double>(big.plan.table<Dependency>().live_count()), "links");
  print("schedule_build_network", time_of(9, [&] { Network network(big.plan); }), "ms");
  print("schedule_build_and_pass", time_of(9, [&] { Scheduler scheduler(big.plan); }), "ms");

  Pass pass(big.plan);
  const auto& order = pass.network().order();
  print("schedule_full_pass",
        time_of(15,
                [&] {
                  for (const Step step : order) pass.forward(step);
                  pass.update_finish();
                  for (auto step = order.rbegin(); step != order.rend(); ++step)
                    pass.backward(*step);
                }),
        "ms");

  Scheduler scheduler(big.plan);
  const Instant start = big.plan.info().start;
  print("schedule_move_3500_followers",
        time_of_edit<&Task::duration>(big, scheduler, big.mover, {{960}, {1440}}), "ms");
  print("schedule_move_3500_followers_steps", static_cast<double>(scheduler.last_steps()), "steps");
  print("schedule_move_plan_finish",
        time_of_edit<&Task::duration>(big, scheduler, big.mover, {{480'000}, {485'000}}), "ms");
  print("schedule_move_one",
        time_of_edit<&Task::duration>(big, scheduler, big.leaves.back(), {{480}, {960}}), "ms");
  print("schedule_finish_days_after_start",
        (scheduler.schedule().finish - start).count / double{kMinutesPerDay}, "days");
}

}  // namespace
}  // namespace tongzhou

int main() { tongzhou::run(); }
