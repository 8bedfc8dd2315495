// China's public holidays, and the weekend days worked in exchange for some of them (调休).
//
// 2007 to 2026 are what the General Office of the State Council announced, notice by notice (the
// numbers stand beside each year in the table). A year's notice comes out in the autumn before; for
// years without one the statutory days alone are assumed (全国年节及纪念日放假办法, as in force
// since 2025-01-01), no exchanges, and such days say so. Up to 2050 these include the days of the
// lunar calendar and Qingming; after that only the days with a fixed date. Before 2007 nothing is
// known here: weeks are ordinary.
#pragma once

#include <cstdint>
#include <span>

#include "core/date.h"

namespace tongzhou {

enum class Holiday : std::uint8_t {
  new_year,
  spring_festival,
  qingming,
  labour_day,
  dragon_boat,
  mid_autumn,
  national_day,
  mid_autumn_and_national_day,  // announced as one where they meet
  victory_day,                  // 3 September 2015, the 70th anniversary
};
Word word_of(Holiday holiday);

enum class HolidayEffect : std::uint8_t { off, worked };
enum class HolidayBasis : std::uint8_t { announced, assumed };

// Consecutive days, all off or all worked, for the sake of one holiday.
struct HolidayRun {
  Day first;
  std::int32_t days = 0;
  Holiday holiday{};
  HolidayEffect effect{};
  HolidayBasis basis{};
  Day last() const { return first + (days - 1); }
};

inline constexpr int kFirstAnnouncedYear = 2007;
inline constexpr int kLastAnnouncedYear = 2026;
constexpr bool china_holidays_announced(int year) {
  return year >= kFirstAnnouncedYear && year <= kLastAnnouncedYear;
}

// All runs from 2006-12-30 (worked for New Year 2007) to 2199, in order, none overlapping.
std::span<const HolidayRun> china_holidays();

// The run that holds the day; null for a day like any other of its weekday.
const HolidayRun* find_china_holiday(Day day);

}  // namespace tongzhou
