#include "desktop/file_storage.h"

#include <sys/resource.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>

#include "support/killed_programs.h"

namespace tongzhou {
namespace {

using Folder = test::TemporaryFolder;

SafeLane::Bytes bytes(std::string_view text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return {begin, begin + text.size()};
}

FileSafeLane safe_lane(const Folder& folder) {
  return {folder.path / "safe", folder.path / "transactions"};
}

StorageResult<void> write(FileSafeLane& lane, std::vector<SafeLane::Write> writes) {
  StorageResult<void> result = std::unexpected(StorageFailure{});
  lane.write(std::move(writes), [&](StorageResult<void> told) { result = told; });
  lane.deliver();
  return result;
}

std::vector<std::string> keys(FileSafeLane& lane, const std::string& prefix) {
  std::vector<std::string> found;
  lane.keys(prefix, [&](auto told) { found = told.value(); });
  lane.deliver();
  return found;
}

TEST_CASE("The quick lane gives back what was written, and nothing for other keys") {
  const Folder folder;
  FileQuickLane lane(folder.path / "quick");
  CHECK(lane.keys("tongzhou/").value().empty());
  REQUIRE(lane.write("tongzhou/plan/1", "a"));
  REQUIRE(lane.write("tongzhou/plan/1", "b"));
  REQUIRE(lane.write("tongzhou/preferences", ""));
  CHECK(lane.read("tongzhou/plan/1").value() == "b");
  CHECK(lane.read("tongzhou/preferences").value() == "");
  CHECK(lane.read("tongzhou/plan/2").value() == std::nullopt);
  CHECK(lane.keys("tongzhou/plan/").value() == std::vector<std::string>{"tongzhou/plan/1"});
  lane.erase("tongzhou/plan/1");
  CHECK(lane.read("tongzhou/plan/1").value() == std::nullopt);
}

TEST_CASE("The safe lane answers later, never inside the call") {
  const Folder folder;
  FileSafeLane lane = safe_lane(folder);
  bool told = false;
  lane.write({{"tongzhou/a", bytes("1")}}, [&](auto) { told = true; });
  CHECK_FALSE(told);
  CHECK(lane.deliver());
  CHECK(told);
  CHECK_FALSE(lane.deliver());
}

TEST_CASE("The safe lane reads by prefix, in the order of keys, as things stood when asked") {
  const Folder folder;
  FileSafeLane lane = safe_lane(folder);
  REQUIRE(write(
      lane, {{"tongzhou/p/2", bytes("two")}, {"tongzhou/p/1", bytes("one")}, {"tongzhou/q", {}}}));
  std::vector<SafeLane::Entry> entries;
  lane.read("tongzhou/p/", [&](auto told) { entries = told.value(); });
  REQUIRE(write(lane, {{"tongzhou/p/1", std::nullopt}, {"tongzhou/p/3", bytes("three")}}));
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].key == "tongzhou/p/1");
  CHECK(entries[1].value == bytes("two"));
  CHECK(keys(lane, "tongzhou/") == std::vector<std::string>{"tongzhou/p/2", "tongzhou/p/3"});
}

TEST_CASE("A transaction that a killed program left behind is completed at the next start") {
  const Folder folder;
  {
    // The folder of values cannot be made while a file stands in its place: the transaction is on
    // the disk, but not applied.
    std::ofstream(folder.path / "safe") << "in the way";
    FileSafeLane lane = safe_lane(folder);
    CHECK_FALSE(write(lane, {{"tongzhou/a", bytes("1")}, {"tongzhou/b", bytes("2")}}));
  }
  std::filesystem::remove(folder.path / "safe");
  FileSafeLane lane = safe_lane(folder);
  CHECK(keys(lane, "") == std::vector<std::string>{"tongzhou/a", "tongzhou/b"});
}

TEST_CASE("A transaction cut short comes before newer writes, not over them") {
  const Folder folder;
  std::ofstream(folder.path / "safe") << "in the way";
  FileSafeLane lane = safe_lane(folder);
  CHECK_FALSE(write(lane, {{"tongzhou/a", bytes("old")}, {"tongzhou/b", bytes("2")}}));
  std::filesystem::remove(folder.path / "safe");
  REQUIRE(write(lane, {{"tongzhou/a", bytes("new")}}));
  FileSafeLane next = safe_lane(folder);
  std::vector<SafeLane::Entry> entries;
  next.read("tongzhou/a", [&](auto told) { entries = told.value(); });
  next.deliver();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].value == bytes("new"));
}

// While it lives no file can grow beyond that size, as on a disk that is full.
class NoMoreThan {
 public:
  explicit NoMoreThan(rlim_t bytes) : former_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &former_);
    const rlimit small{bytes, former_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~NoMoreThan() {
    ::setrlimit(RLIMIT_FSIZE, &former_);
    std::signal(SIGXFSZ, former_handler_);
  }
  NoMoreThan(const NoMoreThan&) = delete;
  NoMoreThan& operator=(const NoMoreThan&) = delete;

 private:
  rlimit former_{};
  void (*former_handler_)(int);
};

TEST_CASE("A full disk is told, the old values stay, and nothing half written is left") {
  const Folder folder;
  FileSafeLane safe = safe_lane(folder);
  FileQuickLane quick(folder.path / "quick");
  REQUIRE(write(safe, {{"tongzhou/a", bytes("old")}, {"tongzhou/b", bytes("2")}}));
  REQUIRE(quick.write("tongzhou/a", "old"));
  const std::string large(100, 'x');
  StorageResult<void> together, alone, quickly;
  {
    const NoMoreThan limit(64);
    together = write(safe, {{"tongzhou/a", bytes(large)}, {"tongzhou/b", bytes(large)}});
    alone = write(safe, {{"tongzhou/a", bytes(large)}});
    quickly = quick.write("tongzhou/a", large);
  }
  for (const auto& result : {together, alone, quickly}) {
    REQUIRE_FALSE(result);
    CHECK(result.error().trouble == StorageTrouble::no_space);
  }
  CHECK(quick.read("tongzhou/a").value() == "old");
  FileSafeLane next = safe_lane(folder);
  std::vector<SafeLane::Entry> entries;
  next.read("", [&](auto told) { entries = told.value(); });
  next.deliver();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].value == bytes("old"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path))
    CHECK_FALSE(entry.path().filename().string().contains(".new-"));
}

TEST_CASE("A folder that cannot be written is told, not ignored") {
  const Folder folder;
  std::ofstream(folder.path / "quick") << "in the way";
  FileQuickLane lane(folder.path / "quick");
  const auto result = lane.write("tongzhou/a", "1");
  REQUIRE_FALSE(result);
  CHECK(result.error().trouble == StorageTrouble::unavailable);
}

}  // namespace
}  // namespace tongzhou
