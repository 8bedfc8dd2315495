// The meetings and dates of a plan as a file that calendar programs open, and meetings read from
// one.
#pragma once

#include "app/open_plan.h"
#include "app/ports.h"
#include "exchange/icalendar.h"

namespace tongzhou {

inline constexpr std::string_view kCalendarType = "text/calendar";

// Of whom; both unset: of all.
struct CalendarOf {
  Id<Department> department;  // meetings that its people come to, its milestones, its reviews
  Id<Person> person;
};
// Meetings with their series, what was moved and cancelled; milestones and reviews as whole days. A
// rule repeats without end; what days off push is written out for two years after `today`. Written
// anew after a change, an event takes the place of the one that was read before.
CalendarFile make_calendar(const OpenPlan& open, CalendarOf of, Day today, Language language);

// The plan's; where none is set, plans in Chinese are on the clock of Asia/Shanghai, and others
// carry no zone, which programs take as their own.
CalendarZone zone_of(const Plan& plan);

// What the clocks say where departments of the meeting are that keep another time than the plan:
// "销售部 08:00、研发部 8月29日 23:00". Empty where none do, or the plan's own zone is not known.
std::string other_clocks(const Plan& plan, const Meeting& meeting, Instant start,
                         Language language);

NamedBytes calendar_file(const OpenPlan& open, CalendarOf of, Day today, Language language,
                         std::int64_t unix_seconds);

// Meetings of the file become meetings of the plan: those that came from it before, or from the
// plan itself, are changed, others added. People are found by their names. Whole days, and what
// makes nobody busy, are left out. A sentence where there is nothing to read.
struct CalendarImport {
  Draft draft;
  std::size_t meetings = 0;
  std::size_t whole_days = 0;  // left out
};
Result<CalendarImport> import_calendar(const OpenPlan& open, Random& random,
                                       const CalendarFile& file);

}  // namespace tongzhou
