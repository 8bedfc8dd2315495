// Working time as arithmetic: a calendar made ready for counting.
//
// Everything rests on one number, the position of an instant: how many working minutes lie between
// the first of all days and it. Positions answer all questions, because working time stands still
// outside working hours: minutes between two instants are a difference of positions, and adding
// work is a sum. The way back has two answers where time off lies between, and both are needed:
// the earliest instant of a position is when work ends (Friday 17:00), the latest is when work
// goes on (Monday 08:00).
//
// Days are constant time within a window of years (prefix sums) and a binary search over the
// exceptional days outside it; both give the same. Results never leave 1900-01-01 to 2200-01-01
// 00:00: what would, stops there.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/date.h"
#include "model/value.h"
#include "schedule/china_holidays.h"
#include "schedule/pauses.h"

namespace tongzhou {

struct CalendarException;

inline constexpr Instant kHorizonStart = start_of(kFirstDay);
inline constexpr Instant kHorizonEnd = start_of(kLastDay + 1);

inline Instant within_horizon(std::int64_t minute) {
  return {static_cast<std::int32_t>(
      std::clamp<std::int64_t>(minute, kHorizonStart.value, kHorizonEnd.value))};
}

// Why a day has the working hours it has: of its weekday, unless one of the two is set.
struct DayCause {
  Id<CalendarException> exception{};
  const HolidayRun* holiday = nullptr;
  bool is_ordinary() const { return !exception && holiday == nullptr; }
  bool operator==(const DayCause&) const = default;
};

// Days, first and last included, that do not follow the week. All have the same hours.
struct ExceptionalDays {
  Day first;
  Day last;
  std::vector<WorkSpan> hours;  // weekdays in it mean nothing; empty: off
  DayCause cause;
};

struct DayRange {
  Day first;
  Day last;
};

class WorkingTime {
 public:
  // `week` is well formed. `exceptional` is in order and does not overlap. Without any working
  // minute in all the years every minute counts, so that scheduling goes on; see has_work.
  WorkingTime(const WorkHours& week, std::vector<ExceptionalDays> exceptional, DayRange window);

  // The same, but nothing is worked in that stretch. Days are no longer constant time.
  WorkingTime without(Stretch off) const;

  // False when the calendar had no working time and elapsed time stands in.
  bool has_work() const { return has_work_; }

  // Whether the minute that begins at the instant is worked.
  bool is_working(Instant at) const;
  // The first instant from `at` on at which work can begin; `at` itself within working time.
  Instant next_start(Instant at) const { return latest(position(at)); }
  // The last instant up to `at` at which work can have ended; `at` itself within working time.
  Instant previous_finish(Instant at) const { return earliest(position(at)); }

  // Where a point in time without duration stands: as it is within or at the edge of working time,
  // else at the next work; of a latest point, where work last ended.
  Instant settle_forward(Instant at) const {
    const std::int64_t where = position(at);
    return at == earliest(where) ? at : latest(where);
  }
  Instant settle_backward(Instant at) const {
    const std::int64_t where = position(at);
    return at == latest(where) ? at : earliest(where);
  }

  // When `work` that begins at `at` is done; `at` itself for no work. Negative: `subtract`.
  Instant add(Instant at, Minutes work) const;
  // When `work` must begin to be done by `at`; `at` itself for no work. Negative: `add`.
  Instant subtract(Instant at, Minutes work) const;
  // Working minutes from `from` to `to`, negative when `to` is before `from`.
  Minutes between(Instant from, Instant to) const {
    return {static_cast<std::int32_t>(position(to) - position(from))};
  }

  // The arithmetic itself, for those who do many sums.
  std::int64_t position(Instant at) const;
  Instant earliest(std::int64_t position) const;
  Instant latest(std::int64_t position) const;

  struct DayWork {
    std::vector<WorkSpan> spans;  // of the day; weekday is its own
    std::int32_t minutes = 0;
    DayCause cause;
  };
  DayWork on(Day day) const;
  std::int32_t minutes_on(Day day) const;

 private:
  // The hours of one day: spans_[first, first + count).
  struct Hours {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::int32_t minutes = 0;
  };
  struct Span {
    std::int32_t from, to;
  };
  // Exceptional days with the position at the start of the first one.
  struct Run {
    Day first, last;
    std::uint16_t hours;
    DayCause cause;
    std::int64_t position;
  };
  struct DayPlace {
    Day day;
    std::int64_t position;  // at its midnight
    std::uint16_t hours;    // index into hours_
  };

  WorkingTime() = default;
  std::uint16_t add_hours(const std::vector<WorkSpan>& spans);
  const Run* run_before(Day day) const;
  std::int64_t week_minutes(Day from, Day to) const;
  DayPlace place(Day day) const;
  DayPlace holding(std::int64_t minute) const;
  DayPlace search(std::int64_t minute) const;
  void count_runs();
  void count_or_take_all();
  void fill_window(DayRange window);

  std::vector<Span> spans_;
  std::vector<Hours> hours_;            // 0 to 6 are the weekdays'
  std::array<std::int32_t, 8> week_{};  // minutes before each weekday, and of the week
  std::vector<Run> runs_;
  std::int64_t total_ = 0;
  bool has_work_ = true;

  Day window_first_ = kFirstDay;
  std::vector<std::int64_t> window_position_;  // of each day's midnight, and one past the last
  std::vector<std::uint16_t> window_hours_;
  std::vector<std::uint32_t> window_day_;  // the day that holds minute k * kStride of the window
  static constexpr std::int64_t kStride = 256;
};

}  // namespace tongzhou
