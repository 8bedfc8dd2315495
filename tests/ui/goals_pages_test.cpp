// The pages of goals and of deliverables.
#include "app/goal_edits.h"
#include "support/plan_text.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

OpenPlan two_departments() {
  TextPlan text = plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造");
  return OpenPlan(text.plan);
}

}  // namespace

TEST_CASE("a joint goal is written down, measured, and moves on the screen") {
  WorkbenchStage stage({1280, 900});
  stage.open(two_departments());
  stage.bench.view().page = "goals";
  stage.frames(3);
  stage.click(Seen::button, "新建目标");
  stage.frames(4);
  const auto plan = [&]() -> const Plan& { return stage.machine.session.open()->plan(); };
  REQUIRE(plan().table<Goal>().live_count() == 1);
  const auto goal = (*plan().table<Goal>().live().begin()).id;
  CHECK(stage.shows(Seen::treeitem, "新目标"));
  stage.fill("目标值", "120");
  stage.frames(2);
  CHECK(plan().find(goal)->target == 120.0);
  stage.fill("数值", "30");
  stage.click(Seen::button, "录入");
  stage.frames(3);
  REQUIRE(plan().table<Measurement>().live_count() == 1);
  const access::Node* card = stage.tree.find(Seen::treeitem, "新目标");
  REQUIRE(card != nullptr);
  CHECK(card->value.find("25%") != std::string::npos);

  stage.click(Seen::button, "新建分目标");
  stage.frames(4);
  CHECK(plan().table<Goal>().live_count() == 2);
  CHECK(stage.shows(Seen::treeitem, "新目标的分目标"));
  stage.click(Seen::tab, "表格");
  stage.frames(3);
  CHECK(stage.shows(Seen::grid, "目标"));
}

TEST_CASE("the goals of one department are shown, or of all") {
  WorkbenchStage stage({1280, 900});
  TextPlan text = plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部");
  text.add(Goal{.title = "良率", .department = text.departments.find("生产部")->second});
  text.add(Goal{.title = "销量", .department = text.departments.find("销售部")->second});
  stage.open(OpenPlan(text.plan));
  stage.bench.view().page = "goals";
  stage.frames(3);
  const auto choose = [&](const char* department) {
    stage.click(Seen::combobox, "部门");
    stage.frames(2);
    stage.click(Seen::menuitem, department);
    stage.frames(3);
  };
  choose("生产部");
  CHECK(stage.shows(Seen::treeitem, "良率"));
  CHECK_FALSE(stage.shows(Seen::treeitem, "销量"));
  choose("所有部门");
  CHECK(stage.shows(Seen::treeitem, "销量"));
}

TEST_CASE("duties are given by pressing cells, and what is wrong with them is said") {
  WorkbenchStage stage({1280, 900});
  stage.open(two_departments());
  stage.bench.view().page = "goals";
  stage.frames(3);
  stage.click(Seen::button, "新建目标");
  stage.frames(3);
  stage.click(Seen::tab, "职责矩阵");
  stage.frames(3);
  const auto verdict = [&] {
    const access::Node* row = stage.tree.find(Seen::row, "新目标");
    return row == nullptr ? std::string() : row->value;
  };
  CHECK(verdict() == "未分工");
  stage.click(Seen::gridcell, "新目标，生产部");  // R
  stage.frames(2);
  CHECK(verdict() == "缺最终负责（A）");
  stage.click(Seen::gridcell, "新目标，销售部");  // R
  stage.frames(2);
  stage.click(Seen::gridcell, "新目标，销售部");  // A
  stage.frames(2);
  CHECK(verdict() == "职责清楚");
}

TEST_CASE("a deliverable is handed over, tested, rejected, reworked and accepted") {
  WorkbenchStage stage({1440, 1000});
  stage.open(two_departments());
  stage.bench.view().page = "deliverables";
  stage.frames(3);
  stage.click(Seen::button, "新建成果");
  stage.frames(4);
  const auto plan = [&]() -> const Plan& { return stage.machine.session.open()->plan(); };
  REQUIRE(plan().table<Deliverable>().live_count() == 1);
  const auto id = (*plan().table<Deliverable>().live().begin()).id;
  const auto state = [&] {
    return stage.machine.session.open()
        ->deliverables()[plan().table<Deliverable>().find_slot(id)]
        .state;
  };
  stage.press(ImGuiKey_Escape);
  stage.frames(2);
  stage.click(Seen::combobox, "添加标准");
  stage.frames(2);
  stage.click(Seen::menuitem, "质量标准");
  stage.frames(3);
  REQUIRE(plan().table<Criterion>().live_count() == 1);
  stage.click(Seen::button, "一次合格率");  // to its own form
  stage.frames(3);
  stage.fill("目标值", "95");
  stage.frames(2);
  stage.click(Seen::button, "新成果");  // and back
  stage.frames(3);
  stage.click(Seen::button, "交出");
  stage.frames(3);
  CHECK(state() == DeliverableState::handed_over);
  stage.fill("一次合格率 实测值", "80");
  stage.frames(3);
  stage.click(Seen::button, "验收通过");  // refused: a must has failed
  stage.frames(3);
  CHECK(state() == DeliverableState::handed_over);
  stage.click(Seen::button, "退回返工");  // refused: no reason
  stage.frames(3);
  CHECK(state() == DeliverableState::handed_over);
  stage.fill("理由", "合格率不够");
  stage.click(Seen::button, "退回返工");
  stage.frames(3);
  CHECK(state() == DeliverableState::rejected);
  CHECK(plan().table<Task>().live_count() == 3);
  stage.click(Seen::button, "交出");
  stage.frames(3);
  stage.fill("一次合格率 实测值", "96");
  stage.frames(3);
  stage.click(Seen::button, "验收通过");
  stage.frames(3);
  CHECK(state() == DeliverableState::accepted);
}

TEST_CASE("who owes whom is seen, and a cell lists it") {
  WorkbenchStage stage({1280, 800});
  stage.open_sample();
  stage.bench.view().page = "deliverables";
  stage.frames(3);
  stage.click(Seen::tab, "交接矩阵");
  stage.frames(3);
  stage.click(Seen::gridcell, "生产部 → 质量部");
  stage.frames(2);
  CHECK(stage.shows(Seen::heading, "生产部 → 质量部"));
  CHECK(stage.shows(Seen::button, "样机 5 台"));
  CHECK_FALSE(stage.shows(Seen::button, "销售工具包"));
}

TEST_CASE(
    "the scorecard begins with the usual indicators, and a figure leads to what is behind it") {
  WorkbenchStage stage({1440, 900});
  stage.open(two_departments());
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::button, "放入常用指标");
  stage.frames(4);
  CHECK(stage.plan().table<Indicator>().live_count() == 10);
  CHECK(stage.shows(Seen::grid, "评分卡"));
  stage.click(Seen::gridcell, "生产部 · 超负荷");
  stage.frames(3);
  CHECK(stage.shows(Seen::heading, "这个数字来自"));
}

TEST_CASE("a problem is asked why until a root cause is found, against which something is done") {
  WorkbenchStage stage({1440, 900});
  stage.open(two_departments());
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::tab, "问题与风险");
  stage.frames(2);
  stage.click(Seen::button, "新建问题");
  stage.frames(4);
  stage.press(ImGuiKey_Escape);
  REQUIRE(stage.plan().table<Issue>().live_count() == 1);
  stage.click(Seen::tab, "原因分析");
  stage.frames(3);
  stage.click(Seen::button, "添加原因 · 方法");
  stage.frames(3);
  stage.click(Seen::button, "再问为什么");
  stage.frames(3);
  REQUIRE(stage.plan().table<Cause>().live_count() == 2);
  stage.click(Seen::button, "标为根本原因");
  stage.frames(3);
  stage.click(Seen::button, "制定措施");
  stage.frames(3);
  REQUIRE(stage.plan().table<Action>().live_count() == 1);
  const Action& action = (*stage.plan().table<Action>().live().begin()).record;
  const Cause* cause = stage.plan().find(action.cause);
  REQUIRE(cause != nullptr);
  CHECK(cause->root);
  CHECK(stage.plan().find(cause->parent) != nullptr);
  CHECK(action.issue == cause->issue);
}

TEST_CASE("a cause chosen keeps its own issue on the screen") {
  WorkbenchStage stage({1440, 900});
  stage.open_sample();
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::tab, "原因分析");
  stage.frames(3);
  stage.bench.view().selection.choose([&] {
    for (const auto& entry : stage.plan().table<Issue>().live())
      if (entry.record.title == "需求书漏了售后和包装") return ref(entry.id);
    return AnyRef{};
  }());
  stage.frames(3);
  stage.click(Seen::treeitem, "评审名单没有客服");
  stage.frames(3);
  CHECK(stage.shows(Seen::treeitem, "需求模板没有售后一栏"));
  CHECK_FALSE(stage.shows(Seen::treeitem, "供应商没有半消声室"));
}

TEST_CASE("a measured indicator takes values of a department") {
  WorkbenchStage stage({1440, 900});
  stage.open(two_departments());
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::button, "放入常用指标");
  stage.frames(3);
  stage.click(Seen::button, "新建指标");
  stage.frames(3);
  REQUIRE(stage.plan().table<Indicator>().live_count() == 11);
  stage.fill("数值", "42");
  stage.click(Seen::button, "录入");
  stage.frames(3);
  REQUIRE(stage.plan().table<Measurement>().live_count() == 1);
  const Measurement& noted = (*stage.plan().table<Measurement>().live().begin()).record;
  CHECK(noted.value == 42.0);
  CHECK(stage.plan().find(noted.indicator) != nullptr);
  CHECK_FALSE(noted.goal);
}

TEST_CASE("the overview tells the sample in one page, and its figures lead on") {
  WorkbenchStage stage({1280, 720});
  stage.open_sample();
  stage.bench.view().page = "overview";
  stage.frames(3);
  CHECK(stage.shows(Seen::heading, "接下来的里程碑"));
  CHECK(stage.shows(Seen::button, "按期全国上市"));
  stage.click(Seen::button, "成果验收");
  CHECK(stage.bench.view().page == "deliverables");
}

TEST_CASE("many values of a goal are entered at once") {
  WorkbenchStage stage({1440, 1000});
  stage.open(two_departments());
  stage.bench.view().page = "goals";
  stage.frames(3);
  stage.click(Seen::button, "新建目标");
  stage.frames(4);
  stage.press(ImGuiKey_Escape);
  stage.click(Seen::button, "批量录入");
  stage.frames(3);
  stage.fill("批量录入", "2026-10-12 3 ten");
  stage.click(Seen::button, "批量录入 · 录入");  // refused, and still there to be mended
  stage.frames(3);
  CHECK(stage.plan().table<Measurement>().live_count() == 0);
  stage.fill("批量录入", "2026-10-12 3");
  stage.click(Seen::button, "批量录入 · 录入");
  stage.frames(3);
  CHECK(stage.plan().table<Measurement>().live_count() == 1);
}

TEST_CASE("each department has its page, is written to and replies") {
  WorkbenchStage stage({1440, 1600});
  stage.open_sample();
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::tab, "部门反馈");
  stage.frames(3);
  CHECK(stage.shows(Seen::option, "生产部"));
  stage.click(Seen::option, "生产部");
  stage.frames(3);
  CHECK(stage.shows(Seen::heading, "生产部考核反馈"));
  CHECK(stage.shows(Seen::heading, "商定的措施"));
  const std::size_t before = stage.plan().table<Evaluation>().live_count();
  stage.click(Seen::button, "写反馈");
  stage.frames(4);
  CHECK(stage.plan().table<Evaluation>().live_count() == before + 1);
  CHECK(stage.shows(Seen::textbox, "部门回复"));
  stage.click(Seen::button, "存成网页");
  stage.frames(3);
  REQUIRE(stage.machine.files.saved.size() == 1);
  CHECK(stage.machine.files.saved.front().name.ends_with(".html"));
}

TEST_CASE("the scorecard ranks only when asked, and draws the scores of a department") {
  WorkbenchStage stage({1440, 1000});
  stage.open_sample();
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::tab, "评分卡");
  stage.frames(3);
  stage.click(Seen::gridcell, "质量部 · 得分");
  stage.frames(3);
  CHECK(stage.shows(Seen::heading, "各指标得分 · 质量部"));
  stage.click(Seen::checkbox, "名次");
  stage.frames(2);
  CHECK(stage.tree.find(Seen::checkbox, "名次")->state.checked == true);
}

TEST_CASE("what moves with the indicator of an issue is listed with how many weeks it rests on") {
  WorkbenchStage stage({1600, 1000});
  stage.open_sample();
  stage.bench.view().page = "evaluation";
  stage.frames(3);
  stage.click(Seen::tab, "原因分析");
  stage.frames(3);
  CHECK(stage.shows(Seen::heading, "一起变化的数字"));
  const access::Node* with = stage.tree.find(Seen::button, "试制与生产");
  REQUIRE(with != nullptr);
  CHECK(with->value.find("7 周") != std::string::npos);
}
