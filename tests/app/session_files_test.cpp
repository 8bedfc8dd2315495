// Files that are no plans, dropped on the window: answers and calendars.
#include <catch2/catch_test_macros.hpp>

#include "app/answers.h"
#include "insight/surveys.h"
#include "support/memory_desk.h"

namespace tongzhou::test {
namespace {

NamedBytes file_of(std::string name, std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {std::move(name), {bytes.begin(), bytes.end()}};
}

std::string suggestion(AnyId plan, std::uint64_t ticket) {
  return write_answer({.plan = plan,
                       .survey = {},
                       .department = {},
                       .ticket = ticket,
                       .revision = 1,
                       .answers = {},
                       .topic = {},
                       .text = "shorter meetings",
                       .name = {}});
}

TEST_CASE("answers wait until they are taken in, which can be taken back") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("design 3d dept A"));
  const std::uint64_t before = desk.plan().revision();
  desk.open(file_of("one.txt", suggestion(desk.plan().id(), 11)));
  desk.open(file_of("two.txt", "Dear keeper,\n" + suggestion(desk.plan().id(), 12)));
  desk.open(file_of("bad.txt", "BEGIN TONGZHOU ANSWER----- xxx"));
  CHECK(desk.plan().revision() == before);  // nothing of them is in the plan
  CHECK(desk.session.answers().sheets.size() == 2);
  CHECK(desk.session.answers().remarks.size() == 1);

  desk.run("answers_take");
  CHECK(desk.plan().table<Suggestion>().live_count() == 2);
  CHECK(desk.session.answers().empty());
  desk.run("undo");
  CHECK(desk.plan().table<Suggestion>().live_count() == 0);
  desk.run("redo");
  CHECK(desk.plan().table<Suggestion>().live_count() == 2);
}

TEST_CASE("too few answers stay until there are enough, or they are let go") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("design 3d dept A"));
  desk.edit(add_survey(desk.open_plan(), desk.random, day_of(desk.session.now())).draft);
  const Id<Survey> survey = (*desk.plan().table<Survey>().live().begin()).id;
  const Id<Question> rating = overall_question(desk.plan(), survey);
  const auto drop = [&](std::uint64_t ticket) {
    desk.open(file_of("answer.txt", write_answer({.plan = desk.plan().id(),
                                                  .survey = survey,
                                                  .department = {},
                                                  .ticket = ticket,
                                                  .revision = 1,
                                                  .answers = {{rating, 0, {3}, {}}},
                                                  .topic = {},
                                                  .text = {},
                                                  .name = {}})));
  };
  for (std::uint64_t i = 1; i <= 4; ++i) drop(i);
  desk.run("answers_take");
  CHECK(desk.session.answers().sheets.size() == 4);
  CHECK(find_results(desk.plan(), survey).answers == 0);
  drop(5);
  desk.run("answers_take");
  CHECK(desk.session.answers().empty());
  CHECK(find_results(desk.plan(), survey).answers == 5);
  drop(6);
  desk.run("answers_dismiss");
  CHECK(desk.session.answers().empty());
}

TEST_CASE("answers without a plan are not lost silently, and go with their plan") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(file_of("one.txt", suggestion({1}, 11)));
  CHECK(desk.session.answers().empty());
  CHECK_FALSE(desk.session.notices().empty());
  desk.open(plan_file_of("design 3d dept A"));
  desk.open(file_of("one.txt", suggestion(desk.plan().id(), 11)));
  desk.run("plan_close");
  CHECK(desk.session.answers().empty());
}

TEST_CASE("a calendar dropped on the window brings its meetings") {
  MemoryDisk disk;
  MemoryDesk desk(disk);
  desk.open(plan_file_of("design 3d dept A"));
  const std::string calendar =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1@test\r\n"
      "DTSTAMP:20260801T000000Z\r\nDTSTART:20260907T093000\r\nDTEND:20260907T103000\r\n"
      "SUMMARY:周会\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  desk.open(file_of("team.ics", calendar));
  REQUIRE(desk.plan().table<Meeting>().live_count() == 1);
  CHECK((*desk.plan().table<Meeting>().live().begin()).record.title == "周会");
  desk.open(file_of("team.ics", calendar));
  CHECK(desk.plan().table<Meeting>().live_count() == 1);  // the same again
  desk.run("undo");
  CHECK(desk.plan().table<Meeting>().live_count() == 0);
  desk.open(file_of("broken.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"));
  CHECK(desk.session.notices().back().kind == Notice::Kind::trouble);
}

}  // namespace
}  // namespace tongzhou::test
