#include "app/scenarios.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "app/edits.h"
#include "model/difference.h"
#include "model/kinds.h"
#include "support/memory_desk.h"
#include "support/plan_content.h"
#include "support/random_plan.h"
#include "support/task_named.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

const Writer kWriter{{77}, {}};

void set_duration(MemoryDesk& desk, std::string_view task, int days) {
  ChangeBuilder change(desk.plan(), desk.random, {});
  change.set<&Task::duration>(desk.task(task), Minutes{days * 480});
  desk.edit(std::move(change).take());
}

int days_of(const MemoryDesk& desk, std::string_view task) {
  return task_named(desk.plan(), task).duration.count / 480;
}

std::size_t scenario_count(const MemoryDesk& desk) {
  return static_cast<std::size_t>(std::ranges::count_if(
      desk.session.stored_plans(), [](const StoredPlan& plan) { return bool{plan.scenario_of}; }));
}

// One change with a few edits: of any field of any record, new tasks, deletions.
void act(Plan& plan, Dice& dice, ReplicaId replica) {
  Draft draft;
  for (int i = 0; i < 3; ++i) {
    const auto& kinds = all_kinds();
    const KindInfo& kind = kinds[dice.below(kinds.size())];
    const AnyTable& table = *plan.table(kind.kind);
    if (table.slot_count() == 0) continue;
    const auto slot = static_cast<Slot>(dice.below(table.slot_count()));
    const AnyRef record{kind.kind, table.id(slot)};
    if (dice.chance(10) && kind.kind != Kind::plan) {
      draft.edits.push_back({record, kDeleted, table.row(slot).deleted, !table.row(slot).deleted});
      continue;
    }
    const FieldInfo& field = kind.fields[dice.below(kind.fields.size())];
    if (field.refers_to) continue;  // who is referred to in the change that deletes him comes back
    const Value before = field.value_of(table.row(slot));
    draft.edits.push_back({record, field.number, before, make_random_value(dice, type_of(before))});
  }
  if (dice.chance(30)) {
    ChangeBuilder build(plan, dice.random(), {});
    build.create(Task{.title = make_random_text(dice)});
    for (Edit& edit : std::move(build).take().edits) draft.edits.push_back(std::move(edit));
  }
  (void)plan.apply(plan.stamp(std::move(draft), replica, {}));
}

TextPlan small_plan() {
  return plan_from_text(
      "设计 5d dept 研发部; 制造 10d dept 生产部 after 设计; 交付 milestone after 制造; 培训 3d "
      "dept "
      "研发部 deadline 2026-08-26");
}

}  // namespace

TEST_CASE("what a scenario changed becomes one edit of the plan, which can be undone") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("设计 5d; 制造 10d after 设计"));
  const AnyId plan = desk.plan().id();
  desk.run("scenario_new");
  const AnyId scenario = desk.plan().id();
  CHECK(scenario != plan);
  CHECK(desk.plan().info().scenario_of.any() == plan);
  CHECK(desk.open_plan().history().size() == 1);  // its own begin
  set_duration(desk, "制造", 6);
  desk.run("plan_open", plan);
  REQUIRE(desk.plan().id() == plan);
  CHECK(days_of(desk, "制造") == 10);

  desk.run("scenario_adopt", scenario);
  CHECK(desk.plan().id() == plan);
  CHECK(days_of(desk, "制造") == 6);
  CHECK_FALSE(desk.plan().info().scenario_of);
  desk.run("undo");
  CHECK(days_of(desk, "制造") == 10);

  // From within the scenario too, and after a reload.
  MemoryDesk later(disk, 2);
  later.settle();
  later.run("plan_open", scenario);
  CHECK(days_of(later, "制造") == 6);
  later.run("scenario_adopt");
  CHECK(later.plan().id() == plan);
  CHECK(days_of(later, "制造") == 6);
  CHECK(scenario_count(later) == 1);
  later.run("scenario_discard", scenario);
  CHECK(later.plan().id() == plan);
  CHECK(scenario_count(later) == 0);
}

TEST_CASE("nothing of a scenario reaches the plan by itself, nor what others see of it") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("设计 5d; 制造 10d after 设计"));
  const AnyId plan = desk.plan().id();
  set_duration(desk, "设计", 4);
  const Content before = content_of(desk.plan());
  desk.run("scenario_new", std::string("少人"));
  CHECK(desk.plan().info().title == "少人");
  set_duration(desk, "设计", 2);
  desk.run("export_plan_file");
  desk.run("plan_open", plan);
  CHECK(content_of(desk.plan()) == before);
  // Its file is no copy of the plan, so it opens beside it.
  const NamedBytes file = desk.files.saved.back();
  desk.open(file);
  CHECK(desk.plan().info().title == "少人");
  // Edits on both sides never share a number.
  set_duration(desk, "制造", 9);
  const Dot theirs = desk.open_plan().history().back().dot;
  desk.run("plan_open", plan);
  CHECK_FALSE(desk.plan().has(theirs));
  set_duration(desk, "制造", 8);
  CHECK(desk.open_plan().history().back().dot.replica != theirs.replica);
}

TEST_CASE("throwing an open scenario away leads back to its plan") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("设计 5d"));
  const AnyId plan = desk.plan().id();
  desk.run("scenario_new");
  desk.run("scenario_new");  // of a scenario: another one of the same plan
  CHECK(desk.plan().info().scenario_of.any() == plan);
  CHECK(scenario_count(desk) == 2);
  desk.run("scenario_discard");
  CHECK(desk.plan().id() == plan);
  CHECK(scenario_count(desk) == 1);
  desk.run("scenario_discard");  // the plan itself is no scenario
  CHECK(desk.session.open() != nullptr);
}

TEST_CASE("adopting into a plan that nobody touched gives what the scenario shows") {
  CHECK(rc::check([](std::uint64_t seed) {
    Dice dice(seed);
    Plan plan = make_random_plan(dice, {.records_of_a_kind = 5});
    OpenPlan scenario = make_scenario(plan, "试", {9}, kWriter);
    Plan tried = scenario.plan();
    for (std::uint64_t i = dice.below(6); i > 0; --i) act(tried, dice, {78});
    const ScenarioEdits found = find_scenario_edits(plan, tried);
    RC_ASSERT(found.overwrites == 0);
    RC_ASSERT(plan.apply(plan.stamp({{}, found.edits}, {79}, {})).has_value());
    RC_ASSERT(find_scenario_edits(plan, tried).edits.empty());
    // But for the title and whose it is.
    Plan like = tried.copy_as(plan.id());
    const AnyRef info = ref(plan.info_id());
    Draft name;
    for (const FieldNumber field :
         {field_number<&PlanInfo::title>(), field_number<&PlanInfo::scenario_of>()})
      name.edits.push_back({info, field, like.value_of(info, field), plan.value_of(info, field)});
    RC_ASSERT(like.apply(like.stamp(std::move(name), {80}, {})).has_value());
    RC_ASSERT(find_differences(plan, like).empty());
  }));
}

TEST_CASE("of what only the plan was changed in since, adopting touches nothing") {
  CHECK(rc::check([](std::uint64_t seed) {
    Dice dice(seed);
    Plan plan = make_random_plan(dice, {.records_of_a_kind = 5});
    Plan tried = make_scenario(plan, "试", {9}, kWriter).plan();
    for (std::uint64_t i = dice.below(6); i > 0; --i) act(tried, dice, {78});
    for (std::uint64_t i = dice.below(6); i > 0; --i) act(plan, dice, {81});
    const Plan before = plan;
    const Plan like = tried.copy_as(plan.id());
    const ScenarioEdits found = find_scenario_edits(plan, tried);
    RC_ASSERT(plan.apply(plan.stamp({{}, found.edits}, {79}, {})).has_value());
    for (const KindInfo& kind : all_kinds()) {
      const AnyTable& table = *plan.table(kind.kind);
      for (Slot slot = 0; slot < table.slot_count(); ++slot) {
        const AnyRef record{kind.kind, table.id(slot)};
        const Row* tried_row = like.find_row(record);
        const Row* row_before = before.find_row(record);
        if (tried_row != nullptr && tried_row->deleted) continue;
        for (const FieldInfo& field : kind.fields) {
          if (field.role == Role::references || record == ref(plan.info_id())) continue;
          const bool tried_it =
              tried_row != nullptr &&
              like.unpack(tried_row->stamps.of(field.number)).dot.replica == ReplicaId{78};
          const Row& expected = tried_it ? *tried_row : *row_before;
          RC_ASSERT(field.is_same(table.row(slot), expected));
        }
      }
    }
  }));
}

TEST_CASE("who takes part is joined one by one") {
  TextPlan text = plan_from_text("a 1d dept p; b 1d dept q; c 1d dept r; d 1d dept s");
  const auto department = [&](const char* name) { return text.departments[name]; };
  const auto put = [](Plan& plan, Id<Task> task, std::vector<Id<Department>> ids,
                      ReplicaId replica) {
    std::ranges::sort(ids);
    SeededRandom random(5);
    ChangeBuilder build(plan, random, {});
    build.set<&Task::participants>(task, {std::move(ids)});
    REQUIRE(plan.apply(plan.stamp(std::move(build).take(), replica, {})));
  };
  const Id<Task> a = text["a"];
  put(text.plan, a, {department("p"), department("q")}, {90});
  Plan tried = make_scenario(text.plan, "试", {9}, kWriter).plan();
  put(tried, a, {department("p"), department("r")}, {78});                       // q out, r in
  put(text.plan, a, {department("p"), department("q"), department("s")}, {90});  // s in
  const ScenarioEdits found = find_scenario_edits(text.plan, tried);
  REQUIRE(found.edits.size() == 1);
  std::vector<AnyId> wanted{department("p").any(), department("r").any(), department("s").any()};
  std::ranges::sort(wanted);
  CHECK(found.edits[0].after == Value(wanted));
}

TEST_CASE("scenarios are compared by dates, deadlines, load and work") {
  const TextPlan text = small_plan();
  const OpenPlan plan(text.plan);
  OpenPlan scenario = make_scenario(text.plan, "试", {9}, kWriter);
  SeededRandom random(3);
  ChangeBuilder build(scenario.plan(), random, {});
  build.set<&Task::duration>(text["设计"], Minutes{3 * 480});
  build.set<&Task::people>(text["制造"], 2.0);
  build.remove(ref(text["培训"]));
  REQUIRE(scenario.edit(std::move(build).take(), {78}, {}));

  const ScenarioFacts before = describe_scenario(plan), after = describe_scenario(scenario);
  CHECK(before.tasks == 4);
  CHECK(after.tasks == 3);
  CHECK(before.finish - after.finish == Minutes{2 * 1440});
  CHECK(before.person_days == 5 + 10 + 3);
  CHECK(after.person_days == 3 + 20);
  CHECK(before.overloads == 1);  // 研发部, Monday to Wednesday
  CHECK(before.days_too_much == 3);
  CHECK(after.overloads == 1);  // 生产部 has one
  CHECK(after.days_too_much == 10);
  REQUIRE(before.milestones.size() == 1);
  CHECK(before.milestones[0].task == text["交付"]);
  CHECK(before.milestones[0].at == before.finish);

  const auto moves = find_scenario_moves(plan, scenario);
  REQUIRE(moves.size() == 4);
  CHECK(moves[0].task == text["设计"]);
  CHECK(moves[0].start_before == moves[0].start);
  CHECK(moves[3].task == text["培训"]);
  CHECK_FALSE(moves[3].finish.is_set());
  CHECK(find_scenario_moves(plan, plan).empty());
}
