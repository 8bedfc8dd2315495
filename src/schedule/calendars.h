// The calendars of a plan, ready for counting: the plan's own and those its departments, people
// and tasks name; and the working time of each task that pauses, which is its calendar's but for
// the pauses.
#pragma once

#include <memory>
#include <span>
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
  // The task's own where it pauses; else that of its calendar.
  Index of_task(const Plan& plan, Slot task) const;
  // The task's, else its department's, else the plan's.
  Index without_pauses(const Plan& plan, Slot task) const;
  Index of_department(const Plan& plan, Id<Department> department) const;

  // Stays where it is, whatever pauses are set.
  const WorkingTime& operator[](Index index) const { return *times_[index]; }
  Index count() const { return static_cast<Index>(times_.size()); }
  // First come those of calendars, then those of tasks.
  Id<Calendar> id(Index index) const { return ids_[index]; }
  Index calendar_count() const { return static_cast<Index>(ids_.size()); }

  // When nobody works on the task; in order and apart.
  std::span<const Stretch> pauses(Slot task) const;
  // In place of what the plan says. `calendar`: what the task would go by without. Gives what it
  // goes by now.
  Index set_pauses(Slot task, Index calendar, std::vector<Stretch> pauses);

 private:
  struct Own {
    Index index = 0;
    std::vector<Stretch> pauses;
  };

  const Own* own_of(Slot task) const {
    return task < own_of_.size() && own_of_[task] != 0 ? &own_[own_of_[task] - 1] : nullptr;
  }
  void read_pauses(const Plan& plan);

  std::vector<Id<Calendar>> ids_;
  std::vector<std::unique_ptr<WorkingTime>> times_;
  std::unordered_map<Id<Calendar>, Index> index_;
  std::vector<Own> own_;
  std::vector<std::uint32_t> own_of_;  // by task, as far as any pauses: one more than its place
};

}  // namespace tongzhou
