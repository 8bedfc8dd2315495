// Machines that meet in a shared folder, each with a storage of its own.
#include <catch2/catch_test_macros.hpp>

#include "support/memory_desk.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

struct FolderMachine {
  FolderMachine(MemoryFolder& folder, std::uint64_t seed, const std::string& name)
      : desk(disk, seed) {
    desk.run("name_set", name);
    desk.folders.offered = &folder;
  }
  void share(const NamedBytes& monday) {
    desk.open(monday);
    desk.run("folder_choose");
  }
  void rename(Id<Task> task, std::string title) {
    ChangeBuilder build(desk.plan(), desk.random, make_label(Word::did_edit_record, {title}));
    build.set<&Task::title>(task, std::move(title));
    desk.edit(std::move(build).take());
  }
  std::string title(Id<Task> task) { return desk.plan().find(task)->title; }
  const std::string& own_file() { return desk.session.folder()->own_file(); }
  bool said(Word word) {
    const std::string_view start = say(Language::chinese, word);
    return std::ranges::any_of(desk.session.notices(), [&](const Notice& notice) {
      return notice.text.starts_with(start.substr(0, start.find('{')));
    });
  }

  MemoryDisk disk;
  MemoryDesk desk;
};

struct Team {
  Team() {
    for (FolderMachine* machine : {&li, &wang}) machine->share(monday);
    design = li.desk.task("design");
    build = li.desk.task("build");
  }
  // Both look into the folder as often as it takes.
  void meet() {
    for (int round = 0; round < 3; ++round) {
      li.desk.settle();
      wang.desk.settle();
    }
  }
  bool agree() { return canonical_bytes(li.desk.plan()) == canonical_bytes(wang.desk.plan()); }

  MemoryFolder folder;
  NamedBytes monday = plan_file_of("design 3d; build 2d after design; sell 4d after build");
  FolderMachine li{folder, 1, "李明"}, wang{folder, 2, "王芳"};
  Id<Task> design, build;
};

}  // namespace

TEST_CASE("what one writes, the other has") {
  Team team;
  team.li.rename(team.design, "draw");
  team.wang.rename(team.build, "make");
  team.meet();
  CHECK(team.agree());
  CHECK(team.li.title(team.build) == "make");
  CHECK(team.wang.title(team.design) == "draw");
  CHECK(team.li.desk.session.folder()->holds_all());
  CHECK(team.wang.said(Word::told_folder_took));

  SECTION("and may take it back, which the other then has") {
    team.wang.desk.run("undo");  // the last is what came from the folder
    CHECK(team.wang.title(team.design) == "design");
    team.meet();
    CHECK(team.li.title(team.design) == "design");
    CHECK(team.agree());
  }
  SECTION("and the history tells whose it was") {
    const auto& history = team.wang.desk.open_plan().history();
    CHECK(std::ranges::any_of(history,
                              [](const Change& change) { return change.author.person == "李明"; }));
  }
  SECTION("and nothing is written again while nothing happens") {
    const int writes = team.li.desk.folders.writes + team.wang.desk.folders.writes;
    team.meet();
    CHECK(team.li.desk.folders.writes + team.wang.desk.folders.writes == writes);
  }
}

TEST_CASE("who comes first puts the plan there, edited or not, for the others to open") {
  Team team;
  team.meet();
  REQUIRE(team.folder.files.size() == 1);
  CHECK(team.folder.files.contains(team.li.own_file()));
  CHECK(team.li.desk.session.folder()->holds_all());
  CHECK(team.wang.desk.session.folder()->holds_all());
}

TEST_CASE("each writes one file of its own, whatever else is there") {
  Team team;
  for (int i = 0; i < 5; ++i) {
    team.li.rename(team.design, "draw " + std::to_string(i));
    team.wang.rename(team.build, "make " + std::to_string(i));
    team.meet();
  }
  CHECK(team.folder.files.size() == 2);
  CHECK(team.folder.files.contains(team.li.own_file()));
  CHECK(team.folder.files.contains(team.wang.own_file()));
  CHECK(team.li.own_file() != team.wang.own_file());
}

TEST_CASE("the same thing changed by both is a conflict that both have") {
  Team team;
  team.li.rename(team.design, "draw");
  team.wang.rename(team.design, "sketch");
  team.meet();
  CHECK(team.agree());
  CHECK(team.li.desk.open_plan().conflicts().size() == 1);
  CHECK(team.wang.desk.open_plan().conflicts().size() == 1);
}

TEST_CASE("who wants to be asked first finds it under Merge") {
  Team team;
  team.wang.desk.run("folder_ask");
  team.li.rename(team.design, "draw");
  team.meet();
  CHECK(team.wang.title(team.design) == "design");
  REQUIRE(team.wang.desk.session.incoming().size() == 1);
  CHECK(team.wang.said(Word::told_folder_waits));

  SECTION("where a newer file of the same person takes the place of the older") {
    team.li.rename(team.design, "sketch");
    team.meet();
    CHECK(team.wang.desk.session.incoming().size() == 1);
  }
  team.wang.desk.run("merge_accept");
  CHECK(team.wang.title(team.design) == team.li.title(team.design));
  CHECK(team.wang.desk.session.incoming().empty());

  SECTION("and who does not any more has it at once") {
    team.wang.desk.run("folder_ask");
    team.li.rename(team.build, "make");
    team.meet();
    CHECK(team.wang.title(team.build) == "make");
  }
}

TEST_CASE("what would delete much of the plan waits for the person") {
  Team team;
  for (const std::string_view title : {"design", "build", "sell"}) {
    ChangeBuilder build(team.li.desk.plan(), team.li.desk.random, {});
    build.remove(ref(team.li.desk.task(title)));
    team.li.desk.edit(std::move(build).take());
  }
  team.meet();
  CHECK(team.wang.desk.task("sell"));
  REQUIRE(team.wang.desk.session.incoming().size() == 1);
  CHECK(team.wang.desk.session.incoming().front().deletes_much);
}

TEST_CASE("half a file, a conflicted copy, another plan and other things are let be") {
  Team team;
  team.li.rename(team.design, "draw");
  team.li.desk.settle();
  const std::vector<std::byte> whole = team.folder.files.at(team.li.own_file()).bytes;
  const std::string li_file = team.li.own_file();

  SECTION("half a file is told and read when it is whole") {
    team.folder.put(li_file, {whole.begin(), whole.begin() + std::ptrdiff_t(whole.size() / 2)});
    team.wang.desk.settle();
    CHECK(team.wang.title(team.design) == "design");
    const auto copies = team.wang.desk.session.folder()->copies();
    const auto half = std::ranges::find(copies, li_file, &SharedFolder::Copy::file);
    REQUIRE(half != copies.end());
    CHECK(half->standing == SharedFolder::Copy::Standing::unreadable);
    CHECK(half->trouble);
    team.folder.put(li_file, whole);
    team.wang.desk.settle();
    CHECK(team.wang.title(team.design) == "draw");
  }
  SECTION("a conflicted copy is read like any") {
    team.folder.put("plan.sync-conflict-20260830-140200-ABCDEFG.tongzhou", whole);
    team.folder.files.erase(li_file);
    team.wang.desk.settle();
    CHECK(team.wang.title(team.design) == "draw");
  }
  SECTION("another plan is none of ours") {
    team.folder.put("other.tongzhou", plan_file_of("elsewhere 1d").bytes);
    team.folder.put("notes.txt", {std::byte{'x'}});
    team.folder.put(".syncthing.plan.tongzhou.tmp", {std::byte{'x'}});
    team.wang.desk.settle();
    CHECK_FALSE(team.wang.desk.task("elsewhere"));
    CHECK(team.wang.desk.session.folder()->copies().size() == 2);  // Li's, the other plan's
    CHECK(team.wang.desk.session.folder()->holds_all());
  }
}

TEST_CASE("an own file that was damaged is not written over") {
  Team team;
  team.li.rename(team.design, "draw");
  team.meet();
  const std::string first = team.li.own_file();
  team.folder.put(first, {std::byte{'x'}});
  team.li.rename(team.design, "sketch");
  team.meet();
  CHECK(team.folder.files.at(first).bytes.size() == 1);
  CHECK(team.li.own_file() != first);
  CHECK(team.wang.title(team.design) == "sketch");

  SECTION("also after the program has started again") {
    const std::string second = team.li.own_file();
    MemoryDesk again(team.li.disk, 7);
    again.folders.offered = &team.folder;
    again.settle();
    again.run("plan_open");
    REQUIRE(again.session.folder() != nullptr);
    CHECK(again.session.folder()->own_file() == second);
  }
}

TEST_CASE("a file that is lost is made up for by whoever holds what was in it") {
  Team team;
  team.li.rename(team.design, "draw");
  team.meet();
  team.folder.files.erase(team.li.own_file());
  team.wang.desk.settle();
  REQUIRE(team.folder.files.contains(team.wang.own_file()));
  const auto file = decode_plan_file(team.folder.files.at(team.wang.own_file()).bytes);
  REQUIRE(file);
  CHECK(file->plan.find(team.design)->title == "draw");
}

TEST_CASE("a folder that is away is told, loses nothing, and is caught up with") {
  Team team;
  team.folder.is_there = false;
  team.li.rename(team.design, "draw");
  team.meet();
  CHECK(team.li.desk.session.folder()->failure());
  CHECK(team.li.desk.session.save_state().kind == SaveState::Kind::saved);
  CHECK(team.wang.title(team.design) == "design");
  team.folder.is_there = true;
  team.meet();
  CHECK_FALSE(team.li.desk.session.folder()->failure());
  CHECK(team.wang.title(team.design) == "draw");
}

TEST_CASE("a folder that cannot be written is told, read all the same, and tried once a minute") {
  Team team;
  team.meet();
  team.folder.is_read_only = true;
  team.li.rename(team.design, "draw");
  const int before = team.li.desk.folders.tries;
  team.meet();  // a minute passes
  CHECK(team.li.desk.session.folder()->failure());
  CHECK(team.li.desk.folders.tries - before <= 2);
  CHECK(team.li.desk.session.save_state().kind == SaveState::Kind::saved);
  team.folder.is_read_only = false;
  team.wang.rename(team.build, "make");
  team.wang.desk.settle();
  team.folder.is_read_only = true;
  team.li.desk.settle();
  CHECK(team.li.title(team.build) == "make");
  CHECK(team.li.desk.session.folder()->failure());
  team.folder.is_read_only = false;
  for (int minute = 0; minute < 2; ++minute) team.meet();
  CHECK_FALSE(team.li.desk.session.folder()->failure());
  CHECK(team.wang.title(team.design) == "draw");
}

TEST_CASE("a clock that jumps changes nothing") {
  Team team;
  constexpr std::int64_t kTenYears = 10LL * 365 * 24 * 3600 * 1000;
  team.li.desk.clock.milliseconds += kTenYears;
  team.li.rename(team.design, "draw");
  team.meet();
  team.li.desk.clock.milliseconds -= 2 * kTenYears;
  team.li.rename(team.build, "make");
  team.wang.rename(team.design, "sketch");  // seen and written over, by whatever clock
  team.meet();
  CHECK(team.agree());
  CHECK(team.wang.title(team.build) == "make");
  CHECK(team.li.title(team.design) == "sketch");
  CHECK(team.li.desk.open_plan().conflicts().empty());
}

TEST_CASE("the folder is left, and nothing goes with it") {
  Team team;
  team.li.rename(team.design, "draw");
  team.meet();
  team.li.desk.run("folder_leave");
  CHECK(team.li.desk.session.folder() == nullptr);
  CHECK(team.li.title(team.design) == "draw");
  CHECK(team.folder.files.size() == 1);
  team.li.rename(team.design, "sketch");
  team.meet();
  CHECK(team.wang.title(team.design) == "draw");
}

// A profile that was cloned writes the same file as the one it was cloned from.
TEST_CASE("two machines that take themselves for one lose nothing") {
  Team team;
  MemoryDisk clone = team.li.disk;
  MemoryDesk twin(clone, 99);
  twin.folders.offered = &team.folder;
  twin.settle();
  twin.run("plan_open");
  REQUIRE(twin.session.folder()->own_file() == team.li.own_file());
  ChangeBuilder build(twin.plan(), twin.random, {});
  build.set<&Task::title>(team.build, "make");
  twin.edit(std::move(build).take());
  team.li.rename(team.design, "draw");
  for (int round = 0; round < 3; ++round) {
    twin.settle();
    team.meet();
  }
  CHECK(canonical_bytes(twin.plan()) == canonical_bytes(team.li.desk.plan()));
  CHECK(team.agree());
  CHECK(team.wang.title(team.design) == "draw");
  CHECK(team.wang.title(team.build) == "make");
}

TEST_CASE("what does not come from whom it names waits to be looked at") {
  Team team;
  team.wang.desk.run("key_register");
  team.meet();
  for (const auto& entry : team.li.desk.plan().table<RegisteredKey>().live())
    team.li.desk.run("key_compare", entry.id.any());
  REQUIRE(team.li.desk.session.keys().compared.size() == 1);
  team.wang.rename(team.build, "make");
  team.meet();
  CHECK(team.li.title(team.build) == "make");
  CHECK_FALSE(team.li.said(Word::told_folder_waits));

  FolderMachine impostor{team.folder, 3, "王芳"};
  impostor.share(team.monday);
  impostor.desk.settle();
  impostor.rename(team.design, "stolen");
  impostor.desk.settle();
  team.meet();
  CHECK(team.li.said(Word::told_folder_waits));
  CHECK(team.li.title(team.design) == "design");
}
