// The page of levelling, and the people of tasks and departments in the inspector.
#include "support/plan_text.h"
#include "support/task_named.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

OpenPlan crowded_plan() {
  return OpenPlan(plan_from_text("甲 5d dept 研发部; 乙 2d dept 研发部 deadline 2026-08-26").plan);
}

Id<Task> task_of(const WorkbenchStage& stage, std::string_view title) {
  return id_named(stage.machine.session.open()->plan(), title);
}

}  // namespace

TEST_CASE("the page of levelling shows what moves and takes over what is ticked") {
  WorkbenchStage stage;
  stage.open(crowded_plan());
  stage.bench.view().page = "levelling";
  stage.frames(10);
  CHECK(stage.shows(Seen::button, "采用 1 项"));
  stage.click(Seen::checkbox, "采用「甲」的移动");
  CHECK(stage.shows(Seen::button, "采用 0 项"));
  stage.click(Seen::checkbox, "采用「甲」的移动");
  stage.click(Seen::button, "采用 1 项");
  const Plan& plan = stage.machine.session.open()->plan();
  CHECK(plan.find(task_of(stage, "甲"))->levelled_start.is_set());
  CHECK(stage.shows(Seen::button, "采用 0 项"));
  stage.click(Seen::button, "取消均衡");
  CHECK_FALSE(
      stage.machine.session.open()->plan().find(task_of(stage, "甲"))->levelled_start.is_set());
}

TEST_CASE("a task that may pause is shown to, and gets and loses pauses by hand") {
  WorkbenchStage stage({1280, 1400});
  stage.open(OpenPlan(
      plan_from_text("甲 6d dept 研发部 splittable; 乙 2d dept 研发部 mso 2026-08-26").plan));
  stage.bench.view().page = "levelling";
  stage.frames(10);
  stage.click(Seen::button, "采用 1 项");
  const auto pauses = [&] {
    return stage.machine.session.open()->plan().table<Pause>().live_count();
  };
  CHECK(pauses() == 1);
  stage.bench.view().page = "plan";
  stage.bench.view().selection.choose(ref(task_of(stage, "甲")));
  stage.frames(4);
  CHECK(stage.shows(Seen::textbox, "中断自"));
  stage.click(Seen::button, "移除");
  CHECK(pauses() == 0);
  stage.click(Seen::button, "添加中断");
  REQUIRE(pauses() == 1);
  for (const auto& entry : stage.machine.session.open()->plan().table<Pause>().live()) {
    CHECK(entry.record.task == task_of(stage, "甲"));
    CHECK(entry.record.from < entry.record.until);
    CHECK_FALSE(entry.record.levelled);
  }
}

TEST_CASE("a task gets people of another department, a department a change of capacity") {
  WorkbenchStage stage({1280, 1400});
  stage.open(crowded_plan());
  stage.bench.view().selection.choose(ref(task_of(stage, "甲")));
  stage.frames(4);
  stage.click(Seen::combobox, "其他部门的人手");
  stage.frames(3);
  stage.press(ImGuiKey_Enter);
  const Plan& plan = stage.machine.session.open()->plan();
  REQUIRE(plan.table<Demand>().live_count() == 1);
  CHECK(plan.table<Demand>()[0].record.task == task_of(stage, "甲"));
  stage.click(Seen::button, "移除");
  CHECK(stage.machine.session.open()->plan().table<Demand>().live_count() == 0);

  stage.bench.view().page = "people";
  stage.bench.view().selection.choose(
      ref(stage.machine.session.open()->plan().table<Department>()[0].id));
  stage.frames(4);
  stage.click(Seen::button, "从某天起人数不同");
  const auto& steps = stage.machine.session.open()->plan().table<CapacityStep>();
  REQUIRE(steps.live_count() == 1);
  CHECK(steps[0].record.people == 1);
}
