#include "exchange/json.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstring>

#include "support/random_plan.h"

namespace tongzhou {
namespace {

Result<Imported> import_json_text(std::string_view text) {
  SeededRandom random(1);
  return import_json(std::as_bytes(std::span(text)), random);
}

// What import_json says of the text: the key of the sentence, with its arguments.
std::string verdict(std::string_view text) {
  const auto imported = import_json_text(text);
  if (imported) return "fine";
  std::string said(key_of(imported.error().what.word));
  for (const std::string& argument : imported.error().what.arguments) said += " " + argument;
  return said;
}

std::string plan_with(std::string_view records) {
  return R"({"format": "tongzhou", "version": 1, "records": )" + std::string(records) + "}";
}
std::string task_with(std::string_view members) {
  return plan_with(R"({"task": [{"id": "0000000000000001"}, {)" + std::string(members) + "}]}");
}

TEST_CASE("What a plan says comes back from JSON") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::Dice dice(seed);
    const Plan plan = test::make_random_plan(dice);
    const auto imported = import_json_text(export_json(plan));
    RC_ASSERT(imported.has_value());
    RC_ASSERT(imported->notices.empty());
    Records::for_each([&]<class Record>() {
      RC_ASSERT(imported->plan.table<Record>().live_count() == plan.table<Record>().live_count());
      for (const Entry<Record>& entry : plan.table<Record>().live()) {
        Id<Record> id = entry.id;
        if constexpr (std::is_same_v<Record, PlanInfo>) id = imported->plan.info_id();
        const Record* back = imported->plan.find(id);
        RC_ASSERT(back != nullptr);
        for_each_field<Record>([&](const auto& field) {
          RC_ASSERT((entry.record.*field.member == back->*field.member));
        });
      }
    });
  }));
}

TEST_CASE("JSON reads as one would write it") {
  PlanLoader loader({0x2a});
  const FieldStamps stamps;
  loader.add(Entry<PlanInfo>{{0x2a}, false, {.title = "新品上市"}, stamps});
  loader.add(Entry<Task>{{1},
                         false,
                         {.title = "评审",
                          .kind = TaskKind::milestone,
                          .participants = {{{7}, {8}}},
                          .duration = {0},
                          .deadline = at(from_civil(2026, 8, 30), 17 * 60)},
                         stamps});
  loader.add(Entry<Task>{{2}, true, {.title = "删除了"}, stamps});
  CHECK(export_json(std::move(loader).take()) == R"({
 "format": "tongzhou",
 "version": 1,
 "plan": "000000000000002a",
 "records": {
  "plan": [
   {
    "id": "000000000000002a",
    "title": "新品上市"
   }
  ],
  "task": [
   {
    "id": "0000000000000001",
    "title": "评审",
    "kind": "kind_milestone",
    "participants": [
     "0000000000000007",
     "0000000000000008"
    ],
    "duration": 0,
    "deadline": "2026-08-30T17:00"
   }
  ]
 }
}
)");
}

TEST_CASE("An imported plan is a new one; its records keep their ids") {
  const auto imported = import_json_text(
      R"({"format": "tongzhou", "version": 1, "plan": "000000000000002a", "records":
          {"plan": [{"id": "000000000000002a", "title": "A"}], "task": [{"id": "0000000000000005"}]}})");
  REQUIRE(imported);
  CHECK(imported->plan.id() != AnyId{0x2a});
  CHECK(imported->plan.info().title == "A");
  CHECK(imported->plan.find(Id<Task>{5}) != nullptr);
}

TEST_CASE("What a script writes in short is understood: no ids, null, a byte order mark") {
  const auto imported = import_json_text("\xef\xbb\xbf" + plan_with(R"({"task": [
      {"title": "a", "deadline": null, "parent": null}, {"title": "b"}]})"));
  REQUIRE(imported);
  CHECK(imported->plan.table<Task>().live_count() == 2);
}

TEST_CASE("Unknown members are listed, never silently dropped") {
  const auto imported = import_json_text(
      R"({"format": "tongzhou", "version": 1, "remark": 1, "records":
          {"task": [{"title": "a", "mood": {"deep": [1, 2]}}], "poem": []}})");
  REQUIRE(imported);
  REQUIRE(imported->notices.size() == 1);
  CHECK(imported->notices[0] == Message{Word::notice_unknown_elements,
                                        {"3", "remark / records.task[0].mood / records.poem"}});
}

TEST_CASE("What is of the wrong type or out of range is refused by its path") {
  for (const char* members :
       {R"("title": 1)", R"("title": null)", R"("duration": "480")", R"("duration": 1.5)",
        R"("duration": 2147483648)", R"("duration": true)", R"("kind": "kind_poem")",
        R"("kind": 1)", R"("deadline": "2026-02-30T08:00")", R"("deadline": "2300-01-01T08:00")",
        R"("deadline": 5)", R"("parent": "12")", R"("parent": "000000000000000g")",
        R"("participants": "0000000000000001")", R"("participants": [null])",
        R"("participants": ["0000000000000001", "0000000000000001"])",
        R"("id": "0000000000000000")", R"("id": 7)"}) {
    const std::string name(members + 1, std::strchr(members + 1, '"'));
    CHECK(verdict(task_with(members)) == "error_json_value records.task[1]." + name);
  }
  CHECK(verdict(plan_with(R"({"task": {}})")) == "error_json_value records.task");
  CHECK(verdict(plan_with(R"({"task": [1]})")) == "error_json_value records.task[0]");
  CHECK(verdict(plan_with("[]")) == "error_json_value records");
  CHECK(verdict(plan_with(R"({"calendar": [{"week": "1 08:00-07:00"}]})")) ==
        "error_json_value records.calendar[0].week");
}

TEST_CASE("What is there twice is refused by its path") {
  CHECK(verdict(task_with(R"("title": "a", "title": "b")")) ==
        "error_json_double records.task[1].title");
  CHECK(verdict(task_with(R"("id": "0000000000000001")")) ==
        "error_json_double records.task[1].id");
  CHECK(verdict(plan_with(R"({"plan": [{}, {}]})")) == "error_json_double records.plan[1].id");
  CHECK(verdict(plan_with(R"({"task": [], "task": []})")) == "error_json_double records.task");
}

TEST_CASE("JSON of others and of newer versions is recognised as such") {
  CHECK(verdict("[]") == "error_json_foreign");
  CHECK(verdict("{}") == "error_json_foreign");
  CHECK(verdict(R"({"format": "excalidraw", "version": 1})") == "error_json_foreign");
  CHECK(verdict(R"({"format": "tongzhou", "version": 2, "records": {}})") == "error_file_newer");
  CHECK(verdict(R"({"format": "tongzhou", "records": {}})") == "error_json_value version");
}

TEST_CASE("Broken JSON is refused with the line") {
  CHECK(verdict("") == "error_json_syntax 1");
  CHECK(verdict("{\n\"a\": }") == "error_json_syntax 2");
  CHECK(verdict(task_with(R"("title": "cut)")) == "error_json_syntax 1");
  CHECK(verdict(task_with("\"title\": \"\xff\"")) == "error_json_syntax 1");
  CHECK(verdict(task_with(R"("title": "\ud800")")) == "error_json_syntax 1");
  CHECK(verdict(task_with(R"("duration": 1e999)")) == "error_json_syntax 1");
  CHECK(verdict(task_with(R"("duration": NaN)")) == "error_json_syntax 1");
  CHECK(verdict(plan_with("{}") + "x") == "error_json_syntax 1");
}

TEST_CASE("Zero has many spellings, and where a whole number belongs none with a point is taken") {
  const std::string refused = "error_json_value records.task[1].duration";
  CHECK(verdict(task_with(R"("duration": 0e244)")) == refused);
  CHECK(verdict(task_with(R"("duration": 480.0)")) == refused);
  CHECK(verdict(plan_with(R"({"person": [{"capacity": 0e244}]})")) == "fine");
  CHECK(verdict(plan_with(R"({"person": [{"capacity": -0.0e-9}]})")) == "fine");
}

TEST_CASE("JSON cut short anywhere is refused") {
  test::Dice dice(3);
  const std::string text = export_json(test::make_random_plan(dice, {.records_of_a_kind = 2}));
  for (std::size_t length = 0; length + 2 < text.size(); ++length)
    REQUIRE_FALSE(import_json_text(std::string_view(text).substr(0, length)));
}

TEST_CASE("Two million nested levels are refused, not followed") {
  CHECK(verdict(std::string(2'000'000, '[')) == "error_json_too_large");
  std::string objects;
  for (int i = 0; i < 2'000'000; ++i) objects += "{\"a\":";
  CHECK(verdict(objects) == "error_json_too_large");
}

TEST_CASE("More values than fit in memory are refused") {
  std::string numbers = "[1";
  for (std::size_t i = 0; i < kMostJsonValues; ++i) numbers += ",1";
  CHECK(verdict(numbers + "]") == "error_json_too_large");
}

TEST_CASE("Text with NUL, quotes and line ends survives JSON") {
  PlanLoader loader({1});
  const std::string title("a\0b\"\\\n\t</script>\x7f😀", 22);
  loader.add(Entry<Task>{{2}, false, {.title = title}, {}});
  const auto imported = import_json_text(export_json(std::move(loader).take()));
  REQUIRE(imported);
  CHECK(imported->plan.find(Id<Task>{2})->title == title);
}

}  // namespace
}  // namespace tongzhou
