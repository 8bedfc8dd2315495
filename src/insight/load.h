// The work that each department is asked for, against the people it has, day by day.
//
// A task asks its department for one person all through its working time, from its scheduled start
// to its scheduled finish. Where people are assigned to it, it asks their departments instead, for
// each person's share of time (a person without a department counts for the task's). Milestones
// and summaries ask for nothing. A department has its capacity (people) all through the working
// time of its calendar.
#pragma once

#include <vector>

#include "model/plan.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"

namespace tongzhou {

struct Load {
  double needed = 0;    // working minutes of people
  double capacity = 0;  // the same
  bool is_over() const { return needed > capacity + 0.5; }
};

class DepartmentLoad {
 public:
  DepartmentLoad(Slot department, Day first, std::vector<double> needed,
                 std::vector<double> capacity);

  Slot department() const { return department_; }
  // Of the days from `from` up to but not including `to`; any bucket costs the same.
  Load between(Day from, Day to) const;

 private:
  Slot department_;
  Day first_;
  std::vector<double> needed_before_;    // sums over the days before each
  std::vector<double> capacity_before_;  // the same
};

struct LoadTable {
  Day first, last;                          // the days that the plan covers
  std::vector<DepartmentLoad> departments;  // in their order; those not deleted
};

// Counts at most 100 years; what lies beyond is left out.
LoadTable make_load(const Plan& plan, const Schedule& schedule, const Calendars& calendars);

}  // namespace tongzhou
