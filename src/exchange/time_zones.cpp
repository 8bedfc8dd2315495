#include "exchange/time_zones.h"

#include <iterator>

#include "core/sorting.h"

namespace tongzhou {
namespace {

enum class Daylight : std::uint8_t { none, europe, america, australia };

struct Place {
  const char* name;
  int minutes;  // ahead of UTC, without daylight saving
  Daylight daylight = Daylight::none;
};
constexpr Place kPlaces[] = {
    {"", 0},
    {"Asia/Shanghai", 480},
    {"Asia/Tokyo", 540},
    {"Asia/Bangkok", 420},
    {"Asia/Kolkata", 330},
    {"Asia/Dubai", 240},
    {"Europe/Moscow", 180},
    {"Europe/Berlin", 60, Daylight::europe},
    {"Europe/London", 0, Daylight::europe},
    {"America/Sao_Paulo", -180},
    {"America/New_York", -300, Daylight::america},
    {"America/Chicago", -360, Daylight::america},
    {"America/Los_Angeles", -480, Daylight::america},
    {"Australia/Sydney", 600, Daylight::australia},
};
static_assert(std::size(kPlaces) == kChoiceCount<TimeZone>);

constexpr int kSunday = 6;

// The first Sunday on or after that day.
Day sunday_from(int year, unsigned month, unsigned day) {
  const Day from = from_civil(year, month, day);
  return from + (kSunday - weekday_of(from));
}

// When daylight saving begins and ends in a year, in UTC.
struct DaylightSpan {
  Instant begin, end;
};
DaylightSpan daylight_in(int year, const Place& place) {
  const Minutes standard{place.minutes};
  switch (place.daylight) {
    case Daylight::none: break;
    case Daylight::europe:  // the last Sundays, everywhere at 1:00 UTC
      return {at(sunday_from(year, 3, 25), 60), at(sunday_from(year, 10, 25), 60)};
    case Daylight::america:  // at 2:00 of the clock that ends
      return {at(sunday_from(year, 3, 8), 120) - standard,
              at(sunday_from(year, 11, 1), 60) - standard};
    case Daylight::australia:  // at 2:00 without daylight saving
      return {at(sunday_from(year, 10, 1), 120) - standard,
              at(sunday_from(year, 4, 1), 120) - standard};
  }
  return {};
}

}  // namespace

CalendarZone calendar_zone(TimeZone zone, int first_year, int last_year) {
  const Place& place = kPlaces[static_cast<std::size_t>(zone)];
  const Minutes standard{place.minutes}, daylight{place.minutes + 60};
  CalendarZone made{place.name, standard, {}};
  if (place.daylight == Daylight::none) return made;
  if (place.daylight == Daylight::australia) made.offset = daylight;  // in January
  for (int year = first_year; year <= last_year; ++year) {
    const DaylightSpan span = daylight_in(year, place);
    made.changes.push_back({span.begin, daylight});
    made.changes.push_back({span.end, standard});
  }
  sort_stably(made.changes);
  return made;
}

}  // namespace tongzhou
