#include "exchange/icalendar.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "core/utf8.h"
#include "exchange/text_encoding.h"
#include "schedule/recurrence.h"
#include "support/random_calendar.h"

namespace tongzhou {
namespace {

constexpr std::int64_t kStamp = 1'790'000'000;  // 2026-09-21T14:13:20Z

Instant when(const std::string& iso) {
  return parse_iso_instant(iso.size() == 10 ? iso + "T00:00" : iso).value();
}

// A file around some lines.
std::string ics(const std::string& lines, const std::string& head = "") {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n" + head + lines + "END:VCALENDAR\r\n";
}
std::string vevent(const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Talk\r\n" + lines + "END:VEVENT\r\n";
}

ReadCalendar read_ics(const std::string& text, const CalendarZone& zone = china_zone()) {
  auto result = read_icalendar(tongzhou::bytes_of(text), zone);
  if (!result) FAIL(say(Language::english, result.error().what));
  return std::move(*result);
}
CalendarEvent read_one(const std::string& lines, const std::string& head = "") {
  const ReadCalendar result = read_ics(ics(vevent(lines), head));
  CHECK(result.notices.empty());
  REQUIRE(result.calendar.events.size() == 1);
  return result.calendar.events[0];
}
std::string notices(const ReadCalendar& result) {
  std::string out;
  for (const Message& each : result.notices) out += say(Language::english, each) + "\n";
  return out;
}
std::string error_of(const std::string& text) {
  const auto result = read_icalendar(tongzhou::bytes_of(text), china_zone());
  return result ? "" : say(Language::english, result.error().what);
}

const std::string kBerlin =
    "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

TEST_CASE("what is written into a calendar comes back") {
  CHECK(rc::check("calendars survive writing and reading", [] {
    const CalendarZone zone = random_zone();
    const CalendarFile calendar = random_calendar();
    const auto back =
        read_icalendar(tongzhou::bytes_of(write_icalendar(calendar, zone, kStamp)), zone);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->notices.empty());
    RC_ASSERT(back->calendar.name == calendar.name);
    RC_ASSERT(back->calendar.busy == calendar.busy);
    RC_ASSERT(back->calendar.events.size() == calendar.events.size());
    for (std::size_t i = 0; i < calendar.events.size(); ++i)
      RC_ASSERT(back->calendar.events[i] == calendar.events[i]);
  }));
}

TEST_CASE("a calendar is written as RFC 5545 says") {
  CalendarFile calendar;
  calendar.name = "同舟";
  calendar.events.push_back({.uid = "m1@tongzhou",
                             .sequence = 2,
                             .title = "评审; A,B",
                             .description = "一\n二\\",
                             .url = "https://example.org/a?b=c,d;e",
                             .start = when("2027-03-01T09:30"),
                             .length = {90},
                             .rule = "FREQ=WEEKLY;UNTIL=20270401T093000;BYDAY=MO",
                             .left_out = {when("2027-03-08T09:30")},
                             .organiser = CalendarPerson{"周敏", "min@example.org"},
                             .attendees = {{"Li, \"Lei\"", "lei@example.org", false}}});
  CHECK(
      write_icalendar(calendar, china_zone(), kStamp) ==
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tongzhou//Tongzhou//ZH\r\nCALSCALE:GREGORIAN\r\n"
      "X-WR-CALNAME:同舟\r\nX-WR-TIMEZONE:Asia/Shanghai\r\n"
      "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\n"
      "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
      "BEGIN:VEVENT\r\nUID:m1@tongzhou\r\nDTSTAMP:20260921T141320Z\r\nSEQUENCE:2\r\n"
      "DTSTART;TZID=Asia/Shanghai:20270301T093000\r\nDTEND;TZID=Asia/Shanghai:20270301T110000\r\n"
      "RRULE:FREQ=WEEKLY;UNTIL=20270401T013000Z;BYDAY=MO\r\n"
      "EXDATE;TZID=Asia/Shanghai:20270308T093000\r\n"
      "SUMMARY:评审\\; A\\,B\r\nDESCRIPTION:一\\n二\\\\\r\nURL:https://example.org/a?b=c,d;e\r\n"
      "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nORGANIZER;CN=周敏:mailto:min@example.org\r\n"
      "ATTENDEE;CN=\"Li, ^'Lei^'\";ROLE=OPT-PARTICIPANT:mailto:lei@example.org\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("lines are folded after at most 75 bytes and never within a character") {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    CalendarFile calendar;
    std::string title(shift, 'x');
    for (int i = 0; i < 200; ++i) title += i % 7 == 0 ? "𠮷" : "会";
    calendar.events.push_back({.uid = "1", .title = title, .start = when("2027-03-01T09:30")});
    const std::string text = write_icalendar(calendar, china_zone(), kStamp);
    CHECK(text.find("\r\n ") != std::string::npos);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find("\r\n", at);
      REQUIRE(end != std::string::npos);
      CHECK(end - at <= 75);
      CHECK(is_utf8(std::string_view(text).substr(at, end - at)));
      at = end + 2;
    }
    CHECK(read_ics(text).calendar.events[0].title == title);
  }
}

TEST_CASE("a meeting that was changed is the same with a higher sequence") {
  CalendarFile calendar;
  calendar.events.push_back({.uid = "m1", .title = "Old", .start = when("2027-03-01T09:30")});
  const CalendarFile before = read_ics(write_icalendar(calendar, china_zone(), kStamp)).calendar;
  calendar.events[0].sequence = 1;
  calendar.events[0].start = when("2027-03-02T09:30");
  const CalendarFile after = read_ics(write_icalendar(calendar, china_zone(), kStamp)).calendar;
  CHECK(before.events[0].uid == after.events[0].uid);
  CHECK(before.events[0].sequence < after.events[0].sequence);
  CHECK(after.events[0].start == when("2027-03-02T09:30"));
}

TEST_CASE("times are turned into the plan's wall clock") {
  CHECK(read_one("DTSTART:20270301T093000\r\n").start == when("2027-03-01T09:30"));
  CHECK(read_one("DTSTART:20270301T013000Z\r\n").start == when("2027-03-01T09:30"));
  CHECK(read_one("DTSTART;TZID=Asia/Shanghai:20270301T093000\r\n").start ==
        when("2027-03-01T09:30"));
  const std::string berlin = "DTSTART;TZID=W. Europe Standard Time:";
  CHECK(read_one(berlin + "20270301T093000\r\n", kBerlin).start == when("2027-03-01T16:30"));
  CHECK(read_one(berlin + "20270701T093000\r\n", kBerlin).start == when("2027-07-01T15:30"));
  // 2027-03-28 and 2027-10-31 are the changes: the hour that is left out, the hour that is twice.
  CHECK(read_one(berlin + "20270328T015900\r\n", kBerlin).start == when("2027-03-28T08:59"));
  CHECK(read_one(berlin + "20270328T023000\r\n", kBerlin).start == when("2027-03-28T09:30"));
  CHECK(read_one(berlin + "20270328T030000\r\n", kBerlin).start == when("2027-03-28T09:00"));
  CHECK(read_one(berlin + "20271031T023000\r\n", kBerlin).start == when("2027-10-31T08:30"));
  CHECK(read_one(berlin + "20271031T030000\r\n", kBerlin).start == when("2027-10-31T10:00"));
  const auto day = read_one("DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270303\r\n");
  CHECK((day.all_day && day.start == when("2027-03-01") && day.length.count == 2880));
  CHECK(read_one("DTSTART;VALUE=DATE:20270301\r\n").length.count == 1440);
  CHECK(read_one("DTSTART:20270301T093000\r\nDURATION:P1DT2H30M\r\n").length.count == 1590);
  CHECK(read_one("DTSTART:20270301T093000\r\nDTEND:20270301T024500Z\r\n").length.count == 75);
  CHECK(read_one("DTSTART:20270301T093000\r\n").length.count == 0);

  const ReadCalendar unknown = read_ics(ics(vevent("DTSTART;TZID=Mars:20270301T093000\r\n")));
  CHECK(unknown.calendar.events[0].start == when("2027-03-01T09:30"));
  CHECK(notices(unknown) == "1 times are in an unknown time zone and were taken as local: Mars\n");
}

TEST_CASE("a rule ends when its zone says") {
  // The last change of this zone is the instance that UNTIL names in UTC.
  std::string zone = kBerlin;
  for (const char* month : {"BYMONTH=10", "BYMONTH=3"}) {
    const auto at = zone.find(month);
    zone.replace(at, std::string(month).size(),
                 std::string(month) +
                     (month[8] == '1' ? ";UNTIL=20261025T010000Z" : ";UNTIL=20260329T010000Z"));
  }
  const std::string start = "DTSTART;TZID=W. Europe Standard Time:";
  CHECK(read_one(start + "20260701T093000\r\n", zone).start == when("2026-07-01T15:30"));
  CHECK(read_one(start + "20270701T093000\r\n", zone).start == when("2027-07-01T16:30"));
  CHECK(read_one("DTSTART:20270301T093000\r\nRRULE:FREQ=DAILY;UNTIL=20270303T013000Z\r\n").rule ==
        "FREQ=DAILY;UNTIL=20270303T093000");
  CHECK(read_one("DTSTART:20270301T013000Z\r\nRRULE:FREQ=DAILY;COUNT=3;BYDAY=MO,TU,WE\r\n").rule ==
        "FREQ=DAILY;COUNT=3;BYDAY=MO,TU,WE");

  const ReadCalendar summer =
      read_ics(ics(vevent(start + "20270301T093000\r\nRRULE:FREQ=WEEKLY\r\n"), kBerlin));
  CHECK(summer.calendar.events[0].rule == "FREQ=WEEKLY");
  CHECK(notices(summer) ==
        "1 repeating events are in another time zone; their later times may differ: Talk\n");
  const ReadCalendar shifted =
      read_ics(ics(vevent("DTSTART:20270301T233000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n")));
  CHECK(notices(shifted).find("another time zone") != std::string::npos);
}

TEST_CASE("exceptions of what repeats, and what else an event says") {
  const CalendarEvent event = read_one(
      "DTSTART;TZID=Asia/Shanghai:20270301T093000\r\nRRULE:FREQ=WEEKLY\r\n"
      "EXDATE;TZID=Asia/Shanghai:20270315T093000,20270308T093000\r\nEXDATE:20270322T013000Z\r\n"
      "EXDATE;VALUE=DATE:20270329\r\nEXDATE:20270308T093000\r\n"
      "ORGANIZER;CN=\"Zhou, Min\":MAILTO:min@example.org\r\n"
      "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;CN=\r\n Lei:mailto:lei@example.org\r\n"
      "ATTENDEE:invalid:nomail\r\nLOCATION:A\\, B\\nC\r\nSEQUENCE:7\r\nTRANSP:TRANSPARENT\r\n"
      "status:cancelled\r\nX-OWN;P=\"a:b\",c:x\r\n");
  CHECK(event.left_out == std::vector{when("2027-03-08T09:30"), when("2027-03-15T09:30"),
                                      when("2027-03-22T09:30"), when("2027-03-29T09:30")});
  CHECK(event.organiser == CalendarPerson{"Zhou, Min", "min@example.org"});
  CHECK(event.attendees == std::vector<CalendarPerson>{{"Lei", "lei@example.org", false}, {}});
  CHECK(event.place == "A, B\nC");
  CHECK((event.sequence == 7 && event.transparent && event.cancelled));

  const ReadCalendar moved = read_ics(
      ics(vevent("DTSTART:20270308T140000\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270308T013000Z\r\n"
                 "RDATE:20270401T093000\r\n")));
  CHECK(moved.calendar.events[0].instead_of == when("2027-03-08T09:30"));
  CHECK(notices(moved) ==
        "1 changes of “this and all following” were applied to the named time only: Talk\n");
  CHECK(read_ics(ics(vevent("DTSTART:20270308T140000\r\n"), "METHOD:CANCEL\r\n"))
            .calendar.events[0]
            .cancelled);
}

TEST_CASE("extra dates of a series are meetings of their own") {
  const ReadCalendar result = read_ics(
      ics(vevent("DTSTART:20270301T093000\r\nDTEND:20270301T103000\r\n"
                 "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20270410T093000\r\n"
                 "RDATE:20270401T143000,20270301T093000,20270308T093000,20270410T093000\r\n"
                 "RDATE;VALUE=PERIOD:20270405T100000/PT2H,20270406T100000/20270406T101500\r\n"
                 "RDATE;VALUE=DATE:20270407\r\nRDATE:20270401T250000,nonsense\r\n")));
  const auto& events = result.calendar.events;
  REQUIRE(events.size() == 5);  // those of the rule and those left out are not held twice
  CHECK(events[0].rule == "FREQ=WEEKLY;COUNT=3");
  const auto is_extra = [&](std::size_t number, const char* start, int minutes) {
    const CalendarEvent& extra = events[number];
    CHECK(extra.start == when(start));
    CHECK(extra.length == Minutes{minutes});
    CHECK(extra.uid == events[0].uid + "/" + start);
    CHECK((extra.rule.empty() && extra.left_out.empty()));
    CHECK(extra.title == events[0].title);
  };
  is_extra(1, "2027-04-01T14:30", 60);
  is_extra(2, "2027-04-05T10:00", 120);
  is_extra(3, "2027-04-06T10:00", 15);
  is_extra(4, "2027-04-07T09:30", 60);
  CHECK(notices(result) == "2 extra dates (RDATE) could not be read: Talk\n");
}

TEST_CASE("busy times come as periods") {
  const ReadCalendar result = read_ics(
      ics("BEGIN:VFREEBUSY\r\nATTENDEE:mailto:min@example.org\r\n"
          "FREEBUSY;FBTYPE=BUSY:20270301T010000Z/20270301T020000Z,20270302T010000Z/PT30M\r\n"
          "FREEBUSY;FBTYPE=FREE:20270303T010000Z/PT30M\r\nFREEBUSY:nonsense\r\n"
          "FREEBUSY:20270301T010000Z/20270301T010000Z\r\nEND:VFREEBUSY\r\n"));
  CHECK(result.calendar.busy ==
        std::vector<BusyTime>{
            {"min@example.org", when("2027-03-01T09:00"), when("2027-03-01T10:00")},
            {"min@example.org", when("2027-03-02T09:00"), when("2027-03-02T09:30")}});
  CHECK(notices(result) ==
        "2 busy times cannot be read and were left out: nonsense / "
        "20270301T010000Z/20270301T010000Z\n");
}

TEST_CASE("what is broken is told apart") {
  CHECK(error_of("") == "This is not a calendar file (.ics).");
  CHECK(error_of("<html></html>") == "This is not a calendar file (.ics).");
  CHECK(error_of("BEGIN:VEVENT\r\nEND:VEVENT\r\n") == "This is not a calendar file (.ics).");
  CHECK(error_of("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n") ==
        "The calendar file is incomplete: VEVENT, which begins at line 2, has no end.");
  CHECK(error_of("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n") ==
        "The calendar file is broken at line 3: END:VCALENDAR");
  CHECK(error_of("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:VCALENDAR\r\n") ==
        "The calendar file is broken at line 3: END:VCALENDAR");
  CHECK(error_of("BEGIN:VCALENDAR\nBEGIN:VCALENDAR\n") ==
        "The calendar file is broken at line 2: BEGIN:VCALENDAR");
  CHECK(error_of(std::string(kLargestIcalendar + 1, 'x')) ==
        "The calendar file is too large (at most 64 MB or 200,000 events).");
  CHECK(error_of(ics("") + ics("")) == "");

  const ReadCalendar lossy = read_ics(
      ics(vevent("DTSTART:20270230T090000\r\n") + vevent("DTSTART:20270301T250000\r\n") +
          vevent("") + vevent("DTSTART:20270301T090000\r\nDTEND:20270301T080000\r\n") +
          vevent("DTSTART:18000301T090000\r\n") +
          vevent("DTSTART:20270301T090030\r\nRRULE:FREQ=SOMETIMES\r\nEXDATE:x\r\nno line\r\n") +
          "BEGIN:VTODO\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VTODO\r\n"));
  REQUIRE(lossy.calendar.events.size() == 1);
  CHECK(lossy.calendar.events[0].rule == "");
  CHECK(notices(lossy) ==
        "1 lines are not understood and were passed over: 35: no line\n"
        "2 items that are no events (to-dos, journals and the like) were left out: VTODO / VALARM\n"
        "5 events have dates that cannot be read and were left out: Talk\n"
        "1 items had seconds, now whole minutes: 20270301T090030\n"
        "Rules of repetition of 1 events cannot be used; only their first time is kept: Talk\n"
        "1 cancelled dates cannot be read: Talk\n");
}

TEST_CASE("no file takes long or brings the reader down") {
  const auto seconds = [](const std::string& text) {
    const auto began = std::chrono::steady_clock::now();
    (void)read_icalendar(tongzhou::bytes_of(text), china_zone());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  std::string deep = "BEGIN:VCALENDAR\r\n", ends;
  for (int i = 0; i < 10'000; ++i) {
    deep += "BEGIN:X\r\n";
    ends += "END:X\r\n";
  }
  CHECK(read_ics(deep + ends + "END:VCALENDAR\r\n").calendar.events.empty());

  std::string guests = "DTSTART:20270301T090000\r\n";
  for (int i = 0; i < 1001; ++i) guests += "ATTENDEE;CN=N" + std::to_string(i) + ":mailto:a@b\r\n";
  const ReadCalendar crowd = read_ics(ics(vevent(guests)));
  CHECK(crowd.calendar.events[0].attendees.size() == 1000);
  CHECK(notices(crowd) == "1 events have too many attendees; the first 1,000 are kept: Talk\n");

  const auto repeated = [](const std::string& piece, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += piece;
    return out;
  };
  constexpr std::size_t kFifty = 50'000'000, kSome = 5'000'000;
  const std::string times = "DTSTART:20270301T090000Z\r\n";
  double longest = 0;
  for (const std::string& text :
       {ics(vevent("DESCRIPTION:" + repeated("会议\r\n ", kFifty) + "\r\n")),
        ics(repeated(vevent(times), kSome)), ics(repeated("x\r\n", kSome)),
        ics(repeated("\r\n", kSome)), std::string(kSome, 'x'),
        ics(vevent(times + repeated("EXDATE:20270301T090000\r\n", kSome))),
        ics(repeated("BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\n", kSome)),
        ics(repeated(kBerlin, kSome) +
            repeated(vevent("DTSTART;TZID=Q:20270301T090000\r\n"), kSome)),
        ics(repeated(vevent(times + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"), kSome))})
    longest = std::max(longest, seconds(text));
  INFO("the slowest took " << longest << " s");
  CHECK(longest < 30);
}

}  // namespace
}  // namespace tongzhou
