#include "app/levelling_run.h"

#include <catch2/catch_test_macros.hpp>

#include "app/start_reasons.h"
#include "schedule/schedule.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

// Two tasks ask for the one person of the lab; a milestone and a deadline hang on the later.
struct Scene {
  TextPlan text = plan_from_text(
      "a 5d dept lab; b 2d dept lab deadline 2026-08-26; c 1d dept shop after b;"
      "m milestone after c");
  OpenPlan open{text.plan};
  LevellingRun run{open};

  const MovedTask& moved(std::string_view name) const {
    for (const MovedTask& moved : run.moved())
      if (moved.task == text.slot(name)) return moved;
    FAIL(name << " does not move");
    return run.moved().front();
  }
  void edit(Draft draft) { REQUIRE(open.edit(std::move(draft), text.replica, {})); }
};

}  // namespace

TEST_CASE("a levelling says what moves and why, and what becomes of milestones and deadlines") {
  Scene scene;
  scene.run.advance_to(scene.open, 100);
  CHECK(scene.run.levelling().is_proved());
  CHECK(scene.run.progress() == 1);
  // b has the earlier deadline, and so a waits for it.
  REQUIRE(scene.run.moved().size() == 1);
  const MovedTask& a = scene.moved("a");
  CHECK(a.why == MovedTask::Why::waits);
  CHECK(a.wait.holder == scene.text.slot("b"));
  CHECK(a.is_own);
  CHECK(scene.run.effects().empty());

  scene.text.set<&Task::fixed>(scene.text["a"], true);
  scene.open = OpenPlan(scene.text.plan);
  CHECK_FALSE(scene.run.is_of(scene.open));
  scene.run = LevellingRun(scene.open);
  CHECK(scene.moved("b").wait.holder == scene.text.slot("a"));
  CHECK(scene.moved("c").why == MovedTask::Why::follows);
  CHECK(scene.moved("c").leader == scene.text.slot("b"));
  CHECK_FALSE(scene.moved("c").is_own);
  REQUIRE(scene.run.effects().size() == 2);  // the deadline of b is lost, the milestone later
  CHECK(scene.run.effects()[0].is_late());
  CHECK_FALSE(scene.run.effects()[0].was_late());
  CHECK(scene.run.effects()[1].task == scene.text.slot("m"));
}

TEST_CASE("it is taken over by one edit, in part where somebody leaves something out") {
  Scene scene;
  SeededRandom random(1);
  const Instant before = scene.open.schedule().tasks[scene.text.slot("a")].start;
  SECTION("all, and one undo") {
    scene.edit(scene.run.accept(scene.open, random, {}));
    CHECK(scene.open.schedule().tasks[scene.text.slot("a")].start == scene.moved("a").start);
    CHECK(is_levelled(scene.open.plan()));
    CHECK(LevellingRun(scene.open).moved().empty());
    CHECK(reason_chain(scene.open, scene.text.slot("a")) ==
          std::vector{scene.text.slot("a"), scene.text.slot("b")});
    REQUIRE(scene.open.undo(scene.text.replica, {}));
  }
  SECTION("nothing of it") {
    const std::vector<Id<Task>> left_out{scene.text["a"]};
    CHECK(scene.run.accept(scene.open, random, left_out).edits.empty());
  }
  SECTION("all, and then forgotten") {
    scene.edit(scene.run.accept(scene.open, random, {}));
    scene.edit(forget_levelling(scene.open, random));
  }
  CHECK(scene.open.schedule().tasks[scene.text.slot("a")].start == before);
  CHECK_FALSE(is_levelled(scene.open.plan()));
}

TEST_CASE(
    "pauses are taken over with the starts, told with their reason, and forgotten with them") {
  TextPlan text = plan_from_text("a 6d dept lab splittable; b 2d dept lab mso 2026-08-26");
  const auto given = text.add(Pause{.task = text["b"],
                                    .from = *parse_iso_instant("2026-09-20T08:00"),
                                    .until = *parse_iso_instant("2026-09-21T08:00")});
  OpenPlan open(text.plan);
  SeededRandom random(1);
  const LevellingRun run(open);
  REQUIRE(run.moved().size() == 1);
  const MovedTask& a = run.moved()[0];
  CHECK(a.task == text.slot("a"));
  CHECK(a.start == a.start_before);
  CHECK(a.why == MovedTask::Why::waits);
  CHECK(a.wait.is_pause);
  CHECK(a.is_own);
  REQUIRE(a.pauses.size() == 1);
  CHECK(run.accept(open, random, std::vector{text["a"]}).edits.empty());

  REQUIRE(open.edit(run.accept(open, random, {}), text.replica, {}));
  CHECK(is_levelled(open.plan()));
  CHECK(open.plan().table<Pause>().live_count() == 2);
  const Schedule schedule = make_schedule(open.plan());
  CHECK(schedule == open.schedule());
  CHECK(schedule.tasks[text.slot("a")].finish == a.finish);
  const LevellingRun again(open);
  CHECK(again.moved().empty());
  CHECK(again.was_levelled());
  CHECK(again.accept(open, random, {}).edits.empty());

  SECTION("undone") { REQUIRE(open.undo(text.replica, {})); }
  SECTION("forgotten") { REQUIRE(open.edit(forget_levelling(open, random), text.replica, {})); }
  SECTION("levelled anew, when it may pause no more, and forgotten") {
    ChangeBuilder change(open.plan(), random, {});
    change.set<&Task::splittable>(text["a"], false);
    REQUIRE(open.edit(std::move(change).take(), text.replica, {}));
    const LevellingRun whole(open);
    REQUIRE(whole.moved().size() == 1);
    CHECK(whole.moved()[0].pauses.empty());
    REQUIRE(open.edit(whole.accept(open, random, {}), text.replica, {}));
    CHECK(open.plan().table<Pause>().live_count() == 1);
    REQUIRE(open.edit(forget_levelling(open, random), text.replica, {}));
  }
  CHECK_FALSE(is_levelled(open.plan()));
  CHECK(open.plan().find(given) != nullptr);
  CHECK(open.plan().table<Pause>().live_count() == 1);
}

TEST_CASE("a search can be stopped and goes on where it was") {
  std::string plan;
  for (int i = 0; i < 60; ++i)
    plan += "t" + std::to_string(i) + " " + std::to_string(1 + i * 7 % 5) + "d dept " +
            (i % 3 == 0   ? "lab"
             : i % 3 == 1 ? "shop"
                          : "hall") +
            (i > 8 ? " after t" + std::to_string(i - 7 - i % 2) : "") + "\n";
  TextPlan text = plan_from_text(plan);
  OpenPlan open(text.plan);
  LevellingRun run(open);
  const FixedClock clock;
  run.advance(open, clock, 8);
  const std::int64_t tried = run.levelling().schedules();
  run.stop();
  CHECK_FALSE(run.is_running());
  run.advance(open, clock, 8);
  CHECK(run.levelling().schedules() == tried);
  run.go_on();
  for (int i = 0; i < 3; ++i) run.advance(open, clock, 8);
  if (!run.levelling().is_proved()) CHECK(run.levelling().schedules() > tried);
  CHECK(run.finish() >= run.levelling().bound());
}
