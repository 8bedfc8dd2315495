#include "insight/overview.h"

#include <catch2/catch_test_macros.hpp>

#include "app/open_plan.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

TEST_CASE("the next milestones stand by date, reached ones and phases not among them") {
  const TextPlan text = plan_from_text(
      "a 5d; late milestone after a deadline 2026-08-25; soon milestone; "
      "done milestone 100% started 2026-08-24 finished 2026-08-24; p milestone in box");
  const OpenPlan open(text.plan);
  const auto titles = [&](std::size_t most) {
    std::vector<std::string> found;
    for (const Slot slot : next_milestones(open.plan(), open.outline(), open.schedule(), most))
      found.push_back(open.plan().table<Task>()[slot].record.title);
    return found;
  };
  CHECK(titles(10) == std::vector<std::string>{"soon", "p", "late"});
  CHECK(titles(1) == std::vector<std::string>{"soon"});
  CHECK(count_missed_deadlines(open.plan(), open.outline(), open.schedule()) == 1);
}

TEST_CASE("owed is what its giver has not handed over and is due soon") {
  TextPlan text = plan_from_text("a 1d");
  const Day today = from_civil(2026, 8, 24);
  const auto add = [&](std::string title, Day due) {
    return text.add(Deliverable{.title = std::move(title), .due = due});
  };
  add("far", today + 30);
  add("soon", today + 3);
  add("late", today - 3);
  add("undated", {});
  const auto handed = add("handed", today - 1);
  text.add(HandOver{.deliverable = handed, .handed_over = start_of(today)});
  // Sent back, it is owed again.
  const auto rejected = add("rejected", today - 2);
  text.add(HandOver{
      .deliverable = rejected, .handed_over = start_of(today), .decision = Decision::rejected});
  const OpenPlan open(text.plan);
  std::vector<std::string> titles;
  for (const Slot slot : owed_deliverables(open.plan(), open.deliverables(), today, 14))
    titles.push_back(open.plan().table<Deliverable>()[slot].record.title);
  CHECK(titles == std::vector<std::string>{"late", "rejected", "soon"});
}

TEST_CASE("joint goals are counted by their course, shares are not") {
  TextPlan text = plan_from_text("a 1d");
  const Day today = from_civil(2026, 9, 1);
  const auto add = [&](double now, Id<Goal> parent = {}) {
    return text.add(Goal{.title = "g",
                         .parent = parent,
                         .target = 100.0,
                         .begin = today - 50,
                         .deadline = today + 50,
                         .source = GoalSource::typed,
                         .typed = now});
  };
  add(50);
  add(45);
  const auto off = add(10);
  add(100);
  add(0, off);
  text.add(Goal{.title = "untold"});
  const OpenPlan open(text.plan);
  const GoalCounts counts = count_goals(open.plan(), open.goals(), today);
  CHECK(counts.all == 5);
  CHECK(counts.good == 2);
  CHECK(counts.behind == 1);
  CHECK(counts.off == 1);
  CHECK(counts.untold == 1);
}

}  // namespace
}  // namespace tongzhou
