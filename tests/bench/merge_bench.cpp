// Two copies of a plan with 10,000 edits each, and what comes of them: the same work as
// tests/bench/peers does with other libraries.
#include <malloc.h>

#include "app/merging.h"
#include "exchange/change_codec.h"
#include "exchange/plan_file.h"
#include "model/canonical.h"
#include "model/merge.h"
#include "model/order_key.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

constexpr int kEdits = 10'000;

// Ten fields each, by one replica in one change, as an import makes it.
Plan make_plan(int tasks) {
  SeededRandom random(1);
  PlanLoader loader({1});
  const PackedStamp stamp{1, loader.add_replica({2}, 1), 1};
  loader.note_counter(1);
  std::vector<Id<Department>> departments;
  std::vector<Id<Person>> people;
  for (int i = 0; i < 10; ++i) {
    departments.push_back(
        loader.add_imported(Department{.name = "部门" + std::to_string(i)}, random, stamp));
    people.push_back(
        loader.add_imported(Person{.name = "人员" + std::to_string(i)}, random, stamp));
  }
  const std::vector<std::string> orders = order_sequence(static_cast<std::size_t>(tasks));
  std::vector<Id<Task>> ids;
  for (int i = 0; i < tasks; ++i) {
    const auto at_place = static_cast<std::size_t>(i);
    Task task{.title = "任务 " + std::to_string(i),
              .parent = i % 10 == 0 ? Id<Task>{} : ids[at_place - at_place % 10],
              .order = orders[at_place],
              .department = departments[at_place % 10],
              .responsible = people[at_place % 10],
              .duration = {480 * (1 + i % 9)},
              .deadline = at(from_civil(2026, 9, 1) + i % 300, 17 * 60),
              .percent = i % 101,
              .priority = 500 + i % 7,
              .notes = "说明 " + std::to_string(i % 50)};
    ids.push_back(loader.add_imported(std::move(task), random, stamp));
  }
  return std::move(loader).take();
}

std::vector<Change> edit(Plan& plan, ReplicaId replica, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<Change> changes;
  const auto& tasks = plan.table<Task>();
  for (int i = 0; i < kEdits; ++i) {
    const Id<Task> task = tasks[static_cast<Slot>(random.bits() % tasks.slot_count())].id;
    ChangeBuilder build(plan, random, make_label(Word::did_edit_record, {"x"}));
    switch (i % 3) {
      case 0:
        build.set<&Task::title>(task, "改名 " + std::to_string(i) + "/" + std::to_string(seed));
        break;
      case 1:
        build.set<&Task::duration>(task, {static_cast<std::int32_t>(random.bits() % 9000)});
        break;
      default: build.set<&Task::percent>(task, static_cast<std::int32_t>(random.bits() % 101));
    }
    Draft draft = std::move(build).take();
    if (draft.edits.empty()) continue;
    changes.push_back(
        plan.stamp(std::move(draft), replica, {"李明", "研发部", "", 1'790'000'000'000}));
    check(plan.apply(changes.back()).has_value(), "an own edit fits");
  }
  return changes;
}

double heap_megabytes() {
#ifdef __GLIBC__
  const auto heap = mallinfo2();
#else
  const auto heap = mallinfo();
#endif
  return (static_cast<double>(heap.uordblks) + static_cast<double>(heap.hblkhd)) / (1 << 20);
}

void run(int tasks, int runs) {
  const std::string size = "_" + std::to_string(tasks / 1000) + "k";
  const auto print = [&](const char* name, double value, const char* unit) {
    test::print_figure("merge_" + std::string(name) + size, value, unit);
  };
  const double empty = heap_megabytes();
  const Plan plan = make_plan(tasks);
  print("memory", heap_megabytes() - empty, "MB");
  std::vector<Change> of_a, of_b;
  Plan a, b;
  print("apply_edits",
        test::time_of(runs,
                      [&] {
                        a = plan;
                        of_a = edit(a, {11}, 5);
                      }),
        "ms");
  b = plan;
  of_b = edit(b, {12}, 6);
  std::vector<std::byte> file_a, file_b;
  print("encode", test::time_of(runs, [&] { file_a = *encode_plan_file(a, of_a, {}); }), "ms");
  file_b = *encode_plan_file(b, of_b, {});
  print("file", static_cast<double>(file_a.size()) / 1000, "KB");
  print("file_without_history", static_cast<double>(encode_plan_file(a, {}, {})->size()) / 1000,
        "KB");
  print("decode", test::time_of(runs, [&] { (void)decode_plan_file(file_a); }), "ms");
  std::vector<double> whole, states;
  for (int i = 0; i < runs; ++i) {
    Plan into = a;
    const auto begin = std::chrono::steady_clock::now();
    const auto file = decode_plan_file(file_b);
    const auto decoded = std::chrono::steady_clock::now();
    check(merge(into, file->plan).has_value(), "copies of one plan merge");
    const auto end = std::chrono::steady_clock::now();
    whole.push_back(std::chrono::duration<double, std::milli>(end - begin).count());
    states.push_back(std::chrono::duration<double, std::milli>(end - decoded).count());
  }
  std::ranges::sort(whole);
  std::ranges::sort(states);
  print("of_file", whole[whole.size() / 2], "ms");
  print("of_state", states[states.size() / 2], "ms");
  // What a person waits for: the file is dropped, what it brings is shown, it is taken in.
  const OpenPlan open(a, of_a);
  std::vector<IncomingCopy> copies(1);
  print("preview",
        test::time_of(runs,
                      [&] {
                        copies[0] = {.contents = *decode_plan_file(file_b)};
                        look_through(open, copies[0]);
                      }),
        "ms");
  print("take_in", test::time_of(runs, [&] { (void)make_merge(open, copies, {}); }), "ms");
  std::vector<double> deltas;
  std::vector<std::byte> delta;
  for (int i = 0; i < runs; ++i) {
    Plan into = a;
    delta = encode_changes(of_b);
    const auto begin = std::chrono::steady_clock::now();
    const auto changes = decode_changes(delta);
    for (const Change& change : *changes) check(into.apply(change).has_value(), "it fits");
    deltas.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::ranges::sort(deltas);
  print("of_delta", deltas[deltas.size() / 2], "ms");
  print("delta", static_cast<double>(delta.size()) / 1000, "KB");
}

// What many replicas cost, each with one edit.
void run_replicas() {
  Plan one = make_plan(1000), many = one;
  SeededRandom random(3);
  const auto act = [&](Plan& plan, ReplicaId replica, int i) {
    const auto& tasks = plan.table<Task>();
    ChangeBuilder build(plan, random, {});
    build.set<&Task::priority>(tasks[static_cast<Slot>(i) % tasks.slot_count()].id, i);
    check(plan.apply(plan.stamp(std::move(build).take(), replica, {})).has_value(), "it fits");
  };
  for (int i = 0; i < 20'000; ++i) {
    act(one, {7}, i);
    act(many, {random.bits()}, i);
  }
  const auto file = [](const Plan& plan) {
    return static_cast<double>(encode_plan_file(plan, {}, {})->size());
  };
  test::print_figure("merge_20000_replicas_add", (file(many) - file(one)) / 1000, "KB");
  const auto time = [&](const Plan& plan) {
    Plan into = plan;
    return test::time_of(21, [&] { (void)merge(into, plan); });
  };
  test::print_figure("merge_20000_replicas_cost", time(many) - time(one), "ms");
}

}  // namespace
}  // namespace tongzhou

int main() {
  tongzhou::run(10'000, 11);
  tongzhou::run(100'000, 5);
  tongzhou::run_replicas();
}
