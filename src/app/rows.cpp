#include "app/rows.h"

#include <algorithm>

#include "schedule/schedule.h"

namespace tongzhou {

Word word_of(TaskState state) {
  switch (state) {
    case TaskState::any: return Word::state_any;
    case TaskState::open: return Word::state_open;
    case TaskState::late: return Word::state_late;
    case TaskState::not_started: return Word::state_not_started;
    case TaskState::in_progress: return Word::state_in_progress;
    case TaskState::done: return Word::state_done;
    case TaskState::critical: return Word::state_critical;
  }
  return Word::none;
}

bool is_in_state(const OpenPlan& open, Slot slot, TaskState state, Instant now) {
  const Task& task = open.plan().table<Task>()[slot].record;
  const TaskDates& dates = open.schedule().tasks[slot];
  const bool done = dates.complete;
  const bool begun = dates.summary ? dates.start < now : task.actual_start.is_set();
  switch (state) {
    case TaskState::any: return true;
    case TaskState::open: return !done;
    case TaskState::late: {
      const bool overdue = dates.finish < now || (!begun && dates.start < now);
      const bool misses_deadline = task.deadline.is_set() && dates.finish > task.deadline;
      return !done && (overdue || misses_deadline);
    }
    case TaskState::not_started: return !done && !begun;
    case TaskState::in_progress: return !done && begun;
    case TaskState::done: return done;
    case TaskState::critical: return dates.critical;
  }
  return false;
}

// --- Folds ---------------------------------------------------------------------------------------

void Folds::set_folded(Id<Task> task, bool folded) {
  const bool changed = folded ? folded_.insert(task).second : folded_.erase(task) != 0;
  if (changed) ++revision_;
}

void Folds::fold_all(const OpenPlan& open) {
  const Outline& outline = open.outline();
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row)
    if (outline.is_summary(row))
      folded_.insert(open.plan().table<Task>()[outline.rows[row].task].id);
  ++revision_;
}

void Folds::unfold_all() {
  folded_.clear();
  ++revision_;
}

// --- Rows ----------------------------------------------------------------------------------------

namespace {

bool fits(const OpenPlan& open, const Filter& filter, TextFilter& text, Slot slot, Instant now) {
  const Task& task = open.plan().table<Task>()[slot].record;
  if (filter.department) {
    const auto& taking_part = task.participants.ids;
    if (task.department != *filter.department &&
        std::ranges::find(taking_part, *filter.department) == taking_part.end())
      return false;
  }
  if (filter.person && task.responsible != *filter.person) return false;
  if (filter.state != TaskState::any && !is_in_state(open, slot, filter.state, now)) return false;
  return filter.text.empty() || text.fits(task.title);
}

std::vector<VisibleRow> unfolded_rows(const OpenPlan& open, const Folds& folds) {
  const Outline& outline = open.outline();
  const auto& tasks = open.plan().table<Task>();
  std::vector<VisibleRow> rows;
  rows.reserve(outline.rows.size());
  for (std::uint32_t row = 0; row < outline.rows.size();) {
    rows.push_back({row});
    const bool folded = !folds.empty() && outline.is_summary(row) &&
                        folds.is_folded(tasks[outline.rows[row].task].id);
    row = folded ? outline.rows[row].end : row + 1;
  }
  return rows;
}

// Rows that fit, and the phases above them.
std::vector<VisibleRow> fitting_rows(const OpenPlan& open, const Filter& filter,
                                     const Pinyin& pinyin, Instant now) {
  const Outline& outline = open.outline();
  TextFilter text(pinyin, filter.text);
  enum : char { hidden, above, fitting };
  std::vector<char> shown(outline.rows.size(), hidden);
  // Backwards: what stands under a row comes before it.
  for (std::size_t row = outline.rows.size(); row-- > 0;) {
    if (fits(open, filter, text, outline.rows[row].task, now)) shown[row] = fitting;
    const std::int32_t parent = outline.rows[row].parent;
    if (shown[row] != hidden && parent >= 0) shown[static_cast<std::size_t>(parent)] = above;
  }
  std::vector<VisibleRow> rows;
  for (std::uint32_t row = 0; row < shown.size(); ++row)
    if (shown[row] != hidden) rows.push_back({row, shown[row] == fitting});
  return rows;
}

}  // namespace

std::span<const VisibleRow> Rows::update(const OpenPlan& open, const Filter& filter,
                                         const Folds& folds, const Pinyin& pinyin, Instant now) {
  // What a filter looks at changes with any edit, and by the day; without one only the outline
  // counts.
  Made wanted{&open, 0, open.plan().outline_revision(), folds.revision(), filter, {}};
  if (!filter.empty()) {
    wanted.plan = open.plan().revision();
    wanted.today = day_of(now);
  }
  if (wanted == made_) return rows_;
  rows_ = filter.empty() ? unfolded_rows(open, folds) : fitting_rows(open, filter, pinyin, now);
  made_ = std::move(wanted);

  place_.assign(open.outline().rows.size(), Outline::kNoRow);
  for (std::uint32_t place = 0; place < rows_.size(); ++place)
    place_[rows_[place].outline_row] = place;
  fitting_ = static_cast<std::size_t>(std::ranges::count(rows_, true, &VisibleRow::fits));
  return rows_;
}

std::optional<std::uint32_t> Rows::find(const OpenPlan& open, Id<Task> task) const {
  const Slot slot = open.plan().table<Task>().find_slot(task);
  if (slot == kNoSlot) return std::nullopt;
  const std::uint32_t row = open.outline().row_of[slot];
  if (row >= place_.size() || place_[row] == Outline::kNoRow) return std::nullopt;
  return place_[row];
}

}  // namespace tongzhou
