// Tasks by their rows of the outline: what the edits of tasks have in common.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "app/open_plan.h"

namespace tongzhou {

inline const Task& task_at(const OpenPlan& open, std::uint32_t row) {
  return open.plan().table<Task>()[open.outline().rows[row].task].record;
}
inline Id<Task> id_at(const OpenPlan& open, std::uint32_t row) {
  return open.plan().table<Task>()[open.outline().rows[row].task].id;
}
// Outline::kNoRow for a task that is unknown or deleted.
inline std::uint32_t row_of(const OpenPlan& open, Id<Task> task) {
  const Slot slot = open.plan().table<Task>().find_slot(task);
  return slot == kNoSlot ? Outline::kNoRow : open.outline().row_of[slot];
}
// 0 at the top.
inline Id<Task> parent_of(const OpenPlan& open, std::uint32_t row) {
  const std::int32_t parent = open.outline().rows[row].parent;
  return parent < 0 ? Id<Task>{} : id_at(open, static_cast<std::uint32_t>(parent));
}

// The rows of the tasks, in reading order, each once; unknown tasks left out.
std::vector<std::uint32_t> rows_of(const OpenPlan& open, std::span<const Id<Task>> tasks);
// The same without those that stand under another of them.
std::vector<std::uint32_t> top_rows(const OpenPlan& open, std::span<const Id<Task>> tasks);

// Sorted rows, for asking.
class RowSet {
 public:
  RowSet(const OpenPlan& open, std::span<const std::uint32_t> rows)
      : in_(open.outline().rows.size(), 0) {
    for (std::uint32_t row : rows) in_[row] = 1;
  }
  bool contains(std::uint32_t row) const { return in_[row] != 0; }

 private:
  std::vector<char> in_;
};

}  // namespace tongzhou
