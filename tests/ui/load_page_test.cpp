// The pages of load and of what-if.
#include "support/plan_text.h"
#include "support/task_named.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

OpenPlan busy_plan() {
  return OpenPlan(plan_from_text("设计 5d dept 研发部; 培训 3d dept 研发部; 制造 10d dept 生产部 "
                                 "after 设计; 交付 milestone after 制造")
                      .plan);
}

}  // namespace

TEST_CASE("an overload is named, its causes told, and the way to levelling is there") {
  WorkbenchStage stage;
  stage.open(busy_plan());
  stage.bench.view().page = "load";
  stage.frames(3);
  CHECK(stage.shows(Seen::grid, "负荷热图"));
  CHECK(stage.shows(Seen::heading, "超负荷 1 段"));
  stage.click(Seen::button, "研发部");  // the overload
  stage.frames(2);
  CHECK(stage.shows(Seen::heading, "研发部"));
  CHECK(stage.shows(Seen::button, "设计"));
  CHECK(stage.shows(Seen::button, "培训"));
  CHECK_FALSE(stage.shows(Seen::button, "制造"));
  stage.click(Seen::button, "均衡…");
  CHECK(stage.bench.view().page == "levelling");
  stage.frames(2);
  stage.click(Seen::tab, "负荷");
  CHECK(stage.bench.view().page == "load");
  stage.frames(2);
  stage.click(Seen::button, "设计");
  CHECK(stage.bench.view().page == "plan");
}

TEST_CASE("the load of a plan without departments leads to them") {
  WorkbenchStage stage;
  stage.open(OpenPlan(plan_from_text("a 1d").plan));
  stage.bench.view().page = "load";
  stage.frames(3);
  stage.click(Seen::button, "前往人员");
  CHECK(stage.bench.view().page == "people");
}

TEST_CASE("a what-if is begun, compared with its plan and adopted") {
  WorkbenchStage stage({1280, 900});
  stage.open(busy_plan());
  stage.bench.view().page = "scenarios";
  stage.frames(3);
  stage.click(Seen::button, "新建假设方案");
  stage.frames(6);
  const auto plan = [&]() -> const Plan& { return stage.machine.session.open()->plan(); };
  REQUIRE(plan().info().scenario_of);
  SeededRandom random(9);
  ChangeBuilder change(plan(), random, {});
  change.set<&Task::duration>(id_named(plan(), "制造"), Minutes{6 * 480});
  stage.machine.session.edit(std::move(change).take());
  stage.frames(4);

  stage.click(Seen::button, "假设方案");  // the pill beside the title
  stage.frames(30);
  CHECK(stage.bench.view().page == "scenarios");
  CHECK(stage.shows(Seen::note, "计划完成"));
  CHECK(stage.shows(Seen::note, "交付"));
  CHECK(stage.shows(Seen::heading, "改了什么：1 条记录"));
  CHECK(stage.shows(Seen::heading, "日期有变的任务：2 项"));
  stage.click(Seen::button, "采用");
  stage.frames(30);
  CHECK_FALSE(plan().info().scenario_of);
  CHECK(task_named(plan(), "制造").duration.count == 6 * 480);
}
