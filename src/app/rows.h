// The rows of the task table: the outline, less what is folded away or filtered out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "app/open_plan.h"
#include "app/pinyin.h"

namespace tongzhou {

enum class TaskState : std::uint8_t { any, open, late, not_started, in_progress, done, critical };
Word word_of(TaskState state);

// Conditions on tasks; all must hold. `text` is looked for in titles, in pinyin initials too.
struct Filter {
  std::string text;
  std::optional<Id<Department>> department;  // its own or taking part; id 0: tasks without one
  std::optional<Id<Person>> person;          // responsible; id 0: tasks without one
  TaskState state = TaskState::any;

  bool empty() const { return *this == Filter{}; }
  bool operator==(const Filter&) const = default;
};

// Whether the task is what a state speaks of, `now` being the time of day at the user's desk.
// Summaries are judged by their rolled-up dates and percent.
bool is_in_state(const OpenPlan& open, Slot task, TaskState state, Instant now);

// Phases that are folded away.
class Folds {
 public:
  bool empty() const { return folded_.empty(); }
  const std::unordered_set<Id<Task>>& all() const { return folded_; }
  bool is_folded(Id<Task> task) const { return folded_.contains(task); }
  void set_folded(Id<Task> task, bool folded);
  void fold_all(const OpenPlan& open);
  void unfold_all();
  std::uint64_t revision() const { return revision_; }

 private:
  std::unordered_set<Id<Task>> folded_;
  std::uint64_t revision_ = 0;
};

struct VisibleRow {
  std::uint32_t outline_row;
  // False: shown only because a row below it fits the filter.
  bool fits = true;
};

// Kept until plan, folds or filter change; then made anew in one pass.
class Rows {
 public:
  // While a filter holds, folds are ignored, so that nothing found stays hidden.
  std::span<const VisibleRow> update(const OpenPlan& open, const Filter& filter, const Folds& folds,
                                     const Pinyin& pinyin, Instant now);
  std::span<const VisibleRow> current() const { return rows_; }
  // Position of a task among the visible rows; nothing when it is not visible.
  std::optional<std::uint32_t> find(const OpenPlan& open, Id<Task> task) const;
  // How many rows fit the filter themselves.
  std::size_t fitting_count() const { return fitting_; }

 private:
  struct Made {
    const OpenPlan* open = nullptr;
    std::uint64_t plan = 0, outline = 0, folds = 0;
    Filter filter;
    Day today;
    bool operator==(const Made&) const = default;
  };
  Made made_;
  std::vector<VisibleRow> rows_;
  std::vector<std::uint32_t> place_;  // by outline row
  std::size_t fitting_ = 0;
};

}  // namespace tongzhou
