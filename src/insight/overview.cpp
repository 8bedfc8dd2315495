#include "insight/overview.h"

#include <algorithm>

#include "core/sorting.h"

namespace tongzhou {

std::size_t count_missed_deadlines(const Plan& plan, const Outline& outline,
                                   const Schedule& schedule) {
  return static_cast<std::size_t>(std::ranges::count_if(outline.rows, [&](const Outline::Row& row) {
    const Instant deadline = plan.table<Task>()[row.task].record.deadline;
    return deadline.is_set() && schedule.tasks[row.task].finish > deadline;
  }));
}

std::vector<Slot> next_milestones(const Plan& plan, const Outline& outline,
                                  const Schedule& schedule, std::size_t most) {
  std::vector<Slot> open;
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    const Slot slot = outline.rows[row].task;
    if (outline.is_summary(row) || schedule.tasks[slot].complete ||
        plan.table<Task>()[slot].record.kind != TaskKind::milestone)
      continue;
    open.push_back(slot);
  }
  const auto date = [&](Slot slot) { return schedule.tasks[slot].finish; };
  sort_stably(open, {}, [&](Slot slot) { return std::pair(date(slot), slot); });
  open.resize(std::min(most, open.size()));
  return open;
}

std::vector<Slot> owed_deliverables(const Plan& plan, std::span<const DeliverableFacts> facts,
                                    Day today, int days) {
  std::vector<Slot> owed;
  for (Slot slot = 0; slot < facts.size(); ++slot) {
    const DeliverableFacts& told = facts[slot];
    if (plan.table<Deliverable>()[slot].deleted || told.is_accepted() || told.is_under_review())
      continue;
    if (told.due.is_set() && told.due <= today + days) owed.push_back(slot);
  }
  sort_stably(owed, {}, [&](Slot slot) { return facts[slot].due; });
  return owed;
}

GoalCounts count_goals(const Plan& plan, std::span<const GoalFacts> goals, Day today) {
  GoalCounts counts;
  for (const GoalFacts& facts : goals) {
    if (facts.depth > 0) continue;
    ++counts.all;
    switch (course_of(plan, facts, today)) {
      case Course::on_course:
      case Course::reached: ++counts.good; break;
      case Course::behind: ++counts.behind; break;
      case Course::off_course:
      case Course::missed: ++counts.off; break;
      case Course::no_data:
      case Course::under_way: ++counts.untold; break;
    }
  }
  return counts;
}

}  // namespace tongzhou
