// Our calendars and rules, read by somebody else's library (natively only).
#include <libical/ical.h>
#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "exchange/icalendar.h"
#include "schedule/recurrence.h"
#include "support/random_calendar.h"

namespace tongzhou {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

Instant instant_of(const icaltimetype& time) {
  return at(
      from_civil(time.year, static_cast<unsigned>(time.month), static_cast<unsigned>(time.day)),
      time.is_date ? 0 : time.hour * 60 + time.minute);
}

std::string text_of(const char* text) { return text ? text : ""; }

// It takes blanks off both ends of what it reads.
std::string without_blanks(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The moment in UTC, by the zone that stands in the file.
Instant utc_by_libical(icalcomponent* calendar, icalproperty* property) {
  icaltimetype time = icalproperty_get_dtstart(property);
  icalparameter* zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  RC_ASSERT(zone != nullptr);
  icaltimezone* known = icalcomponent_get_timezone(calendar, icalparameter_get_tzid(zone));
  RC_ASSERT(known != nullptr);
  icaltime_set_timezone(&time, known);
  return instant_of(icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone()));
}

void compare_event(icalcomponent* calendar, icalcomponent* got, const CalendarEvent& event,
                   const CalendarZone& zone) {
  RC_ASSERT(text_of(icalcomponent_get_uid(got)) == event.uid);
  RC_ASSERT(text_of(icalcomponent_get_summary(got)) == without_blanks(event.title));
  RC_ASSERT(text_of(icalcomponent_get_description(got)) == without_blanks(event.description));
  RC_ASSERT(icalcomponent_get_sequence(got) == event.sequence);
  icalproperty* start = icalcomponent_get_first_property(got, ICAL_DTSTART_PROPERTY);
  const icaltimetype time = icalproperty_get_dtstart(start);
  RC_ASSERT((time.is_date != 0) == event.all_day);
  RC_ASSERT(instant_of(time) == event.start);
  if (!event.all_day) RC_ASSERT(utc_by_libical(calendar, start) == to_utc(zone, event.start));
  const int exceptions = icalcomponent_count_properties(got, ICAL_EXDATE_PROPERTY);
  RC_ASSERT(exceptions == static_cast<int>(event.left_out.size()));
  RC_ASSERT((icalcomponent_count_properties(got, ICAL_RRULE_PROPERTY) == 1) == !event.rule.empty());
  RC_ASSERT(icalcomponent_count_properties(got, ICAL_ATTENDEE_PROPERTY) ==
            static_cast<int>(event.attendees.size()));
  RC_ASSERT((icalcomponent_get_status(got) == ICAL_STATUS_CANCELLED) == event.cancelled);
}

TEST_CASE("libical reads the calendars that we write") {
  CHECK(rc::check("every event is as it was", [] {
    const CalendarZone zone = random_zone();
    const CalendarFile calendar = random_calendar();
    const std::string text = write_icalendar(calendar, zone, 1'790'000'000);
    const Component root(icalparser_parse_string(text.c_str()));
    RC_ASSERT(root != nullptr);
    RC_ASSERT(icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT);
    RC_ASSERT(icalcomponent_count_errors(root.get()) == 0);
    icalcomponent* got = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT);
    for (const CalendarEvent& event : calendar.events) {
      RC_ASSERT(got != nullptr);
      compare_event(root.get(), got, event, zone);
      got = icalcomponent_get_next_component(root.get(), ICAL_VEVENT_COMPONENT);
    }
    RC_ASSERT(got == nullptr);
    const int busy = icalcomponent_count_components(root.get(), ICAL_VFREEBUSY_COMPONENT);
    RC_ASSERT(busy == (calendar.busy.empty() ? 0 : 1));
  }));
}

// Rules of which libical 3 is known to make the same: without BYSETPOS, which it applies to days
// only, BYWEEKNO without BYDAY, hours, of which it loses some, and what it has not implemented.
std::string common_rule() {
  const auto number = [](int from, int to) {
    return std::to_string(*rc::gen::inRange(from, to + 1));
  };
  const auto maybe = [] { return *rc::gen::inRange(0, 3) == 0; };
  const int kind = *rc::gen::inRange(0, 4);
  const char* const names[] = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"};
  std::string rule = "FREQ=" + std::string(names[kind]) + ";COUNT=" + number(1, 40);
  if (maybe()) rule += ";INTERVAL=" + number(1, 5);
  if (maybe()) rule += ";BYMONTH=" + number(1, 6) + "," + number(7, 12);
  const bool nth = kind <= 1;
  if (maybe())
    rule += nth ? ";BYDAY=" + number(1, 4) + "TU,-" + number(1, 4) + "FR" : ";BYDAY=MO,TH,SU";
  else if (maybe() && kind != 2)
    rule += ";BYMONTHDAY=" + number(1, 28) + ",-" + number(1, 28);
  if (maybe()) rule += ";BYHOUR=" + number(0, 11) + "," + number(12, 23);
  if (maybe()) rule += ";BYMINUTE=" + number(0, 29) + "," + number(30, 59);
  return rule;
}

TEST_CASE("rules repeat as libical repeats them") {
  CHECK(rc::check("the same instances", [] {
    const std::string rule = common_rule();
    const Instant start = random_time();
    const auto civil = to_civil(day_of(start));
    icaltimetype first = icaltime_null_time();
    first.year = static_cast<int>(civil.year());
    first.month = static_cast<int>(static_cast<unsigned>(civil.month()));
    first.day = static_cast<int>(static_cast<unsigned>(civil.day()));
    first.hour = minute_of_day(start) / 60;
    first.minute = minute_of_day(start) % 60;
    const icalrecurrencetype parsed = icalrecurrencetype_from_string(rule.c_str());
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> walk(
        icalrecur_iterator_new(parsed, first), icalrecur_iterator_free);
    RC_ASSERT(walk != nullptr);
    std::vector<Instant> wanted;
    const Instant end = start_of(from_civil(2190, 1, 1));
    for (icaltimetype time = icalrecur_iterator_next(walk.get()); !icaltime_is_null_time(time);
         time = icalrecur_iterator_next(walk.get())) {
      const Instant next = instant_of(time);
      if (next >= end) break;
      wanted.push_back(next);
    }
    const auto got = expand_recurrence(rule, start, {start, end, 1000});
    if (got != wanted) RC_LOG() << rule << " " << to_iso(start) << "\n";
    RC_ASSERT(got == wanted);
  }));
}

}  // namespace
}  // namespace tongzhou
