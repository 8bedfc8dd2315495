#include "schedule/china_holidays.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "support/shared_data.h"

namespace tongzhou {
namespace {

bool is_worked(Day day) {
  const HolidayRun* run = find_china_holiday(day);
  if (run != nullptr) return run->effect == HolidayEffect::worked;
  return weekday_of(day) < 5;
}

std::string name_of(Day day) {
  const HolidayRun* run = find_china_holiday(day);
  return run == nullptr ? "" : std::string(say(Language::chinese, word_of(run->holiday)));
}

struct ListedDay {
  std::string name;
  bool off = false;
};

// The days of one year's file: objects with "name", "date", "isOffDay" in this order.
void read_listed_days(const std::string& json, std::map<Day, ListedDay>& days) {
  const auto text_after = [&](const std::string& key, std::size_t& from) {
    from = json.find('"' + key + "\": ", from);
    if (from == std::string::npos) return std::string();
    from += key.size() + 4;
    const auto end = json.find_first_of(",\n}", from);
    auto text = json.substr(from, end - from);
    if (text.starts_with('"')) text = text.substr(1, text.size() - 2);
    return text;
  };
  for (std::size_t at = json.find("\"days\""); at != std::string::npos;) {
    ListedDay listed{text_after("name", at)};
    if (at == std::string::npos) break;
    const auto day = parse_iso_day(text_after("date", at));
    listed.off = text_after("isOffDay", at) == "true";
    REQUIRE(day);
    days[*day] = listed;
  }
}

TEST_CASE("all 7,305 days from 2007 to 2026 are worked or off as the State Council announced") {
  const auto folder = find_shared_data("holidays");
  if (folder.empty()) SKIP("shared/data/holidays is not here");
  std::map<Day, ListedDay> listed;
  for (int year = 2007; year <= 2026; ++year) {
    read_listed_days(read_file(folder / (std::to_string(year) + ".json")), listed);
  }
  REQUIRE(listed.size() > 600);
  int days = 0;
  for (Day day = from_civil(2007, 1, 1); day <= from_civil(2026, 12, 31); day = day + 1, ++days) {
    const auto found = listed.find(day);
    const bool worked = found == listed.end() ? weekday_of(day) < 5 : !found->second.off;
    INFO(to_iso(day));
    if (worked != is_worked(day)) FAIL("the notice says otherwise");
    if (found != listed.end() && found->second.off) REQUIRE(find_china_holiday(day) != nullptr);
  }
  CHECK(days == 7305);
  CHECK_FALSE(is_worked(from_civil(2006, 12, 29)) == is_worked(from_civil(2007, 1, 1)));
  CHECK(is_worked(from_civil(2006, 12, 30)));  // a Saturday, for New Year 2007
}

TEST_CASE("a handful of days a Chinese office remembers") {
  struct Known {
    int year;
    unsigned month;
    unsigned day;
    bool worked;
    const char* name;
  };
  const auto known = std::to_array<Known>({
      {2007, 5, 7, false, "劳动节"},                // the last golden week of May
      {2008, 2, 6, false, "春节"},                  // the eve, off for the first time
      {2015, 9, 3, false, "抗战胜利70周年纪念日"},  // the parade
      {2015, 9, 6, true, "抗战胜利70周年纪念日"},   // Sunday worked for it
      {2019, 5, 2, false, "劳动节"},                // made longer in March
      {2020, 2, 1, false, "春节"},                  // Saturday, first to be worked, then not
      {2020, 2, 3, true, ""},                       // back to work
      {2020, 10, 1, false, "中秋节、国庆节"},       // two in one
      {2024, 2, 9, true, ""},                       // the eve, not off that year
      {2025, 1, 28, false, "春节"},                 // the eve, off by law again
      {2026, 2, 14, true, "春节"},                  // Saturday
      {2026, 2, 23, false, "春节"},                 // ninth day
      {2026, 8, 30, false, ""},                     // an ordinary Sunday
      {2026, 9, 20, true, "国庆节"},                // Sunday
      {2026, 10, 8, true, ""},                      // Thursday after
      {2026, 10, 10, true, "国庆节"},               // Saturday
  });
  for (const Known& k : known) {
    const Day day = from_civil(k.year, k.month, k.day);
    INFO(to_iso(day));
    CHECK(is_worked(day) == k.worked);
    CHECK(name_of(day) == k.name);
  }
}

TEST_CASE("a year without a notice has the statutory days, and they say they are assumed") {
  CHECK(china_holidays_announced(2026));
  CHECK_FALSE(china_holidays_announced(2027));
  CHECK_FALSE(china_holidays_announced(2006));
  std::map<int, int> days_by_year;
  for (const HolidayRun& run : china_holidays()) {
    const int year = static_cast<int>(to_civil(run.first).year());
    if (year <= kLastAnnouncedYear) {
      CHECK(run.basis == HolidayBasis::announced);
      continue;
    }
    CHECK(run.basis == HolidayBasis::assumed);
    CHECK(run.effect == HolidayEffect::off);
    days_by_year[year] += run.days;
  }
  CHECK(days_by_year[2027] == 13);
  CHECK(days_by_year[2028] == 12);  // Mid-Autumn on 3 October
  CHECK(days_by_year[2050] == 13);
  CHECK(days_by_year[2051] == 6);  // fixed dates only
  CHECK(days_by_year[2199] == 6);
  CHECK(name_of(from_civil(2027, 2, 5)) == "春节");  // the eve
  CHECK(name_of(from_civil(2027, 2, 8)) == "春节");
  CHECK(name_of(from_civil(2027, 2, 9)).empty());
  CHECK(name_of(from_civil(2030, 2, 3)) == "春节");  // new moon seven minutes past midnight
  CHECK(name_of(from_civil(2031, 10, 1)) == "中秋节、国庆节");
}

TEST_CASE("holiday runs are in order and do not overlap") {
  Day last = china_holidays().front().first - 1;
  for (const HolidayRun& run : china_holidays()) {
    INFO(to_iso(run.first));
    CHECK(run.days > 0);
    CHECK(run.first > last);
    last = run.last();
    for (Day day = run.first; day <= run.last(); day = day + 1) {
      CHECK(find_china_holiday(day) == &run);
    }
  }
}

}  // namespace
}  // namespace tongzhou
