// The page of information, the secrecy of a record in the inspector, and copies on the page of
// files.
#include "app/sharing.h"
#include "support/plan_text.h"
#include "support/task_named.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

struct InformationStage : WorkbenchStage {
  InformationStage() : WorkbenchStage({1280, 1400}) {
    open(OpenPlan(plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造").plan));
    go("information");
  }
  void go(std::string page) {
    bench.view().page = std::move(page);
    frames(3);
  }
  const Plan& plan() const { return machine.session.open()->plan(); }
};

}  // namespace

TEST_CASE("information is registered, shown who gets it, and brought up to date") {
  InformationStage stage;
  stage.click(Seen::button, "登记信息");
  stage.frames(4);
  REQUIRE(stage.plan().table<Information>().live_count() == 1);
  const Id<Information> id = (*stage.plan().table<Information>().live().begin()).id;
  CHECK(stage.shows(Seen::rowheader, "新信息"));
  stage.click(Seen::button, "今天已更新");
  stage.frames(4);
  CHECK(stage.plan().find(id)->updated.is_set());

  stage.click(Seen::tab, "权限矩阵");
  stage.frames(4);
  stage.click(Seen::gridcell, "「新信息」对销售部");
  stage.frames(4);
  CHECK(stage.plan().find(id)->audience.ids.size() == 1);
  stage.click(Seen::gridcell, "「新信息」对销售部");
  stage.frames(4);
  CHECK(stage.plan().find(id)->audience.ids.empty());
  CHECK(stage.plan().find(id)->on_request.ids.size() == 1);
}

TEST_CASE("a request is asked, and answered or refused") {
  InformationStage stage;
  stage.click(Seen::tab, "信息需求");
  stage.frames(4);
  stage.click(Seen::button, "提出需求");
  stage.frames(4);
  REQUIRE(stage.plan().table<InformationRequest>().live_count() == 1);
  stage.click(Seen::button, "不能提供");
  stage.frames(4);
  CHECK((*stage.plan().table<InformationRequest>().live().begin()).record.state ==
        RequestState::refused);
  CHECK(stage.shows(Seen::button, "重新处理"));
}

TEST_CASE("a group is made, and people and groups have lines on the page of copies") {
  InformationStage stage;
  stage.click(Seen::tab, "小组");
  stage.frames(4);
  stage.click(Seen::button, "添加小组");
  stage.frames(4);
  REQUIRE(stage.plan().table<Group>().live_count() == 1);
  CHECK(stage.shows(Seen::rowheader, "新小组"));
  const Id<Group> group = (*stage.plan().table<Group>().live().begin()).id;
  stage.go("copies");
  CHECK(stage.shows(Seen::button, "制作副本… 新小组"));
  CHECK_FALSE(stage.shows(Seen::combobox, "给某个人…"));
  ChangeBuilder builder(stage.plan(), stage.machine.random, {});
  const Id<Person> li = builder.create(Person{.name = "李明", .order = "a"});
  builder.set<&Group::people>(group, RefSet<Person>{{li}});
  stage.machine.session.edit(std::move(builder).take());
  stage.frames(4);
  CHECK_FALSE(stage.shows(Seen::button, "制作副本… 李明"));
  stage.click(Seen::combobox, "给某个人…");
  stage.frames(4);
  stage.click(Seen::menuitem, "李明");
  stage.frames(4);
  stage.click(Seen::button, "以其视角查看 李明");
  stage.frames(4);
  CHECK(stage.shows(Seen::button, "回到完整计划"));
  CHECK(stage.plan().info().audience == "李明");
  stage.click(Seen::button, "回到完整计划");
  stage.frames(4);
  stage.click(Seen::button, "制作副本… 新小组");
  stage.frames(4);
  stage.click(Seen::button, "交出副本");
  stage.frames(6);
  REQUIRE(stage.machine.files.saved.size() == 1);
  CHECK((*stage.plan().table<HandedCopy>().live().begin()).record.group == group);
}

TEST_CASE("a record is marked in the inspector, and the copy leaves it out") {
  InformationStage stage;
  stage.go("plan");
  const Id<Task> task = id_named(stage.plan(), "制造");
  stage.bench.view().selection.choose(ref(task));
  stage.frames(4);
  CHECK(stage.shows(Seen::heading, "谁可以知道"));
  stage.machine.session.edit(mark_secrecy(*stage.machine.session.open(), stage.machine.random,
                                          ref(task), 0, Secrecy::confidential));
  stage.go("information");
  stage.click(Seen::tab, "密级");
  stage.frames(4);
  CHECK(stage.shows(Seen::rowheader, "任务  制造"));

  stage.go("copies");
  CHECK(stage.shows(Seen::heading, "专用副本"));
  stage.click(Seen::button, "制作副本… 销售部");
  stage.frames(4);
  stage.click(Seen::button, "交出副本");
  stage.frames(6);
  REQUIRE(stage.machine.files.saved.size() == 1);
  const Plan copy = decode_plan_file(stage.machine.files.saved.front().bytes)->plan;
  CHECK(copy.table<Task>().live_count() == 1);
  CHECK(stage.plan().table<HandedCopy>().live_count() == 1);
}

TEST_CASE("before a copy for each department goes, it is told what each would hold") {
  InformationStage stage;
  stage.machine.session.edit(mark_secrecy(*stage.machine.session.open(), stage.machine.random,
                                          ref(id_named(stage.plan(), "制造")), 0,
                                          Secrecy::confidential));
  stage.go("copies");
  stage.click(Seen::button, "每个部门各做一份");
  stage.frames(6);
  CHECK(stage.shows(Seen::dialog, "每个部门各做一份"));
  CHECK(stage.machine.files.saved.empty());
  std::vector<std::string> told;
  for (const access::Node& node : stage.tree.nodes())
    if (node.role == Seen::note && node.name.find("留下") != std::string::npos)
      told.push_back(node.name);
  // Of two tasks, what is between them, two departments and the plan itself.
  const std::string of_each = " 给出 4 项，留下 2 项；给出的记录里另有 0 个字段留下。";
  CHECK(told == std::vector<std::string>{"生产部" + of_each, "销售部" + of_each});
  stage.click(Seen::tab, "用对方的密钥");
  stage.frames(4);
  CHECK(stage.find(Seen::button, "交出副本").state.disabled);
  stage.click(Seen::tab, "不封存");
  stage.frames(4);
  stage.click(Seen::button, "交出副本");
  stage.frames(10);
  REQUIRE(stage.machine.files.saved.size() == 1);
  CHECK(stage.plan().table<HandedCopy>().live_count() == 2);
}

TEST_CASE("what takes long shows how far it is, and is stopped") {
  InformationStage stage;
  ChangeBuilder builder(stage.plan(), stage.machine.random, {});
  for (int i = 0; i < 18; ++i) builder.create(Department{.name = "部门"});
  stage.machine.session.edit(std::move(builder).take());
  stage.machine.session.hand_copy({.each_department = true});
  stage.machine.clock.milliseconds += 1000;
  stage.frames(3);
  CHECK(stage.shows(Seen::dialog, "每个部门各做一份"));
  CHECK(stage.shows(Seen::progressbar, "正在制作：第 4 份，共 20 份"));
  stage.machine.session.stop_making();
  stage.frames(3);
  CHECK_FALSE(stage.shows(Seen::dialog, "每个部门各做一份"));
  CHECK(stage.machine.files.saved.empty());

  stage.machine.session.hand_copy({.each_department = true});
  stage.machine.clock.milliseconds += 1000;
  stage.frames(3);
  stage.press(ImGuiKey_Escape);
  stage.frames(3);
  CHECK(stage.machine.files.saved.empty());
  CHECK_FALSE(stage.machine.session.is_making());
}

TEST_CASE("the plan in a department's eyes says so, everywhere, and leads back") {
  InformationStage stage;
  const Id<Task> task = id_named(stage.plan(), "制造");
  stage.machine.session.edit(mark_secrecy(*stage.machine.session.open(), stage.machine.random,
                                          ref(task), 0, Secrecy::confidential));
  Id<Department> sales;
  for (const auto& entry : stage.plan().table<Department>().live())
    if (entry.record.name == "销售部") sales = entry.id;
  stage.machine.session.read_as(CopyWish{.audience = {.departments = {sales}}, .passphrase = {}});
  stage.frames(4);
  CHECK(stage.plan().table<Task>().live_count() == 1);
  for (const char* page :
       {"overview", "goals", "plan", "progress", "load", "risk", "deliverables", "evaluation",
        "communication", "diary", "meetings", "feedback", "information", "letters", "people",
        "calendars", "exchange", "copies", "history"})
    stage.go(page);
  REQUIRE(stage.shows(Seen::button, "回到完整计划"));
  stage.click(Seen::button, "回到完整计划");
  stage.frames(4);
  CHECK(stage.plan().table<Task>().live_count() == 2);
  CHECK_FALSE(stage.machine.session.is_reading());
}
