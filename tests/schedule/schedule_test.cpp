#include "schedule/schedule.h"

#include <catch2/catch_test_macros.hpp>

#include "schedule/scheduler.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

// The plans of these tests begin on Monday 24 August 2026 at 8:00, in the standard week.
struct Scheduled {
  explicit Scheduled(std::string_view text)
      : plan(plan_from_text(text)), schedule(make_schedule(plan.plan)) {}

  const TaskDates& at(std::string_view task) const { return schedule.tasks[plan.slot(task)]; }
  // "08-24 08:00 - 08-26 17:00"
  std::string dates(std::string_view task) const { return text(at(task).start, at(task).finish); }
  std::string late(std::string_view task) const {
    return text(at(task).late_start, at(task).late_finish);
  }
  double slack_days(std::string_view task) const { return at(task).total_slack.count / 480.0; }
  double free_days(std::string_view task) const { return at(task).free_slack.count / 480.0; }

  static std::string text(Instant from, Instant to) {
    const auto brief = [](Instant i) {
      std::string iso = to_iso(i);
      iso[10] = ' ';
      return iso.substr(5);
    };
    return brief(from) + " - " + brief(to);
  }

  TextPlan plan;
  Schedule schedule;
};

TEST_CASE("tasks follow one another through the working week") {
  const Scheduled s("design 3d; build 5d after design; test 2h after build");
  CHECK(s.dates("design") == "08-24 08:00 - 08-26 17:00");
  CHECK(s.dates("build") == "08-27 08:00 - 09-02 17:00");
  CHECK(s.dates("test") == "09-03 08:00 - 09-03 10:00");
  CHECK(s.schedule.start == *parse_iso_instant("2026-08-24T08:00"));
  CHECK(s.schedule.finish == *parse_iso_instant("2026-09-03T10:00"));
  for (const char* task : {"design", "build", "test"}) {
    CHECK(s.at(task).critical);
    CHECK(s.slack_days(task) == 0);
  }
}

TEST_CASE("all four kinds of dependency, with lag and lead") {
  const Scheduled s(
      "a 2d; fs 1d after a; ss 1d after a SS +1d; ff 1d after a FF; sf 1d after a SF +3d;"
      "lead 1d after a -1d; elapsed 1d after a +2ed; hours 1d after a +4h");
  CHECK(s.dates("fs") == "08-26 08:00 - 08-26 17:00");
  CHECK(s.dates("ss") == "08-25 08:00 - 08-25 17:00");
  CHECK(s.dates("ff") == "08-25 08:00 - 08-25 17:00");
  CHECK(s.dates("sf") == "08-26 08:00 - 08-26 17:00");
  CHECK(s.dates("lead") == "08-25 08:00 - 08-25 17:00");
  CHECK(s.dates("elapsed") == "08-28 08:00 - 08-28 17:00");
  CHECK(s.dates("hours") == "08-26 13:00 - 08-27 12:00");
}

TEST_CASE("slack is what a task can slip: before its successors move, before the plan does") {
  const Scheduled s("long 10d; short 2d; next 3d after short; end milestone after long after next");
  CHECK(s.slack_days("short") == 5);
  CHECK(s.free_days("short") == 0);
  CHECK(s.slack_days("next") == 5);
  CHECK(s.free_days("next") == 5);
  CHECK(s.late("short") == "08-31 08:00 - 09-01 17:00");
  CHECK_FALSE(s.at("short").critical);
  CHECK(s.at("long").critical);
  CHECK(s.at("end").critical);
}

TEST_CASE("a milestone stands where the work before it ends, and work goes on at the next start") {
  const Scheduled s("design 5d; done milestone after design; build 1d after done");
  CHECK(s.dates("done") == "08-28 17:00 - 08-28 17:00");
  CHECK(s.dates("build") == "08-31 08:00 - 08-31 17:00");
}

TEST_CASE("constraints hold a task, and what they break shows as negative slack") {
  const Scheduled s(
      "a 5d; snet 1d snet 2026-08-26; fnet 1d fnet 2026-08-28; mso 1d after a mso 2026-08-27;"
      "mfo 2d after a mfo 2026-08-28; snlt 1d after a snlt 2026-08-28; fnlt 1d after a fnlt "
      "2026-09-04");
  CHECK(s.dates("snet") == "08-26 08:00 - 08-26 17:00");
  CHECK(s.dates("fnet") == "08-28 08:00 - 08-28 17:00");
  CHECK(s.dates("mso") == "08-27 08:00 - 08-27 17:00");
  CHECK(s.at("mso").conflict);
  CHECK(s.dates("mfo") == "08-27 08:00 - 08-28 17:00");
  CHECK(s.dates("snlt") == "08-28 08:00 - 08-28 17:00");
  CHECK(s.at("snlt").conflict);
  CHECK(s.dates("fnlt") == "08-31 08:00 - 08-31 17:00");
  CHECK_FALSE(s.at("fnlt").conflict);
  CHECK(s.slack_days("a") == -2);  // mso and mfo both want it done by Wednesday
  CHECK(s.at("a").critical);
}

TEST_CASE("a deadline moves nothing and takes slack away") {
  const Scheduled s("a 3d deadline 2026-08-25; long 10d");
  CHECK(s.dates("a") == "08-24 08:00 - 08-26 17:00");
  CHECK(s.slack_days("a") == -1);
  CHECK(s.at("a").critical);
}

TEST_CASE("as late as possible uses what slack its successors leave") {
  const Scheduled s(
      "long 10d; prepare 2d alap; use 1d after prepare alap; end after long after use");
  CHECK(s.dates("use") == "09-04 08:00 - 09-04 17:00");
  CHECK(s.dates("prepare") == "09-02 08:00 - 09-03 17:00");
  CHECK(s.at("prepare").early_start == *parse_iso_instant("2026-08-24T08:00"));
  CHECK_FALSE(s.at("prepare").critical);
}

TEST_CASE("what has happened stands, and what follows builds on it") {
  const Scheduled s(
      "a 2d started 2026-08-26; b 1d after a; c 3d started 2026-08-24 finished 2026-08-24; d 1d "
      "after c; long 20d");
  CHECK(s.dates("a") == "08-26 08:00 - 08-27 17:00");
  CHECK(s.dates("b") == "08-28 08:00 - 08-28 17:00");
  CHECK(s.dates("c") == "08-24 08:00 - 08-24 17:00");
  CHECK(s.dates("d") == "08-25 08:00 - 08-25 17:00");
  CHECK(s.at("c").complete);
  CHECK_FALSE(s.at("c").critical);
  CHECK(s.slack_days("c") == 0);
}

TEST_CASE("a summary spans its tasks and hands its dependencies to them") {
  const Scheduled s(
      "plan 2d; phase after plan; a 1d in phase; b 3d in phase after a; launch 1d after phase");
  CHECK(s.dates("phase") == "08-26 08:00 - 08-31 17:00");
  CHECK(s.dates("a") == "08-26 08:00 - 08-26 17:00");
  CHECK(s.dates("launch") == "09-01 08:00 - 09-01 17:00");
  CHECK(s.at("phase").summary);
  CHECK(s.at("phase").critical);
  CHECK(s.at("phase").reason.kind == ReasonKind::tasks_under);
}

TEST_CASE("a summary's constraint and deadline bind the tasks under it") {
  const Scheduled s(
      "phase snet 2026-08-26 deadline 2026-08-28; a 1d in phase; b 5d in phase; other 20d");
  CHECK(s.dates("a") == "08-26 08:00 - 08-26 17:00");
  CHECK(s.slack_days("a") == 2);
  CHECK(s.slack_days("b") == -2);
  CHECK(s.at("a").reason.kind == ReasonKind::constraint);
  CHECK(s.at("a").reason.subject == s.plan.slot("phase"));
}

TEST_CASE("a start-to-start from a summary limits the task that begins it") {
  const Scheduled s(
      "phase; first 1d in phase; second 9d in phase after first; x 2d after phase SS;"
      "tail 8d after x");
  CHECK(s.dates("x") == "08-24 08:00 - 08-25 17:00");
  CHECK(s.slack_days("first") == 0);
  CHECK(s.slack_days("x") == 0);
  const Scheduled loose("phase; first 1d in phase; second 3d in phase; x 10d after phase SS +1d");
  CHECK(loose.slack_days("first") == 0);
  CHECK(loose.slack_days("second") == 0);  // begins the phase as well
}

TEST_CASE("tasks that wait for one another are told of, and the rest is scheduled") {
  const Scheduled s("a 1d after c; b 2d after a; c 3d after b; d 1d after c; e 1d after d");
  const Network network(s.plan.plan);
  REQUIRE(network.cycles().size() == 1);
  CHECK(network.cycles()[0].tasks.size() == 3);
  CHECK(network.cycles()[0].dependencies.size() == 3);
  CHECK(s.dates("c") == "08-24 08:00 - 08-26 17:00");
  CHECK(s.dates("d") == "08-27 08:00 - 08-27 17:00");
  CHECK(s.dates("e") == "08-28 08:00 - 08-28 17:00");
}

TEST_CASE("a cycle through summaries is found") {
  const Scheduled s("p after q; q after b; a 1d in p; b 2d in q after a; c 1d after p");
  const Network network(s.plan.plan);
  REQUIRE(network.cycles().size() == 1);
  CHECK(s.at("c").start.is_set());
}

TEST_CASE("a dependency of a task on its own summary is left out") {
  const Scheduled s("phase; a 1d in phase after phase; b 1d in phase after a");
  CHECK(s.dates("phase") == "08-24 08:00 - 08-25 17:00");
}

TEST_CASE("each task counts in its own calendar") {
  TextPlan text = plan_from_text("@china; build 5d dept lab snet 2026-09-28; ship 1d after build");
  WorkHours always;
  for (std::uint8_t d = 0; d < 7; ++d) always.spans.push_back({d, 0, 1440});
  const auto nonstop = text.add(Calendar{.name = "三班", .week = always});
  text.set<&Department::calendar>(text.departments["lab"], nonstop);
  const Schedule s = make_schedule(text.plan);
  const TaskDates& build = s.tasks[text.slot("build")];
  CHECK(to_iso(build.start) == "2026-09-28T08:00");
  CHECK(to_iso(build.finish) == "2026-09-30T00:00");  // 40 hours round the clock
  CHECK(to_iso(s.tasks[text.slot("ship")].start) == "2026-09-30T08:00");
}

TEST_CASE("a plan without tasks has a schedule too") {
  PlanEditor editor;
  const Schedule s = make_schedule(editor.plan);
  CHECK(s.tasks.empty());
  CHECK(s.start == s.finish);
}

TEST_CASE("numbers beyond all reason end at the edge of time") {
  const Scheduled s(
      "a 2000000000m; b 1d after a; c 1d after b +2000000000m; d after c -2000000000em");
  CHECK(s.at("a").finish == kHorizonEnd);
  CHECK(s.at("c").finish == kHorizonEnd);
}

}  // namespace
}  // namespace tongzhou
