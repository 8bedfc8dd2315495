#include "app/task_rows.h"

namespace tongzhou {

std::vector<std::uint32_t> rows_of(const OpenPlan& open, std::span<const Id<Task>> tasks) {
  std::vector<std::uint32_t> rows;
  rows.reserve(tasks.size());
  for (Id<Task> task : tasks)
    if (const std::uint32_t row = row_of(open, task); row != Outline::kNoRow) rows.push_back(row);
  std::ranges::sort(rows);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  return rows;
}

std::vector<std::uint32_t> top_rows(const OpenPlan& open, std::span<const Id<Task>> tasks) {
  std::vector<std::uint32_t> tops;
  std::uint32_t covered = 0;  // rows below this stand under the last top
  for (std::uint32_t row : rows_of(open, tasks)) {
    if (row < covered) continue;
    tops.push_back(row);
    covered = open.outline().rows[row].end;
  }
  return tops;
}

}  // namespace tongzhou
