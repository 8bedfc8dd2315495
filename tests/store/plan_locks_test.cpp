#include "store/plan_locks.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/base64.h"
#include "store/memory_store.h"
#include "store/plan_store.h"
#include "support/plan_text.h"
#include "support/same_plan.h"
#include "support/sealing_effort.h"

using namespace tongzhou;
using tongzhou::test::first_difference;
using tongzhou::test::kQuickSeal;

namespace {

constexpr std::string_view kTitle = "机密计划";
constexpr std::string_view kPassphrase = "同舟共济 in one boat";

// One window of the program on a disk that others may use as well.
class LockWindow {
 public:
  explicit LockWindow(MemoryDisk& disk, std::uint64_t seed = 1)
      : lanes_(disk),
        random_(seed),
        locks(lanes_.storage(), random_, kQuickSeal),
        store_(locks.storage(), clock_) {
    clock_.now = at(from_civil(2026, 8, 30), 14 * 60 + 2);
    (void)lanes_.quick.write(std::string(keys::kPreferences), "some");
    bool found = false;
    locks.find([&] { found = true; });
    lanes_.safe.deliver();
    REQUIRE(found);
  }

  void begin(TextPlan& text, StoredState stored = {}) {
    text_ = &text;
    journal_ =
        &store_.begin_journal({.plan = text.plan.id(), .title = text.plan.info().title, .tasks = 3},
                              text.replica, std::move(stored));
  }
  void create(TextPlan& text) {
    begin(text);
    journal_->want_snapshot();
    settle();
  }
  void rename(std::string_view task, std::string title) {
    const Change change = text_->set<&Task::title>((*text_)[task], std::move(title));
    history_.push_back(change);
    journal_->add(change, kTitle, 3);
  }
  void settle() {
    for (int round = 0; round < 12; ++round) {
      if (journal_ != nullptr) journal_->refresh_snapshots(text_->plan, history_);
      store_.advance();
      lanes_.safe.deliver();
      clock_.milliseconds += 2000;
    }
  }
  SaveState state() const { return journal_->state(); }

  Result<StoredCopy> read(AnyId plan) {
    std::optional<Result<StoredCopy>> opened;
    store_.open(plan, [&](Result<StoredCopy> copy) { opened = std::move(copy); });
    lanes_.safe.deliver();
    REQUIRE(opened);
    return std::move(*opened);
  }
  std::vector<StoredPlan> list() {
    std::vector<StoredPlan> plans;
    store_.list([&](Result<std::vector<StoredPlan>> list) { plans = list.value(); });
    lanes_.safe.deliver();
    return plans;
  }

  template <class Act>
  StorageResult<void> wait_for(Act&& act) {
    std::optional<StorageResult<void>> done;
    act([&](StorageResult<void> result) { done = result; });
    lanes_.safe.deliver();
    REQUIRE(done);
    return *done;
  }
  StorageResult<void> lock(AnyId plan, std::string_view passphrase = kPassphrase) {
    return wait_for([&](auto done) { locks.lock(plan, passphrase, done); });
  }
  StorageResult<void> unlock(AnyId plan) {
    return wait_for([&](auto done) { locks.unlock(plan, done); });
  }
  StorageResult<void> seal_rest(AnyId plan) {
    return wait_for([&](auto done) { locks.seal_rest(plan, done); });
  }
  // So many calls happen, then the program dies.
  void die_after(int calls) {
    for (int i = 0; i < calls; ++i) lanes_.safe.deliver_one();
    lanes_.safe.crash();
  }
  MemoryStore& lanes() { return lanes_; }

 private:
  MemoryStore lanes_;
  SeededRandom random_;
  FixedClock clock_;

 public:
  PlanLocks locks;

 private:
  PlanStore store_;
  TextPlan* text_ = nullptr;
  Journal* journal_ = nullptr;
  std::vector<Change> history_;
};

bool has_part(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Values under the plan's id that are not sealed, but for its lock.
std::vector<std::string> unsealed(const MemoryDisk& disk, AnyId plan) {
  std::vector<std::string> found;
  for (const auto& [key, text] : disk.quick)
    if (keys::owner_of(key) == plan && key != keys::lock(plan) && !text.starts_with("sealed "))
      found.push_back("quick " + key);
  for (const auto& [key, bytes] : disk.safe)
    if (keys::owner_of(key) == plan && key != keys::lock(plan) && !is_sealed_value(bytes))
      found.push_back("safe " + key);
  return found;
}

// Where a word stands in the lanes, as it is or within base64.
std::vector<std::string> places_of(const MemoryDisk& disk, std::string_view word) {
  std::vector<std::string> found;
  for (const auto& [key, text] : disk.quick) {
    const std::string_view rest = std::string_view(text).substr(text.find(' ') + 1);
    const auto bytes = decode_base64(rest);
    const std::string inside =
        bytes ? std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()) : "";
    if (has_part(text, word) || has_part(inside, word)) found.push_back(key);
  }
  for (const auto& [key, bytes] : disk.safe)
    if (has_part({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, word))
      found.push_back(key);
  return found;
}

TextPlan plan_to_lock() { return plan_from_text("design 3d; build 5d after design; sell 2d"); }

}  // namespace

TEST_CASE("of a locked plan neither lane holds a readable word, before or after more edits") {
  MemoryDisk disk;
  TextPlan text = plan_to_lock();
  LockWindow window(disk);
  window.create(text);
  window.rename("design", "机密设计");
  window.settle();
  REQUIRE(places_of(disk, kTitle).size() >= 2);  // in both lanes

  CHECK(window.lock(text.plan.id()));
  CHECK(unsealed(disk, text.plan.id()).empty());
  CHECK(places_of(disk, kTitle).empty());
  window.rename("design", "更机密的设计");
  window.settle();
  CHECK(window.state().kind == SaveState::Kind::saved);
  CHECK(unsealed(disk, text.plan.id()).empty());
  CHECK(places_of(disk, kTitle).empty());

  LockWindow later(disk, 2);
  CHECK(later.locks.needs_passphrase(text.plan.id()));
  REQUIRE(later.list().size() == 1);
  CHECK(later.list().front().title.empty());
  CHECK(later.read(text.plan.id()).error().what.word == Word::storage_locked);
  CHECK(later.locks.open(text.plan.id(), "两条船").error().what.word ==
        Word::error_lock_passphrase);
  CHECK(later.read(text.plan.id()).error().what.word == Word::storage_locked);
  REQUIRE(later.locks.open(text.plan.id(), kPassphrase));
  const auto copy = later.read(text.plan.id());
  REQUIRE(copy);
  CHECK(first_difference(copy->plan, text.plan) == "");
  CHECK(copy->remarks.empty());
  CHECK_FALSE(copy->loss);
  CHECK(later.list().front().tasks == 3);
  CHECK(count_if(disk.quick.begin(), disk.quick.end(),
                 [](const auto& entry) { return has_part(entry.first, "unreadable"); }) == 0);
}

TEST_CASE("a locked plan survives the loss of either lane") {
  MemoryDisk disk;
  TextPlan text = plan_to_lock();
  {
    LockWindow window(disk);
    window.create(text);
    REQUIRE(window.lock(text.plan.id()));
    window.rename("design", "设计");
    window.settle();
  }
  SECTION("the quick lane is wiped") { disk.quick.clear(); }
  SECTION("the safe lane is wiped") { disk.safe.clear(); }
  SECTION("the lock in the quick lane is damaged") {
    disk.quick[keys::lock(text.plan.id())][120] ^= 1;
  }
  LockWindow later(disk, 2);
  REQUIRE(later.locks.needs_passphrase(text.plan.id()));
  REQUIRE(later.locks.open(text.plan.id(), kPassphrase));
  auto copy = later.read(text.plan.id());
  if (!copy) UNSCOPED_INFO(say(Language::english, copy.error().what));
  REQUIRE(copy);
  CHECK(first_difference(copy->plan, text.plan) == "");
  later.begin(text, std::move(copy->state));
  later.rename("design", "又一次");
  later.settle();
  CHECK(unsealed(disk, text.plan.id()).empty());
  CHECK(places_of(disk, kTitle).empty());
}

TEST_CASE("a locking or unlocking that is cut short anywhere loses nothing") {
  const bool unlocks = GENERATE(false, true);
  for (int calls = 0; calls < 12; ++calls) {
    CAPTURE(unlocks, calls);
    MemoryDisk disk;
    TextPlan text = plan_to_lock();
    const AnyId plan = text.plan.id();
    LockWindow window(disk);
    window.create(text);
    window.rename("design", "设计");
    window.settle();
    window.rename("build", "制造");  // in the quick lane alone
    if (unlocks) REQUIRE(window.lock(plan));
    if (unlocks)
      window.locks.unlock(plan, [](const auto&) {});
    else
      window.locks.lock(plan, kPassphrase, [](const auto&) {});
    window.die_after(calls);

    LockWindow later(disk, 2);
    if (later.locks.needs_passphrase(plan)) {
      REQUIRE(later.locks.open(plan, kPassphrase));
      REQUIRE(later.seal_rest(plan));
      CHECK(unsealed(disk, plan).empty());
    }
    const auto copy = later.read(plan);
    REQUIRE(copy);
    CHECK(first_difference(copy->plan, text.plan) == "");
    for (const Message& remark : copy->remarks) UNSCOPED_INFO(say(Language::english, remark));
    CHECK(copy->remarks.empty());
  }
}

TEST_CASE("a lane that fails or lies while a plan is locked or unlocked costs nothing of it") {
  const bool unlocks = GENERATE(false, true);
  const bool in_quick = GENERATE(false, true);
  const Fault fault =
      GENERATE(Fault::no_space, Fault::failed, Fault::hang, Fault::torn, Fault::vanish);
  for (int call = 1; call <= 12; ++call) {
    CAPTURE(unlocks, in_quick, static_cast<int>(fault), call);
    MemoryDisk disk;
    TextPlan text = plan_to_lock();
    const AnyId plan = text.plan.id();
    {
      LockWindow window(disk);
      window.create(text);
      window.rename("design", "设计");
      window.settle();
      if (unlocks) REQUIRE(window.lock(plan));
    }
    LockWindow window(disk, 3);
    if (unlocks) REQUIRE(window.locks.open(plan, kPassphrase));
    if (in_quick)
      window.lanes().quick.plan_fault({fault, call});
    else
      window.lanes().safe.plan_fault({fault, call});
    const auto done = unlocks ? window.unlock(plan) : window.lock(plan);
    if (done && !unlocks) CHECK(unsealed(disk, plan).empty());

    LockWindow later(disk, 2);
    if (later.locks.needs_passphrase(plan)) REQUIRE(later.locks.open(plan, kPassphrase));
    const auto copy = later.read(plan);
    if (!copy) UNSCOPED_INFO(say(Language::english, copy.error().what));
    REQUIRE(copy);
    CHECK(first_difference(copy->plan, text.plan) == "");
    CHECK_FALSE(copy->loss);
  }
}

TEST_CASE("an unlocked plan is as it was before") {
  MemoryDisk disk;
  TextPlan text = plan_to_lock();
  LockWindow window(disk);
  window.create(text);
  const MemoryDisk before = disk;
  REQUIRE(window.lock(text.plan.id()));
  REQUIRE(window.unlock(text.plan.id()));
  CHECK(disk.quick == before.quick);
  CHECK(disk.safe == before.safe);
  LockWindow later(disk, 2);
  CHECK_FALSE(later.locks.is_locked(text.plan.id()));
  CHECK(later.list().front().tasks == 3);
}

TEST_CASE("where another window locked the plan, edits wait for the passphrase") {
  MemoryDisk disk;
  TextPlan text = plan_to_lock();
  const AnyId plan = text.plan.id();
  LockWindow first(disk), second(disk, 2);
  first.create(text);
  TextPlan same = plan_to_lock();
  auto copy = second.read(plan);
  REQUIRE(copy);
  second.begin(same, std::move(copy->state));
  REQUIRE(first.lock(plan));

  second.rename("sell", "销售");
  second.settle();
  CHECK(second.state().kind == SaveState::Kind::not_saved);
  CHECK(second.state().trouble.what.word == Word::storage_locked);
  CHECK(unsealed(disk, plan).empty());

  REQUIRE(second.locks.open(plan, kPassphrase));
  second.settle();
  CHECK(second.state().kind == SaveState::Kind::saved);
  CHECK(unsealed(disk, plan).empty());
  const auto seen = first.read(plan);
  REQUIRE(seen);
  CHECK(first_difference(seen->plan, same.plan) == "");
}

TEST_CASE("another passphrase opens what the former one sealed, and the former none of it") {
  MemoryDisk disk;
  TextPlan text = plan_to_lock();
  LockWindow window(disk);
  window.create(text);
  REQUIRE(window.lock(text.plan.id()));
  REQUIRE(window.lock(text.plan.id(), "another one"));
  LockWindow later(disk, 2);
  CHECK_FALSE(later.locks.open(text.plan.id(), kPassphrase));
  REQUIRE(later.locks.open(text.plan.id(), "another one"));
  CHECK(first_difference(later.read(text.plan.id())->plan, text.plan) == "");
}

TEST_CASE("a plan is put under the lock of another, and keys are let go but for one lock's") {
  MemoryDisk disk;
  TextPlan text = plan_to_lock();
  const AnyId plan = text.plan.id(), other{0x77}, third{0x99};
  LockWindow window(disk);
  window.create(text);
  REQUIRE(window.lock(plan));
  REQUIRE(window.wait_for([&](auto done) { window.locks.lock_like(plan, other, done); }));
  REQUIRE(window.lock(third, "of its own"));
  window.locks.forget_others(plan);
  CHECK_FALSE(window.locks.needs_passphrase(plan));
  CHECK_FALSE(window.locks.needs_passphrase(other));
  CHECK(window.locks.needs_passphrase(third));
  // One passphrase for both, when it changes too.
  REQUIRE(window.lock(plan, "another one"));
  CHECK(window.wait_for([&](auto done) { window.locks.lock_like(plan, other, done); }));
  LockWindow later(disk, 2);
  CHECK_FALSE(later.locks.open(other, kPassphrase));
  REQUIRE(later.locks.open(other, "another one"));
  CHECK_FALSE(later.locks.needs_passphrase(plan));
  window.locks.forget_others({});
  CHECK(window.locks.needs_passphrase(plan));
  bool called = false;
  window.locks.lock_like(third, plan, [&](const auto&) { called = true; });
  CHECK_FALSE(called);
}

TEST_CASE("a sealed value opens with its key, under its name, unchanged, or not at all") {
  SeededRandom random(7);
  const ValueKey key = ValueKey::make(random), other = ValueKey::make(random);
  const std::vector<std::byte> value(100, std::byte{42});
  const std::vector<std::byte> sealed = key.seal(value, "tongzhou/a", random);
  CHECK(key.open(sealed, "tongzhou/a") == value);
  CHECK(key.open(key.seal({}, "x", random), "x") == std::vector<std::byte>{});
  CHECK(key.seal(value, "tongzhou/a", random) != sealed);
  CHECK_FALSE(key.open(sealed, "tongzhou/b"));
  CHECK_FALSE(other.open(sealed, "tongzhou/a"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::vector<std::byte> changed = sealed;
    changed[i] ^= std::byte{1};
    CHECK_FALSE(key.open(changed, "tongzhou/a"));
    CHECK_FALSE(key.open(std::span(sealed).first(i), "tongzhou/a"));
  }
  CHECK(ValueKey::from(key.bytes())->open(sealed, "tongzhou/a") == value);
  CHECK_FALSE(ValueKey::from(value));
}
