#include "app/templates.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/template_text.h"
#include "core/assets_generated.h"
#include "schedule/schedule.h"

using namespace tongzhou;

namespace {

OpenPlan sample(Language language, Day today = from_civil(2026, 8, 30)) {
  SeededRandom random(1);
  auto plan = make_from_template("product_launch", language, today, random);
  REQUIRE(plan);
  return std::move(*plan);
}

}  // namespace

TEST_CASE("the sample plan is whole and free of problems, in both languages, on any day") {
  for (Language language : {Language::chinese, Language::english})
    for (int day = 0; day < 365; day += 13) {
      const OpenPlan open = sample(language, from_civil(2026, 1, 1) + day);
      CAPTURE(day);
      // A deadline may fall behind a run of holidays; that is for the plan to show, no fault of it.
      CHECK(std::ranges::none_of(open.problems(), [](const Problem& problem) {
        return problem.severity == Severity::error;
      }));
      CHECK(open.plan().table<Department>().live_count() == 5);
      CHECK(open.plan().table<Person>().live_count() == 10);
      const std::size_t tasks = open.plan().table<Task>().live_count();
      CHECK(tasks >= 30);
      int done = 0, begun = 0, waiting = 0;
      for (const auto& entry : open.plan().table<Task>().live()) {
        if (entry.record.kind == TaskKind::summary) continue;
        const int percent = entry.record.percent;
        ++(percent == 100 ? done : percent > 0 ? begun : waiting);
      }
      CHECK(done >= 4);
      CHECK(begun >= 2);
      CHECK(waiting >= 8);
    }
}

TEST_CASE("the sample tells nothing that has not happened yet, and keeps the order of work") {
  const Day today = from_civil(2026, 8, 30);
  const OpenPlan open = sample(Language::chinese, today);
  const Schedule& schedule = open.schedule();
  for (const auto& entry : open.plan().table<Task>().live()) {
    if (entry.record.actual_start.is_set()) CHECK(day_of(entry.record.actual_start) <= today);
    if (entry.record.actual_finish.is_set()) CHECK(day_of(entry.record.actual_finish) <= today);
  }
  for (const TaskDates& dates : schedule.tasks) CHECK_FALSE(dates.conflict);
  bool any_critical = false;
  for (const TaskDates& dates : schedule.tasks) any_critical |= dates.critical;
  CHECK(any_critical);
}

TEST_CASE("both languages tell the same plan") {
  const TemplateText chinese = parse_template(find_asset("templates/product_launch.zh.txt"));
  const TemplateText english = parse_template(find_asset("templates/product_launch.en.txt"));
  REQUIRE(chinese.records.size() == english.records.size());
  for (std::size_t i = 0; i < chinese.records.size(); ++i) {
    const TemplateRecord &a = chinese.records[i], &b = english.records[i];
    CAPTURE(a.kind, a.label);
    CHECK(a.kind == b.kind);
    CHECK(a.label == b.label);
    // Units that one language has no word for are left out.
    for (const auto& [name, value] : b.fields)
      CHECK(std::ranges::find(a.fields, name, &TemplateRecord::Field::name) != a.fields.end());
  }
  REQUIRE(chinese.tasks.size() == english.tasks.size());
  for (std::size_t i = 0; i < chinese.tasks.size(); ++i) {
    const TemplateTask &a = chinese.tasks[i], &b = english.tasks[i];
    CAPTURE(a.title, b.title);
    CHECK(a.depth == b.depth);
    CHECK(a.kind == b.kind);
    CHECK(a.duration == b.duration);
    CHECK(a.pace == b.pace);
    CHECK(a.deadline_days == b.deadline_days);
    CHECK(a.with.size() == b.with.size());
    REQUIRE(a.after.size() == b.after.size());
    for (std::size_t k = 0; k < a.after.size(); ++k) {
      CHECK(a.after[k].type == b.after[k].type);
      CHECK(a.after[k].lag == b.after[k].lag);
    }
  }
}

TEST_CASE("two samples are two plans") {
  SeededRandom random(1);
  const Day today = from_civil(2026, 8, 30);
  const auto one = make_from_template("product_launch", Language::chinese, today, random);
  const auto two = make_from_template("product_launch", Language::chinese, today, random);
  CHECK(one->plan().id() != two->plan().id());
}

TEST_CASE("an empty plan has a title, China's calendar and a beginning") {
  SeededRandom random(1);
  const OpenPlan open = make_empty_plan("试行", Language::chinese, from_civil(2026, 8, 30), random);
  CHECK(open.plan().info().title == "试行");
  CHECK(open.plan().find(open.plan().info().calendar)->holidays == Holidays::china);
  CHECK(open.plan().table<Task>().live_count() == 0);
  CHECK(open.problems().empty());
}

TEST_CASE("a template that is not there is told") {
  SeededRandom random(1);
  CHECK_FALSE(make_from_template("nothing", Language::english, from_civil(2026, 1, 1), random));
}
