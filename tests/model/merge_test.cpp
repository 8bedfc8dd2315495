#include "model/merge.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <memory>
#include <set>

#include "model/canonical.h"
#include "model/conflicts.h"
#include "model/outline.h"
#include "support/merge_world.h"

namespace tongzhou {
namespace {

using namespace test;

// --- The law ------------------------------------------------------------------------------------

TEST_CASE("Copies edited apart hold what the independent model says") {
  CHECK(rc::check([](std::uint64_t seed) {
    World world(seed, *rc::gen::inRange<std::size_t>(2, 9));
    for (int rounds = 0; rounds < 4; ++rounds) {
      world.live(70);
      for (const Copy& copy : world.copies) RC_ASSERT(world.difference(copy) == "");
    }
  }));
}

TEST_CASE("Merging is commutative, associative and idempotent") {
  CHECK(rc::check([](std::uint64_t seed) {
    World world(seed, 3);
    world.live(60);
    const auto& [a, b, c] =
        std::tie(world.copies[0].plan, world.copies[1].plan, world.copies[2].plan);
    const auto joined = [](Plan into, const Plan& other) {
      RC_ASSERT(bool(merge(into, other)));
      return into;
    };
    RC_ASSERT(same(joined(a, b), joined(b, a)) == "");
    RC_ASSERT(same(joined(joined(a, b), c), joined(a, joined(b, c))) == "");
    RC_ASSERT(same(joined(a, a), a) == "");
    RC_ASSERT(same(joined(joined(a, b), b), joined(a, b)) == "");
    RC_ASSERT(same(joined(joined(a, b), a), joined(a, b)) == "");
  }));
}

TEST_CASE("Any order, repetition and grouping of the files gives the same plan") {
  CHECK(rc::check([](std::uint64_t seed) {
    World world(seed, 6);
    world.live(150);
    const auto everything = [&](std::uint64_t order) {
      Dice dice(order);
      std::vector<Plan> heaps;
      for (const Copy& copy : world.copies) heaps.push_back(copy.plan);
      for (int n = 0; n < 3; ++n) heaps.push_back(world.copies[dice.below(6)].plan);
      while (heaps.size() > 1) {
        const auto i = dice.below(heaps.size()), j = dice.below(heaps.size());
        if (i == j) continue;
        RC_ASSERT(bool(merge(heaps[i], heaps[j])));
        if (!dice.chance(20)) heaps.erase(heaps.begin() + static_cast<std::ptrdiff_t>(j));
      }
      return std::move(heaps[0]);
    };
    const Plan one = everything(seed + 1), other = everything(seed + 2);
    RC_ASSERT(same(one, other) == "");
    // A tree still: every live task once.
    const Outline outline = build_outline(one);
    RC_ASSERT(outline.rows.size() == one.table<Task>().live_count());
  }));
}

TEST_CASE("What a merge reports are the fields that show differently, before and after") {
  CHECK(rc::check([](std::uint64_t seed) {
    World world(seed, 3);
    world.live(80);
    Plan plan = world.copies[0].plan;
    const Plan before = plan;
    const auto merged = merge(plan, world.copies[1].plan);
    RC_ASSERT(bool(merged));
    std::map<std::pair<AnyRef, FieldNumber>, const Edit*> told;
    std::set<AnyRef> came;
    for (const Edit& edit : merged->edits) {
      told[{edit.record, edit.field}] = &edit;
      if (edit.field == kDeleted && edit.before == Value{}) came.insert(edit.record);
    }
    RC_ASSERT(told.size() == merged->edits.size());
    Records::for_each([&]<class Record>() {
      for (const auto& entry : plan.table<Record>().entries()) {
        const auto check_field = [&](FieldNumber number) {
          const AnyRef record = ref(entry.id);
          const auto edit = told.find({record, number});
          const Value was = before.value_of(record, number), is = plan.value_of(record, number);
          if (edit != told.end()) {
            RC_ASSERT(edit->second->before == was);
            RC_ASSERT(edit->second->after == is);
          } else if (!came.contains(record)) {
            RC_ASSERT(was == is);
          }
        };
        check_field(kDeleted);
        for_each_field<Record>([&](const auto& field) { check_field(field.number); });
      }
    });
  }));
}

// --- Named scenes -------------------------------------------------------------------------------

// A plan that two departments got, and what each then does.
struct Scene {
  explicit Scene(std::size_t copies = 3) : world(7, copies) {
    start = &world.copies[0];
    world.edit(*start, [&](ChangeBuilder& build) {
      build.create(start->plan.info_id(), PlanInfo{.title = "计划"});
      a = build.create(Task{.title = "a"});
      b = build.create(Task{.title = "b"});
      c = build.create(Task{.title = "c"});
      d1 = build.create(Department{.name = "研发部"});
      d2 = build.create(Department{.name = "市场部"});
    });
    for (std::size_t i = 1; i < copies; ++i) world.take_over(world.copies[i], *start);
  }
  World world;
  Copy* start = nullptr;
  Id<Task> a, b, c;
  Id<Department> d1, d2;

  Copy& copy(std::size_t i) { return world.copies[i]; }
  template <auto member, class Id_, class Value_>
  void set(std::size_t i, Id_ id, Value_ value) {
    world.edit(copy(i), [&](ChangeBuilder& build) { build.set<member>(id, std::move(value)); });
  }
  template <class Id_>
  void remove(std::size_t i, Id_ id) {
    world.edit(copy(i), [&](ChangeBuilder& build) { build.remove(ref(id)); });
  }
  // Everybody takes over everything; all must agree, with the model too.
  const Plan& meet() {
    for (Copy& to : world.copies)
      for (const Copy& from : world.copies)
        if (&to != &from) world.take_over(to, from);
    for (const Copy& each : world.copies) {
      CHECK(same(each.plan, copy(0).plan) == "");
      CHECK(world.difference(each) == "");
    }
    return copy(0).plan;
  }
  Id<Task> parent(Id<Task> task) { return copy(0).plan.find(task)->parent; }
};

TEST_CASE("Both rename: the two names are a conflict, one shows, a decision ends it") {
  Scene scene;
  scene.set<&Task::title>(0, scene.a, std::string("左"));
  scene.set<&Task::title>(1, scene.a, std::string("右"));
  const Plan& plan = scene.meet();
  const auto conflicts = find_conflicts(plan);
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts[0].record == ref(scene.a));
  CHECK(conflicts[0].field == field_number<&Task::title>());
  REQUIRE(conflicts[0].siblings.size() == 2);
  CHECK(conflicts[0].siblings[0].value == Value(plan.find(scene.a)->title));

  scene.set<&Task::title>(2, scene.a, std::string("定"));
  CHECK(find_conflicts(scene.meet()).empty());
  CHECK(scene.copy(1).plan.find(scene.a)->title == "定");
}

TEST_CASE("Both write the same: no conflict") {
  Scene scene;
  scene.set<&Task::title>(0, scene.a, std::string("同"));
  scene.set<&Task::title>(1, scene.a, std::string("同"));
  CHECK(find_conflicts(scene.meet()).empty());
}

TEST_CASE("A write that has seen another beats it, whatever the clocks say") {
  Scene scene;
  for (int i = 0; i < 5; ++i) scene.set<&Task::title>(0, scene.a, std::to_string(i));
  scene.world.take_over(scene.copy(1), scene.copy(0));
  scene.set<&Task::title>(1, scene.a, std::string("后"));
  CHECK(scene.meet().find(scene.a)->title == "后");
  CHECK(find_conflicts(scene.copy(0).plan).empty());
}

TEST_CASE("Deleted here, edited there: it comes back with everything, to be decided") {
  Scene scene;
  scene.remove(0, scene.a);
  scene.set<&Task::percent>(1, scene.a, 40);
  const Plan& plan = scene.meet();
  REQUIRE(plan.find(scene.a) != nullptr);
  CHECK(plan.find(scene.a)->percent == 40);
  const auto conflicts = find_conflicts(plan, ref(scene.a));
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts[0].field == kDeleted);

  // An edit is no decision.
  scene.set<&Task::percent>(2, scene.a, 50);
  CHECK(find_conflicts(scene.meet(), ref(scene.a)).size() == 1);
  scene.remove(1, scene.a);
  CHECK(scene.meet().find(scene.a) == nullptr);
  CHECK(find_conflicts(scene.copy(2).plan).empty());
}

TEST_CASE("A phase deleted here, a task put into it there: the phase comes back") {
  Scene scene;
  scene.remove(0, scene.a);
  Id<Task> child;
  scene.world.edit(scene.copy(1), [&](ChangeBuilder& build) {
    child = build.create(Task{.title = "child", .parent = scene.a});
  });
  const Plan& plan = scene.meet();
  REQUIRE(plan.find(scene.a) != nullptr);
  CHECK(plan.find(child)->parent == scene.a);
  CHECK(find_conflicts(plan).size() == 1);
}

TEST_CASE("Deleted by both: gone, no conflict") {
  Scene scene;
  scene.remove(0, scene.a);
  scene.remove(1, scene.a);
  CHECK(scene.meet().find(scene.a) == nullptr);
  CHECK(find_conflicts(scene.copy(0).plan).empty());
}

// Kleppmann, Mulligan, Gomes & Beresford, "A highly-available move operation for replicated trees"
// (2021), figures 1 and 2, and the two that DESIGN asks for.
TEST_CASE("Four concurrent moves") {
  Scene scene;
  SECTION("one task to two places: it is in one, the other is told") {
    scene.set<&Task::parent>(0, scene.a, scene.b);
    scene.set<&Task::parent>(1, scene.a, scene.c);
    const Plan& plan = scene.meet();
    CHECK((scene.parent(scene.a) == scene.b || scene.parent(scene.a) == scene.c));
    CHECK(find_conflicts(plan).size() == 1);
  }
  SECTION("each under the other") {
    scene.set<&Task::parent>(0, scene.a, scene.b);
    scene.set<&Task::parent>(1, scene.b, scene.a);
    const Outline outline = build_outline(scene.meet());
    CHECK(outline.rows.size() == 3);
    CHECK(outline.cut.size() == 1);
  }
  SECTION("a ring of three") {
    scene.set<&Task::parent>(0, scene.a, scene.b);
    scene.set<&Task::parent>(1, scene.b, scene.c);
    scene.set<&Task::parent>(2, scene.c, scene.a);
    const Outline outline = build_outline(scene.meet());
    CHECK(outline.rows.size() == 3);
    CHECK(outline.cut.size() == 1);
  }
  SECTION("into what is being deleted") {
    scene.set<&Task::parent>(0, scene.a, scene.b);
    scene.remove(1, scene.b);
    const Plan& plan = scene.meet();
    CHECK(plan.find(scene.a) != nullptr);
    CHECK(plan.find(scene.b) != nullptr);
    CHECK(find_conflicts(plan, ref(scene.b)).size() == 1);
  }
}

TEST_CASE("Departments that take part merge one by one; who puts in wins") {
  Scene scene;
  scene.set<&Task::participants>(0, scene.a, RefSet<Department>{{scene.d1}});
  scene.set<&Task::participants>(1, scene.a, RefSet<Department>{{scene.d2}});
  CHECK(scene.meet().find(scene.a)->participants.ids.size() == 2);
  scene.set<&Task::participants>(0, scene.a, RefSet<Department>{});
  scene.set<&Task::participants>(1, scene.a, RefSet<Department>{{scene.d2}});
  scene.set<&Task::participants>(
      1, scene.a, RefSet<Department>{{std::min(scene.d1, scene.d2), std::max(scene.d1, scene.d2)}});
  const Plan& plan = scene.meet();
  CHECK(plan.find(scene.a)->participants.ids == std::vector{scene.d1});
  CHECK(find_conflicts(plan).empty());
}

TEST_CASE("A record that two copies made under one id merges field by field") {
  World world(3, 2);
  for (std::size_t i = 0; i < 2; ++i)
    world.edit(world.copies[i], [&](ChangeBuilder& build) {
      build.create(Id<PlanInfo>{1},
                   PlanInfo{.title = "同名", .minutes_per_day = i == 0 ? 480 : 420});
    });
  Plan one = world.copies[0].plan, other = world.copies[1].plan;
  REQUIRE(merge(one, world.copies[1].plan));
  REQUIRE(merge(other, world.copies[0].plan));
  CHECK(same(one, other) == "");
  REQUIRE(find_conflicts(one).size() == 1);
  CHECK(find_conflicts(one)[0].field == field_number<&PlanInfo::minutes_per_day>());
}

TEST_CASE("A copy of another plan is refused") {
  Scene scene;
  const Plan before = scene.start->plan;
  CHECK_FALSE(merge(scene.start->plan, Plan::make({2})));
  CHECK(first_difference(before, scene.start->plan) == "");
}

TEST_CASE("A change is refused before what it follows") {
  Scene scene;
  const Dot first = scene.world.edit(
      scene.copy(1), [&](ChangeBuilder& build) { build.set<&Task::title>(scene.a, "1"); });
  scene.world.take_over(scene.copy(2), scene.copy(1));
  const Dot second = scene.world.edit(
      scene.copy(2), [&](ChangeBuilder& build) { build.set<&Task::title>(scene.a, "2"); });
  Plan& plan = scene.start->plan;
  CHECK_FALSE(plan.follows(scene.world.all.at(second).change));
  CHECK_FALSE(plan.apply(scene.world.all.at(second).change));
  CHECK(plan.find(scene.a)->title == "a");
  REQUIRE(plan.apply(scene.world.all.at(first).change));
  REQUIRE(plan.apply(scene.world.all.at(second).change));
  CHECK(plan.find(scene.a)->title == "2");
}

TEST_CASE("A change whose counter is above the number of changes is refused") {
  Scene scene;
  Plan& plan = scene.start->plan;
  Change change = plan.stamp({}, {99}, {});
  change.counter = static_cast<std::uint32_t>(plan.change_count()) + 2;
  CHECK_FALSE(plan.apply(change));
}

}  // namespace
}  // namespace tongzhou
