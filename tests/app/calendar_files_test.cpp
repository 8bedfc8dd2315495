#include "app/calendar_files.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "app/communication_edits.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kSomeMonday = from_civil(2026, 8, 24);

OpenPlan weekly_in(PlanLanguage language) {
  TextPlan text = plan_from_text("work 5d dept A; launch milestone after work");
  text.set<&PlanInfo::language>(text.plan.info_id(), language);
  const auto person = text.add(Person{.name = "王磊", .contact = "wang@example.org"});
  text.add(Meeting{
      .title = "周会", .organiser = person, .start = at(kSomeMonday, 570), .rule = "FREQ=WEEKLY"});
  return OpenPlan(text.plan);
}

Id<Meeting> only_meeting(const OpenPlan& open) {
  return (*open.plan().table<Meeting>().live().begin()).id;
}

const CalendarEvent& series_of(const CalendarFile& file) {
  const auto found = std::ranges::find_if(
      file.events, [](const CalendarEvent& event) { return !event.all_day && !event.instead_of; });
  REQUIRE(found != file.events.end());
  return *found;
}

void edit(OpenPlan& open, Draft draft) {
  REQUIRE(open.edit(std::move(draft), ReplicaId{7}, {}).has_value());
}

Occurrence on(const OpenPlan& open, Day day) {
  const auto held = find_occurrences(open.plan(), open.calendars(), {day, day});
  REQUIRE(held.size() == 1);
  return held.front();
}

TEST_CASE("a calendar holds the series, what was moved and what was cancelled") {
  OpenPlan open = weekly_in(PlanLanguage::chinese);
  SeededRandom random{1};
  const CalendarFile before = make_calendar(open, {}, kSomeMonday, Language::chinese);
  CHECK(series_of(before).rule == "FREQ=WEEKLY");
  CHECK(series_of(before).attendees.front().address == "wang@example.org");
  CHECK(std::ranges::count(before.events, true, &CalendarEvent::all_day) == 1);  // the milestone

  edit(open, move_meeting(open, random, on(open, kSomeMonday + 7), at(kSomeMonday + 9, 600)));
  edit(open, cancel_meeting(open, random, on(open, kSomeMonday + 14)));
  const CalendarFile after = make_calendar(open, {}, kSomeMonday, Language::chinese);
  CHECK(series_of(after).uid == series_of(before).uid);
  CHECK(series_of(after).sequence > series_of(before).sequence);
  CHECK(series_of(after).left_out == std::vector{at(kSomeMonday + 14, 570)});
  const auto moved = std::ranges::find_if(
      after.events, [](const CalendarEvent& event) { return event.instead_of.has_value(); });
  REQUIRE(moved != after.events.end());
  CHECK(moved->instead_of == at(kSomeMonday + 7, 570));
  CHECK(moved->start == at(kSomeMonday + 9, 600));
}

TEST_CASE("what days off push is written out") {
  OpenPlan open = weekly_in(PlanLanguage::chinese);
  SeededRandom random{1};
  // On Saturdays: every one is held on the Monday after.
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {""}));
  builder.set<&Meeting::start>(only_meeting(open), at(kSomeMonday + 5, 570));
  edit(open, std::move(builder).take());
  const CalendarFile file = make_calendar(open, {}, kSomeMonday, Language::chinese);
  const auto first = std::ranges::find_if(
      file.events, [](const CalendarEvent& event) { return event.instead_of.has_value(); });
  REQUIRE(first != file.events.end());
  CHECK(first->instead_of == at(kSomeMonday + 5, 570));
  CHECK(first->start == at(kSomeMonday + 7, 570));
  CHECK(series_of(file).left_out.empty());
}

TEST_CASE("of a long daily series, what is cancelled today is written, and nothing else is lost") {
  OpenPlan open = weekly_in(PlanLanguage::chinese);
  SeededRandom random{1};
  edit(open, set_repeat(open, random, only_meeting(open), Repeat::daily));
  const Day today = kSomeMonday + 5 * 364;  // a Monday, more than a thousand meetings later
  edit(open, cancel_meeting(open, random, on(open, today)));
  const CalendarFile file = make_calendar(open, {}, today, Language::chinese);
  const std::vector<Instant>& left_out = series_of(file).left_out;
  CHECK(std::ranges::find(left_out, at(today, 570)) != left_out.end());
  // All others are days off.
  for (const Instant one : left_out)
    if (one != at(today, 570)) CHECK(weekday_of(day_of(one)) >= 5);
}

TEST_CASE("what is written is read back as the same meetings, and changes them") {
  OpenPlan open = weekly_in(PlanLanguage::english);
  SeededRandom random{1};
  const NamedBytes written = calendar_file(open, {}, kSomeMonday, Language::english, 1'800'000'000);
  CHECK(written.name.ends_with(".ics"));
  const auto read = read_icalendar(written.bytes, zone_of(open.plan()));
  REQUIRE(read.has_value());
  CHECK(read->notices.empty());
  // The plan knows it: nothing new, and nothing to change.
  auto again = import_calendar(open, random, read->calendar);
  REQUIRE(again.has_value());
  CHECK(again->meetings == 1);
  CHECK(again->whole_days == 1);
  CHECK(again->draft.edits.empty());
  // Another plan takes it in; later versions change what it took.
  OpenPlan other = weekly_in(PlanLanguage::english);
  edit(other, delete_record(other, random, ref(only_meeting(other))));
  edit(other, import_calendar(other, random, read->calendar)->draft);
  REQUIRE(other.plan().table<Meeting>().live_count() == 1);
  const Meeting& taken = *other.plan().find(only_meeting(other));
  CHECK(taken.title == "周会");
  CHECK(taken.start == at(kSomeMonday, 570));
  CHECK(taken.people.ids.size() == 1);
  CalendarFile later = read->calendar;
  for (CalendarEvent& event : later.events) {
    event.title = "later";
    if (!event.all_day) event.left_out.push_back(at(kSomeMonday + 7, 570));
  }
  edit(other, import_calendar(other, random, later)->draft);
  CHECK(other.plan().table<Meeting>().live_count() == 1);
  CHECK(other.plan().find(only_meeting(other))->title == "later");
  CHECK(on(other, kSomeMonday + 7).cancelled);
  CHECK_FALSE(import_calendar(other, random, CalendarFile{}).has_value());
}

TEST_CASE("where departments keep another time, a meeting says what their clocks show") {
  OpenPlan open = weekly_in(PlanLanguage::chinese);
  SeededRandom random{1};
  const Id<Department> department = (*open.plan().table<Department>().live().begin()).id;
  const std::string name = open.plan().name_of(ref(department));
  const auto clocks = [&](Instant start) {
    return other_clocks(open.plan(), *open.plan().find(only_meeting(open)), start,
                        Language::chinese);
  };
  const auto keep_time_of = [&](TimeZone zone) {
    ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {""}));
    builder.set<&Department::time_zone>(department, zone);
    builder.set<&Meeting::departments>(only_meeting(open), {{department}});
    edit(open, std::move(builder).take());
  };
  const Instant summer = at(from_civil(2026, 7, 1), 9 * 60),
                winter = at(from_civil(2026, 12, 1), 540);
  CHECK(clocks(summer) == "");
  keep_time_of(TimeZone::berlin);
  CHECK(clocks(summer) == name + " 03:00");
  CHECK(clocks(winter) == name + " 02:00");
  keep_time_of(TimeZone::new_york);
  CHECK(clocks(summer) == name + " 6月30日 21:00");
  CHECK(clocks(winter) == name + " 11月30日 20:00");
  keep_time_of(TimeZone::beijing);
  CHECK(clocks(summer) == "");
  // The plan itself may be elsewhere; its calendar file is on that clock then.
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_add_record, {""}));
  builder.set<&PlanInfo::time_zone>(open.plan().info_id(), TimeZone::london);
  edit(open, std::move(builder).take());
  CHECK(clocks(summer) == name + " 16:00");
  const NamedBytes file = calendar_file(open, {}, kSomeMonday, Language::english, 1'800'000'000);
  const std::string_view text(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  CHECK(text.find("TZID:Europe/London") != std::string_view::npos);
  const auto read = read_icalendar(file.bytes, zone_of(open.plan()));
  REQUIRE(read.has_value());
  CHECK(read->notices.empty());
}

TEST_CASE("a calendar of one person or department holds what is theirs") {
  const OpenPlan open = weekly_in(PlanLanguage::chinese);
  const auto person = (*open.plan().table<Person>().live().begin()).id;
  const auto department = (*open.plan().table<Department>().live().begin()).id;
  const auto titles = [&](CalendarOf of) {
    std::vector<std::string> all;
    for (const CalendarEvent& event :
         make_calendar(open, of, kSomeMonday, Language::chinese).events)
      all.push_back(event.title);
    return all;
  };
  CHECK(titles({.person = person}) == std::vector<std::string>{"周会"});
  CHECK(titles({.department = department}).empty());
  CHECK(titles({}) == std::vector<std::string>{"周会", "launch"});
}

}  // namespace
}  // namespace tongzhou
