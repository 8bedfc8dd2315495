// The work that departments and people are asked for, against what there is of them, day by day.
//
// Whom a task needs (schedule/demands.h) it needs all through its working time, from its scheduled
// start to its scheduled finish. Milestones and summaries ask for nothing. A department has its
// people all through the working time of its calendar, a person his share of his own.
#pragma once

#include <vector>

#include "model/plan.h"
#include "schedule/calendars.h"
#include "schedule/demands.h"
#include "schedule/schedule.h"

namespace tongzhou {

struct Load {
  double needed = 0;    // working minutes of people
  double capacity = 0;  // the same
  double minutes = 0;   // that one person works
  bool is_over() const { return needed > capacity + 0.5; }
};

class PoolLoad {
 public:
  struct DayLoad {
    double needed, capacity, minutes;
  };
  PoolLoad(Slot slot, Day first, const std::vector<DayLoad>& days);

  // Of the department or person.
  Slot slot() const { return slot_; }
  // Of the days from `from` up to but not including `to`; any bucket costs the same.
  Load between(Day from, Day to) const;

 private:
  Slot slot_;
  Day first_;
  std::vector<DayLoad> before_;  // sums over the days before each
};

struct LoadTable {
  Day first, last;                    // the days that the plan covers
  std::vector<PoolLoad> departments;  // in their order; those not deleted
  std::vector<PoolLoad> persons;      // those that are assigned to something, in their order
};

// Counts at most 100 years; what lies beyond is left out.
LoadTable make_load(const Plan& plan, const Schedule& schedule, const Calendars& calendars);

// Days on end on which one has more to do than there is of it; days without work do not end it.
struct Overload {
  AnyRef of;  // a department or person
  Day first, last;
  double excess = 0;             // working minutes of people, over all its days
  Day worst;                     // the first of the days with the most people too many
  double needed = 0, there = 0;  // people on that day
};
// Those with the most excess first.
std::vector<Overload> find_overloads(const Plan& plan, const LoadTable& load);

// A task that asks for work.
struct LoadCause {
  Slot task;
  double minutes;  // of people
};
// What asks that department or person for work on the days from `from` up to but not including
// `to`: what asks for most first. Goes through the whole plan.
std::vector<LoadCause> find_load_causes(const Plan& plan, const Schedule& schedule,
                                        const Calendars& calendars, AnyRef of, Day from, Day to);

}  // namespace tongzhou
