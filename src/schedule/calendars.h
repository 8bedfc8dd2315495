// The calendars of a plan, ready for counting: the plan's own and those its departments, people
// and tasks name.
#pragma once

#include <unordered_map>
#include <vector>

#include "model/plan.h"
#include "schedule/working_time.h"

namespace tongzhou {

// Where scheduling begins: the plan's start; where it has none, the earliest date that a task's
// constraint or actual start names; else Monday 2026-01-05 08:00.
Instant schedule_start(const Plan& plan);

// Exceptions of a calendar and its bases, public holidays and week, laid over one another. For any
// day the first that speaks decides: the calendar's own exceptions, its public holidays, then the
// same of its base and of the base's base; then the weekday's hours of the calendar, its base, and
// so on. A make-up day that the weekday's own hours leave free is worked like the first working
// day of the week. A ring of bases is cut where it closes. An unknown calendar is the standard
// week.
WorkingTime compile_calendar(const Plan& plan, Id<Calendar> calendar, DayRange window);

class Calendars {
 public:
  explicit Calendars(const Plan& plan);

  using Index = std::uint32_t;
  static constexpr Index kPlan = 0;

  // An unset or unknown id is the plan's own calendar.
  Index find(Id<Calendar> calendar) const;
  bool has(Id<Calendar> calendar) const { return index_.contains(calendar); }
  // The task's, else its department's, else the plan's.
  Index of_task(const Plan& plan, const Task& task) const;
  Index of_department(const Plan& plan, Id<Department> department) const;

  const WorkingTime& operator[](Index index) const { return times_[index]; }
  Id<Calendar> id(Index index) const { return ids_[index]; }
  Index count() const { return static_cast<Index>(times_.size()); }

 private:
  std::vector<Id<Calendar>> ids_;
  std::vector<WorkingTime> times_;
  std::unordered_map<Id<Calendar>, Index> index_;
};

}  // namespace tongzhou
