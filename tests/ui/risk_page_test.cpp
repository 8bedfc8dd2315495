// The pages of risk and of progress.
#include "app/edits.h"
#include "insight/variance.h"
#include "schedule/schedule.h"
#include "support/plan_text.h"
#include "support/task_named.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

OpenPlan plan_in_two_departments() {
  return OpenPlan(plan_from_text("设计 5d dept 研发部; 制造 10d dept 生产部 after 设计; 交付 "
                                 "milestone after 制造; 培训 3d dept 研发部 deadline 2026-08-26")
                      .plan);
}

const Plan& plan_of(const WorkbenchStage& stage) { return stage.machine.session.open()->plan(); }

void edit(WorkbenchStage& stage, std::string_view task, FieldNumber field, Value value) {
  SeededRandom random(9);
  ChangeBuilder change(plan_of(stage), random, {});
  change.set(ref(id_named(plan_of(stage), task)), field, std::move(value));
  stage.machine.session.edit(std::move(change).take());
  stage.frames(2);
}

}  // namespace

TEST_CASE("the page of risk estimates a plan that nobody has, and tells chances") {
  WorkbenchStage stage;
  stage.open(plan_in_two_departments());
  stage.bench.view().page = "risk";
  stage.frames(3);
  stage.click(Seen::button, "未估计的按「较有把握」");
  CHECK(task_named(plan_of(stage), "制造").confidence == Confidence::fair);
  stage.frames(400);
  CHECK(stage.shows(Seen::note, "计划完成"));
  CHECK(stage.shows(Seen::picture, "完成日期的分布"));
  CHECK(stage.shows(Seen::button, "交付"));
  CHECK(stage.shows(Seen::button, "制造"));

  // People are counted, from the first run on, also after an edit.
  stage.click(Seen::checkbox, "计入人手");
  stage.frames(400);
  CHECK(stage.find(Seen::checkbox, "计入人手").state.checked == true);
  CHECK(stage.shows(Seen::picture, "完成日期的分布"));

  // A buffer of the plan, and the way to a wish.
  stage.click(Seen::button, "采用");
  CHECK(plan_of(stage).info().buffer.count > 0);
  stage.click(Seen::button, "怎样更早？");
  stage.frames(3);
  CHECK(stage.shows(Seen::dialog, "怎样才能更早"));
  stage.press(ImGuiKey_Escape);

  // A line leads to its task.
  stage.click(Seen::button, "交付");
  CHECK(stage.bench.view().page == "plan");
  stage.frames(3);
  stage.click(Seen::button, "怎样更早？");
}

TEST_CASE("a department reports, the plan is updated, and the promise compared with what became") {
  WorkbenchStage stage({1280, 900});
  stage.open(plan_in_two_departments());
  stage.bench.view().page = "progress";
  stage.frames(4);
  stage.click(Seen::button, "设定基线");
  REQUIRE(plan_of(stage).table<BaselineSet>().live_count() == 1);
  CHECK(plan_of(stage).table<Baseline>().live_count() == 4);
  CHECK(stage.shows(Seen::grid, "填报"));

  stage.click(Seen::tab, "偏差");
  stage.frames(2);
  edit(stage, "设计", field_number<&Task::duration>(), Minutes{8 * 480});
  CHECK(stage.shows(Seen::button, "制造"));
  stage.click(Seen::tab, "挣值");
  stage.frames(2);
  CHECK(stage.shows(Seen::note, "进度绩效 SPI"));
  stage.click(Seen::tab, "趋势");
  stage.frames(2);
  CHECK(stage.shows(Seen::heading, "缓冲消耗"));
}
