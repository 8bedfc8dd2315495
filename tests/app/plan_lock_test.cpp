// A plan that is locked on this machine, as people meet it.
#include <catch2/catch_test_macros.hpp>

#include "store/keys.h"
#include "support/memory_desk.h"

namespace tongzhou::test {
namespace {

constexpr std::string_view kPassphrase = "in one boat";

void enter(MemoryDesk& desk, SecretUse use, std::string_view passphrase = kPassphrase) {
  desk.session.use_passphrase(use, std::string(passphrase));
  desk.settle();
}

AnyId asked_for(const MemoryDesk& desk) {
  const WaitingSeal* waiting = desk.session.waiting_seal();
  return waiting != nullptr ? waiting->plan : AnyId{};
}

// Values under the plan's id that somebody can read without its key.
int readable(const MemoryDisk& disk, AnyId plan) {
  int count = 0;
  const auto counts = [&](const std::string& key) {
    return keys::owner_of(key) == plan && key != keys::lock(plan);
  };
  for (const auto& [key, text] : disk.quick)
    if (counts(key) && !text.starts_with("sealed ")) ++count;
  for (const auto& [key, bytes] : disk.safe)
    if (counts(key) && !is_sealed_value(bytes)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a locked plan asks for its passphrase at each start, and after it was left") {
  MemoryDisk disk;
  AnyId plan;
  {
    MemoryDesk desk(disk);
    desk.open(plan_file_of("prices 3d dept A; print 1d dept B after prices"));
    plan = desk.plan().id();
    enter(desk, SecretUse::lock_plan);
    CHECK(desk.session.is_locked(plan));
    CHECK(desk.session.notices().back().text.find("锁定") != std::string::npos);
    desk.choose({"prices"});
    desk.settle();
    CHECK(readable(disk, plan) == 0);
  }
  MemoryDesk later(disk, 2);
  later.session.resume();
  later.settle();
  CHECK(later.session.open() == nullptr);
  CHECK(asked_for(later) == plan);
  REQUIRE(later.session.stored_plans().size() == 1);
  CHECK(later.session.stored_plans().front().title.empty());
  enter(later, SecretUse::open_sealed, "in two boats");
  CHECK(later.session.open() == nullptr);
  REQUIRE(asked_for(later) == plan);
  CHECK(later.session.waiting_seal()->error->what.word == Word::error_lock_passphrase);
  enter(later, SecretUse::open_sealed);
  REQUIRE(later.session.open() != nullptr);
  CHECK(later.task("prices"));
  CHECK(later.session.waiting_seal() == nullptr);
  later.choose({"print"});
  later.run("task_indent");
  CHECK(later.session.save_state().kind == SaveState::Kind::saved);

  later.session.close();
  later.settle();
  later.session.open_stored(plan);
  later.settle();
  CHECK(later.session.open() == nullptr);
  REQUIRE(asked_for(later) == plan);
  later.run("unseal_dismiss");
  CHECK(asked_for(later) == AnyId{});
  CHECK(readable(disk, plan) == 0);
}

TEST_CASE("what-ifs of a locked plan are under its lock, also those begun later") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("prices 3d; print 1d after prices"));
  const AnyId plan = desk.plan().id();
  desk.session.begin_scenario("before");
  desk.settle();
  const AnyId before = desk.plan().id();
  desk.session.open_stored(plan);
  desk.settle();
  enter(desk, SecretUse::lock_plan);
  desk.session.begin_scenario("after");
  desk.settle();
  const AnyId after = desk.plan().id();
  REQUIRE(plan != after);
  for (const AnyId one : {plan, before, after}) {
    CHECK(desk.session.is_locked(one));
    CHECK(readable(disk, one) == 0);
  }
  // One passphrase for all of them.
  MemoryDesk later(disk, 2);
  later.session.open_stored(after);
  later.settle();
  enter(later, SecretUse::open_sealed);
  REQUIRE(later.session.open() != nullptr);
  later.session.open_stored(plan);
  later.settle();
  CHECK(later.plan().id() == plan);
  later.run("plan_unlock");
  CHECK_FALSE(later.session.is_locked(plan));
}

TEST_CASE("a copy of a locked plan that comes as a file joins it once the passphrase is entered") {
  MemoryDisk disk;
  NamedBytes file;
  {
    MemoryDesk desk(disk);
    desk.open(plan_file_of("prices 3d; print 1d after prices"));
    enter(desk, SecretUse::lock_plan);
    desk.run("export_plan_file");
    file = desk.files.saved.back();
  }
  MemoryDisk elsewhere;
  MemoryDesk other(elsewhere, 3);
  other.open(file);
  other.choose({"print"});
  other.run("task_indent");
  other.run("export_plan_file");

  MemoryDesk later(disk, 2);
  later.settle();
  later.open(other.files.saved.back());
  CHECK(later.session.open() == nullptr);
  REQUIRE(asked_for(later));
  enter(later, SecretUse::open_sealed);
  REQUIRE(later.session.open() != nullptr);
  CHECK(later.session.incoming().size() == 1);
}

TEST_CASE("an edit where another window locked the plan asks for the passphrase, then is stored") {
  MemoryDisk disk;
  MemoryDesk first(disk), second(disk, 2);
  first.open(plan_file_of("prices 3d; print 1d after prices"));
  const AnyId plan = first.plan().id();
  second.settle();
  second.session.open_stored(plan);
  second.settle();
  REQUIRE(second.session.open() != nullptr);
  enter(first, SecretUse::lock_plan);
  second.choose({"print"});
  second.run("task_indent");
  REQUIRE(asked_for(second) == plan);
  CHECK(second.session.save_state().kind == SaveState::Kind::not_saved);
  CHECK(readable(disk, plan) == 0);
  enter(second, SecretUse::open_sealed);
  CHECK(second.session.save_state().kind == SaveState::Kind::saved);
  CHECK(readable(disk, plan) == 0);
}

}  // namespace tongzhou::test
