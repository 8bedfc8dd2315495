// Every call to storage is made to fail once, in every way there is, at every moment of a working
// day. What was said to be saved is there afterwards, or its loss is told; what was kept by either
// lane survives a crash.
#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>

#include "store/memory_store.h"
#include "store/plan_store.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

// The day: a new plan, edits with and without rests, enough of them for a second snapshot, and at
// last edits that storage has no time to answer.
struct Workday {
  explicit Workday(MemoryDisk& disk) : lanes(disk), store(lanes.storage(), clock) {
    clock.now = at(from_civil(2026, 8, 30), 14 * 60);
  }

  void work() {
    const auto tasks = static_cast<std::uint32_t>(text.plan.table<Task>().live_count());
    journal = &store.begin_journal({.plan = text.plan.id(), .tasks = tasks}, text.replica, {});
    journal->want_snapshot();
    rest();
    for (int burst = 0; burst < 3; ++burst) {
      for (int i = 0; i < 4; ++i) rename();
      rest();
    }
    for (std::uint32_t i = 0; i < Journal::kEditsPerSnapshot; ++i) rename();
    rest();
    rename();
    rest();
    rename();
    frame();
    look();
    lanes.safe.crash();
  }

  void rename() {
    const Change change = text.set<&Task::title>(text["design"], std::to_string(++number));
    history.push_back(change);
    journal->add(change, "计划", 3);
  }
  void frame() {
    journal->refresh_snapshots(text.plan, history);
    store.advance();
  }
  void rest() {
    for (int round = 0; round < 20; ++round) {
      frame();
      look();
      lanes.safe.deliver();
      clock.milliseconds += 3000;
      look();
    }
  }
  // What is promised at this moment.
  void look() {
    if (journal->state().kind == SaveState::Kind::saved) saved = text.plan.version();
    if (journal->is_kept() && journal->state().kind != SaveState::Kind::not_saved)
      kept = text.plan.version();
  }

  TextPlan text = plan_from_text("design 3d; build 5d after design");
  MemoryStore lanes;
  FixedClock clock;
  PlanStore store;
  Journal* journal = nullptr;
  std::vector<Change> history;
  int number = 0;
  Version saved, kept;
};

std::optional<Result<StoredCopy>> open(MemoryDisk& disk, AnyId plan) {
  MemoryStore lanes(disk);
  FixedClock clock;
  PlanStore store(lanes.storage(), clock);
  std::optional<Result<StoredCopy>> opened;
  store.open(plan, [&](Result<StoredCopy> copy) { opened = std::move(copy); });
  lanes.safe.deliver();
  return opened;
}

// Empty when the promises were kept: what was said to be saved is in the safe lane alone, what was
// kept in either.
std::string broken_promise(const Workday& day, MemoryDisk& disk, bool storage_lies) {
  const auto missing = [&](MemoryDisk& stored, const Version& promised) {
    const auto opened = open(stored, day.text.plan.id());
    if (!opened) return true;
    const bool told = !*opened || !(*opened)->remarks.empty();
    const bool held = *opened ? covers((*opened)->plan.version(), promised) : promised.empty();
    return !held && !(storage_lies && told);
  };
  MemoryDisk after_power_cut{.quick = {}, .safe = disk.safe};
  if (missing(after_power_cut, day.saved)) return "what was said to be saved is missing";
  if (!storage_lies && missing(disk, day.kept)) return "what a lane had kept is missing";
  return {};
}

constexpr int kEnough = 400;  // calls; more than a day makes

}  // namespace

TEST_CASE("a day without faults keeps all its promises") {
  MemoryDisk disk;
  Workday day(disk);
  day.work();
  CHECK(broken_promise(day, disk, false) == "");
  CHECK(day.saved != day.kept);  // the last edit was in the quick lane alone
  REQUIRE(day.number > 256);
}

TEST_CASE("a fault of the safe lane at any call breaks no promise") {
  for (const Fault fault : {Fault::no_space, Fault::failed, Fault::hang, Fault::torn}) {
    for (const int count : {1, 3, kEnough}) {
      for (int first = 1; first <= 24; ++first) {
        MemoryDisk disk;
        Workday day(disk);
        day.lanes.safe.plan_fault({fault, first, count});
        day.work();
        INFO("fault " << int(fault) << " at call " << first << ", " << count << " times");
        CHECK(broken_promise(day, disk, fault == Fault::torn) == "");
      }
    }
  }
}

TEST_CASE("a fault of the quick lane at any write breaks no promise") {
  for (const Fault fault : {Fault::no_space, Fault::failed, Fault::torn, Fault::vanish}) {
    for (const int count : {1, kEnough}) {
      for (int first = 1; first <= 300; first += first < 30 ? 1 : 45) {
        MemoryDisk disk;
        Workday day(disk);
        day.lanes.quick.plan_fault({fault, first, count});
        day.work();
        INFO("fault " << int(fault) << " at write " << first << ", " << count << " times");
        CHECK(broken_promise(day, disk, fault == Fault::torn || fault == Fault::vanish) == "");
      }
    }
  }
}

TEST_CASE("a second fault while the plan is opened harms nothing that is stored") {
  MemoryDisk kept;
  Workday day(kept);
  day.work();
  for (const Fault fault : {Fault::no_space, Fault::failed, Fault::hang, Fault::vanish}) {
    for (int call = 1; call <= 8; ++call) {
      MemoryDisk disk = kept;
      {
        MemoryStore lanes(disk);
        lanes.safe.plan_fault({fault, call});
        FixedClock clock;
        PlanStore store(lanes.storage(), clock);
        store.open(day.text.plan.id(), [](const Result<StoredCopy>&) {});
        lanes.safe.deliver();
      }
      INFO("fault " << int(fault) << " at call " << call);
      CHECK(broken_promise(day, disk, false) == "");
    }
  }
}
