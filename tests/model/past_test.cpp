#include "model/past.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "model/difference.h"
#include "model/merge.h"
#include "support/plan_edit.h"

namespace tongzhou {
namespace {

// One edit of a kind chosen by the number.
Change edit_somehow(PlanEditor& editor, std::uint64_t dice) {
  std::vector<Id<Task>> tasks;
  for (const auto& entry : editor.plan.table<Task>().live()) tasks.push_back(entry.id);
  if (tasks.empty() || dice % 5 == 0)
    return editor.edit(
        [&](ChangeBuilder& build) { build.create(Task{.title = std::to_string(dice % 97)}); });
  const Id<Task> task = tasks[(dice / 5) % tasks.size()];
  return editor.edit([&](ChangeBuilder& build) {
    switch (dice % 5) {
      case 1: build.remove(ref(task)); break;
      case 2: build.set<&Task::title>(task, std::to_string(dice % 89)); break;
      case 3: {
        const auto now = editor.plan.find(task)->participants;
        RefSet<Department> next = now;
        const Id<Department> one{1 + dice % 3};
        if (const auto at = std::ranges::find(next.ids, one); at != next.ids.end())
          next.ids.erase(at);
        else
          next.ids.insert(std::ranges::lower_bound(next.ids, one), one);
        build.set<&Task::participants>(task, next);
        break;
      }
      default: build.set<&Task::duration>(task, {static_cast<std::int32_t>(dice % 1000)});
    }
  });
}

TEST_CASE("the plan as it was after each change of its history") {
  CHECK(rc::check([](std::uint64_t seed) {
    PlanEditor editor(seed);
    SeededRandom dice(seed ^ 7);
    std::vector<Change> history;
    std::vector<Plan> plans;
    for (int i = 0; i < 25; ++i) {
      history.push_back(edit_somehow(editor, dice.bits() >> 8));
      plans.push_back(editor.plan);
    }
    for (std::size_t i = 0; i < history.size(); ++i) {
      const Plan past = make_past(editor.plan, history, history[i].dot);
      RC_ASSERT(find_differences(past, plans[i]).empty());
      RC_ASSERT(find_differences(plans[i], past).empty());
    }
  }));
}

TEST_CASE("a difference, made a change, leads from one plan to the other") {
  CHECK(rc::check([](std::uint64_t seed) {
    PlanEditor editor(seed);
    SeededRandom dice(seed ^ 9);
    for (int i = 0; i < 10; ++i) edit_somehow(editor, dice.bits() >> 8);
    const Plan then = editor.plan;
    for (int i = 0; i < 10; ++i) edit_somehow(editor, dice.bits() >> 8);
    Plan now = editor.plan;
    Draft draft{{}, find_differences(now, then)};
    RC_ASSERT(now.apply(now.stamp(std::move(draft), editor.replica, {})).has_value());
    RC_ASSERT(find_differences(now, then).empty());
    RC_ASSERT(find_differences(then, now).empty());
  }));
}

TEST_CASE("what the history does not tell is as it always was") {
  PlanEditor editor;
  const Id<Task> old = editor.add(Task{.title = "old"});
  std::vector<Change> history;
  history.push_back(editor.set<&Task::duration>(old, {960}));
  const Plan past = make_past(editor.plan, history, std::nullopt);
  REQUIRE(past.find(old) != nullptr);
  CHECK(past.find(old)->title == "old");
  CHECK(past.find(old)->duration == Task{}.duration);
}

}  // namespace
}  // namespace tongzhou
