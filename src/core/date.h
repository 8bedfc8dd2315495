// Days, instants and lengths of time on the plan's own wall clock.
//
// A plan speaks of local civil time ("Monday 08:00 at the office"); there is no time zone and no
// daylight saving in it, so an instant is a count of minutes and arithmetic is exact. Calendar
// conversions are those of std::chrono (proleptic Gregorian, Hinnant's algorithms).
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "core/words.h"

namespace tongzhou {

inline constexpr std::int32_t kMinutesPerDay = 24 * 60;
// The minute of the day that is meant where a start, or an end, is a day alone.
inline constexpr std::int32_t kMorning = 8 * 60;
inline constexpr std::int32_t kEvening = 17 * 60;

// A civil day: days since 1970-01-01. Unset unless given.
struct Day {
  static constexpr std::int32_t kUnset = std::numeric_limits<std::int32_t>::min();
  std::int32_t value = kUnset;

  constexpr bool is_set() const { return value != kUnset; }
  auto operator<=>(const Day&) const = default;
};

// A civil minute: minutes since 1970-01-01 00:00, good from year -2113 to 6053. Unset unless given.
struct Instant {
  static constexpr std::int32_t kUnset = std::numeric_limits<std::int32_t>::min();
  std::int32_t value = kUnset;

  constexpr bool is_set() const { return value != kUnset; }
  auto operator<=>(const Instant&) const = default;
};

// A length in minutes; whether of working or of elapsed time is said where it is used.
struct Minutes {
  std::int32_t count = 0;
  auto operator<=>(const Minutes&) const = default;
};

// The earliest and latest day a plan may name: 1900-01-01 and 2199-12-31. Readers of files refuse
// others, so that arithmetic on instants stays far from overflow.
inline constexpr Day kFirstDay{-25567};
inline constexpr Day kLastDay{84005};
constexpr bool in_range(Day day) { return day >= kFirstDay && day <= kLastDay; }

constexpr Day operator+(Day day, int days) { return {day.value + days}; }
constexpr Day operator-(Day day, int days) { return {day.value - days}; }
constexpr int operator-(Day a, Day b) { return a.value - b.value; }
constexpr Instant operator+(Instant at, Minutes length) { return {at.value + length.count}; }
constexpr Instant operator-(Instant at, Minutes length) { return {at.value - length.count}; }
constexpr Minutes operator-(Instant a, Instant b) { return {a.value - b.value}; }

constexpr Instant start_of(Day day) { return {day.value * kMinutesPerDay}; }
constexpr Instant at(Day day, std::int32_t minute_of_day) {
  return {day.value * kMinutesPerDay + minute_of_day};
}
// The day an instant falls on; midnight belongs to the day it begins.
constexpr Day day_of(Instant instant) {
  const std::int32_t v = instant.value;
  return {v / kMinutesPerDay - (v % kMinutesPerDay < 0 ? 1 : 0)};
}
constexpr std::int32_t minute_of_day(Instant instant) {
  return instant.value - day_of(instant).value * kMinutesPerDay;
}
inline bool in_range(Instant instant) { return in_range(day_of(instant)); }

// Monday is 0, Sunday 6 (ISO 8601 order).
constexpr int weekday_of(Day day) { return ((day.value + 3) % 7 + 7) % 7; }

std::chrono::year_month_day to_civil(Day day);
Day from_civil(int year, unsigned month, unsigned day);  // unset when there is no such day
int iso_week(Day day);                                   // ISO 8601 week number, 1 to 53

// "2026-08-30", "2026-08-30T08:00" (ISO 8601). Empty text for unset.
std::string to_iso(Day day);
std::string to_iso(Instant instant);
// Accepts the forms above, also with seconds (dropped). Nothing for anything else or out of range.
std::optional<Day> parse_iso_day(std::string_view text);
std::optional<Instant> parse_iso_instant(std::string_view text);

// As people write them: 2026-8-30, 2026/8/30, 2026.8.30, 20260830, 2026年8月30日, 8月30日, 8/30,
// 30 Aug (2026); without a year, the one nearest to `near`. With " 14:30" a time of day, else the
// given minute of the day.
std::optional<Instant> parse_instant(std::string_view text, Day near, std::int32_t default_minute);

// "8月30日" / "30 Aug"; with the year where it is not `this_year`.
std::string date_text(Day day, int this_year, Language language);
// The same with the weekday: "8月30日 周日" / "Sun 30 Aug".
std::string day_text(Day day, int this_year, Language language);
std::string month_text(Day day, Language language);    // "8月" / "Aug"
std::string weekday_text(Day day, Language language);  // "周日" / "Sun"

}  // namespace tongzhou
