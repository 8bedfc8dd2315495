#include "app/simulation_run.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/edits.h"
#include "insight/variance.h"
#include "schedule/schedule.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

struct RiskScene {
  TextPlan text = plan_from_text(
      "a 5d; b 10d after a; side 8d after a; end milestone after b after side; late 4d after a "
      "deadline "
      "2026-09-02");
  OpenPlan open{text.plan};
  SeededRandom random{3};
  FixedClock clock;

  void edit(Draft draft) { REQUIRE(open.edit(std::move(draft), text.replica, {})); }
};

}  // namespace

TEST_CASE("a plan that nobody estimated is certain, until somebody assumes a confidence") {
  RiskScene scene;
  const SimulationRun certain(scene.open);
  CHECK_FALSE(certain.is_running());
  CHECK(certain.finish().at.p80 == scene.open.schedule().finish);
  CHECK(certain.finish().chance_of_planned == 1);
  CHECK(certain.risks().empty());

  const Draft draft = assume_confidence(scene.open, scene.random, Confidence::fair);
  CHECK(draft.edits.size() == 4);  // not the milestone
  scene.edit(draft);
  CHECK_FALSE(certain.is_of(scene.open));
  CHECK(assume_confidence(scene.open, scene.random, Confidence::rough).edits.empty());
}

TEST_CASE("runs go on in slices and tell what may become of the dates") {
  RiskScene scene;
  scene.edit(assume_confidence(scene.open, scene.random, Confidence::rough));
  SimulationRun run(scene.open);
  while (run.is_running()) run.advance(scene.open, scene.clock, 8);
  CHECK(run.told_runs() == SimulationRun::kRuns);
  CHECK(run.progress() == 1);
  const FinishForecast& finish = run.finish();
  CHECK(run.planned() < finish.at.p50);  // more can go wrong than well
  CHECK(finish.at.p50 < finish.at.p80);
  CHECK(finish.at.p80 < finish.at.p95);
  CHECK(finish.chance_of_planned < 0.4);
  CHECK_FALSE(finish.wanted.is_set());

  REQUIRE(run.dates().size() == 2);
  const DateChance& late = run.dates()[0];
  CHECK(late.task == scene.text.slot("late"));
  CHECK(late.deadline.is_set());
  CHECK(late.chance < 0.5);
  CHECK(run.dates()[1].chance < 0.4);
  // a and b make the longest path; b, the longer, moves the finish most.
  REQUIRE(run.risks().size() >= 2);
  CHECK(run.risks()[0].task == scene.text.slot("b"));
  CHECK(run.risks()[1].task == scene.text.slot("a"));
  CHECK(run.risks()[1].criticality == 1);

  int counted = 0;
  for (const int count : run.histogram().columns) counted += count;
  CHECK(counted == SimulationRun::kRuns);
  CHECK(run.histogram().columns.size() <= 48);
}

TEST_CASE("the finish wanted is the plan's, else that of the promise and its buffer") {
  RiskScene scene;
  scene.edit(assume_confidence(scene.open, scene.random, Confidence::rough));
  scene.edit(take_baseline(scene.open, scene.random, "promise", scene.clock.now));
  ChangeBuilder buffer(scene.open.plan(), scene.random, {});
  buffer.set<&PlanInfo::buffer>(scene.open.plan().info_id(), {3 * 480});
  scene.edit(std::move(buffer).take());
  SimulationRun run(scene.open);
  run.advance_to(scene.open, 2000);
  const WorkingTime& time = scene.open.calendars()[Calendars::kPlan];
  CHECK(time.between(scene.open.schedule().finish, run.finish().wanted).count == 3 * 480);
  CHECK(run.finish().chance_of_wanted > run.finish().chance_of_planned);

  ChangeBuilder wish(scene.open.plan(), scene.random, {});
  wish.set<&PlanInfo::finish>(scene.open.plan().info_id(), run.finish().at.p95);
  scene.edit(std::move(wish).take());
  run = SimulationRun(scene.open);
  run.advance_to(scene.open, 2000);
  CHECK(run.finish().chance_of_wanted == Catch::Approx(0.95).margin(0.03));
}

TEST_CASE("buffers after the critical chain") {
  RiskScene scene;
  const auto estimate = [&](std::string_view task, Minutes pessimistic) {
    ChangeBuilder change(scene.open.plan(), scene.random, {});
    change.set<&Task::pessimistic>(scene.text[task], pessimistic);
    scene.edit(std::move(change).take());
  };
  for (const auto* task : {"a", "b", "side"}) estimate(task, {30 * 480});
  const BufferAdvice advice =
      advise_buffers(scene.open.plan(), scene.open.network(), scene.open.schedule());
  const auto in_chain = [&](std::string_view task) {
    return std::ranges::find(advice.chain, scene.text.slot(task)) != advice.chain.end();
  };
  CHECK(in_chain("a"));
  CHECK(in_chain("b"));
  CHECK_FALSE(in_chain("side"));
  CHECK(advice.project.half.count == advice.chain_duration.count / 2);
  CHECK(advice.project.root_of_squares.count > 0);
  // side feeds the end with two days of room, and much may go wrong with it.
  REQUIRE(advice.feeding.size() == 1);
  CHECK(advice.feeding[0].last == scene.text.slot("side"));
  CHECK(advice.feeding[0].joins == scene.text.slot("end"));
  CHECK(advice.feeding[0].room.count == 2 * 480);
  CHECK(advice.feeding[0].is_short());
}
