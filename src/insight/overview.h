// What is asked first of a plan: what comes next, what is owed, how many goals are on course.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "insight/goals.h"

namespace tongzhou {

// Tasks and phases that finish after their deadlines.
std::size_t count_missed_deadlines(const Plan& plan, const Outline& outline,
                                   const Schedule& schedule);

// Milestones not reached, by their date in the timetable, at most so many.
std::vector<Slot> next_milestones(const Plan& plan, const Outline& outline,
                                  const Schedule& schedule, std::size_t most);

// Deliverables that their givers still owe and that are due within so many days, or were; by due
// day.
std::vector<Slot> owed_deliverables(const Plan& plan, std::span<const DeliverableFacts> facts,
                                    Day today, int days);

// Goals at the top of the tree.
struct GoalCounts {
  std::uint32_t all = 0;
  std::uint32_t good = 0;  // on course or reached
  std::uint32_t behind = 0;
  std::uint32_t off = 0;  // off course or missed
  std::uint32_t untold = 0;
};
GoalCounts count_goals(const Plan& plan, std::span<const GoalFacts> goals, Day today);

}  // namespace tongzhou
