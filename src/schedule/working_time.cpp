#include "schedule/working_time.h"

#include <algorithm>

#include "core/check.h"

namespace tongzhou {

WorkingTime::WorkingTime(const WorkHours& week, std::vector<ExceptionalDays> exceptional,
                         DayRange window) {
  std::array<std::vector<WorkSpan>, 7> days;
  for (const WorkSpan span : week.spans) days[span.weekday].push_back(span);
  for (const auto& spans : days) add_hours(spans);
  for (const ExceptionalDays& days_of : exceptional) {
    const Day first = std::max(days_of.first, kFirstDay);
    const Day last = std::min(days_of.last, kLastDay);
    if (first > last) continue;
    check(runs_.empty() || runs_.back().last < first, "exceptional days are in order and apart");
    runs_.push_back({first, last, add_hours(days_of.hours), days_of.cause, 0});
  }
  count_or_take_all();
  fill_window(window);
}

void WorkingTime::count_or_take_all() {
  count_runs();
  if (total_ > 0) return;
  has_work_ = false;
  spans_ = {{0, kMinutesPerDay}};
  for (Hours& hours : hours_) hours = {0, 1, kMinutesPerDay};
  count_runs();
}

std::uint16_t WorkingTime::add_hours(const std::vector<WorkSpan>& spans) {
  Hours hours{static_cast<std::uint32_t>(spans_.size()), 0, 0};
  for (const WorkSpan span : spans) {
    spans_.push_back({span.from, span.to});
    hours.minutes += span.to - span.from;
    ++hours.count;
  }
  // Equal hours are kept once, so that a thousand exceptions are a handful of hours.
  const auto same = [&](const Hours& other) {
    return other.count == hours.count &&
           std::equal(spans_.begin() + hours.first, spans_.end(), spans_.begin() + other.first,
                      [](Span a, Span b) { return a.from == b.from && a.to == b.to; });
  };
  if (hours_.size() >= 7) {
    const auto found = std::ranges::find_if(hours_, same);
    if (found != hours_.end()) {
      spans_.resize(hours.first);
      return static_cast<std::uint16_t>(found - hours_.begin());
    }
  }
  check(hours_.size() < 0xffff, "a calendar knows fewer than 65,535 different days");
  hours_.push_back(hours);
  return static_cast<std::uint16_t>(hours_.size() - 1);
}

void WorkingTime::count_runs() {
  for (std::size_t i = 0; i < 7; ++i) week_[i + 1] = week_[i] + hours_[i].minutes;
  std::int64_t position = 0;
  Day after = kFirstDay;  // first day not yet counted
  for (Run& run : runs_) {
    run.position = position + week_minutes(after, run.first);
    after = run.last + 1;
    position = run.position + std::int64_t{hours_[run.hours].minutes} * (after - run.first);
  }
  total_ = position + week_minutes(after, kLastDay + 1);
}

// Minutes of the days from `from` up to but not including `to`, were none exceptional.
std::int64_t WorkingTime::week_minutes(Day from, Day to) const {
  const int days = to - from;
  const auto begin = static_cast<std::size_t>(weekday_of(from));
  const std::size_t end = begin + static_cast<std::size_t>(days % 7);
  const std::int32_t rest =
      end <= 7 ? week_[end] - week_[begin] : week_[7] - week_[begin] + week_[end - 7];
  return std::int64_t{days / 7} * week_[7] + rest;
}

void WorkingTime::fill_window(DayRange window) {
  window_first_ = std::clamp(window.first, kFirstDay, kLastDay);
  const Day last = std::clamp(window.last, kFirstDay, kLastDay);
  if (last < window_first_) return;
  const auto count = static_cast<std::size_t>(last - window_first_ + 1);
  window_hours_.reserve(count);
  window_position_.reserve(count + 1);
  auto run = std::ranges::lower_bound(runs_, window_first_, {}, &Run::last);
  std::int64_t position = place(window_first_).position;
  const std::int64_t base = position;
  for (Day day = window_first_; day <= last; day = day + 1) {
    if (run != runs_.end() && run->last < day) ++run;
    const bool exceptional = run != runs_.end() && run->first <= day;
    const auto hours = exceptional ? run->hours : static_cast<std::uint16_t>(weekday_of(day));
    window_position_.push_back(position);
    window_hours_.push_back(hours);
    position += hours_[hours].minutes;
    while (static_cast<std::int64_t>(window_day_.size()) * kStride < position - base) {
      window_day_.push_back(static_cast<std::uint32_t>(day - window_first_));
    }
  }
  window_position_.push_back(position);
}

// The last run that begins on the day or before; null when there is none.
const WorkingTime::Run* WorkingTime::run_before(Day day) const {
  const auto after = std::ranges::upper_bound(runs_, day, {}, &Run::first);
  return after == runs_.begin() ? nullptr : &*(after - 1);
}

// The day must be within the horizon.
WorkingTime::DayPlace WorkingTime::place(Day day) const {
  const auto i = static_cast<std::size_t>(day - window_first_);
  if (i < window_hours_.size()) return {day, window_position_[i], window_hours_[i]};
  const auto weekday = static_cast<std::uint16_t>(weekday_of(day));
  const Run* run = run_before(day);
  if (run == nullptr) return {day, week_minutes(kFirstDay, day), weekday};
  const std::int64_t minutes = hours_[run->hours].minutes;
  if (day <= run->last) return {day, run->position + minutes * (day - run->first), run->hours};
  const std::int64_t after = run->position + minutes * (run->last + 1 - run->first);
  return {day, after + week_minutes(run->last + 1, day), weekday};
}

// The day on which the minute-th working minute (from 0) is worked; there is one.
WorkingTime::DayPlace WorkingTime::holding(std::int64_t minute) const {
  if (window_position_.empty() || minute < window_position_.front() ||
      minute >= window_position_.back()) {
    return search(minute);
  }
  std::size_t i =
      window_day_[static_cast<std::size_t>((minute - window_position_.front()) / kStride)];
  while (window_position_[i + 1] <= minute) ++i;
  return {window_first_ + static_cast<int>(i), window_position_[i], window_hours_[i]};
}

WorkingTime::DayPlace WorkingTime::search(std::int64_t minute) const {
  const auto next = std::ranges::upper_bound(runs_, minute, {}, &Run::position);
  Day day = kFirstDay;  // the first ordinary day of the stretch that may hold it
  std::int64_t position = 0;
  if (next != runs_.begin()) {
    const Run& run = *(next - 1);
    const std::int64_t minutes = hours_[run.hours].minutes;
    const std::int64_t into = minute - run.position;
    if (minutes > 0 && into < minutes * (run.last + 1 - run.first)) {
      const auto days = into / minutes;
      return {run.first + static_cast<int>(days), run.position + days * minutes, run.hours};
    }
    day = run.last + 1;
    position = run.position + minutes * (day - run.first);
  }
  const std::int64_t weeks = (minute - position) / week_[7];
  day = day + static_cast<int>(weeks * 7);
  position += weeks * week_[7];
  for (;; day = day + 1) {
    const auto weekday = static_cast<std::uint16_t>(weekday_of(day));
    if (minute < position + hours_[weekday].minutes) return {day, position, weekday};
    position += hours_[weekday].minutes;
  }
}

std::int64_t WorkingTime::position(Instant at) const {
  if (at <= kHorizonStart) return 0;
  if (at >= kHorizonEnd) return total_;
  const DayPlace where = place(day_of(at));
  const Hours& hours = hours_[where.hours];
  const std::int32_t minute = minute_of_day(at);
  std::int64_t position = where.position;
  for (std::uint32_t i = hours.first; i < hours.first + hours.count; ++i) {
    const Span span = spans_[i];
    if (minute <= span.from) break;
    position += std::min(minute, span.to) - span.from;
  }
  return position;
}

Instant WorkingTime::earliest(std::int64_t position) const {
  if (position <= 0) return kHorizonStart;
  if (position > total_) return kHorizonEnd;
  const DayPlace where = holding(position - 1);
  const Hours& hours = hours_[where.hours];
  auto left = static_cast<std::int32_t>(position - where.position);
  std::uint32_t i = hours.first;
  for (; left > spans_[i].to - spans_[i].from; ++i) left -= spans_[i].to - spans_[i].from;
  return at(where.day, spans_[i].from + left);
}

Instant WorkingTime::latest(std::int64_t position) const {
  if (position < 0) return kHorizonStart;
  if (position >= total_) return kHorizonEnd;
  const DayPlace where = holding(position);
  const Hours& hours = hours_[where.hours];
  auto left = static_cast<std::int32_t>(position - where.position);
  std::uint32_t i = hours.first;
  for (; left >= spans_[i].to - spans_[i].from; ++i) left -= spans_[i].to - spans_[i].from;
  return at(where.day, spans_[i].from + left);
}

bool WorkingTime::is_working(Instant at) const {
  return at >= kHorizonStart && at < kHorizonEnd && position(at + Minutes{1}) > position(at);
}

Instant WorkingTime::add(Instant at, Minutes work) const {
  if (work.count == 0) return at;
  if (work.count < 0) return latest(position(at) + work.count);
  return earliest(position(at) + work.count);
}

Instant WorkingTime::subtract(Instant at, Minutes work) const {
  if (work.count == 0) return at;
  if (work.count < 0) return earliest(position(at) - work.count);
  return latest(position(at) - work.count);
}

std::int32_t WorkingTime::minutes_on(Day day) const {
  return in_range(day) ? hours_[place(day).hours].minutes : 0;
}

WorkingTime::DayWork WorkingTime::on(Day day) const {
  DayWork work;
  if (!in_range(day)) return work;
  const Hours& hours = hours_[place(day).hours];
  const auto weekday = static_cast<std::uint8_t>(weekday_of(day));
  for (std::uint32_t i = hours.first; i < hours.first + hours.count; ++i) {
    work.spans.push_back({weekday, static_cast<std::uint16_t>(spans_[i].from),
                          static_cast<std::uint16_t>(spans_[i].to)});
  }
  work.minutes = hours.minutes;
  const Run* run = run_before(day);
  if (run != nullptr && day <= run->last) work.cause = run->cause;
  return work;
}

}  // namespace tongzhou
