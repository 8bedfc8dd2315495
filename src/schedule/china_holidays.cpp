#include "schedule/china_holidays.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/sorting.h"

namespace tongzhou {
namespace {

using enum Holiday;

// One holiday of a notice: 20260215 is 15 February 2026, a day of 0 is none.
struct Announced {
  Holiday holiday;
  std::int32_t first;
  std::int32_t days;
  std::array<std::int32_t, 2> worked{};
};

// clang-format off
// 国务院办公厅关于部分节假日安排的通知, year by year, as published on www.gov.cn.
constexpr auto kAnnounced = std::to_array<Announced>({
    // 2007: 国办发明电〔2006〕49号
    {new_year, 20070101, 3, {20061230, 20061231}},
    {spring_festival, 20070218, 7, {20070217, 20070225}},
    {labour_day, 20070501, 7, {20070428, 20070429}},
    {national_day, 20071001, 7, {20070929, 20070930}},
    // 2008: 国办发明电〔2007〕52号
    {new_year, 20071230, 3, {20071229}},
    {spring_festival, 20080206, 7, {20080202, 20080203}},
    {qingming, 20080404, 3},
    {labour_day, 20080501, 3, {20080504}},
    {dragon_boat, 20080607, 3},
    {mid_autumn, 20080913, 3},
    {national_day, 20080929, 7, {20080927, 20080928}},
    // 2009: 国办发明电〔2008〕42号
    {new_year, 20090101, 3, {20090104}},
    {spring_festival, 20090125, 7, {20090124, 20090201}},
    {qingming, 20090404, 3},
    {labour_day, 20090501, 3},
    {dragon_boat, 20090528, 3, {20090531}},
    {mid_autumn_and_national_day, 20091001, 8, {20090927, 20091010}},
    // 2010: 国办发明电〔2009〕27号
    {new_year, 20100101, 3},
    {spring_festival, 20100213, 7, {20100220, 20100221}},
    {qingming, 20100403, 3},
    {labour_day, 20100501, 3},
    {dragon_boat, 20100614, 3, {20100612, 20100613}},
    {mid_autumn, 20100922, 3, {20100919, 20100925}},
    {national_day, 20101001, 7, {20100926, 20101009}},
    // 2011: 国办发明电〔2010〕40号
    {new_year, 20110101, 3},
    {spring_festival, 20110202, 7, {20110130, 20110212}},
    {qingming, 20110403, 3, {20110402}},
    {labour_day, 20110430, 3},
    {dragon_boat, 20110604, 3},
    {mid_autumn, 20110910, 3},
    {national_day, 20111001, 7, {20111008, 20111009}},
    // 2012: 国办发明电〔2011〕45号
    {new_year, 20120101, 3, {20111231}},
    {spring_festival, 20120122, 7, {20120121, 20120129}},
    {qingming, 20120402, 3, {20120331, 20120401}},
    {labour_day, 20120429, 3, {20120428}},
    {dragon_boat, 20120622, 3},
    {mid_autumn_and_national_day, 20120930, 8, {20120929}},
    // 2013: 国办发明电〔2012〕33号
    {new_year, 20130101, 3, {20130105, 20130106}},
    {spring_festival, 20130209, 7, {20130216, 20130217}},
    {qingming, 20130404, 3, {20130407}},
    {labour_day, 20130429, 3, {20130427, 20130428}},
    {dragon_boat, 20130610, 3, {20130608, 20130609}},
    {mid_autumn, 20130919, 3, {20130922}},
    {national_day, 20131001, 7, {20130929, 20131012}},
    // 2014: 国办发明电〔2013〕28号
    {new_year, 20140101, 1},
    {spring_festival, 20140131, 7, {20140126, 20140208}},
    {qingming, 20140405, 1},
    {qingming, 20140407, 1},
    {labour_day, 20140501, 3, {20140504}},
    {dragon_boat, 20140602, 1},
    {mid_autumn, 20140908, 1},
    {national_day, 20141001, 7, {20140928, 20141011}},
    // 2015: 国办发明电〔2014〕28号, 国发明电〔2015〕1号 (3 September)
    {new_year, 20150101, 3, {20150104}},
    {spring_festival, 20150218, 7, {20150215, 20150228}},
    {qingming, 20150405, 2},
    {labour_day, 20150501, 1},
    {dragon_boat, 20150620, 1},
    {dragon_boat, 20150622, 1},
    {victory_day, 20150903, 3, {20150906}},
    {mid_autumn, 20150927, 1},
    {national_day, 20151001, 7, {20151010}},
    // 2016: 国办发明电〔2015〕18号
    {new_year, 20160101, 1},
    {spring_festival, 20160207, 7, {20160206, 20160214}},
    {qingming, 20160404, 1},
    {labour_day, 20160501, 2},
    {dragon_boat, 20160609, 3, {20160612}},
    {mid_autumn, 20160915, 3, {20160918}},
    {national_day, 20161001, 7, {20161008, 20161009}},
    // 2017: 国办发明电〔2016〕17号
    {new_year, 20170101, 2},
    {spring_festival, 20170127, 7, {20170122, 20170204}},
    {qingming, 20170402, 3, {20170401}},
    {labour_day, 20170501, 1},
    {dragon_boat, 20170528, 3, {20170527}},
    {mid_autumn_and_national_day, 20171001, 8, {20170930}},
    // 2018: 国办发明电〔2017〕12号
    {new_year, 20180101, 1},
    {spring_festival, 20180215, 7, {20180211, 20180224}},
    {qingming, 20180405, 3, {20180408}},
    {labour_day, 20180429, 3, {20180428}},
    {dragon_boat, 20180618, 1},
    {mid_autumn, 20180924, 1},
    {national_day, 20181001, 7, {20180929, 20180930}},
    // 2019: 国办发明电〔2018〕15号, 国办发明电〔2019〕3号 (Labour Day)
    {new_year, 20181230, 3, {20181229}},
    {spring_festival, 20190204, 7, {20190202, 20190203}},
    {qingming, 20190405, 1},
    {labour_day, 20190501, 4, {20190428, 20190505}},
    {dragon_boat, 20190607, 1},
    {mid_autumn, 20190913, 1},
    {national_day, 20191001, 7, {20190929, 20191012}},
    // 2020: 国办发明电〔2019〕16号, 国办发明电〔2020〕1号 (Spring Festival made longer)
    {new_year, 20200101, 1},
    {spring_festival, 20200124, 10, {20200119}},
    {qingming, 20200404, 3},
    {labour_day, 20200501, 5, {20200426, 20200509}},
    {dragon_boat, 20200625, 3, {20200628}},
    {mid_autumn_and_national_day, 20201001, 8, {20200927, 20201010}},
    // 2021: 国办发明电〔2020〕27号
    {new_year, 20210101, 3},
    {spring_festival, 20210211, 7, {20210207, 20210220}},
    {qingming, 20210403, 3},
    {labour_day, 20210501, 5, {20210425, 20210508}},
    {dragon_boat, 20210612, 3},
    {mid_autumn, 20210919, 3, {20210918}},
    {national_day, 20211001, 7, {20210926, 20211009}},
    // 2022: 国办发明电〔2021〕11号
    {new_year, 20220101, 3},
    {spring_festival, 20220131, 7, {20220129, 20220130}},
    {qingming, 20220403, 3, {20220402}},
    {labour_day, 20220430, 5, {20220424, 20220507}},
    {dragon_boat, 20220603, 3},
    {mid_autumn, 20220910, 3},
    {national_day, 20221001, 7, {20221008, 20221009}},
    // 2023: 国办发明电〔2022〕16号
    {new_year, 20221231, 3},
    {spring_festival, 20230121, 7, {20230128, 20230129}},
    {qingming, 20230405, 1},
    {labour_day, 20230429, 5, {20230423, 20230506}},
    {dragon_boat, 20230622, 3, {20230625}},
    {mid_autumn_and_national_day, 20230929, 8, {20231007, 20231008}},
    // 2024: 国办发明电〔2023〕7号
    {new_year, 20240101, 1},
    {spring_festival, 20240210, 8, {20240204, 20240218}},
    {qingming, 20240404, 3, {20240407}},
    {labour_day, 20240501, 5, {20240428, 20240511}},
    {dragon_boat, 20240610, 1},
    {mid_autumn, 20240915, 3, {20240914}},
    {national_day, 20241001, 7, {20240929, 20241012}},
    // 2025: 国办发明电〔2024〕12号
    {new_year, 20250101, 1},
    {spring_festival, 20250128, 8, {20250126, 20250208}},
    {qingming, 20250404, 3},
    {labour_day, 20250501, 5, {20250427}},
    {dragon_boat, 20250531, 3},
    {mid_autumn_and_national_day, 20251001, 8, {20250928, 20251011}},
    // 2026: 国办发明电〔2025〕7号
    {new_year, 20260101, 3, {20260104}},
    {spring_festival, 20260215, 9, {20260214, 20260228}},
    {qingming, 20260404, 3},
    {labour_day, 20260501, 5, {20260509}},
    {dragon_boat, 20260619, 3},
    {mid_autumn, 20260925, 3},
    {national_day, 20261001, 7, {20260920, 20261010}},
});
// clang-format on

// Days of the lunar calendar (GB/T 33661-2017) and of Qingming, as month and day: computed from new
// moons and solar longitude (Meeus, Astronomical Algorithms, chapters 25 and 49) in China's time.
struct MovingDays {
  std::int32_t year;
  std::int32_t spring_festival;  // 正月初一
  std::int32_t qingming;
  std::int32_t dragon_boat;  // 五月初五
  std::int32_t mid_autumn;   // 八月十五
};
// clang-format off
constexpr auto kMovingDays = std::to_array<MovingDays>({
    {2027, 206, 405, 609, 915}, {2028, 126, 404, 528, 1003}, {2029, 213, 404, 616, 922},
    {2030, 203, 405, 605, 912}, {2031, 123, 405, 624, 1001}, {2032, 211, 404, 612, 919},
    {2033, 131, 404, 601, 908}, {2034, 219, 405, 620, 927}, {2035, 208, 405, 610, 916},
    {2036, 128, 404, 530, 1004}, {2037, 215, 404, 618, 924}, {2038, 204, 405, 607, 913},
    {2039, 124, 405, 527, 1002}, {2040, 212, 404, 614, 920}, {2041, 201, 404, 603, 910},
    {2042, 122, 404, 622, 928}, {2043, 210, 405, 611, 917}, {2044, 130, 404, 531, 1005},
    {2045, 217, 404, 619, 925}, {2046, 206, 404, 608, 915}, {2047, 126, 405, 529, 1004},
    {2048, 214, 404, 615, 922}, {2049, 202, 404, 604, 911}, {2050, 123, 404, 623, 930},
});
// clang-format on

Day unpack(std::int32_t packed) {
  return from_civil(packed / 10000, static_cast<unsigned>(packed / 100 % 100),
                    static_cast<unsigned>(packed % 100));
}

// What the law gives without any notice: New Year 1 day, Spring Festival 4 (the eve and three days
// on), Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3.
void append_statutory(int year, std::vector<HolidayRun>& runs) {
  const auto add = [&](std::int32_t month_day, std::int32_t days, Holiday holiday) {
    runs.push_back({unpack(year * 10000 + month_day), days, holiday, HolidayEffect::off,
                    HolidayBasis::assumed});
  };
  const auto moving = std::ranges::find(kMovingDays, year, &MovingDays::year);
  const bool known = moving != kMovingDays.end();
  add(101, 1, new_year);
  if (known) {
    add(moving->spring_festival, 4, spring_festival);
    runs.back().first = runs.back().first - 1;
    add(moving->qingming, 1, qingming);
  }
  add(501, 2, labour_day);
  if (known) add(moving->dragon_boat, 1, dragon_boat);
  const bool meet = known && moving->mid_autumn >= 1001 && moving->mid_autumn <= 1003;
  if (known && moving->mid_autumn < 1001) add(moving->mid_autumn, 1, mid_autumn);
  add(1001, 3, meet ? mid_autumn_and_national_day : national_day);
  if (known && moving->mid_autumn > 1003) add(moving->mid_autumn, 1, mid_autumn);
}

std::vector<HolidayRun> make_runs() {
  std::vector<HolidayRun> runs;
  const auto add = [&](std::int32_t first, std::int32_t days, Holiday holiday,
                       HolidayEffect effect) {
    runs.push_back({unpack(first), days, holiday, effect, HolidayBasis::announced});
  };
  for (const Announced& line : kAnnounced) {
    add(line.first, line.days, line.holiday, HolidayEffect::off);
    for (const std::int32_t day : line.worked) {
      if (day != 0) add(day, 1, line.holiday, HolidayEffect::worked);
    }
  }
  const int last_year = static_cast<int>(to_civil(kLastDay).year());
  for (int year = kLastAnnouncedYear + 1; year <= last_year; ++year) append_statutory(year, runs);
  sort_stably(runs, {}, &HolidayRun::first);
  return runs;
}

}  // namespace

Word word_of(Holiday holiday) {
  switch (holiday) {
    case new_year: return Word::holiday_new_year;
    case spring_festival: return Word::holiday_spring_festival;
    case qingming: return Word::holiday_qingming;
    case labour_day: return Word::holiday_labour_day;
    case dragon_boat: return Word::holiday_dragon_boat;
    case mid_autumn: return Word::holiday_mid_autumn;
    case national_day: return Word::holiday_national_day;
    case mid_autumn_and_national_day: return Word::holiday_mid_autumn_and_national_day;
    case victory_day: return Word::holiday_victory_day;
  }
  return Word::none;
}

std::span<const HolidayRun> china_holidays() {
  static const std::vector<HolidayRun> runs = make_runs();
  return runs;
}

const HolidayRun* find_china_holiday(Day day) {
  const auto runs = china_holidays();
  const auto after = std::ranges::upper_bound(runs, day, {}, &HolidayRun::first);
  if (after == runs.begin()) return nullptr;
  const auto& run = *(after - 1);
  return day <= run.last() ? &run : nullptr;
}

}  // namespace tongzhou
