// When meetings are held, who comes, what they cost, and when people are free.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "schedule/calendars.h"

namespace tongzhou {

// The usual ways of repeating.
enum class Repeat : std::uint8_t {
  never,
  daily,  // every working day
  weekly,
  fortnightly,
  monthly,
  month_first,  // on the first working day of the month
  month_last,
  own,  // any other rule
};
inline constexpr int kRepeatCount = 8;
struct RepeatRule {
  std::string_view rule;
  WhenOff when_off;
};
// Of all but `own`.
RepeatRule rule_of(Repeat repeat);
Repeat repeat_of(const Meeting& meeting);
// "每周一"; of an own rule the rule.
std::string repeat_text(const Meeting& meeting, Repeat repeat, Language language);

// Nothing to a year, whatever was written.
Minutes length_of(const Meeting& meeting);

struct Occurrence {
  Id<Meeting> meeting;
  Instant by_rule;  // of several that days off push together the first
  Instant planned;  // by the rule and the calendar
  Instant start;    // as it was moved, or as planned
  Minutes length;
  bool cancelled = false;
  Id<MeetingChange> change;  // that moved or cancelled it; unset: none
  bool operator==(const Occurrence&) const = default;

  Instant finish() const { return start + length; }
  bool is_moved() const { return start != planned; }
};

// Of all meetings, what begins on those days, first and last included, by start. A rule that cannot
// be read holds its first meeting only. Days off push a meeting on or back by two months at most.
// Each meeting gives at most ten thousand.
std::vector<Occurrence> find_occurrences(const Plan& plan, const Calendars& calendars,
                                         DayRange days);
std::vector<Occurrence> find_occurrences(const Plan& plan, const Calendars& calendars,
                                         Id<Meeting> meeting, DayRange days);

// Those who must come: the people it names, its organiser, and the leads of its departments, by id.
std::vector<Id<Person>> people_required(const Plan& plan, const Meeting& meeting);

// Hours of people that the meeting takes in the thirty days from `from` on, with those who may
// come.
double person_hours_a_month(const Plan& plan, const Calendars& calendars, Id<Meeting> meeting,
                            Day from);

// Somebody who must be at two meetings at once.
struct Clash {
  std::uint32_t first, second;  // places in the list
  Id<Person> person;
};
// Among occurrences in the order of their starts; cancelled ones do not count.
std::vector<Clash> find_clashes(const Plan& plan, std::span<const Occurrence> occurrences);

// Times of that length in which all of them are at work and at no meeting, within two weeks from
// `from` on, at full and half hours, at most `most`.
std::vector<Instant> find_free_slots(const Plan& plan, const Calendars& calendars,
                                     std::span<const Id<Person>> people, Minutes length,
                                     Instant from, std::size_t most);

}  // namespace tongzhou
