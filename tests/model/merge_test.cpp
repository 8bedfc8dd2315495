#include "model/merge.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <memory>
#include <set>

#include "model/canonical.h"
#include "model/conflicts.h"
#include "model/outline.h"
#include "support/random_plan.h"
#include "support/same_plan.h"

namespace tongzhou {
namespace {

using test::Dice;
using test::first_difference;

// --- The independent model --------------------------------------------------------------------
//
// All changes there are, each with the set of all that its author held. What a copy shows is worked
// out from the changes it holds, anew and by comparing each with each.

struct Told {
  Change change;
  std::set<Dot> past;
};
using AllChanges = std::map<Dot, Told>;
using Held = std::set<Dot>;

struct Write {
  Value value;
  Dot dot;
  bool touches = false;  // wants the record, decides nothing
  auto operator<=>(const Write&) const = default;
};

class NaiveModel {
 public:
  NaiveModel(const AllChanges& all, const Held& held) : all_(all), held_(held) {
    for (Dot dot : held_) {
      const Change& change = all_.at(dot).change;
      std::set<AnyRef> decided;
      for (const Edit& edit : change.edits)
        if (edit.field == kDeleted) decided.insert(edit.record);
      for (const Edit& edit : change.edits) {
        note_write(edit, dot);
        if (edit.field == kDeleted) continue;
        if (!decided.contains(edit.record)) touched_[edit.record].insert(dot);
        for (AnyRef target : targets_of(edit))
          if (!decided.contains(target)) touched_[target].insert(dot);
      }
    }
    for (const auto& [record, dots] : touched_)
      if (made_.contains(record))
        for (Dot dot : dots) writes_[{record, kDeleted}].insert({false, dot, true});
  }

  const std::map<AnyRef, Dot>& made() const { return made_; }

  // What the field has, as a set.
  std::set<Write> siblings(AnyRef record, FieldNumber field, const Value& by_default) const {
    std::set<Write> writes;
    if (const auto found = writes_.find({record, field}); found != writes_.end())
      writes = found->second;
    const Dot maker = made_.at(record);
    const bool is_set = type_of(by_default) == ValueType::references;
    if (!is_set && std::ranges::none_of(writes, [&](const Write& w) { return w.dot == maker; }))
      writes.insert({by_default, maker});
    std::set<Write> left;
    for (const Write& write : writes) {
      if (is_set && write.value.index() == 0) continue;
      const bool gone = std::ranges::any_of(writes, [&](const Write& later) {
        if (!all_.at(later.dot).past.contains(write.dot)) return false;
        return !later.touches || write.value == Value(false);
      });
      const bool taken_out = is_set && [&] {
        const auto out = taken_out_.find({record, field});
        return out != taken_out_.end() && std::ranges::any_of(out->second, [&](const Write& later) {
                 return later.value == write.value && all_.at(later.dot).past.contains(write.dot);
               });
      }();
      if (is_set ? !taken_out : !gone) left.insert({write.value, write.dot});
    }
    return left;
  }

 private:
  void note_write(const Edit& edit, Dot dot) {
    if (edit.field == kDeleted && type_of(edit.before) == ValueType::none) made_[edit.record] = dot;
    const auto* after = std::get_if<AnyRefs>(&edit.after);
    if (after == nullptr) {
      writes_[{edit.record, edit.field}].insert({edit.after, dot});
      return;
    }
    const auto* stored = std::get_if<AnyRefs>(&edit.before);
    const AnyRefs before = stored != nullptr ? *stored : AnyRefs{};
    const std::set<AnyId> was(before.begin(), before.end()), is(after->begin(), after->end());
    for (AnyId id : is)
      if (!was.contains(id)) writes_[{edit.record, edit.field}].insert({id, dot});
    for (AnyId id : was)
      if (!is.contains(id)) taken_out_[{edit.record, edit.field}].insert({id, dot});
  }

  static std::vector<AnyRef> targets_of(const Edit& edit) {
    const auto* one = std::get_if<AnyId>(&edit.after);
    if (edit.record.kind == Kind::task && one != nullptr) {
      if (edit.field == field_number<&Task::parent>()) return {{Kind::task, *one}};
      if (edit.field == field_number<&Task::department>()) return {{Kind::department, *one}};
    }
    if (edit.record.kind == Kind::dependency && one != nullptr) return {{Kind::task, *one}};
    std::vector<AnyRef> targets;
    if (const auto* many = std::get_if<AnyRefs>(&edit.after)) {
      const auto* before = std::get_if<AnyRefs>(&edit.before);
      for (AnyId id : *many)
        if (before == nullptr || std::ranges::find(*before, id) == before->end())
          targets.push_back({Kind::department, id});
    }
    return targets;
  }

  const AllChanges& all_;
  const Held& held_;
  std::map<AnyRef, Dot> made_;
  std::map<std::pair<AnyRef, FieldNumber>, std::set<Write>> writes_, taken_out_;
  std::map<AnyRef, std::set<Dot>> touched_;
};

// --- Copies that are edited apart ---------------------------------------------------------------

struct Copy {
  Plan plan = Plan::make({1});
  ReplicaId replica;
  Held held;
};

class World {
 public:
  World(std::uint64_t seed, std::size_t copies) : dice(seed) {
    for (std::size_t i = 0; i < copies; ++i) {
      this->copies.push_back({});
      this->copies.back().replica = {dice.bits() | 1};
    }
  }

  Dice dice;
  AllChanges all;
  std::vector<Copy> copies;

  // Applies a draft as the copy's own change.
  Dot commit(Copy& copy, Draft draft) {
    // Clocks are wrong in all ways; nothing may hang on them.
    const auto clock = static_cast<std::int64_t>(dice.bits());
    const Change change = copy.plan.stamp(std::move(draft), copy.replica, {{}, {}, {}, clock});
    REQUIRE(copy.plan.apply(change));
    all[change.dot] = {change, copy.held};
    copy.held.insert(change.dot);
    return change.dot;
  }

  template <class Act>
  Dot edit(Copy& copy, Act&& act) {
    ChangeBuilder build(copy.plan, dice.random(), {});
    act(build);
    return commit(copy, std::move(build).take());
  }

  template <class Record>
  Id<Record> any_of(const Copy& copy, bool deleted_too = false) {
    std::vector<Id<Record>> ids;
    for (const auto& entry : copy.plan.table<Record>().entries())
      if (deleted_too || !entry.deleted) ids.push_back(entry.id);
    return ids.empty() ? Id<Record>{} : ids[dice.below(ids.size())];
  }

  void random_edit(Copy& copy) {
    const auto text = [&] { return std::string(1, static_cast<char>('a' + dice.below(3))); };
    const auto task = any_of<Task>(copy);
    const auto what = dice.below(12);
    const bool alone = !task;
    edit(copy, [&](ChangeBuilder& build) {
      if (alone || what == 0) {
        build.create(Task{.title = text(), .parent = any_of<Task>(copy)});
      } else if (what == 1) {
        build.create(Department{.name = text()});
      } else if (what <= 4) {
        build.set<&Task::title>(task, text());
      } else if (what == 5) {
        build.set<&Task::percent>(task, static_cast<std::int32_t>(dice.below(3)));
      } else if (what == 6) {
        build.set<&Task::parent>(task, any_of<Task>(copy));
      } else if (what == 7) {
        auto set = copy.plan.find(task)->participants;
        const auto department = any_of<Department>(copy);
        if (!department) return;
        if (!std::erase(set.ids, department)) set.ids.push_back(department);
        std::ranges::sort(set.ids);
        build.set<&Task::participants>(task, set);
      } else if (what == 8) {
        build.remove(ref(task));
        if (const auto department = any_of<Department>(copy); department && dice.chance(30))
          build.remove(ref(department));
      } else if (what == 9) {
        if (const auto gone = any_of<Task>(copy, true)) build.restore(ref(gone));
      } else if (what == 10) {
        build.create(Dependency{.from = task, .to = any_of<Task>(copy)});
      } else {
        build.set<&Task::department>(task, any_of<Department>(copy));
      }
    });
  }

  // As files do, or as windows of one machine do.
  void take_over(Copy& to, const Copy& from) {
    if (dice.chance(50)) {
      REQUIRE(merge(to.plan, from.plan));
    } else {
      std::vector<const Change*> missing;
      for (Dot dot : from.held)
        if (!to.held.contains(dot)) missing.push_back(&all.at(dot).change);
      std::ranges::sort(missing, {}, [](const Change* c) { return std::pair(c->counter, c->dot); });
      for (const Change* change : missing) REQUIRE(to.plan.apply(*change));
    }
    to.held.insert(from.held.begin(), from.held.end());
  }

  void live(int steps) {
    for (int step = 0; step < steps; ++step) {
      Copy& copy = copies[dice.below(copies.size())];
      if (dice.chance(25)) {
        const Copy& other = copies[dice.below(copies.size())];
        if (&other != &copy) take_over(copy, other);
      } else {
        random_edit(copy);
      }
    }
  }

  // Where the copy differs from what the model says; empty when it does not.
  std::string difference(const Copy& copy) const {
    const NaiveModel model(all, copy.held);
    std::string found;
    std::size_t records = 0;
    Records::for_each([&]<class Record>() {
      for (const auto& entry : copy.plan.table<Record>().entries()) {
        ++records;
        const auto check_field = [&](FieldNumber number, std::string_view name,
                                     const Value& by_default) {
          std::set<Write> siblings;
          const auto real = copy.plan.siblings(ref(entry.id), number);
          for (const Sibling& s : real) siblings.insert({s.value, copy.plan.unpack(s.stamp).dot});
          if (siblings != model.siblings(ref(entry.id), number, by_default))
            found = std::string(Description<Record>::name) + " " + std::string(name);
        };
        check_field(kDeleted, "deleted", false);
        for_each_field<Record>([&](const auto& field) {
          check_field(field.number, field.name, to_value(Record{}.*field.member));
        });
      }
    });
    if (records != model.made().size()) found = "number of records";
    std::uint64_t held = 0;
    for (const Plan::Seen& seen : copy.plan.version()) held += seen.number;
    if (held != copy.held.size()) found = "version";
    for (Dot head : copy.plan.heads())
      for (Dot other : copy.held)
        if (all.at(other).past.contains(head)) found = "heads";
    return found;
  }
};

std::string same(const Plan& a, const Plan& b) {
  return first_difference(make_canonical(a), make_canonical(b));
}

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
