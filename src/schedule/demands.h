// Whom tasks need while they are under way, and whom there is.
//
// A task needs people of its department: as many as it says, else those assigned to it, else one.
// Who is assigned is needed himself, for his share of time, and counts for his own department (one
// without a department for the task's). Demands add people of other departments. Summaries and
// milestones need nobody.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/plan.h"
#include "schedule/calendars.h"

namespace tongzhou {

// Departments by their slots, then persons by theirs.
using Pool = std::uint32_t;

struct Need {
  Pool pool = 0;
  double people = 0;  // more than 0
};

class Demands {
 public:
  explicit Demands(const Plan& plan);

  // Each pool once. Of summaries and milestones too: what they would need.
  std::span<const Need> of(Slot task) const {
    return {needs_.data() + first_[task], needs_.data() + first_[task + 1]};
  }

  // How many people the task has at work at once; one where it needs nobody of a department.
  double people_at_work(Slot task) const;

  Pool pool_count() const { return departments_ + persons_; }
  bool is_person(Pool pool) const { return pool >= departments_; }
  Slot slot(Pool pool) const { return is_person(pool) ? pool - departments_ : pool; }
  Pool department(Slot slot) const { return slot; }
  Pool person(Slot slot) const { return departments_ + slot; }

 private:
  Slot departments_, persons_;
  std::vector<Need> needs_;
  std::vector<std::uint32_t> first_;
};

AnyRef record_of(const Plan& plan, const Demands& demands, Pool pool);

// From the first day on there are so many people, until the next step. Never empty: the first one
// holds from kFirstDay on.
struct PeopleFrom {
  Day day;
  double people = 0;
  bool operator==(const PeopleFrom&) const = default;
};

// How many people a department has: its capacity, and its changes of capacity from their days on.
// Of several changes of one day the one with the larger id holds.
std::vector<PeopleFrom> people_of_department(const Plan& plan, Slot department);
// How much of a person there is on the days from `first` to `last`: the capacity, and nothing on
// days of leave, which are those that the department (else the plan) works and the person's own
// calendar does not.
std::vector<PeopleFrom> share_of_person(const Plan& plan, const Calendars& calendars, Slot person,
                                        DayRange days);

}  // namespace tongzhou
