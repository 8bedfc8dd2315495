// Calendars of all kinds, as an exchange with other programs may hold them.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "exchange/icalendar.h"

namespace tongzhou {

// Without daylight saving, or with changes twice a year by one hour, at night.
inline CalendarZone random_zone() {
  if (*rc::gen::arbitrary<bool>()) return china_zone();
  CalendarZone zone{"Test/Zone", {*rc::gen::inRange(-12, 13) * 60}, {}};
  for (int year = 2024; year < 2034; ++year) {
    const Instant spring = at(from_civil(year, 3, 28), 180),
                  autumn = at(from_civil(year, 10, 28), 180);
    const Minutes summer{zone.offset.count + 60};
    zone.changes.push_back({spring - zone.offset, summer});
    zone.changes.push_back({autumn - summer, zone.offset});
  }
  return zone;
}

// A time on the wall clock, not at one that a change leaves out or repeats.
inline Instant random_time() {
  const Day day = from_civil(2024, 6, 1) + *rc::gen::inRange(0, 3000);
  return at(day, 12 * 60 + *rc::gen::inRange(0, 60));
}

inline std::string random_text() {
  static const std::vector<std::string> kPieces{"a", "Z ", "会", "议", "\n", "\\", ";",
                                                ",", ":",  "\"", "^",  "^n", "𠮷", "BEGIN:VEVENT",
                                                "=", "\tb"};
  std::string text;
  for (int n = *rc::gen::inRange(0, 40); n > 0; --n) text += *rc::gen::elementOf(kPieces);
  return text;
}

inline CalendarPerson random_person() {
  std::string name = random_text();
  return {name, *rc::gen::elementOf(std::vector<std::string>{"", "min@example.org", "a+b@c.d"}),
          *rc::gen::arbitrary<bool>()};
}

inline CalendarEvent random_event() {
  const auto maybe = [] { return *rc::gen::arbitrary<bool>(); };
  CalendarEvent event;
  event.uid = "u" + std::to_string(*rc::gen::inRange(0, 1000)) + "@tongzhou";
  event.sequence = *rc::gen::inRange(0, 100);
  event.title = random_text();
  event.description = random_text();
  event.place = random_text();
  if (maybe()) event.url = "https://example.org/?a=b;c,d";
  event.all_day = maybe();
  const auto time = [&] { return event.all_day ? start_of(day_of(random_time())) : random_time(); };
  event.start = time();
  event.length = event.all_day ? Minutes{kMinutesPerDay * *rc::gen::inRange(1, 5)}
                               : Minutes{*rc::gen::inRange(0, 600)};
  const std::string until = event.all_day ? "20300601" : "20300601T123059";
  event.rule = *rc::gen::elementOf(std::vector<std::string>{
      "", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=7", "FREQ=DAILY;UNTIL=" + until,
      "FREQ=YEARLY;UNTIL=" + until + ";INTERVAL=2"});
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) event.left_out.push_back(time());
  std::ranges::sort(event.left_out);
  event.left_out.erase(std::ranges::unique(event.left_out).begin(), event.left_out.end());
  if (maybe()) event.instead_of = time();
  if (maybe()) {
    event.organiser = random_person();
    event.organiser->required = true;
  }
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) event.attendees.push_back(random_person());
  event.cancelled = maybe();
  event.transparent = maybe();
  return event;
}

inline CalendarFile random_calendar() {
  CalendarFile calendar;
  calendar.name = random_text();
  for (int n = *rc::gen::inRange(0, 5); n > 0; --n) calendar.events.push_back(random_event());
  for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
    const Instant start = random_time();
    calendar.busy.push_back({"", start, start + Minutes{*rc::gen::inRange(1, 600)}});
  }
  return calendar;
}

}  // namespace tongzhou
