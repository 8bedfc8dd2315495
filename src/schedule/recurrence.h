// Repeating by rule: the RRULE of iCalendar (RFC 5545, section 3.3.10) over local civil time.
//
// Where the RFC leaves room, this does what libical does: a start that does not fit its rule is no
// instance; BYWEEKNO without BYDAY keeps the weekday of the start; years of rules with BYWEEKNO are
// years of weeks. Case and spaces do not matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace tongzhou {

// From the coarsest to the finest; each one's period is one step of the rule.
enum class Frequency : std::uint8_t { yearly, monthly, weekly, daily, hourly, minutely, secondly };

// A weekday (0 is Monday) and which of them in the month or year: 1 the first, -1 the last, 0 all.
struct NthWeekday {
  int nth = 0;
  int weekday = 0;
  auto operator<=>(const NthWeekday&) const = default;
};

// A rule taken apart. Lists are sorted, without repetitions, and empty where the rule lacks them.
struct Recurrence {
  Frequency frequency = Frequency::daily;
  int interval = 1;
  std::int64_t count = 0;             // 0: without end, or until `until`
  std::optional<std::int64_t> until;  // seconds since 1970-01-01 00:00, inclusive, wall clock
  int week_start = 0;
  std::vector<int> months, weeks, year_days, month_days, hours, minutes, seconds, positions;
  std::vector<NthWeekday> weekdays;
};

// Takes any rule that RFC 5545 allows, seconds included. Fails, naming the part, for all else and
// for RSCALE (RFC 7529).
Result<Recurrence> parse_recurrence(std::string_view rule);

// What is wrong with a rule for a plan, whose times are whole minutes; nothing if it can be used.
std::optional<Error> check_recurrence(std::string_view rule);

// Whether the start of what repeats is a time or a whole day; parts of the rule that name times of
// the day mean nothing to days.
enum class StartKind : std::uint8_t { time, day };

// What is asked for: instances in [from, to), the earliest `most` of them.
struct RecurrenceWindow {
  Instant from;
  Instant to;
  std::size_t most = 1000;
};

// The instances of a rule that began at `start`, ascending. Ends for every rule and in time that
// grows with the window, not with how long ago the rule began; they are counted from the start only
// where COUNT stands beside parts that begin with BY, or for months, years and whole days. None for
// a rule that check_recurrence refuses, none outside of the days that a plan may name.
std::vector<Instant> expand_recurrence(const Recurrence& rule, Instant start,
                                       const RecurrenceWindow& window,
                                       StartKind kind = StartKind::time);
std::vector<Instant> expand_recurrence(std::string_view rule, Instant start,
                                       const RecurrenceWindow& window,
                                       StartKind kind = StartKind::time);

// The same in seconds since 1970-01-01 00:00, from year 1 to 9998: what the tests of others ask.
struct RecurrenceSeconds {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::size_t most = 1000;
};
std::vector<std::int64_t> expand_in_seconds(const Recurrence& rule, std::int64_t start,
                                            const RecurrenceSeconds& window, StartKind kind);

}  // namespace tongzhou
