#include "exchange/time_zones.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace tongzhou {
namespace {

Instant moment(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  return at(from_civil(year, month, day), hour * 60 + minute);
}

TEST_CASE("daylight saving begins and ends when it does") {
  const CalendarZone berlin = calendar_zone(TimeZone::berlin, 2026, 2027);
  CHECK(berlin.name == "Europe/Berlin");
  CHECK(to_wall_clock(berlin, moment(2026, 3, 29, 0, 59)) == moment(2026, 3, 29, 1, 59));
  CHECK(to_wall_clock(berlin, moment(2026, 3, 29, 1)) == moment(2026, 3, 29, 3));
  CHECK(to_wall_clock(berlin, moment(2026, 10, 25, 0, 59)) == moment(2026, 10, 25, 2, 59));
  CHECK(to_wall_clock(berlin, moment(2026, 10, 25, 1)) == moment(2026, 10, 25, 2));
  const CalendarZone york = calendar_zone(TimeZone::new_york, 2027, 2027);
  CHECK(to_wall_clock(york, moment(2027, 3, 14, 6, 59)) == moment(2027, 3, 14, 1, 59));
  CHECK(to_wall_clock(york, moment(2027, 3, 14, 7)) == moment(2027, 3, 14, 3));
  CHECK(to_wall_clock(york, moment(2027, 11, 7, 5, 59)) == moment(2027, 11, 7, 1, 59));
  CHECK(to_wall_clock(york, moment(2027, 11, 7, 6)) == moment(2027, 11, 7, 1));
  const CalendarZone sydney = calendar_zone(TimeZone::sydney, 2026, 2026);
  CHECK(to_wall_clock(sydney, moment(2026, 1, 1, 0)) == moment(2026, 1, 1, 11));
  CHECK(to_wall_clock(sydney, moment(2026, 7, 1, 0)) == moment(2026, 7, 1, 10));
  CHECK(calendar_zone(TimeZone::unset, 2026, 2026).name.empty());
  CHECK(calendar_zone(TimeZone::beijing, 2026, 2026) == china_zone());
}

// Whether the C library reads the time zone database: that of Emscripten keeps to the machine's.
bool has_zones() {
  setenv("TZ", "Asia/Tokyo", 1);
  tzset();
  const std::time_t seconds = 0;
  std::tm local{};
  localtime_r(&seconds, &local);
  return local.tm_hour == 9 && std::filesystem::exists("/usr/share/zoneinfo/Europe/Berlin");
}

// Against the zones of the machine, every six hours of eighteen years.
TEST_CASE("clocks agree with the time zone database") {
  const char* before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  const bool can_compare = has_zones();
  for (int i = 1; can_compare && i < kChoiceCount<TimeZone>; ++i) {
    const CalendarZone zone = calendar_zone(static_cast<TimeZone>(i), 2020, 2037);
    CAPTURE(zone.name);
    setenv("TZ", zone.name.c_str(), 1);
    tzset();
    int wrong = 0;
    for (Instant utc = moment(2020, 1, 1, 0); utc < moment(2038, 1, 1, 0);
         utc = utc + Minutes{360}) {
      const std::time_t seconds = std::time_t{utc.value} * 60;
      std::tm local{};
      localtime_r(&seconds, &local);
      const Instant there =
          moment(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                 static_cast<unsigned>(local.tm_mday), local.tm_hour, local.tm_min);
      if (to_wall_clock(zone, utc) != there || to_wall_clock(zone, to_utc(zone, there)) != there)
        ++wrong;
    }
    CHECK(wrong == 0);
  }
  if (before == nullptr)
    unsetenv("TZ");
  else
    setenv("TZ", kept.c_str(), 1);
  tzset();
  if (!can_compare) SKIP("no time zone database can be read here");
}

}  // namespace
}  // namespace tongzhou
