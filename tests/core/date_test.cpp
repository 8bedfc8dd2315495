#include "core/date.h"

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

using namespace std::chrono;

constexpr std::int32_t kMorning = 8 * 60;

Instant instant(int year, unsigned month, unsigned day, std::int32_t minute = kMorning) {
  return at(from_civil(year, month, day), minute);
}

TEST_CASE("every day from 1900 to 2199 makes the round trip and agrees with std::chrono") {
  CHECK(kFirstDay == from_civil(1900, 1, 1));
  CHECK(kLastDay == from_civil(2199, 12, 31));
  const Day near = from_civil(2026, 8, 30);
  bool same = true;
  for (Day day = kFirstDay; day <= kLastDay; day = day + 1) {
    const sys_days chrono_day{days{day.value}};
    const year_month_day civil{chrono_day};
    const auto month = static_cast<unsigned>(civil.month());
    same = same && to_civil(day) == civil &&
           from_civil(static_cast<int>(civil.year()), month, static_cast<unsigned>(civil.day())) ==
               day &&
           weekday_of(day) == static_cast<int>(weekday{chrono_day}.iso_encoding()) - 1 &&
           parse_iso_day(to_iso(day)) == day &&
           parse_iso_instant(to_iso(at(day, 1439))) == at(day, 1439) && day_of(at(day, 0)) == day &&
           day_of(at(day, 1439)) == day && minute_of_day(at(day, 1439)) == 1439;
    for (const Language language : {Language::chinese, Language::english}) {
      same = same && parse_instant(day_text(day, 0, language), near, 0) == start_of(day);
    }
    if (!same) FAIL("first differing day: " << to_iso(day));
  }
}

TEST_CASE("a date that does not exist is no date") {
  CHECK_FALSE(from_civil(2026, 2, 29).is_set());
  CHECK(from_civil(2028, 2, 29).is_set());
  CHECK_FALSE(from_civil(2026, 13, 1).is_set());
  CHECK_FALSE(from_civil(2026, 0, 1).is_set());
  CHECK_FALSE(from_civil(2026, 6, 31).is_set());
  CHECK_FALSE(from_civil(300000, 257, 257).is_set());
}

TEST_CASE("ISO weeks follow the Thursday rule") {
  CHECK(iso_week(from_civil(2026, 1, 1)) == 1);
  CHECK(iso_week(from_civil(2027, 1, 1)) == 53);
  CHECK(iso_week(from_civil(2024, 12, 30)) == 1);
  CHECK(iso_week(from_civil(2023, 1, 1)) == 52);
  CHECK(iso_week(from_civil(2026, 8, 30)) == 35);
}

TEST_CASE("the ISO reader takes its own forms and nothing else") {
  CHECK(parse_iso_instant("2026-08-30T08:00") == instant(2026, 8, 30));
  CHECK(parse_iso_instant("2026-08-30T08:00:59") == instant(2026, 8, 30));
  CHECK(to_iso(instant(2026, 8, 30)) == "2026-08-30T08:00");
  CHECK(to_iso(Day{}).empty());
  CHECK(to_iso(Instant{}).empty());
  for (const char* wrong : {"", "2026-8-30", "2026-08-30T", "2026-08-30 08:00", "1899-12-31",
                            "2200-01-01", "2026-02-29", "2026-08-30x"}) {
    CHECK_FALSE(parse_iso_day(wrong));
  }
  for (const char* wrong : {"2026-08-30", "2026-08-30T8:00", "2026-08-30T24:00", "2026-08-30T08:60",
                            "2026-08-30T08", "2026-08-30T08:00:60", "2026-08-30T08:00:00Z",
                            "2026-08-30T08:00:00.5", "T08:00", "2026-08-30T08点00"}) {
    CHECK_FALSE(parse_iso_instant(wrong));
  }
}

TEST_CASE("a date is understood as people write it") {
  const Day near = from_civil(2026, 5, 1);
  for (const char* text : {"2026-8-30",
                           "2026-08-30",
                           "2026/8/30",
                           "2026.8.30",
                           "20260830",
                           "2026年8月30日",
                           "2026年8月30号",
                           "2026 年 8 月 30 日",
                           "8月30日",
                           "8月30",
                           "8/30",
                           "8-30",
                           "30 Aug",
                           "30 aug 2026",
                           "30 August, 2026",
                           "Aug 30",
                           "Aug. 30, 2026",
                           "Sun 30 Aug 2026",
                           "8月30日 周日",
                           "２０２６年８月３０日",
                           "  2026-8-30  "}) {
    INFO(text);
    CHECK(parse_instant(text, near, kMorning) == instant(2026, 8, 30));
  }
  for (const char* text : {"2026-8-30 14:30", "2026-08-30T14:30:59", "8月30日14:30",
                           "8月30日 周日 14:30", "8月30日14点30分", "8月30日１４：３０",
                           "30 Aug 14:30", "30 Aug 2026 14:30", "8/30 14:30"}) {
    INFO(text);
    CHECK(parse_instant(text, near, kMorning) == instant(2026, 8, 30, 14 * 60 + 30));
  }
  CHECK(parse_instant("2026-8-30 24:00", near, kMorning) == instant(2026, 8, 31, 0));
  CHECK(parse_instant("8月30日9点", near, kMorning) == instant(2026, 8, 30, 9 * 60));
}

TEST_CASE("what is not clearly a date is refused") {
  const Day near = from_civil(2026, 5, 1);
  for (const char* text : {"",
                           " ",
                           "x",
                           "8",
                           "30",
                           "2026",
                           "2026-8",
                           "2026年8月",
                           "2026-8/30",
                           "2026-13-1",
                           "2026-2-29",
                           "8/30/2026",
                           "26-8-30",
                           "2026083",
                           "202608300",
                           "30 Agu",
                           "Au 30",
                           "2026-8-30 25:00",
                           "2026-8-30 14",
                           "2026-8-30 14:3",
                           "2026-8-30 14:60",
                           "2026-8-3014:30",
                           "2026-8-30 14:30 x",
                           "1899-12-31",
                           "2200-1-1",
                           "2199-12-31 24:00",
                           "30 Aug 20265",
                           "99999999999999999999",
                           "8月30日火"}) {
    INFO(text);
    CHECK_FALSE(parse_instant(text, near, kMorning));
  }
}

TEST_CASE("a date without a year means the nearest one") {
  CHECK(parse_instant("1月5日", from_civil(2026, 12, 20), 0) == instant(2027, 1, 5, 0));
  CHECK(parse_instant("12/20", from_civil(2027, 1, 5), 0) == instant(2026, 12, 20, 0));
  CHECK(parse_instant("2月29日", from_civil(2026, 8, 1), 0) == instant(2028, 2, 29, 0));
  CHECK(parse_instant("2月29日", from_civil(2101, 1, 1), 0) == instant(2104, 2, 29, 0));
}

TEST_CASE("days read naturally in both languages") {
  const Day day = from_civil(2026, 8, 30);
  CHECK(day_text(day, 2026, Language::chinese) == "8月30日 周日");
  CHECK(day_text(day, 2026, Language::english) == "Sun 30 Aug");
  CHECK(day_text(day, 2025, Language::chinese) == "2026年8月30日 周日");
  CHECK(day_text(day, 2025, Language::english) == "Sun 30 Aug 2026");
  CHECK(date_text(day, 2026, Language::chinese) == "8月30日");
  CHECK(date_text(day, 2027, Language::english) == "30 Aug 2026");
  CHECK(month_text(day, Language::chinese) == "8月");
  CHECK(month_text(day, Language::english) == "Aug");
  CHECK(weekday_text(day, Language::chinese) == "周日");
  CHECK(weekday_text(day, Language::english) == "Sun");
}

}  // namespace
}  // namespace tongzhou
