#include "model/check_plan.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

struct Case {
  PlanLoader loader{AnyId{1}};
  std::uint64_t next = 10;
  template <class Record>
  Id<Record> add(Record record) {
    const Id<Record> id{next++};
    REQUIRE(loader.add(Entry<Record>{id, false, std::move(record), {}}));
    return id;
  }
  std::vector<Problem> check() { return check_plan(std::move(loader).take()); }
};
int count(const std::vector<Problem>& problems, Word word) {
  return static_cast<int>(
      std::ranges::count_if(problems, [&](const Problem& p) { return p.sentence.word == word; }));
}

TEST_CASE("A sound plan has no problems") {
  Case plan;
  const auto a = plan.add(Task{.title = "设计"});
  const auto b = plan.add(Task{.title = "试制"});
  plan.add(Dependency{.from = a, .to = b});
  CHECK(plan.check().empty());
}

TEST_CASE("Names missing and references to nothing are told with their record") {
  Case plan;
  plan.add(Task{});
  const auto lost = plan.add(Task{.title = "试制", .department = {99}});
  const auto problems = plan.check();
  CHECK(count(problems, Word::problem_name_missing) == 1);
  REQUIRE(count(problems, Word::problem_reference_unknown) == 1);
  CHECK(problems.back().record == ref(lost));
  CHECK(say(Language::chinese, problems.back().sentence) == "「试制」指向不存在的记录");
}

TEST_CASE("Of a ring of dependencies every member is named, and nobody after it") {
  Case plan;
  const auto a = plan.add(Task{.title = "甲"});
  const auto b = plan.add(Task{.title = "乙"});
  const auto c = plan.add(Task{.title = "丙"});
  const auto before = plan.add(Task{.title = "前"});
  const auto after = plan.add(Task{.title = "后"});
  for (auto [from, to] : {std::pair{a, b}, {b, c}, {c, a}, {before, a}, {c, after}})
    plan.add(Dependency{.from = from, .to = to});
  CHECK(count(plan.check(), Word::problem_dependency_ring) == 3);
}

TEST_CASE("A dependency on oneself, on one's phase, doubled or without an end is told") {
  Case plan;
  const auto phase = plan.add(Task{.title = "阶段"});
  const auto child = plan.add(Task{.title = "子", .parent = phase});
  const auto other = plan.add(Task{.title = "他"});
  plan.add(Dependency{.from = child, .to = child});
  plan.add(Dependency{.from = phase, .to = child});
  plan.add(Dependency{.from = other, .to = child});
  plan.add(Dependency{.from = other, .to = child});
  plan.add(Dependency{.from = other});
  const auto problems = plan.check();
  CHECK(count(problems, Word::problem_dependency_self) == 2);
  CHECK(count(problems, Word::problem_dependency_double) == 1);
  CHECK(count(problems, Word::problem_dependency_end_missing) == 1);
}

TEST_CASE("Contradictory dates, percent and exceptions are told") {
  Case plan;
  const auto phase = plan.add(
      Task{.title = "阶段", .constraint = Constraint::must_start_on, .constraint_date = {100}});
  plan.add(Task{.title = "子", .parent = phase, .percent = 120});
  plan.add(Task{.title = "反", .actual_start = {2000}, .actual_finish = {1000}});
  plan.add(Task{.title = "缺", .constraint = Constraint::must_finish_on});
  const auto negative = plan.add(Task{.title = "负", .duration = {-1}});
  plan.add(Pause{.task = negative, .from = {2000}, .until = {1000}});
  plan.add(Pause{.task = negative, .from = {1000}, .until = {2000}});
  plan.add(Pause{.task = negative});
  plan.add(CalendarException{.name = "春节", .first = Day{10}, .last = Day{9}});
  const auto problems = plan.check();
  for (Word word : {Word::problem_summary_dates, Word::problem_percent_range,
                    Word::problem_finish_before_start, Word::problem_constraint_date_missing,
                    Word::problem_duration_negative, Word::problem_exception_range})
    CHECK(count(problems, word) == 1);
  CHECK(count(problems, Word::problem_pause_range) == 2);
}

TEST_CASE("A ring of parents is told once") {
  Case plan;
  plan.add(Task{.title = "甲", .parent = {11}});
  plan.add(Task{.title = "乙", .parent = {10}});
  CHECK(count(plan.check(), Word::problem_parent_ring) == 1);
}

}  // namespace
}  // namespace tongzhou
