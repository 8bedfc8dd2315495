#include "app/session.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "app/edits.h"
#include "app/file_forms.h"
#include "schedule/schedule.h"
#include "store/keys.h"
#include "support/memory_desk.h"
#include "support/plan_content.h"
#include "support/plan_text.h"
#include "support/same_plan.h"
#include "support/shared_data.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

const TaskDates& dates_of(const MemoryDesk& desk, std::string_view title) {
  const Slot slot = desk.plan().table<Task>().find_slot(desk.task(title));
  return desk.open_plan().schedule().tasks[slot];
}

void move(MemoryDesk& desk, std::string_view title, Instant start) {
  auto draft = move_task(desk.open_plan(), desk.random, desk.task(title), start);
  REQUIRE(draft);
  desk.edit(std::move(*draft));
}

}  // namespace

TEST_CASE("a timetable is opened, a task moved, taken back, done again, and there after a reload") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("design 3d; build 2d after design; launch milestone after build"));
  CHECK(desk.view.page == "plan");
  const Instant before = dates_of(desk, "launch").start;

  move(desk, "design", at(from_civil(2026, 8, 31), 8 * 60));
  const Instant after = dates_of(desk, "launch").start;
  CHECK(after > before);
  CHECK(dates_of(desk, "build").start == at(from_civil(2026, 9, 3), 8 * 60));
  desk.run("undo");
  CHECK(dates_of(desk, "launch").start == before);
  desk.run("redo");
  CHECK(dates_of(desk, "launch").start == after);
  CHECK(say(Language::chinese, desk.session.save_state()) == "已保存 14:02");

  MemoryDesk later(disk, 2);
  later.settle();
  REQUIRE(later.session.stored_plans().size() == 1);
  later.run("plan_open");
  CHECK(first_difference(later.plan(), desk.plan()) == "");
  CHECK(later.open_plan().schedule() == desk.open_plan().schedule());
  CHECK(later.open_plan().history() == desk.open_plan().history());
}

TEST_CASE("what Microsoft Project wrote opens, with what could not be kept told") {
  const auto path = find_shared_data("mspdi/sample.xml");
  if (path.empty()) SKIP("../shared/data is not there");
  MemoryDisk disk;
  MemoryDesk desk(disk);
  const std::string text = read_file(path);
  const auto bytes = std::as_bytes(std::span(text));
  desk.open({"sample.xml", {bytes.begin(), bytes.end()}});
  CHECK(desk.plan().table<Task>().live_count() > 5);
  CHECK_FALSE(desk.session.notices().back().details.empty());
  const std::size_t tasks = desk.plan().table<Task>().live_count();
  desk.run("export_mspdi");
  REQUIRE(desk.files.saved.size() == 1);
  desk.open(desk.files.saved[0]);
  CHECK(desk.plan().table<Task>().live_count() == tasks);
  CHECK(desk.session.stored_plans().size() >= 1);
}

TEST_CASE("an edit that was shown is never lost, whenever the program dies") {
  CHECK(rc::check([](std::uint8_t edits, std::uint8_t deliveries) {
    MemoryDisk disk;
    MemoryDesk desk(disk);
    desk.open(plan_file_of("a 1d; b 2d after a; c 3d after b"));
    Commands none;
    for (int i = 0; i < edits % 12; ++i) {
      desk.view.selection.choose(ref(desk.task("a")));
      Commands commands;
      commands.run("task_new", "neu " + std::to_string(i));
      desk.session.run(commands, desk.view);
    }
    for (int i = 0; i < deliveries % 6; ++i) {
      desk.store.safe.deliver_one();
      desk.session.advance(desk.view);
    }
    const Content shown = content_of(desk.plan());
    desk.store.safe.crash();
    MemoryDesk later(disk, 2);
    later.settle();
    later.run("plan_open");
    RC_ASSERT(lacking(content_of(later.plan()), shown) == "");
    RC_ASSERT(lacking(shown, content_of(later.plan())) == "");
  }));
}

TEST_CASE("taking back everything gives the plan one began with") {
  static constexpr std::array<std::string_view, 14> kCommands{
      "task_new",  "milestone_new", "task_delete", "task_indent", "task_outdent",
      "task_up",   "task_down",     "task_link",   "task_unlink", "task_percent",
      "task_done", "undo",          "redo",        "select_all"};
  CHECK(rc::check([](const std::vector<std::uint16_t>& acts) {
    MemoryDisk disk;
    MemoryDesk desk(disk);
    desk.open(
        plan_file_of("a 1d; b 2d in p after a; c 3d in p after b; d milestone after p; e 1d"));
    const Content begun = content_of(desk.plan());
    for (std::uint16_t act : acts) {
      std::vector<AnyRef> chosen;
      unsigned bit = 4;
      for (const auto& entry : desk.plan().table<Task>().live())
        if ((act >> bit++ % 16 & 1) != 0) chosen.push_back(ref(entry.id));
      desk.view.selection.choose(std::move(chosen));
      Commands commands;
      commands.run(kCommands[act % kCommands.size()]);
      desk.session.run(commands, desk.view);
    }
    const Content ended = content_of(desk.plan());
    std::size_t taken_back = 0;
    for (; desk.open_plan().next_undo() != nullptr; ++taken_back) {
      Commands commands;
      commands.run("undo");
      desk.session.run(commands, desk.view);
    }
    RC_ASSERT(lacking(content_of(desk.plan()), begun) == "");
    RC_ASSERT(lacking(begun, content_of(desk.plan())) == "");
    for (; taken_back > 0; --taken_back) {
      Commands commands;
      commands.run("redo");
      desk.session.run(commands, desk.view);
    }
    RC_ASSERT(lacking(content_of(desk.plan()), ended) == "");
    RC_ASSERT(lacking(ended, content_of(desk.plan())) == "");
  }));
}

TEST_CASE("plans side by side do not touch one another") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new_from_template", std::string("product_launch"));
  const AnyId launch = desk.plan().id();
  desk.run("task_new", "只在这里");
  const Content shown = content_of(desk.plan());
  desk.run("plan_new", "第二份");
  desk.run("task_new", "别处");
  CHECK(desk.session.stored_plans().size() == 2);
  desk.run("plan_open", launch);
  CHECK(lacking(content_of(desk.plan()), shown) == "");
  CHECK(lacking(shown, content_of(desk.plan())) == "");
  desk.run("plan_close");
  CHECK(desk.session.open() == nullptr);
  CHECK(desk.view.page == "start");
  REQUIRE(desk.session.stored_plans().size() == 2);
}

TEST_CASE(
    "the plan that was open is open again at the next start, unless it was closed or deleted") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new", "第一份");
  desk.run("plan_new", "第二份");
  const AnyId second = desk.plan().id();
  SECTION("left open") {}
  SECTION("closed") { desk.run("plan_close"); }
  SECTION("deleted") { desk.run("plan_discard"); }
  const bool left_open = desk.session.open() != nullptr;

  MemoryDesk later(disk, 2);
  later.session.resume();
  CHECK(later.session.is_opening() == left_open);
  later.settle();
  CHECK_FALSE(later.session.is_opening());
  REQUIRE((later.session.open() != nullptr) == left_open);
  if (left_open) CHECK(later.plan().id() == second);
}

TEST_CASE("one comes back to the page, the task and the folds one left") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new_from_template", std::string("product_launch"));
  const AnyId plan = desk.plan().id();
  const Id<Task> phase = desk.task("市场准备");
  desk.view.page = "people";
  desk.view.folds.set_folded(phase, true);
  desk.choose({"可靠性测试"});
  desk.frame();

  MemoryDesk later(disk, 2);
  later.session.resume();
  later.settle();
  REQUIRE(later.plan().id() == plan);
  CHECK(later.view.page == "people");
  CHECK(later.view.folds.is_folded(phase));
  CHECK(later.view.selection.active_task() == later.task("可靠性测试"));

  SECTION("what is damaged there is passed over") {
    REQUIRE(later.store.quick.write(keys::view(plan), "page\nactive 250 zz\nfolded x  1\nnew\n"));
    MemoryDesk third(disk, 3);
    third.session.resume();
    third.settle();
    CHECK(third.view.folds.empty());
    CHECK(third.view.selection.empty());
  }
}

TEST_CASE("of two plans asked for at once the last is opened") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new", "第一份");
  const AnyId first = desk.plan().id();
  desk.run("plan_new", "第二份");
  const AnyId second = desk.plan().id();
  desk.run("plan_close");
  desk.session.open_stored(first);
  desk.session.open_stored(second);
  desk.settle();
  CHECK(desk.plan().id() == second);
}

TEST_CASE("a deleted plan leaves the list, and the button of the notice brings it back") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new", "试行");
  desk.run("plan_discard");
  CHECK(desk.session.open() == nullptr);
  CHECK(desk.session.stored_plans().empty());
  const Notice notice = desk.session.notices().back();
  CHECK(notice.text == "已删除计划「试行」");
  REQUIRE(notice.command == "plan_restore");
  desk.run(notice.command, notice.argument);
  REQUIRE(desk.session.stored_plans().size() == 1);
  CHECK(desk.session.stored_plans()[0].title == "试行");
}

TEST_CASE("a file of a plan that is here already brings the edits that are lacking") {
  MemoryDisk here, there;
  MemoryDesk mine(here), theirs(there, 2);
  mine.open(plan_file_of("design 3d; build 2d"));
  mine.run("export_plan_file");
  theirs.open(mine.files.saved.back());
  theirs.choose({"build"});
  theirs.run("task_done");
  theirs.run("export_plan_file");
  mine.choose({"design"});
  mine.run("task_percent", std::int64_t{40});

  SECTION("while it is open") {}
  SECTION("while it is stored") { mine.run("plan_close"); }
  mine.open(theirs.files.saved.back());
  CHECK(mine.plan().find(mine.task("build"))->percent == 0);
  CHECK(mine.view.page == "merge");
  mine.run("merge_accept");
  CHECK(mine.plan().find(mine.task("build"))->percent == 100);
  CHECK(mine.plan().find(mine.task("design"))->percent == 40);
  mine.open(theirs.files.saved.back());
  CHECK(mine.session.notices().back().text.ends_with("没有新内容：其中的修改这里都已有。"));
  MemoryDesk later(here, 3);
  later.settle();
  later.run("plan_open");
  CHECK(later.plan().find(later.task("build"))->percent == 100);
}

TEST_CASE("rows go to a spreadsheet and come back by the clipboard") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("design 3d; build 2d after design; launch milestone after build"));
  desk.choose({"design", "build"});
  desk.run("copy");
  REQUIRE(desk.view.copied);
  const std::string copied = *desk.view.copied;
  CHECK(copied.find("design\t") != std::string::npos);
  CHECK(copied.find("launch") == std::string::npos);

  desk.choose({"launch"});
  desk.run("paste", copied);
  CHECK(desk.plan().table<Task>().live_count() == 5);
  CHECK(desk.plan().table<Dependency>().live_count() == 3);
  CHECK(desk.view.selection.tasks().size() == 2);
  CHECK(desk.session.notices().back().command == "undo");
  desk.run("undo");
  CHECK(desk.plan().table<Task>().live_count() == 3);

  desk.choose({"build"});
  desk.run("cut");
  CHECK(desk.plan().table<Task>().live_count() == 2);
  desk.run("paste", "一\n二\n三\n");
  CHECK(desk.plan().table<Task>().live_count() == 5);
  CHECK(desk.task("二"));
}

TEST_CASE("tables and JSON open as new plans and are written again") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  const std::string table = "任务名称,工期,前置任务\n设计,3天,\n制造,2天,1\n";
  const auto bytes = std::as_bytes(std::span(table));
  desk.open({"秋季计划.csv", {bytes.begin(), bytes.end()}});
  CHECK(desk.plan().info().title == "秋季计划");
  CHECK(desk.plan().table<Dependency>().live_count() == 1);
  for (const char* id : {"export_csv", "export_json", "export_mspdi", "export_plan_file"}) {
    CAPTURE(id);
    desk.run(id);
    const NamedBytes file = desk.files.saved.back();
    CHECK(file.name.starts_with("秋季计划."));
    desk.open(file);
    CHECK(desk.task("制造"));
    CHECK(desk.plan().table<Dependency>().live_count() == 1);
  }
}

TEST_CASE("files are known by what is in them, whatever they are called") {
  const auto looks = [](std::string_view text) {
    return form_by_content(std::as_bytes(std::span(text.data(), text.size())));
  };
  CHECK(looks("\x89TZP\r\n") == FileForm::plan_file);
  CHECK(looks("\xEF\xBB\xBF<?xml") == FileForm::mspdi);
  CHECK(looks(" \n{\"tongzhou\": 1}") == FileForm::json);
  CHECK(looks("Name,Duration") == FileForm::csv);
  CHECK(looks("") == FileForm::csv);
  CHECK(form_by_name("a.b.csv") == FileForm::csv);
  CHECK_FALSE(form_by_name("plan.doc"));
}

TEST_CASE("a bad file is told and harms nothing") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new", "试行");
  const Content shown = content_of(desk.plan());
  NamedBytes cut = plan_file_of("a 1d");
  cut.bytes.resize(cut.bytes.size() / 2);
  desk.open(cut);
  CHECK(desk.session.notices().back().kind == Notice::Kind::trouble);
  CHECK(desk.session.notices().back().error.has_value());
  CHECK(lacking(content_of(desk.plan()), shown) == "");
  CHECK(lacking(shown, content_of(desk.plan())) == "");
}

TEST_CASE("full storage shows not saved, with why and what to do") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("plan_new", "试行");
  REQUIRE(desk.session.save_state().kind == SaveState::Kind::saved);
  desk.store.safe.plan_fault({Fault::no_space, 1, 100'000});
  desk.store.quick.plan_fault({Fault::no_space, 1, 100'000});
  desk.run("task_new");
  const SaveState state = desk.session.save_state();
  REQUIRE(state.kind == SaveState::Kind::not_saved);
  CHECK(state.trouble.what.word == Word::storage_no_space);
  CHECK(state.trouble.todo.word == Word::todo_export);
  CHECK_FALSE(desk.session.may_close());
  CHECK(desk.task("新任务"));
}

TEST_CASE("commands say why they cannot run, and where things went") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  const auto why = [&](std::string_view id) {
    return desk.session.commands().find(id)->why_not(desk.session, desk.view);
  };
  CHECK(why("task_new") == Word::why_no_plan);
  CHECK(why("undo") == Word::why_nothing_to_undo);
  desk.run("plan_new");
  CHECK(why("task_delete") == Word::why_no_task);
  desk.run("task_new", "a");
  desk.run("task_new", "b");
  CHECK(desk.view.rename == desk.task("b"));
  CHECK(why("task_link") == Word::why_one_task);
  desk.choose({"a", "b"});
  desk.run("task_link");
  CHECK(desk.plan().table<Dependency>().live_count() == 1);
  desk.choose({"a"});
  desk.run("task_delete");
  CHECK(desk.session.notices().back().text == "删除「a」");
  CHECK(desk.session.notices().back().command == "undo");
  CHECK(desk.view.selection.active_task() == desk.task("b"));
  desk.run("undo");
  CHECK(desk.session.notices().back().text == "撤销：删除「a」");
  CHECK(desk.task("a"));
}

TEST_CASE("every command has words in both languages and a group") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  for (const Command& command : desk.session.commands().all()) {
    CAPTURE(command.id);
    CHECK(command.label != Word::none);
    CHECK(command.help != Word::none);
    CHECK(command.why_not);
    CHECK(command.run);
  }
}

TEST_CASE("choices outlive the program") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.run("theme_dark");
  desk.run("language_toggle");
  Preferences preferences = desk.session.preferences();
  preferences.person = "陈静 100%";
  desk.session.set_preferences(preferences);
  MemoryDesk later(disk, 2);
  CHECK(later.session.preferences() == preferences);
  CHECK(later.session.language() == Language::english);
}

TEST_CASE(
    "text left unfinished in a field comes back after the program is gone, and is entered once") {
  MemoryDisk disk;
  const std::string text = "写到一半的话 \xF0\x9F\x98\x80 100%\n第二行";
  AnyRef record;
  {
    MemoryDesk desk(disk, 1);
    desk.open(plan_file_of("design 3d; build 2d after design"));
    record = ref(desk.task("design"));
    desk.view.typing = {record, field_number<&Task::notes>(), "写"};
    desk.frame();
    desk.view.typing->text = text;
    desk.frame();
    CHECK(desk.session.seconds_until_due() <= 1);
    desk.clock.milliseconds += 1000;
    desk.frame();
  }  // gone without another word
  MemoryDesk again(disk, 2);
  again.settle();
  again.run("plan_open");
  REQUIRE(again.session.unfinished_text());
  CHECK(*again.session.unfinished_text() == TypedText{record, field_number<&Task::notes>(), text});
  CHECK(again.session.notices().back().command == "text_put_back");
  again.run("text_put_back");
  REQUIRE(again.view.put_back);
  CHECK(again.view.put_back->text == text);
  CHECK(again.session.unfinished_text());  // until it is entered
  again.session.forget_unfinished();
  MemoryDesk third(disk, 3);
  third.settle();
  third.run("plan_open");
  CHECK_FALSE(third.session.unfinished_text());
}

TEST_CASE("text that was entered or given up is not kept") {
  MemoryDisk disk;
  {
    MemoryDesk desk(disk, 1);
    desk.open(plan_file_of("design 3d"));
    desk.view.typing = {ref(desk.task("design")), field_number<&Task::notes>(), "写"};
    desk.frame();
    desk.view.typing.reset();
    desk.frame();
  }
  MemoryDesk again(disk, 2);
  again.settle();
  again.run("plan_open");
  CHECK_FALSE(again.session.unfinished_text());
}

TEST_CASE("a plan is archived: handed out as a file, off the list, and back when that is undone") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("design 3d; build 2d after design"));
  const AnyId plan = desk.plan().id();
  for (const bool open : {true, false}) {
    if (!open) desk.run("plan_close");
    desk.files.saved.clear();
    desk.run("plan_archive", plan);
    CHECK(desk.session.open() == nullptr);
    CHECK(desk.session.stored_plans().empty());
    REQUIRE(desk.files.saved.size() == 1);
    const auto file = decode_plan_file(desk.files.saved.front().bytes);
    REQUIRE(file);
    CHECK(file->plan.id() == plan);
    CHECK(desk.session.notices().back().command == "plan_restore");
    desk.run("plan_restore", plan);
    CHECK(desk.session.stored_plans().size() == 1);
    desk.run("plan_open");
    CHECK(desk.plan().table<Task>().live().begin() != desk.plan().table<Task>().live().end());
  }
}

TEST_CASE("a clock set back ten years changes nothing but the times shown") {
  MemoryDisk disk;
  {
    MemoryDesk desk(disk, 1);
    desk.open(plan_file_of("design 3d; build 2d after design"));
    move(desk, "design", at(from_civil(2026, 9, 14), 8 * 60));
  }
  MemoryDesk back(disk, 2);
  back.clock.now = at(from_civil(2016, 1, 4), 8 * 60);
  back.clock.milliseconds -= 10LL * 365 * 24 * 3600 * 1000;
  back.settle();
  back.run("plan_open");
  CHECK(day_of(dates_of(back, "design").start) == from_civil(2026, 9, 14));
  move(back, "design", at(from_civil(2026, 10, 12), 8 * 60));
  CHECK(back.session.save_state().kind == SaveState::Kind::saved);
  MemoryDesk later(disk, 3);
  later.settle();
  REQUIRE(later.session.stored_plans().size() == 1);
  later.run("plan_open");
  CHECK(day_of(dates_of(later, "design").start) == from_civil(2026, 10, 12));
  later.run("undo");  // of this run: nothing
  CHECK(day_of(dates_of(later, "design").start) == from_civil(2026, 10, 12));
}

TEST_CASE(
    "a plan file is a copy of its plan wherever it came from; other files stand for themselves") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  NamedBytes file = plan_file_of("design 3d; build 2d after design");
  file.origin = 7;
  desk.open(file);
  const std::string place = place_of(desk.plan().id());
  CHECK(desk.files.opened == std::vector{std::pair(7, place)});
  for (const std::string_view command : {"export_plan_file", "export_plan_file_as", "export_csv"})
    desk.run(command);
  REQUIRE(desk.files.saved_as.size() == 3);
  CHECK(desk.files.saved_as[0].place == place);
  CHECK_FALSE(desk.files.saved_as[0].ask);
  CHECK(desk.files.saved_as[1].place == place);
  CHECK(desk.files.saved_as[1].ask);
  CHECK(desk.files.saved_as[2].place.empty());
}

TEST_CASE("a file whose contents the plan took over is written over from then on") {
  MemoryDisk mine, theirs;
  NamedBytes common = plan_file_of("design 3d; build 2d after design");
  MemoryDesk here(mine, 1), there(theirs, 2);
  here.open(common);
  there.open(common);
  move(there, "design", at(from_civil(2026, 9, 14), 8 * 60));
  there.run("export_plan_file");
  CHECK(here.files.opened.empty());
  here.open({"theirs.tongzhou", there.files.saved.back().bytes, 8});
  CHECK(here.files.opened.empty());
  here.run("merge_accept");
  CHECK(day_of(dates_of(here, "design").start) == from_civil(2026, 9, 14));
  CHECK(here.files.opened == std::vector{std::pair(8, place_of(here.plan().id()))});
}
