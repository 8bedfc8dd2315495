// The pages on copies of a plan, by what is on screen: merging, conflicts, history, who edits.
#include <algorithm>

#include "app/file_forms.h"
#include "workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

// The sample plan, and a copy of it in which a colleague renamed two tasks.
struct Meeting {
  Meeting() {
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

  WorkbenchStage stage;
  Id<Task> first, second;
  std::string before;
  NamedBytes file;
};

}  // namespace

TEST_CASE("a copy that came is shown, one edit is left out by its box, the rest is merged") {
  Meeting meeting;
  meeting.come();
  CHECK(meeting.stage.bench.view().page == "merge");
  CHECK(meeting.stage.shows(Seen::heading, "1 份副本等待合并"));
  meeting.stage.click(Seen::checkbox, "采用：任务名称: " + meeting.before + " → 李明的名字");
  CHECK(meeting.title(meeting.second) != "另一处");
  meeting.stage.click(Seen::button, "合并");
  CHECK(meeting.title(meeting.first) == meeting.before);
  CHECK(meeting.title(meeting.second) == "另一处");
  CHECK(meeting.stage.shows(Seen::button, "打开计划文件"));  // nothing waits any more
}

TEST_CASE("the box of a record stands for all its edits, and a copy can be put away") {
  Meeting meeting;
  meeting.come();
  meeting.stage.click(Seen::checkbox, "采用：修改: 另一处");
  CHECK(meeting.stage.bench.view().merge_choices.size() == 1);
  meeting.stage.click(Seen::checkbox, "采用：修改: 另一处");
  CHECK(meeting.stage.bench.view().merge_choices.empty());
  meeting.stage.click(Seen::button, "移开这份副本");
  CHECK(meeting.stage.machine.session.incoming().empty());
  CHECK(meeting.title(meeting.first) == meeting.before);
}

TEST_CASE("a conflict is counted in the foot and decided on its page or in the inspector") {
  Meeting meeting;
  meeting.rename_here("周敏的名字");
  meeting.come();
  meeting.stage.click(Seen::button, "合并");
  REQUIRE(meeting.stage.machine.session.open()->conflicts().size() == 1);
  meeting.stage.click(Seen::button, "1 处分歧");
  CHECK(meeting.stage.bench.view().page == "conflicts");
  SECTION("on its page") { meeting.stage.click(Seen::button, "用这个值: 周敏的名字"); }
  SECTION("in the inspector") {
    meeting.stage.bench.view().page = "plan";
    meeting.stage.bench.view().selection.choose(ref(meeting.first));
    meeting.stage.frames(4);
    meeting.stage.click(Seen::button, "用这个值: 周敏的名字");
  }
  CHECK(meeting.stage.machine.session.open()->conflicts().empty());
  CHECK(meeting.title(meeting.first) == "周敏的名字");
}

TEST_CASE("the history tells each change, what it did, and the way back") {
  Meeting meeting;
  meeting.rename_here("一");
  const Change change = meeting.stage.machine.session.open()->history().back();
  meeting.rename_here("二");
  meeting.stage.bench.view().page = "history";
  meeting.stage.frames(3);
  const auto rows = std::ranges::count_if(meeting.stage.tree.nodes(), [](const access::Node& node) {
    return node.role == Seen::option;
  });
  REQUIRE(rows == 2);
  // The older of the two stands below.
  ImVec2 lowest;
  for (const access::Node& node : meeting.stage.tree.nodes())
    if (node.role == Seen::option && WorkbenchStage::middle_of(node).y > lowest.y)
      lowest = WorkbenchStage::middle_of(node);
  meeting.stage.click_at(lowest);
  meeting.stage.click(Seen::button, "整个计划恢复到此刻");
  CHECK(meeting.title(meeting.first) == "一");
  CHECK(meeting.stage.machine.session.open()->history().size() >= 3);
}

TEST_CASE("a moment gets a name, and the list can be filtered by it") {
  Meeting meeting;
  meeting.rename_here("一");
  meeting.stage.bench.view().page = "history";
  meeting.stage.frames(3);
  meeting.stage.click(Seen::textbox, "给此刻起名，如「发给董事会」");
  meeting.stage.type("发给董事会");
  meeting.stage.press(ImGuiKey_Enter);
  CHECK(meeting.stage.shows(Seen::option, "标记：发给董事会"));
  meeting.stage.click(Seen::searchbox, "按人、部门、内容筛选");
  meeting.stage.type("董事");
  const auto rows = std::ranges::count_if(meeting.stage.tree.nodes(), [](const access::Node& node) {
    return node.role == Seen::option;
  });
  CHECK(rows == 1);
}

TEST_CASE("who edits is said once, and signs what follows") {
  Meeting meeting;
  meeting.stage.click(Seen::button, "填写姓名");
  meeting.stage.type("周敏");
  meeting.stage.press(ImGuiKey_Tab);
  meeting.stage.type("办公室");
  meeting.stage.press(ImGuiKey_Enter);
  CHECK(meeting.stage.shows(Seen::button, "周敏"));
  meeting.rename_here("一");
  const Author author = meeting.stage.machine.session.open()->history().back().author;
  CHECK(author.person == "周敏");
  CHECK(author.department == "办公室");
}
