// Times frames of the pages of goals, deliverables and the overview, with 10,000 goals, 10,000
// deliverables and 100,000 measurements: a frame at rest, and the first one after an edit. Without
// a window: what the graphics card does is not in it. Prints lines: name value unit.
#include "app/goal_edits.h"
#include "support/big_goals.h"
#include "support/measure.h"
#include "ui/workbench_stage.h"

namespace tongzhou {
namespace {

using test::print_figure;

void run() {
  BigGoals big = make_big_goals(10'000, 10'000, 100'000);
  test::WorkbenchStage stage({1920, 1080});
  stage.open(OpenPlan(std::move(big.plan)));
  SeededRandom random(3);
  int day = 0;
  const auto measure = [&](const std::string& name, std::string_view page) {
    stage.bench.view().page = page;
    stage.bench.view().selection.choose(ref(big.goals[1]));
    stage.frames(5);
    print_figure(name + "_frame", test::time_of(50, [&] { stage.frame(); }), "ms");
    print_figure(name + "_after_edit",
                 test::time_of(9,
                               [&] {
                                 Commands commands;
                                 commands.edit(measure_goal(*stage.machine.session.open(), random,
                                                            big.goals[1],
                                                            from_civil(2026, 10, 1) + day++, 50));
                                 stage.machine.session.run(commands, stage.bench.view());
                                 stage.frame();
                               }),
                 "ms");
  };
  measure("goals_page", "goals");
  stage.click(access::Role::tab, "表格");
  measure("goals_table", "goals");
  stage.click(access::Role::tab, "职责矩阵");
  measure("goals_duties_page", "goals");
  measure("deliverables_page", "deliverables");
  stage.click(access::Role::tab, "交接矩阵");
  measure("deliverables_matrix", "deliverables");
  measure("overview_page", "overview");
}

}  // namespace
}  // namespace tongzhou

TEST_CASE("figures") { tongzhou::run(); }
