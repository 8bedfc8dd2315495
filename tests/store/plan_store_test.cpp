#include "store/plan_store.h"

#include <catch2/catch_test_macros.hpp>

#include "core/base64.h"
#include "store/memory_store.h"
#include "support/plan_text.h"
#include "support/same_plan.h"

using namespace tongzhou;
using tongzhou::test::first_difference;

namespace {

// A program run that edits one plan by hand, without a session.
struct Run {
  explicit Run(MemoryDisk& disk) : lanes(disk), store(lanes.storage(), clock) {
    clock.now = at(from_civil(2026, 8, 30), 14 * 60 + 2);
  }

  void begin(TextPlan& text, StoredState stored = {}) {
    editor = &text;
    const auto tasks = static_cast<std::uint32_t>(text.plan.table<Task>().live_count());
    journal = &store.begin_journal({.plan = text.plan.id(), .tasks = tasks}, text.replica,
                                   std::move(stored));
  }
  void create(TextPlan& text) {
    begin(text);
    journal->want_snapshot();
    settle();
  }
  // Renames a task, without letting storage answer.
  void rename(std::string_view task, std::string title, std::uint32_t tasks = 3) {
    const Change change = editor->set<&Task::title>((*editor)[task], std::move(title));
    history.push_back(change);
    journal->add(change, "计划", tasks);
  }
  void frame() {
    if (journal != nullptr) journal->refresh_snapshots(editor->plan, history);
    store.advance();
  }
  void settle() {
    for (int round = 0; round < 12; ++round) {
      frame();
      lanes.safe.deliver();
      clock.milliseconds += 1000;
    }
  }
  Result<StoredCopy> open(AnyId plan) {
    std::optional<Result<StoredCopy>> opened;
    store.open(plan, [&](Result<StoredCopy> copy) { opened = std::move(copy); });
    lanes.safe.deliver();
    REQUIRE(opened);
    return std::move(*opened);
  }
  std::vector<StoredPlan> list() {
    std::vector<StoredPlan> plans;
    store.list([&](Result<std::vector<StoredPlan>> list) { plans = list.value(); });
    lanes.safe.deliver();
    return plans;
  }

  MemoryStore lanes;
  FixedClock clock;
  PlanStore store;
  TextPlan* editor = nullptr;
  Journal* journal = nullptr;
  std::vector<Change> history;
};

std::size_t count_keys(const auto& map, std::string_view part) {
  return static_cast<std::size_t>(std::ranges::count_if(
      map, [&](const auto& entry) { return entry.first.find(part) != std::string::npos; }));
}

void damage(std::vector<std::byte>& bytes) { bytes[bytes.size() / 2] ^= std::byte{1}; }

}  // namespace

TEST_CASE("a plan opens again exactly as it was left") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d; build 5d after design");
  {
    Run run(disk);
    run.create(text);
    for (int i = 0; i < 5; ++i) run.rename("design", "设计 " + std::to_string(i));
    run.settle();
    CHECK(run.journal->state().kind == SaveState::Kind::saved);
    CHECK(say(Language::chinese, run.journal->state()) == "已保存 14:02");
  }
  Run later(disk);
  const auto copy = later.open(text.plan.id());
  REQUIRE(copy);
  CHECK(first_difference(copy->plan, text.plan) == "");
  CHECK(copy->history.size() == 5);
  CHECK(copy->remarks.empty());
}

TEST_CASE("an edit is kept within the frame, before the safe lane answers") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  run.rename("design", "设计");
  run.frame();
  CHECK(run.journal->state().kind == SaveState::Kind::saving);
  CHECK(run.journal->is_kept());
  CHECK(count_keys(disk.quick, "/edit/") == 1);
  run.lanes.safe.crash();

  Run later(disk);
  auto copy = later.open(text.plan.id());
  REQUIRE(copy);
  CHECK(first_difference(copy->plan, text.plan) == "");

  SECTION("and then goes to the safe lane after all") {
    later.begin(text, std::move(copy->state));
    later.settle();
    CHECK(count_keys(disk.safe, "/edit/") == 1);
    CHECK(count_keys(disk.quick, "/edit/") == 0);  // its snapshot has it
  }
}

TEST_CASE("only the safe lane's completion says saved") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  run.rename("design", "设计");
  run.frame();
  for (int i = 0; i < 3; ++i) run.frame();
  CHECK(run.journal->state().kind == SaveState::Kind::saving);
  run.lanes.safe.deliver();
  CHECK(run.journal->state().kind == SaveState::Kind::saved);
}

TEST_CASE("the quick lane lets go of an edit when both its snapshot and the safe lane have it") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  run.rename("design", "设计");
  run.frame();
  run.lanes.safe.deliver();
  CHECK(count_keys(disk.quick, "/edit/") == 1);
  run.settle();
  CHECK(count_keys(disk.quick, "/edit/") == 0);
  CHECK(count_keys(disk.quick, "/snapshot/") == 1);

  SECTION("of a plan too large for a snapshot, as soon as the safe lane has it") {
    run.rename("design", "设计", Journal::kMostTasksInQuickSnapshot + 1);
    run.frame();
    CHECK(count_keys(disk.quick, "/edit/") == 1);
    run.lanes.safe.deliver();
    CHECK(count_keys(disk.quick, "/edit/") == 0);
  }
}

TEST_CASE("a change too large for the quick lane is saving until the safe lane has it") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  SeededRandom random{1};
  std::string noise;
  while (noise.size() < 2 * Journal::kLargestQuickEdit)
    noise += static_cast<char>('0' + random.bits() % 64);
  run.rename("design", noise);
  run.frame();
  CHECK(count_keys(disk.quick, "/edit/") == 0);
  CHECK(run.journal->state().kind == SaveState::Kind::saving);
  CHECK_FALSE(run.journal->is_kept());
  run.lanes.safe.deliver();
  CHECK(run.journal->state().kind == SaveState::Kind::saved);
  CHECK(run.journal->is_kept());
}

TEST_CASE("edits of a burst go in few transactions") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  for (int i = 0; i < 50; ++i) run.rename("design", std::to_string(i));
  run.frame();
  int transactions = 0;
  while (run.lanes.safe.deliver_one()) ++transactions;
  CHECK(transactions == 1);
  CHECK(count_keys(disk.safe, "/edit/") == 50);
}

TEST_CASE("full storage is said, with why and what to do, until it works again") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  Run full(disk);
  full.begin(text);
  full.lanes.safe.plan_fault({Fault::no_space, 1, 1});
  full.rename("design", "设计");
  full.frame();
  full.lanes.safe.deliver();

  const SaveState state = full.journal->state();
  REQUIRE(state.kind == SaveState::Kind::not_saved);
  CHECK(say(Language::chinese, state) == "未保存");
  CHECK(say(Language::english, state.trouble.what) == "Storage is full; saving failed.");
  CHECK(state.trouble.safe.word == Word::safe_provisionally);
  CHECK(state.trouble.todo.word == Word::todo_export);
  CHECK(full.journal->is_kept());
  full.settle();
  CHECK(full.journal->state().kind == SaveState::Kind::saved);
}

TEST_CASE("an edit in neither lane forbids closing") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  run.lanes.quick.plan_fault({Fault::no_space, 1, 1000});
  run.lanes.safe.plan_fault({Fault::hang, 1, 1000});
  run.rename("design", "设计");
  run.frame();
  run.lanes.safe.deliver();
  CHECK(run.journal->is_kept() == false);
  CHECK(run.journal->state().trouble.safe.word == Word::safe_in_window_only);
}

TEST_CASE("a new plan is saved only when its first snapshot was read back") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.begin(text);
  run.journal->want_snapshot();
  CHECK(run.journal->state().kind == SaveState::Kind::saving);
  SECTION("a torn write is noticed") {
    run.lanes.safe.plan_fault({Fault::torn, 1, 1});
    run.frame();
    run.lanes.safe.deliver();
    CHECK(run.journal->state().kind == SaveState::Kind::not_saved);
  }
  SECTION("a write that vanished is noticed") {
    run.lanes.safe.plan_fault({Fault::vanish, 1, 1});
    run.frame();
    run.lanes.safe.deliver();
    CHECK(run.journal->state().kind == SaveState::Kind::not_saved);
  }
  run.settle();
  CHECK(run.journal->state().kind == SaveState::Kind::saved);
  CHECK(Run(disk).open(text.plan.id()).has_value());
}

TEST_CASE("edits do not gather for ever: snapshots take them up, two generations stay") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  const int edits = static_cast<int>(Journal::kEditsPerSnapshot);
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < edits; ++i) run.rename("design", std::to_string(i));
    run.settle();
  }
  CHECK(count_keys(disk.safe, "/snapshot/") == 2);
  CHECK(count_keys(disk.safe, "/version/") == 2);
  CHECK(count_keys(disk.safe, "/edit/") == Journal::kEditsPerSnapshot);  // those the older lacks
  CHECK(first_difference(Run(disk).open(text.plan.id())->plan, text.plan) == "");
}

TEST_CASE("an unreadable snapshot is laid aside; the older one and the edits give the same plan") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d");
  Run run(disk);
  run.create(text);
  const int edits = static_cast<int>(Journal::kEditsPerSnapshot);
  for (int i = 0; i < edits; ++i) run.rename("design", std::to_string(i));
  run.settle();
  run.rename("design", "最后");
  run.settle();
  std::erase_if(disk.quick, [](const auto& e) { return e.first.contains("/snapshot/"); });
  const auto newest = std::prev(disk.safe.lower_bound(keys::snapshots(text.plan.id()) + "~"));
  const auto bytes = newest->second;
  damage(newest->second);
  const auto damaged = newest->second;

  Run later(disk);
  const auto copy = later.open(text.plan.id());
  REQUIRE(copy);
  CHECK(first_difference(copy->plan, text.plan) == "");
  REQUIRE(copy->remarks.size() == 1);
  CHECK(copy->remarks[0].word == Word::remark_laid_aside);
  const auto aside = disk.safe.lower_bound("tongzhou/unreadable/");
  REQUIRE(aside != disk.safe.end());
  CHECK(aside->second == damaged);
  CHECK(count_keys(disk.safe, "unreadable") == 1);
}

TEST_CASE("when the safe lane lost everything, the quick lane still has a small plan") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d; build 2d after design");
  Run run(disk);
  run.create(text);
  run.rename("design", "设计");
  run.settle();
  disk.safe.clear();
  Run later(disk);
  const auto list = later.list();
  REQUIRE(list.size() == 1);
  CHECK(list[0].plan == text.plan.id());
  const auto copy = later.open(text.plan.id());
  REQUIRE(copy);
  CHECK(first_difference(copy->plan, text.plan) == "");
}

TEST_CASE("a damaged edit is laid aside and told; the rest is there") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d; build 2d");
  Run run(disk);
  run.create(text);
  run.rename("design", "设计");
  run.rename("build", "制造");
  run.frame();
  run.lanes.safe.deliver();
  disk.quick.clear();
  damage(disk.safe.lower_bound(keys::edits(text.plan.id()))->second);
  const auto copy = Run(disk).open(text.plan.id());
  REQUIRE(copy);
  CHECK(copy->plan.find(text["design"])->title == "design");
  CHECK(copy->remarks.size() == 3);  // and that the quick lane is empty
  CHECK(count_keys(disk.safe, "unreadable") == 1);
}

TEST_CASE("two tabs that did not know of each other: opening has the edits of both") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d; build 2d");
  Run one(disk);
  one.create(text);
  auto copy = Run(disk).open(text.plan.id());
  TextPlan other = text;
  other.replica = ReplicaId{0x77};
  Run two(disk);
  two.begin(other, std::move(copy->state));

  const int edits = static_cast<int>(Journal::kEditsPerSnapshot);
  for (int i = 0; i < 2 * edits; ++i) one.rename("design", std::to_string(i));
  one.settle();
  for (int i = 0; i < 2 * edits; ++i) two.rename("build", std::to_string(i));
  two.settle();
  one.rename("design", "一");
  one.settle();
  two.rename("build", "二");
  two.settle();

  const auto both = Run(disk).open(text.plan.id());
  REQUIRE(both);
  CHECK(both->plan.find(text["design"])->title == "一");
  CHECK(both->plan.find(text["build"])->title == "二");
}

TEST_CASE("plans live side by side, last edited first, and can be thrown away and brought back") {
  MemoryDisk disk;
  TextPlan first = plan_from_text("design 3d");
  Run a(disk);
  a.create(first);
  Run b(disk);
  b.clock.milliseconds += 60'000;
  TextPlan other = plan_from_text("build 3d");
  other.plan = Plan::make({0x99});
  other.plan.apply(other.plan.stamp({}, other.replica, {})).value();
  b.create(other);

  Run run(disk);
  CHECK(run.list().size() == 2);
  run.store.discard(first.plan.id(), [](Result<void> done) { CHECK(done); });
  REQUIRE(run.list().size() == 1);
  CHECK(run.list()[0].plan == AnyId{0x99});
  run.store.restore(first.plan.id(), [](Result<void> done) { CHECK(done); });
  CHECK(run.list().size() == 2);
  CHECK(run.open(first.plan.id()).has_value());

  SECTION("after 30 days what was thrown away is gone") {
    run.store.discard(first.plan.id(), [](Result<void> done) { CHECK(done); });
    run.lanes.safe.deliver();
    run.clock.milliseconds += PlanStore::kKeptAfterDiscardMilliseconds + 1;
    run.list();
    CHECK(count_keys(disk.safe, keys::whole(first.plan.id())) == 0);
    CHECK_FALSE(run.open(first.plan.id()).has_value());
    CHECK(run.open({0x99}).has_value());
  }
}

TEST_CASE("a plan that is nowhere says so and harms nothing") {
  MemoryDisk disk;
  Run run(disk);
  const auto copy = run.open({0x55});
  REQUIRE_FALSE(copy);
  CHECK(copy.error().what.word == Word::stored_plan_unreadable);
  CHECK(disk.safe.empty());
}
