#include "insight/progress.h"

#include <algorithm>

namespace tongzhou {
namespace {

// What a summary's tasks add up to.
struct Sum {
  std::int64_t minutes = 0, done_minutes = 0;  // done: in hundredths of minutes
  std::int64_t count = 0, done_count = 0;      // likewise, every task counting one

  void add(const Sum& other) {
    minutes += other.minutes;
    done_minutes += other.done_minutes;
    count += other.count;
    done_count += other.done_count;
  }
  std::int32_t percent() const {
    const std::int64_t whole = minutes > 0 ? minutes : count;
    const std::int64_t done = minutes > 0 ? done_minutes : done_count;
    return whole > 0 ? static_cast<std::int32_t>(done / whole) : 0;
  }
};

Sum sum_of(const Task& task) {
  const std::int64_t percent = std::clamp(task.percent, 0, 100);
  const std::int64_t minutes =
      task.kind == TaskKind::milestone ? 0 : std::max(task.duration.count, 0);
  return {minutes, minutes * percent, 1, percent};
}

}  // namespace

std::vector<std::int32_t> rolled_percent(const Plan& plan, const Outline& outline) {
  const Table<Task>& tasks = plan.table<Task>();
  std::vector<std::int32_t> percent(tasks.slot_count(), 0);
  std::vector<Sum> sums(outline.rows.size());
  // Backwards: what stands under a row comes before it.
  for (std::size_t row = outline.rows.size(); row-- > 0;) {
    const Outline::Row& at = outline.rows[row];
    const bool summary = outline.is_summary(static_cast<std::uint32_t>(row));
    if (!summary) sums[row] = sum_of(tasks[at.task].record);
    percent[at.task] = summary ? sums[row].percent() : tasks[at.task].record.percent;
    if (at.parent >= 0) sums[static_cast<std::size_t>(at.parent)].add(sums[row]);
  }
  return percent;
}

}  // namespace tongzhou
