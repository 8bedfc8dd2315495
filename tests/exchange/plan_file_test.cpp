#include "exchange/plan_file.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "exchange/json.h"
#include "support/random_plan.h"
#include "support/same_plan.h"
#include "support/shared_data.h"

namespace tongzhou {
namespace {

const SaveNote kNote{.program = "1.0 测试",
                     .person = "李明",
                     .department = "研发部",
                     .unix_milliseconds = 1'790'000'000'000};

std::vector<std::byte> must_encode(const Plan& plan, std::span<const Change> history = {}) {
  auto bytes = encode_plan_file(plan, history, kNote);
  if (!bytes) FAIL(say(Language::english, bytes.error().what));
  return std::move(*bytes);
}

Word verdict(const Result<PlanFile>& result) {
  return result ? Word::none : result.error().what.word;
}

TEST_CASE("A plan and its history come back as they were") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::Dice dice(seed);
    const Plan plan = test::make_random_plan(dice, {.foreign = dice.chance(50)});
    std::vector<Change> history;
    for (std::uint64_t n = dice.below(4); n > 0; --n)
      history.push_back(test::make_random_change(dice));
    const auto file = decode_plan_file(must_encode(plan, history));
    RC_ASSERT(file.has_value());
    RC_ASSERT(test::first_difference(plan, file->plan) == "");
    RC_ASSERT(file->history == history);
    RC_ASSERT(file->saved == kNote);
  }));
}

TEST_CASE("The same plan makes the same bytes, also after a round trip") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::Dice dice(seed);
    const Plan plan = test::make_random_plan(dice, {.foreign = true});
    const auto bytes = must_encode(plan);
    RC_ASSERT(must_encode(plan) == bytes);
    RC_ASSERT(must_encode(decode_plan_file(bytes)->plan) == bytes);
  }));
}

TEST_CASE("The header tells title and size without the rest of the file") {
  PlanLoader loader({5});
  loader.add(Entry<PlanInfo>{{5}, false, {.title = "新品上市"}, {}});
  loader.add(Entry<Task>{{1}, false, {}, {}});
  loader.add(Entry<Task>{{2}, true, {}, {}});
  const auto bytes = must_encode(std::move(loader).take());
  const PlanFileHeader wanted{kNote, {5}, "新品上市", 1};
  CHECK(read_plan_file_header(bytes) == wanted);
  CHECK(read_plan_file_header(std::span(bytes).first(150)) == wanted);
}

TEST_CASE("An empty plan can be saved") {
  const auto file = decode_plan_file(must_encode(Plan::make({9})));
  REQUIRE(file);
  CHECK(file->plan.id() == AnyId{9});
}

TEST_CASE("A value that no reader would take keeps the plan from being saved, and is named") {
  PlanLoader loader({5});
  loader.add(Entry<Task>{{1}, false, {.title = "设计", .deadline = Instant{2'000'000'000}}, {}});
  const auto bytes = encode_plan_file(std::move(loader).take(), {}, kNote);
  REQUIRE_FALSE(bytes);
  CHECK(bytes.error().what == Message{Word::error_value_unstorable, {"设计", "deadline"}});
}

TEST_CASE("Text that is not UTF-8 is saved repaired") {
  PlanLoader loader({5});
  loader.add(Entry<Task>{{1}, false, {.title = "a\xff"}, {}});
  loader.add(Entry<Task>{{2}, false, {.title = "b"}, {}});
  const auto file = decode_plan_file(must_encode(std::move(loader).take()));
  REQUIRE(file);
  CHECK(file->plan.find(Id<Task>{1})->title == "a\xef\xbf\xbd");
  CHECK(file->plan.find(Id<Task>{2})->title == "b");
}

// --- What newer versions add ------------------------------------------------------------------

constexpr ReplicaId kNewer{77};

// A plan with one task, which a newer version wrote at number 1 of its changes.
PlanLoader one_task() {
  PlanLoader loader({5});
  loader.add_replica(kNewer, 1);
  loader.note_counter(1);
  loader.add(Entry<Task>{{1}, false, {.title = "设计"}, FieldStamps({1, 0, 1})});
  return loader;
}
constexpr FieldNumber kTaskKind = field_number<&Task::kind>();
constexpr AnyRef kTask{Kind::task, {1}};

TEST_CASE("Fields and kinds of a newer version are kept and written back") {
  PlanLoader loader = one_task();
  loader.keep(kTask, {300, std::string("later"), {1, 0, 1}});
  loader.add_foreign(ForeignRecord{120, {9}, false, FieldStamps({1, 0, 1})});
  loader.keep({Kind{120}, {9}}, {1, std::string("goal"), {1, 0, 1}});
  const Plan plan = std::move(loader).take();
  const auto file = decode_plan_file(must_encode(plan));
  REQUIRE(file);
  CHECK(test::first_difference(plan, file->plan) == "");
  CHECK(file->plan.kept_values().at(kTask).size() == 1);
  CHECK(file->plan.foreign_records().size() == 1);
}

TEST_CASE("A choice of a newer version reads as the default and is written back") {
  PlanLoader loader = one_task();
  loader.keep(kTask, {kTaskKind, std::int64_t{7}, {1, 0, 1}});
  const auto bytes = must_encode(std::move(loader).take());
  const auto file = decode_plan_file(bytes);
  REQUIRE(file);
  CHECK(file->plan.find(Id<Task>{1})->kind == TaskKind::task);
  CHECK(file->plan.kept_values().at(kTask) ==
        std::vector{KeptValue{kTaskKind, std::int64_t{7}, {1, 0, 1}}});
  CHECK(must_encode(file->plan) == bytes);
}

TEST_CASE("A choice of a newer version yields to a later edit") {
  PlanLoader loader = one_task();
  loader.keep(kTask, {kTaskKind, std::int64_t{7}, {1, 0, 1}});
  auto file = decode_plan_file(must_encode(std::move(loader).take()));
  REQUIRE(file);
  SeededRandom random(1);
  ChangeBuilder builder(file->plan, random, {});
  builder.set<&Task::kind>({1}, TaskKind::milestone);
  REQUIRE(file->plan.apply(file->plan.stamp(std::move(builder).take(), {8}, {})));
  const auto back = decode_plan_file(must_encode(file->plan));
  REQUIRE(back);
  CHECK(back->plan.find(Id<Task>{1})->kind == TaskKind::milestone);
  CHECK(back->plan.kept_values().empty());
}

// --- What stays readable for ever ---------------------------------------------------------------

// All that the fixture holds: every type of value, a deleted record, fields written again, ids that
// are no records.
Plan make_fixture_plan() {
  PlanLoader loader({0x9f3c5a7be2d10846});
  loader.add_replica({0x1111}, 3);
  loader.add_replica({0x2222}, 2);
  loader.note_counter(4);
  FieldStamps stamps({1, 0, 1});
  stamps.write(field_number<&Task::duration>(), {4, 1, 2});
  loader.add(Entry<PlanInfo>{
      {0x9f3c5a7be2d10846}, false, {.title = "新品上市", .calendar = {3}}, FieldStamps({1, 0, 1})});
  loader.add(Entry<Department>{{1}, false, {.name = "研发部", .capacity = 2.5}, stamps});
  loader.add(Entry<Department>{{2}, false, {.name = "市场部", .colour = 3}, stamps});
  loader.add(Entry<Calendar>{
      {3}, false, {.name = "公司日历", .holidays = Holidays::china}, FieldStamps({2, 0, 2})});
  loader.add(Entry<CalendarException>{{4},
                                      false,
                                      {.name = "年会",
                                       .calendar = {3},
                                       .first = from_civil(2026, 12, 31),
                                       .last = from_civil(2026, 12, 31),
                                       .hours = {{{0, 480, 720}}}},
                                      {}});
  loader.add(Entry<Task>{{5},
                         false,
                         {.title = "设计 \"A\"\n第二行",
                          .order = "V",
                          .department = {1},
                          .participants = {{{1}, {2}}},
                          .duration = {2400},
                          .constraint = Constraint::start_no_earlier_than,
                          .constraint_date = at(from_civil(2026, 8, 24), 480),
                          .percent = 30},
                         stamps});
  loader.add(Entry<Task>{{6}, false, {.title = "评审", .kind = TaskKind::milestone}, stamps});
  loader.add(Entry<Task>{{7}, true, {.title = "取消"}, FieldStamps({3, 1, 1})});
  loader.add(Entry<Dependency>{
      {8}, false, {.from = {5}, .to = {6}, .lag = {-60}, .lag_kind = LagKind::elapsed}, stamps});
  loader.add(Entry<Dependency>{{9}, false, {.from = {6}, .to = {0xdead}}, stamps});
  loader.keep({Kind::task, {5}}, {field_number<&Task::duration>(), Minutes{960}, {3, 0, 3}});
  loader.keep({Kind::task, {5}}, {field_number<&Task::participants>(), AnyId{2}, {2, 0, 2}});
  loader.add_head({{0x1111}, 3});
  loader.add_head({{0x2222}, 2});
  return std::move(loader).take();
}
const Change kFixtureChange{.dot = {{0x2222}, 2},
                            .counter = 4,
                            .after = {{{0x1111}, 2}},
                            .author = {"李明", "研发部", "desk", 1'790'000'000'000},
                            .label = {"task_duration", {"设计"}},
                            .edits = {{{Kind::task, {5}}, 8, Minutes{480}, Minutes{2400}}}};
const std::string kFixture = "tests/fixtures/plan-v2";

TEST_CASE("A plan file of format version 2 opens to what it held") {
  const std::string bytes = read_file(kFixture + ".tongzhou");
  const auto file = decode_plan_file(std::as_bytes(std::span(bytes)));
  REQUIRE(file);
  CHECK(test::first_difference(file->plan, make_fixture_plan()) == "");
  CHECK(file->history == std::vector{kFixtureChange});
  CHECK(file->saved == kNote);
  CHECK(export_json(file->plan) == read_file(kFixture + ".json"));
}

TEST_CASE("A file of a trial version is told as such") {
  const std::string bytes = read_file("tests/fixtures/plan-v1.tongzhou");
  CHECK(verdict(decode_plan_file(std::as_bytes(std::span(bytes)))) == Word::error_file_older);
}

// Run once, by name, for a new format version; what it wrote then is never written again.
TEST_CASE("write the fixture", "[.]") {
  const auto bytes = must_encode(make_fixture_plan(), std::span(&kFixtureChange, 1));
  std::ofstream(kFixture + ".tongzhou", std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  std::ofstream(kFixture + ".json") << export_json(make_fixture_plan());
}

// --- What is not a plan file --------------------------------------------------------------------

TEST_CASE("Other people's files are recognised as such") {
  const auto verdict_of = [](std::string_view text) {
    return verdict(decode_plan_file(std::as_bytes(std::span(text))));
  };
  CHECK(verdict_of("") == Word::error_file_foreign);
  CHECK(verdict_of("\x89PNG\r\n\x1a\n and so on") == Word::error_file_foreign);
  CHECK(verdict_of("PK\x03\x04 and so on") == Word::error_file_foreign);
  CHECK(verdict_of("<?xml version=\"1.0\"?><Project/>") == Word::error_file_foreign);
  CHECK(verdict_of("{\"format\": \"tongzhou\"}") == Word::error_file_foreign);
}

}  // namespace
}  // namespace tongzhou
