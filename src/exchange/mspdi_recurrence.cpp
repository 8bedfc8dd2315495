#include "exchange/mspdi_recurrence.h"

#include <algorithm>

namespace tongzhou {
namespace {

int days_in_month(int year, unsigned month) {
  for (unsigned day = 31; day > 28; --day)
    if (from_civil(year, month, day).is_set()) return static_cast<int>(day);
  return 28;
}

bool is_item(Day day, std::int64_t item) {
  const int weekday = weekday_of(day);  // Monday is 0
  if (item == 0) return true;
  if (item == 1) return weekday < 5;
  if (item == 2) return weekday >= 5;
  return item == 3 + (weekday + 1) % 7;
}

// The n-th day of the kind in the month, or its last; unset when there are fewer.
Day find_by_position(int year, unsigned month, const MspdiRecurrence& r) {
  Day found;
  std::int64_t seen = 0;
  for (int d = 1; d <= days_in_month(year, month); ++d) {
    const Day day = from_civil(year, month, static_cast<unsigned>(d));
    if (!is_item(day, r.month_item)) continue;
    found = day;
    if (seen++ == r.month_position) return found;
  }
  return r.month_position == 4 ? found : Day{};
}

Day day_in(int year, unsigned month, const MspdiRecurrence& r) {
  const bool by_position = r.type == 3 || r.type == 5;
  return by_position ? find_by_position(year, month, r)
                     : from_civil(year, month, static_cast<unsigned>(r.month_day));
}

bool makes_sense(const MspdiRecurrence& r) {
  return r.type >= 1 && r.type <= 6 && r.period >= 1 && r.period <= 1000 && r.first.is_set() &&
         r.last.is_set() && in_range(r.first) && in_range(r.last) && r.month_item >= 0 &&
         r.month_item <= 9 && r.month_position >= 0 && r.month_position <= 4 && r.month >= 0 &&
         r.month <= 11 && r.month_day >= 1 && r.month_day <= 31 &&
         (r.type != 6 || (r.days_of_week & 0x7F) != 0);
}

// Calls visit(day) for every day that fits, from the first on; stops when it returns false.
template <class Visit>
void each_day(const MspdiRecurrence& r, Visit visit) {
  if (r.type == 1) {
    for (Day day = r.first; day <= r.last; day = day + static_cast<int>(r.period))
      if (!visit(day)) return;
    return;
  }
  if (r.type == 6) {
    const Day sunday = r.first - (weekday_of(r.first) + 1) % 7;  // weeks begin on Sunday
    for (Day day = r.first; day <= r.last; day = day + 1) {
      const int since = day - sunday;
      const bool fits = since / 7 % r.period == 0 && ((r.days_of_week >> (since % 7)) & 1) != 0;
      if (fits && !visit(day)) return;
    }
    return;
  }
  const bool yearly = r.type == 2 || r.type == 3;
  const auto civil = to_civil(r.first);
  const int step = yearly ? 12 : static_cast<int>(r.period);
  int months = static_cast<int>(civil.year()) * 12;  // since the year 0
  months += yearly ? static_cast<int>(r.month) : static_cast<int>(unsigned{civil.month()}) - 1;
  for (;; months += step) {
    const int year = months / 12;
    const auto month = static_cast<unsigned>(months % 12) + 1;
    if (from_civil(year, month, 1) > r.last) return;
    const Day day = day_in(year, month, r);
    if (day.is_set() && day >= r.first && day <= r.last && !visit(day)) return;
  }
}

}  // namespace

std::optional<std::vector<Day>> expand(const MspdiRecurrence& r) {
  if (!makes_sense(r)) return std::nullopt;
  const std::size_t wanted =
      r.occurrences > 0 ? static_cast<std::size_t>(r.occurrences) : kMostOccurrences + 1;
  std::vector<Day> days;
  each_day(r, [&](Day day) {
    days.push_back(day);
    return days.size() < std::min(wanted, kMostOccurrences + 1);
  });
  if (days.size() > kMostOccurrences) return std::nullopt;
  return days;
}

}  // namespace tongzhou
