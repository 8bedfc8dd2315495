// The pages on copies of a plan, by what is on screen: merging, conflicts, history, who edits.
#include <algorithm>

#include "app/deciding.h"
#include "app/file_forms.h"
#include "workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

// The sample plan, and a copy of it in which a colleague renamed two tasks.
struct TwoCopies {
  TwoCopies() {
    stage.open_sample();
    std::vector<Id<Task>> tasks;
    for (const auto& entry : stage.plan().table<Task>().live()) tasks.push_back(entry.id);
    first = tasks[1];
    second = tasks[2];
    before = stage.plan().find(first)->title;
    OpenPlan theirs(stage.plan(), stage.machine.session.open()->history());
    SeededRandom random(99);
    ChangeBuilder build(theirs.plan(), random, make_label(Word::did_edit_record, {before}));
    build.set<&Task::title>(first, "李明的名字");
    build.set<&Task::title>(second, "另一处");
    const Author author{"李明", "研发部", {}, 1'790'000'000'000};
    REQUIRE(theirs.edit(std::move(build).take(), ReplicaId{77}, author));
    const auto written = write_file(theirs, FileForm::plan_file, author, Language::chinese);
    REQUIRE(written);
    file = *written;
  }
  void come() {
    stage.bench.file_dropped(file);
    stage.frames(6);
  }
  std::string title(Id<Task> task) const { return stage.plan().find(task)->title; }
  void rename_here(std::string name) {
    ChangeBuilder build(stage.plan(), stage.machine.random, {});
    build.set<&Task::title>(first, std::move(name));
    stage.machine.session.edit(std::move(build).take());
    stage.frames(3);
  }
  // Of the list of changes.
  std::ptrdiff_t rows() {
    return std::ranges::count_if(
        stage.tree.nodes(), [](const access::Node& node) { return node.role == Seen::option; });
  }

  // Some words on screen begin so.
  bool says(std::string_view words) {
    return std::ranges::any_of(stage.tree.nodes(), [&](const access::Node& node) {
      return node.role == Seen::note && node.name.starts_with(words);
    });
  }

  WorkbenchStage stage{{1280, 1200}};
  Id<Task> first, second;
  std::string before;
  NamedBytes file;
};

}  // namespace

TEST_CASE("a copy that came is shown, one edit is left out by its box, the rest is merged") {
  TwoCopies met;
  met.come();
  CHECK(met.stage.bench.view().page == "merge");
  CHECK(met.stage.shows(Seen::heading, "1 份副本等待合并"));
  met.stage.click(Seen::checkbox, "采用：任务名称: " + met.before + " → 李明的名字");
  CHECK(met.title(met.second) != "另一处");
  met.stage.click(Seen::button, "合并");
  CHECK(met.title(met.first) == met.before);
  CHECK(met.title(met.second) == "另一处");
  CHECK(met.stage.shows(Seen::button, "打开计划文件"));  // nothing waits any more
}

TEST_CASE("the box of a record stands for all its edits, and a copy can be put away") {
  TwoCopies met;
  met.come();
  met.stage.click(Seen::checkbox, "采用：修改: 另一处");
  CHECK(met.stage.bench.view().merge_choices.size() == 1);
  met.stage.click(Seen::checkbox, "采用：修改: 另一处");
  CHECK(met.stage.bench.view().merge_choices.empty());
  met.stage.click(Seen::button, "移开这份副本");
  CHECK(met.stage.machine.session.incoming().empty());
  CHECK(met.title(met.first) == met.before);
}

TEST_CASE("a conflict is counted in the foot and decided on its page or in the inspector") {
  TwoCopies met;
  met.rename_here("周敏的名字");
  met.come();
  met.stage.click(Seen::button, "合并");
  REQUIRE(met.stage.machine.session.open()->conflicts().size() == 1);
  met.stage.click(Seen::button, "1 处分歧");
  CHECK(met.stage.bench.view().page == "conflicts");
  SECTION("on its page") { met.stage.click(Seen::button, "用这个值: 周敏的名字"); }
  SECTION("in the inspector") {
    met.stage.bench.view().page = "plan";
    met.stage.bench.view().selection.choose(ref(met.first));
    met.stage.frames(4);
    met.stage.click(Seen::button, "用这个值: 周敏的名字");
  }
  CHECK(met.stage.machine.session.open()->conflicts().empty());
  CHECK(met.title(met.first) == "周敏的名字");
}

TEST_CASE("the history tells each change, what it did, and the way back") {
  TwoCopies met;
  met.rename_here("一");
  const Change change = met.stage.machine.session.open()->history().back();
  met.rename_here("二");
  met.stage.bench.view().page = "history";
  met.stage.frames(3);
  REQUIRE(met.rows() == 2);
  // The older of the two stands below.
  ImVec2 lowest;
  for (const access::Node& node : met.stage.tree.nodes())
    if (node.role == Seen::option && WorkbenchStage::middle_of(node).y > lowest.y)
      lowest = WorkbenchStage::middle_of(node);
  met.stage.click_at(lowest);
  met.stage.click(Seen::button, "整个计划恢复到此刻");
  CHECK(met.title(met.first) == "一");
  CHECK(met.stage.machine.session.open()->history().size() >= 3);
}

TEST_CASE("a moment gets a name, and the list can be filtered by it") {
  TwoCopies met;
  met.rename_here("一");
  met.stage.bench.view().page = "history";
  met.stage.frames(3);
  met.stage.click(Seen::textbox, "给此刻起名，如「发给董事会」");
  met.stage.type("发给董事会");
  met.stage.press(ImGuiKey_Enter);
  CHECK(met.stage.shows(Seen::option, "标记：发给董事会"));
  met.stage.click(Seen::searchbox, "按内容筛选");
  met.stage.type("董事");
  CHECK(met.rows() == 1);
}

TEST_CASE("a chosen moment gets a name, and what was before it can be dropped and brought back") {
  TwoCopies met;
  for (const char* title : {"一", "二", "三"}) met.rename_here(title);
  met.stage.bench.view().page = "history";
  met.stage.frames(3);
  REQUIRE(met.rows() == 3);
  met.stage.bench.view().moment = met.stage.machine.session.open()->history()[1].dot;
  met.stage.frames(2);
  met.stage.click(Seen::textbox, "给此刻起名，如「发给董事会」");
  met.stage.type("发给董事会");
  met.stage.click(Seen::button, "给选中的时刻起名");
  CHECK(met.rows() == 4);
  CHECK(met.stage.shows(Seen::option, "发给董事会"));
  CHECK(met.stage.shows(Seen::option, "标记：发给董事会"));
  met.stage.click(Seen::button, "删去更早的历史");
  CHECK(met.rows() == 3);
  CHECK(met.title(met.first) == "三");
  met.stage.click(Seen::button, "找回删去的历史");
  CHECK(met.rows() == 4);
}

TEST_CASE("the name of a moment that was dropped leads to the naming itself") {
  TwoCopies met;
  for (const char* title : {"一", "二", "三"}) met.rename_here(title);
  const auto history = [&]() -> const auto& { return met.stage.machine.session.open()->history(); };
  met.stage.bench.view().page = "history";
  met.stage.bench.view().moment = history()[0].dot;
  met.stage.frames(3);
  met.stage.click(Seen::textbox, "给此刻起名，如「发给董事会」");
  met.stage.type("发给董事会");
  met.stage.click(Seen::button, "给选中的时刻起名");
  met.stage.bench.view().moment = history()[2].dot;
  met.stage.frames(2);
  met.stage.click(Seen::button, "删去更早的历史");
  REQUIRE(met.rows() == 2);
  met.stage.click(Seen::option, "标记：发给董事会");
  CHECK(met.stage.bench.view().moment == history().back().dot);
}

TEST_CASE("the list is filtered by who did it and when") {
  TwoCopies met;
  met.stage.machine.clock.milliseconds = 1'790'000'000'000 + 20LL * 24 * 3600 * 1000;
  met.rename_here("一");  // by nobody, today; what Li Ming did was twenty days ago
  met.come();
  met.stage.click(Seen::button, "合并");
  met.stage.bench.view().page = "history";
  met.stage.frames(3);
  REQUIRE(met.rows() == 2);
  SECTION("by department") {
    met.stage.click(Seen::combobox, "谁改的");
    met.stage.click(Seen::menuitem, "研发部");
    CHECK(met.rows() == 1);
    met.stage.click(Seen::combobox, "谁改的");
    met.stage.click(Seen::menuitem, "所有人和部门");
    CHECK(met.rows() == 2);
  }
  SECTION("by person and words together") {
    met.stage.click(Seen::combobox, "谁改的");
    met.stage.click(Seen::menuitem, "李明");
    met.stage.click(Seen::searchbox, "按内容筛选");
    met.stage.type("没有这样的");
    CHECK(met.rows() == 0);
  }
  SECTION("by time") {
    met.stage.click(Seen::combobox, "什么时候改的");
    met.stage.click(Seen::menuitem, "最近 7 天");
    CHECK(met.rows() == 1);
    met.stage.click(Seen::combobox, "什么时候改的");
    met.stage.click(Seen::menuitem, "最近 30 天");
    CHECK(met.rows() == 2);
  }
}

TEST_CASE("of two long texts what differs is known, and either can be kept") {
  TwoCopies met;
  const std::string ours =
      "请各部门在周五下班之前把样机的测试报告交到办公室，以便下周一开会讨论，并附上照片";
  const std::string theirs =
      "请各部门在周三下班之前把样机的报告交到办公室，以便下周一开会讨论，并附上照片";
  OpenPlan copy(met.stage.plan(), met.stage.machine.session.open()->history());
  ChangeBuilder there(copy.plan(), met.stage.machine.random, {});
  there.set<&Task::notes>(met.first, theirs);
  REQUIRE(copy.edit(std::move(there).take(), ReplicaId{78}, {"李明", "研发部", {}, 0}));
  ChangeBuilder here(met.stage.plan(), met.stage.machine.random, {});
  here.set<&Task::notes>(met.first, ours);
  met.stage.machine.session.edit(std::move(here).take());
  met.file = *write_file(copy, FileForm::plan_file, {}, Language::chinese);
  met.come();
  met.stage.click(Seen::button, "合并");
  met.stage.bench.view().page = "conflicts";
  met.stage.frames(3);
  const auto& open = *met.stage.machine.session.open();
  REQUIRE(open.conflicts().size() == 1);
  const Dispute dispute = look_into(open, open.conflicts()[0]);
  for (const Stand& stand : dispute.stands) {
    const bool is_ours = stand.value == Value(ours);
    REQUIRE(stand.other_words.size() == (is_ours ? 2 : 1));
    const TextPart day = stand.other_words[0];
    CHECK(std::get<std::string>(stand.value).substr(day.begin, day.end - day.begin) ==
          (is_ours ? "五" : "三"));
  }
  // They stand side by side.
  const auto top_of = [&](const std::string& text) {
    return WorkbenchStage::middle_of(met.stage.find(Seen::button, "用这个值: " + text)).y;
  };
  CHECK(top_of(ours) == top_of(theirs));
  met.stage.click(Seen::button, "用这个值: " + theirs);
  CHECK(met.stage.plan().find(met.first)->notes == theirs);
  CHECK(open.conflicts().empty());
}

TEST_CASE("the shared folder is chosen, told, and left on the page of files") {
  TwoCopies met;
  MemoryFolder folder;
  met.stage.machine.folders.offered = &folder;
  met.stage.bench.view().page = "exchange";
  met.stage.frames(3);
  met.stage.click(Seen::button, "选择共享文件夹");
  const auto wait = [&] {
    for (int i = 0; i < 12; ++i) {
      met.stage.machine.clock.milliseconds += 1'000;
      met.stage.frames(1);
    }
  };
  wait();
  CHECK(met.says("已汇合：你的修改都在文件夹里"));
  CHECK(met.says("还没有别人的文件"));
  REQUIRE(folder.files.size() == 1);
  folder.put("李明.tongzhou", met.file.bytes);
  folder.put("坏.tongzhou", {std::byte{'x'}});
  wait();
  CHECK(met.title(met.first) == "李明的名字");
  CHECK(met.says("李明（研发部）"));
  CHECK(met.says("读不了："));
  met.stage.click(Seen::checkbox, "先问我，再并入");
  CHECK(met.stage.machine.session.asks_before_taking());
  folder.is_there = false;
  wait();
  CHECK(met.says("现在找不到共享文件夹"));
  folder.is_there = true;
  met.stage.click(Seen::button, "重新连接共享文件夹");
  wait();
  CHECK_FALSE(met.says("现在找不到共享文件夹"));
  met.stage.click(Seen::button, "不再使用这个文件夹");
  CHECK(met.stage.machine.session.folder() == nullptr);
  CHECK(met.stage.shows(Seen::button, "选择共享文件夹"));
}

TEST_CASE("who edits is said once, and signs what follows") {
  TwoCopies met;
  met.stage.click(Seen::button, "填写姓名");
  met.stage.type("周敏");
  met.stage.press(ImGuiKey_Tab);
  met.stage.type("办公室");
  met.stage.press(ImGuiKey_Enter);
  CHECK(met.stage.shows(Seen::button, "周敏"));
  met.rename_here("一");
  const Author author = met.stage.machine.session.open()->history().back().author;
  CHECK(author.person == "周敏");
  CHECK(author.department == "办公室");
}
