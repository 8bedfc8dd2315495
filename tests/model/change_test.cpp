#include "model/change.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "model/plan.h"

namespace tongzhou {
namespace {

constexpr ReplicaId kHere{7}, kThere{9};

// A plan with one way to edit it, as the program has: build, stamp, apply.
struct Desk {
  Plan plan = Plan::make({1});
  SeededRandom random{42};
  std::vector<Change> history;

  ChangeBuilder build() { return {plan, random, make_label(Word::task)}; }
  const Change& apply(ChangeBuilder builder, ReplicaId replica = kHere) {
    history.push_back(plan.stamp(std::move(builder).take(), replica, {}));
    REQUIRE(plan.apply(history.back()));
    return history.back();
  }
  Id<Task> add(std::string title) {
    ChangeBuilder builder = build();
    const auto id = builder.create(Task{.title = std::move(title)});
    apply(std::move(builder));
    return id;
  }
};

TEST_CASE("A created record holds what it was given and defaults elsewhere") {
  Desk desk;
  ChangeBuilder builder = desk.build();
  const auto id = builder.create(Task{.title = "设计", .percent = 30});
  desk.apply(std::move(builder));
  const Task* task = desk.plan.find(id);
  REQUIRE(task != nullptr);
  CHECK(task->title == "设计");
  CHECK(task->percent == 30);
  CHECK(task->duration == Minutes{480});
}

TEST_CASE("A field remembers the change that wrote it; others keep theirs") {
  Desk desk;
  const auto id = desk.add("设计");
  ChangeBuilder builder = desk.build();
  builder.set<&Task::percent>(id, 50);
  desk.apply(std::move(builder), kThere);
  const auto& entry = desk.plan.table<Task>()[desk.plan.table<Task>().find_slot(id)];
  CHECK(desk.plan.unpack(entry.stamps.of(field_number<&Task::percent>())) == Stamp{2, {kThere, 1}});
  CHECK(desk.plan.unpack(entry.stamps.of(field_number<&Task::title>())) == Stamp{1, {kHere, 1}});
}

TEST_CASE("A change that comes twice is applied once") {
  Desk desk;
  desk.add("设计");
  const std::uint64_t revision = desk.plan.revision();
  CHECK(desk.plan.apply(desk.history[0]));
  CHECK(desk.plan.revision() == revision);
}

TEST_CASE("A change that does not fit is refused whole") {
  Desk desk;
  const auto id = desk.add("设计");
  ChangeBuilder builder = desk.build();
  builder.set<&Task::title>(id, "新设计");
  Change change = desk.plan.stamp(std::move(builder).take(), kHere, {});
  const auto refused = [&](Edit edit) {
    Change bad = change;
    bad.edits.push_back(std::move(edit));
    const auto result = desk.plan.apply(bad);
    return !result && desk.plan.find(id)->title == "设计";
  };
  CHECK(refused({ref(id), field_number<&Task::percent>(), {}, std::string("很多")}));
  CHECK(refused({ref(id), 999, {}, true}));
  CHECK(refused({{static_cast<Kind>(99), {5}}, 1, {}, true}));
  CHECK(refused({ref(id), field_number<&Task::kind>(), {}, std::int64_t{3}}));
  CHECK(refused({ref(id), field_number<&Task::deadline>(), {}, Instant{2'000'000'000}}));
  CHECK(desk.plan.apply(change));
}

TEST_CASE("Of two writes that knew nothing of each other, every copy shows the same") {
  Desk one;
  const auto id = one.add("设计");
  Plan other = one.plan;
  SeededRandom random{1};
  ChangeBuilder mine(one.plan, random, {}), theirs(other, random, {});
  mine.set<&Task::title>(id, "甲");
  theirs.set<&Task::title>(id, "乙");
  const Change a = one.plan.stamp(std::move(mine).take(), kHere, {});
  const Change b = other.stamp(std::move(theirs).take(), kThere, {});
  REQUIRE((one.plan.apply(a) && one.plan.apply(b)));
  REQUIRE((other.apply(b) && other.apply(a)));
  CHECK(one.plan.find(id)->title == other.find(id)->title);
}

TEST_CASE("Undoing a creation deletes, undoing a deletion brings back everything") {
  Desk desk;
  const auto id = desk.add("设计");
  const auto undo = [&](const Change& change) {
    const Change back = desk.plan.stamp(make_inverse(desk.plan, change, {}), kHere, {});
    REQUIRE(desk.plan.apply(back));
    return back;
  };
  const Change undone = undo(desk.history[0]);
  CHECK(desk.plan.find(id) == nullptr);
  undo(undone);
  REQUIRE(desk.plan.find(id) != nullptr);
  CHECK(desk.plan.find(id)->title == "设计");
}

TEST_CASE("Undo leaves alone what was written since") {
  Desk desk;
  const auto id = desk.add("设计");
  ChangeBuilder first = desk.build();
  first.set<&Task::title>(id, "甲");
  first.set<&Task::percent>(id, 10);
  const Change mine = desk.apply(std::move(first));
  ChangeBuilder second = desk.build();
  second.set<&Task::title>(id, "乙");
  desk.apply(std::move(second), kThere);
  const Draft inverse = make_inverse(desk.plan, mine, {});
  REQUIRE(inverse.edits.size() == 1);
  CHECK(inverse.edits[0].field == field_number<&Task::percent>());
}

TEST_CASE("Edits that change nothing vanish, later edits replace earlier ones") {
  Desk desk;
  const auto id = desk.add("设计");
  ChangeBuilder builder = desk.build();
  builder.set<&Task::title>(id, "甲");
  builder.set<&Task::title>(id, "设计");
  builder.set<&Task::percent>(id, 1);
  builder.set<&Task::percent>(id, 2);
  const auto made = builder.create(Task{.title = "新"});
  builder.set<&Task::title>(made, "更新");
  builder.set<&Task::percent>(made, 5);
  CHECK(builder.value_of(ref(made), field_number<&Task::title>()) == Value(std::string("更新")));
  desk.apply(std::move(builder));
  CHECK(desk.plan.find(id)->percent == 2);
  CHECK(desk.plan.find(made)->title == "更新");
  CHECK(desk.plan.find(made)->percent == 5);
}

TEST_CASE("Undoing everything, last first, leads back to where one began") {
  CHECK(rc::check("undo all", [](const std::vector<std::uint8_t>& acts) {
    Desk desk;
    const std::vector<Id<Task>> ids{desk.add("甲"), desk.add("乙"), desk.add("丙")};
    desk.history.clear();
    for (std::uint8_t act : acts) {
      ChangeBuilder builder = desk.build();
      const auto id = ids[act % 3];
      switch (act / 3 % 4) {
        case 0: builder.set<&Task::percent>(id, act); break;
        case 1: builder.set<&Task::title>(id, std::string(act % 5, 'x')); break;
        case 2: builder.set(ref(id), kDeleted, act % 2 == 0); break;
        default: builder.set<&Task::parent>(id, ids[act / 16 % 3]); break;
      }
      if (!builder.empty()) desk.apply(std::move(builder));
    }
    const std::vector<Change> done = desk.history;
    const std::vector<std::string> titles{"甲", "乙", "丙"};
    for (auto change = done.rbegin(); change != done.rend(); ++change)
      RC_ASSERT(desk.plan.apply(desk.plan.stamp(make_inverse(desk.plan, *change, {}), kHere, {}))
                    .has_value());
    for (std::size_t i = 0; i < 3; ++i) {
      const Task* task = desk.plan.find(ids[i]);
      RC_ASSERT(task != nullptr);
      RC_ASSERT(task->title == titles[i]);
      RC_ASSERT(task->percent == 0);
      RC_ASSERT(!task->parent);
    }
  }));
}

TEST_CASE("A label reads in both languages, one of a newer version as an edit") {
  CHECK(say(Language::chinese, make_label(Word::task)) == "任务");
  CHECK(say(Language::english, make_label(Word::task)) == "Task");
  CHECK(say(Language::english, ChangeLabel{"from_the_future", {}}) == "An edit");
}

}  // namespace
}  // namespace tongzhou
