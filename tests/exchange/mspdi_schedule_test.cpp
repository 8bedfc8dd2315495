// Our timetable against Microsoft Project's: every date, slack and critical mark that it stored in
// its files. Where they differ, the test says what of the file had no place in our plan, adds just
// that, and expects equality.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <set>

#include "exchange/mspdi.h"
#include "exchange/text_encoding.h"
#include "model/outline.h"
#include "schedule/schedule.h"
#include "support/mspdi_oracle.h"
#include "support/shared_data.h"
#include "support/task_named.h"

namespace tongzhou {
namespace {

using Differences = std::map<int, std::set<std::string>>;  // by UID: the fields that differ

using Adapt = std::function<void(const Plan&, ChangeBuilder&)>;

// Compares after telling the plan what Project knew and the import had to leave out.
Differences differences(const std::string& xml, const Adapt& adapt) {
  SeededRandom random(3);
  auto imported = import_mspdi(bytes_of(xml), random);
  REQUIRE(imported.has_value());
  Plan& plan = imported->plan;
  if (adapt) {
    ChangeBuilder build(plan, random, {});
    adapt(plan, build);
    REQUIRE(plan.apply(plan.stamp(std::move(build).take(), {9}, {})).has_value());
  }
  const Schedule schedule = make_schedule(plan);
  const Outline outline = build_outline(plan);
  const auto oracle = read_mspdi_oracle(xml);
  REQUIRE(oracle.size() == outline.rows.size());

  Differences found;
  for (std::size_t row = 0; row < oracle.size(); ++row) {
    const OracleTask& theirs = oracle[row];
    const TaskDates& ours = schedule.tasks[outline.rows[row].task];
    const auto compare = [&](const char* field, const std::string& our, const std::string& their) {
      if (our == their) return;
      found[theirs.uid].insert(field);
      UNSCOPED_INFO(fmt::format("{} {} {}: {} here, {} in Project", theirs.uid, theirs.name, field,
                                our, their));
    };
    compare("start", to_iso(ours.start), to_iso(theirs.start));
    compare("finish", to_iso(ours.finish), to_iso(theirs.finish));
    compare("early start", to_iso(ours.early_start), to_iso(theirs.early_start));
    compare("early finish", to_iso(ours.early_finish), to_iso(theirs.early_finish));
    compare("late start", to_iso(ours.late_start), to_iso(theirs.late_start));
    compare("late finish", to_iso(ours.late_finish), to_iso(theirs.late_finish));
    compare("total slack", fmt::format("{}", ours.total_slack.count),
            fmt::format("{}", theirs.total_slack));
    compare("free slack", fmt::format("{}", ours.free_slack.count),
            fmt::format("{}", theirs.free_slack));
    compare("critical", ours.critical ? "yes" : "no", theirs.critical ? "yes" : "no");
  }
  return found;
}

void check_file(const char* name, const Adapt& adapt = {}) {
  const auto folder = find_shared_data("mspdi");
  if (folder.empty()) SKIP("shared/data/mspdi is not here");
  INFO(name);
  CHECK(differences(read_file(folder / name), adapt) == Differences{});
}

// Project schedules a task on the calendars of the people assigned to it, together. Here a task has
// the calendar of its own, its department or the plan, and the import tells so; the difference in
// dates is this and nothing else: two people share the task, one by day and one on night shift.
void work_day_and_night(const Plan& plan, ChangeBuilder& build, std::string_view title) {
  std::map<std::pair<int, int>, int> spans;  // weekday and from, to
  for (const auto& entry : plan.table<Calendar>().live())
    if (entry.record.name == "Standard" || entry.record.name == "Night Shift")
      for (const WorkSpan span : entry.record.week.spans)
        spans[{span.weekday, span.from}] = span.to;
  Calendar both;
  both.name = "Day and night";
  both.week.spans.clear();
  for (const auto& [start, to] : spans)
    both.week.spans.push_back({static_cast<std::uint8_t>(start.first),
                               static_cast<std::uint16_t>(start.second),
                               static_cast<std::uint16_t>(to)});
  build.set<&Task::calendar>(test::id_named(plan, title), build.create(both));
}

}  // namespace

TEST_CASE("links of all four types with lags are dated as Project dates them") {
  check_file("mspdirelations.xml");
  check_file("task-links-project2010-mspdi.xml");
}

TEST_CASE("blank rows, baselines and custom fields leave Project's dates as they are") {
  check_file("mspdinulltasks.xml");
  check_file("baselines.xml");
  check_file("enterprise.xml");
}

TEST_CASE("the sample is dated as Project dates it, once day and night shift are said") {
  check_file("sample.xml", [](const Plan& plan, ChangeBuilder& build) {
    work_day_and_night(plan, build, "Second Task");
  });
}

TEST_CASE("finished and shared work is dated as Project dates it, once shifts are said") {
  check_file("mspdiresource.xml", [](const Plan& plan, ChangeBuilder& build) {
    work_day_and_night(plan, build, "Task A");
  });
}

TEST_CASE("split tasks are dated as Project dates them") {
  const auto folder = find_shared_data("mspdi");
  if (folder.empty()) SKIP("shared/data/mspdi is not here");
  // A pause stands at its dates here; in Project it moves with its task.
  CHECK(differences(read_file(folder / "mspdisplittask.xml"), {}) ==
        Differences{{1, {"late start"}}});
}

TEST_CASE("the launch plan is dated as its file says") {
  const std::string xml = read_file("tests/fixtures/launch.xml");
  const Differences found = differences(xml, {});
  for (const auto& [uid, fields] : found) {  // the file holds scheduled dates only
    INFO(uid);
    CHECK_FALSE(fields.contains("start"));
    CHECK_FALSE(fields.contains("finish"));
  }
}

}  // namespace tongzhou
