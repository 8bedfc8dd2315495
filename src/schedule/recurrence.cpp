#include "schedule/recurrence.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>

#include "core/sorting.h"

// A rule is walked period by period (years, weeks, hours, ...). A period has some bases, its days
// or itself, and each base the same offsets: an instance is base + offset. So positions are found
// by arithmetic, and a period that lies before the window is counted without being written out.

namespace tongzhou {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01
constexpr std::int64_t kEndSecond = 253'370'764'800;    // 9999-01-01

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool has(const std::vector<int>& sorted, int value) {
  return std::ranges::binary_search(sorted, value);
}

// Whether a list names the `index`-th (from 1) of `total`, from the beginning or from the end.
bool names(const std::vector<int>& list, int index, int total) {
  return has(list, index) || has(list, index - total - 1);
}

struct Civil {
  int year;
  int month;
  int day;
};
Civil civil_of(Day day) {
  const auto civil = to_civil(day);
  return {static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
          static_cast<int>(static_cast<unsigned>(civil.day()))};
}

Day first_of(int year, int month) { return from_civil(year, static_cast<unsigned>(month), 1); }
Day first_of_next(int year, int month) {
  return month == 12 ? first_of(year + 1, 1) : first_of(year, month + 1);
}

Day week_of(Day day, int week_start) { return day - (weekday_of(day) - week_start + 7) % 7; }
// The first week of a year is the first with four days in it.
Day first_week(int year, int week_start) { return week_of(first_of(year, 1) + 3, week_start); }
int week_year(Day day, int week_start) { return civil_of(week_of(day, week_start) + 3).year; }

class Walk {
 public:
  Walk(const Recurrence& rule, std::int64_t start, StartKind kind);

  std::vector<std::int64_t> take(const RecurrenceSeconds& window);

 private:
  void set_defaults(StartKind kind);
  void set_offsets(StartKind kind);
  void drop_unreachable(std::vector<int>& list, int at_start, int cycle);
  std::int64_t period_before(std::int64_t second) const;
  bool make_bases(std::int64_t period);
  void take_days(Day from, Day to);
  bool day_fits(Day day) const;
  bool same_day_fits(Day day);
  bool weekday_fits(Day day) const;
  std::int64_t skipped(std::int64_t period) const;
  void put_out(const RecurrenceSeconds& window);
  void count_or_put(std::size_t base, std::size_t offset, const RecurrenceSeconds& window);

  Recurrence rule_;
  std::int64_t start_;
  Day start_day_;
  Civil start_civil_{};
  int first_year_ = 0;         // of rules that repeat by the year
  bool nth_in_month_ = false;  // else in the year
  std::int64_t unit_ = 0;      // length of a period finer than a day, in seconds
  std::int64_t last_;          // nothing after it
  bool impossible_ = false;
  Day known_day_;
  bool known_fits_ = false;

  std::vector<std::int64_t> offsets_;
  std::vector<std::int64_t> bases_;
  std::int64_t counted_ = 0;
  bool done_ = false;
  std::vector<std::int64_t> out_;
};

Walk::Walk(const Recurrence& rule, std::int64_t start, StartKind kind)
    : rule_(rule),
      start_(start),
      start_day_{static_cast<std::int32_t>(floor_divide(start, kDaySeconds))},
      start_civil_(civil_of(start_day_)),
      last_(std::min(rule.until.value_or(kEndSecond), kEndSecond)) {
  set_defaults(kind);
  set_offsets(kind);
}

// What a rule leaves open is as at the start.
void Walk::set_defaults(StartKind kind) {
  if (kind == StartKind::day) rule_.hours = rule_.minutes = rule_.seconds = {};
  const Frequency frequency = rule_.frequency;
  nth_in_month_ = frequency == Frequency::monthly || !rule_.months.empty();
  const bool weeks_or_days = !rule_.weeks.empty() || !rule_.year_days.empty();
  const bool days_named =
      !rule_.month_days.empty() || !rule_.weekdays.empty() || !rule_.year_days.empty();
  if (!days_named && (frequency == Frequency::weekly || !rule_.weeks.empty()))
    rule_.weekdays = {{0, weekday_of(start_day_)}};
  else if (!days_named && frequency <= Frequency::monthly)
    rule_.month_days = {start_civil_.day};
  if (frequency == Frequency::yearly && rule_.months.empty() && !rule_.month_days.empty() &&
      !weeks_or_days)
    rule_.months = {start_civil_.month};
  // Years of weeks: a start on an instance counts in the year of its week.
  first_year_ = start_civil_.year;
  if (!rule_.weeks.empty() && (rule_.interval == 1 || day_fits(start_day_)))
    first_year_ = week_year(start_day_, rule_.week_start);
}

void Walk::set_offsets(StartKind kind) {
  const auto second = static_cast<int>(start_ - std::int64_t{start_day_.value} * kDaySeconds);
  const auto filled = [](std::vector<int>& list, int value) {
    if (list.empty()) list = {value};
  };
  const int at_hour = second / 3600, at_minute = second / 60 % 60, at_second = second % 60;
  std::vector<int> hours = rule_.hours, minutes = rule_.minutes, seconds = rule_.seconds;
  filled(hours, at_hour);
  filled(minutes, at_minute);
  filled(seconds, at_second);
  if (kind == StartKind::day) hours = minutes = seconds = {0};
  if (rule_.frequency == Frequency::hourly) {
    unit_ = 3600;
    drop_unreachable(rule_.hours, at_hour, 24);
  } else if (rule_.frequency == Frequency::minutely) {
    unit_ = 60;
    drop_unreachable(rule_.minutes, at_minute, 60);
  } else if (rule_.frequency == Frequency::secondly) {
    unit_ = 1;
    drop_unreachable(rule_.seconds, at_second, 60);
  }
  if (unit_ > 0) hours = {0};
  if (unit_ > 0 && unit_ <= 60) minutes = {0};
  if (unit_ == 1) seconds = {0};
  for (const int h : hours)
    for (const int m : minutes)
      for (const int s : seconds) offsets_.push_back(h * 3600 + m * 60 + s);
}

// Every fifth minute from minute 0 never is minute 1: such a rule would be walked for nothing.
void Walk::drop_unreachable(std::vector<int>& list, int at_start, int cycle) {
  if (list.empty()) return;
  const int step = std::gcd(rule_.interval, cycle);
  std::erase_if(list, [&](int value) { return (value - at_start) % step != 0; });
  impossible_ = list.empty();
}

// The number of a period that begins at or before the second, never below 0.
std::int64_t Walk::period_before(std::int64_t second) const {
  if (second <= start_) return 0;
  const Day day{static_cast<std::int32_t>(floor_divide(second, kDaySeconds))};
  const Civil civil = civil_of(day);
  std::int64_t steps = 0;
  switch (rule_.frequency) {
    case Frequency::yearly: steps = civil.year - start_civil_.year - 2; break;
    case Frequency::monthly:
      steps = (civil.year - start_civil_.year) * 12 + civil.month - start_civil_.month - 1;
      break;
    case Frequency::weekly: steps = (day - start_day_) / 7 - 1; break;
    case Frequency::daily: steps = day - start_day_ - 1; break;
    default: steps = (second - start_) / unit_ - 1;
  }
  return std::max<std::int64_t>(steps, 0) / rule_.interval;
}

bool Walk::weekday_fits(Day day) const {
  const int weekday = weekday_of(day);
  return std::ranges::any_of(rule_.weekdays, [&](const NthWeekday& named) {
    if (named.weekday != weekday) return false;
    if (named.nth == 0) return true;
    const Civil civil = civil_of(day);
    const Day first = first_of(civil.year, nth_in_month_ ? civil.month : 1);
    const Day next = first_of_next(civil.year, nth_in_month_ ? civil.month : 12);
    return named.nth == (day - first) / 7 + 1 || named.nth == -((next - day - 1) / 7 + 1);
  });
}

// The weekday first: what it costs to know the month is saved for six days of seven.
bool Walk::day_fits(Day day) const {
  if (!rule_.weekdays.empty() && !weekday_fits(day)) return false;
  if (rule_.months.empty() && rule_.month_days.empty() && rule_.year_days.empty() &&
      rule_.weeks.empty())
    return true;
  const Civil civil = civil_of(day);
  if (!rule_.months.empty() && !has(rule_.months, civil.month)) return false;
  if (!rule_.month_days.empty()) {
    const int length = first_of_next(civil.year, civil.month) - first_of(civil.year, civil.month);
    if (!names(rule_.month_days, civil.day, length)) return false;
  }
  if (!rule_.year_days.empty()) {
    const Day first = first_of(civil.year, 1);
    if (!names(rule_.year_days, day - first + 1, first_of(civil.year + 1, 1) - first)) return false;
  }
  if (!rule_.weeks.empty()) {
    const int year = week_year(day, rule_.week_start);
    const Day first = first_week(year, rule_.week_start);
    const int total = (first_week(year + 1, rule_.week_start) - first) / 7;
    if (!names(rule_.weeks, (day - first) / 7 + 1, total)) return false;
  }
  return true;
}

// The same for the many periods of one day.
bool Walk::same_day_fits(Day day) {
  if (day != known_day_) known_fits_ = day_fits(day);
  known_day_ = day;
  return known_fits_;
}

void Walk::take_days(Day from, Day to) {
  int step = 1;
  if (rule_.weekdays.size() == 1) {  // as most rules have: no other day is looked at
    from = from + (rule_.weekdays.front().weekday - weekday_of(from) + 7) % 7;
    step = 7;
  }
  for (Day day = from; day < to; day = day + step)
    if (day_fits(day)) bases_.push_back(std::int64_t{day.value} * kDaySeconds);
}

// The bases of a period; false when it begins after the last second.
bool Walk::make_bases(std::int64_t period) {
  bases_.clear();
  const std::int64_t step = period * rule_.interval;
  if (unit_ > 0) {
    const std::int64_t base = floor_divide(start_, unit_) * unit_ + step * unit_;
    if (base > last_) return false;
    const auto in_day = static_cast<int>(base - floor_divide(base, kDaySeconds) * kDaySeconds);
    const Day day{static_cast<std::int32_t>(floor_divide(base, kDaySeconds))};
    if ((rule_.hours.empty() || has(rule_.hours, in_day / 3600)) &&
        (unit_ == 3600 || rule_.minutes.empty() || has(rule_.minutes, in_day / 60 % 60)) &&
        (unit_ >= 60 || rule_.seconds.empty() || has(rule_.seconds, in_day % 60)) &&
        same_day_fits(day))
      bases_.push_back(base);
    return true;
  }
  constexpr std::int64_t kFarSteps = 4'000'000;  // more days than there are from year 1 to 9999
  if (step > kFarSteps) return false;
  const auto steps = static_cast<int>(step);
  Day from, to;
  switch (rule_.frequency) {
    case Frequency::yearly: {
      const bool by_weeks = !rule_.weeks.empty();
      const int year = first_year_ + steps;
      if (year > 9998) return false;
      if (!by_weeks && !rule_.months.empty() &&
          std::int64_t{first_of(year, 1).value} * kDaySeconds <= last_) {
        for (const int month : rule_.months)
          take_days(first_of(year, month), first_of_next(year, month));
        return true;
      }
      from = by_weeks ? first_week(year, rule_.week_start) : first_of(year, 1);
      to = by_weeks ? first_week(year + 1, rule_.week_start) : first_of(year + 1, 1);
      break;
    }
    case Frequency::monthly: {
      const int month = start_civil_.year * 12 + start_civil_.month - 1 + steps;
      if (month / 12 > 9998) return false;
      from = first_of(month / 12, month % 12 + 1);
      to = first_of_next(month / 12, month % 12 + 1);
      if (!rule_.months.empty() && !has(rule_.months, month % 12 + 1)) to = from;
      // Of one day of the month, as many are, no other is looked at.
      if (rule_.month_days.size() == 1) {
        const int number = rule_.month_days.front();
        const Day only = number > 0 ? from + (number - 1) : to + number;
        from = only < from || only >= to ? to : only;
        to = std::min(from + 1, to);
      }
      break;
    }
    case Frequency::weekly:
      from = week_of(start_day_, rule_.week_start) + 7 * steps;
      to = from + 7;
      break;
    default: from = start_day_ + steps; to = from + 1;
  }
  if (std::int64_t{from.value} * kDaySeconds > last_) return false;
  take_days(from, to);
  return true;
}

// How many periods finer than a day to go on when this one has no bases: to the next day where the
// day does not fit, else to the next hour where the hour does not.
std::int64_t Walk::skipped(std::int64_t period) const {
  const std::int64_t length = unit_ * rule_.interval;
  const std::int64_t anchor = floor_divide(start_, unit_) * unit_;
  const std::int64_t base = anchor + period * length;
  const std::int64_t midnight = floor_divide(base, kDaySeconds) * kDaySeconds;
  std::int64_t next = base + length;
  if (!day_fits({static_cast<std::int32_t>(midnight / kDaySeconds)}))
    next = midnight + kDaySeconds;
  else if (unit_ < 3600 && !rule_.hours.empty() &&
           !has(rule_.hours, static_cast<int>((base - midnight) / 3600)))
    next = base - (base - midnight) % 3600 + 3600;
  else if (unit_ < 60 && !rule_.minutes.empty() &&
           !has(rule_.minutes, static_cast<int>((base - midnight) / 60 % 60)))
    next = base - (base - midnight) % 60 + 60;
  return std::max<std::int64_t>((next - base + length - 1) / length, 1);
}

void Walk::count_or_put(std::size_t base, std::size_t offset, const RecurrenceSeconds& window) {
  const std::int64_t at = bases_[base] + offsets_[offset];
  if (at < start_) return;
  done_ = at > last_ || at >= window.to || (rule_.count > 0 && counted_ >= rule_.count);
  if (done_) return;
  ++counted_;
  if (at < window.from) return;
  // A 60th second is the first of the next minute, which may be there already.
  if (out_.empty() || out_.back() < at) out_.push_back(at);
  done_ = out_.size() >= window.most;
}

// Counts the instances of the period at hand and writes out those in the window.
void Walk::put_out(const RecurrenceSeconds& window) {
  const std::size_t each = offsets_.size();
  if (rule_.positions.empty()) {
    for (std::size_t b = 0; b < bases_.size() && !done_; ++b) {
      const bool before = bases_[b] >= start_ && bases_[b] + offsets_.back() < window.from &&
                          bases_[b] + offsets_.back() <= last_;
      if (before && counted_ + static_cast<std::int64_t>(each) <= rule_.count) {
        counted_ += static_cast<std::int64_t>(each);
        continue;
      }
      for (std::size_t o = 0; o < each && !done_; ++o) count_or_put(b, o, window);
    }
    return;
  }
  const std::size_t total = bases_.size() * each;
  std::vector<std::size_t> chosen;
  for (const int position : rule_.positions) {
    const auto size = static_cast<std::size_t>(std::abs(position));
    if (size <= total) chosen.push_back(position > 0 ? size - 1 : total - size);
  }
  sort_stably(chosen);
  const auto repeated = std::ranges::unique(chosen);
  chosen.erase(repeated.begin(), repeated.end());
  for (const std::size_t index : chosen)
    if (!done_) count_or_put(index / each, index % each, window);
}

std::vector<std::int64_t> Walk::take(const RecurrenceSeconds& window) {
  if (impossible_ || window.most == 0) return {};
  last_ = std::min(last_, window.to - 1);
  std::int64_t period = rule_.count == 0 ? period_before(window.from) : 0;
  while (!done_) {
    if (!make_bases(period)) break;
    put_out(window);
    period += bases_.empty() && unit_ > 0 ? skipped(period) : 1;
  }
  return std::move(out_);
}

// Whether each period, from the start on, holds one instance: what a rule without parts that begin
// with BY has in every week, day, hour, minute, second, but not on the 31st of every month.
bool has_one_a_period(const Recurrence& rule, StartKind kind) {
  return kind == StartKind::time && rule.frequency >= Frequency::weekly && rule.months.empty() &&
         rule.weeks.empty() && rule.year_days.empty() && rule.month_days.empty() &&
         rule.weekdays.empty() && rule.hours.empty() && rule.minutes.empty() &&
         rule.seconds.empty() && rule.positions.empty();
}

// Such a rule's instances: the start, and every so many seconds after it.
std::vector<std::int64_t> take_evenly(const Recurrence& rule, std::int64_t start,
                                      const RecurrenceSeconds& window) {
  constexpr std::array<std::int64_t, 5> kLengths{7 * kDaySeconds, kDaySeconds, 3600, 60, 1};
  const auto at = static_cast<std::size_t>(rule.frequency) - std::size_t(Frequency::weekly);
  const std::int64_t step = kLengths[at] * rule.interval;
  const std::int64_t last = std::min({rule.until.value_or(kEndSecond), kEndSecond, window.to - 1});
  std::int64_t number = std::max<std::int64_t>(0, (window.from - start + step - 1) / step);
  std::vector<std::int64_t> out;
  for (; out.size() < window.most && (rule.count == 0 || number < rule.count); ++number) {
    const std::int64_t next = start + number * step;
    if (next > last) break;
    out.push_back(next);
  }
  return out;
}

}  // namespace

std::vector<std::int64_t> expand_in_seconds(const Recurrence& rule, std::int64_t start,
                                            const RecurrenceSeconds& window, StartKind kind) {
  const bool in_years = start >= kFirstSecond && start < kEndSecond;
  if (!in_years) return {};
  if (has_one_a_period(rule, kind)) return take_evenly(rule, start, window);
  return Walk(rule, start, kind).take(window);
}

std::vector<Instant> expand_recurrence(const Recurrence& rule, Instant start,
                                       const RecurrenceWindow& window, StartKind kind) {
  const bool in_seconds = std::ranges::any_of(rule.seconds, [](int s) { return s != 0; });
  if (rule.frequency == Frequency::secondly || in_seconds || !in_range(start)) return {};
  const Instant from = std::max(window.from, start_of(kFirstDay));
  const Instant to = std::min(window.to, start_of(kLastDay + 1));
  if (to <= from) return {};
  std::vector<Instant> instances;
  const RecurrenceSeconds seconds{std::int64_t{from.value} * 60, std::int64_t{to.value} * 60,
                                  window.most};
  for (const std::int64_t at :
       expand_in_seconds(rule, std::int64_t{start.value} * 60, seconds, kind))
    instances.push_back({static_cast<std::int32_t>(at / 60)});
  return instances;
}

std::vector<Instant> expand_recurrence(std::string_view rule, Instant start,
                                       const RecurrenceWindow& window, StartKind kind) {
  const auto parsed = parse_recurrence(rule);
  return parsed ? expand_recurrence(*parsed, start, window, kind) : std::vector<Instant>{};
}

}  // namespace tongzhou
