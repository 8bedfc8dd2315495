#include <algorithm>

#include "app/edits.h"
#include "app/task_rows.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

const std::string& order_of(const OpenPlan& open, std::uint32_t row) {
  return task_at(open, row).order;
}

// The row of the sibling before each row, kNone for the first.
constexpr std::uint32_t kNone = Outline::kNoRow;
std::vector<std::uint32_t> previous_siblings(const Outline& outline) {
  std::vector<std::uint32_t> previous(outline.rows.size(), kNone);
  std::vector<std::uint32_t> last(outline.rows.size() + 1, kNone);  // by parent row + 1
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    std::uint32_t& latest = last[static_cast<std::size_t>(outline.rows[row].parent + 1)];
    previous[row] = std::exchange(latest, row);
  }
  return previous;
}

// The next sibling, kNone for the last.
std::uint32_t next_sibling(const Outline& outline, std::uint32_t row) {
  const auto [task, parent, end, depth] = outline.rows[row];
  return end < outline.rows.size() && outline.rows[end].parent == parent ? end : kNone;
}

// The last child of a row, kNone for a task without any.
std::uint32_t last_child(const Outline& outline, std::uint32_t row) {
  std::uint32_t last = kNone;
  for (std::uint32_t child = row + 1; child < outline.rows[row].end;
       child = outline.rows[child].end)
    last = child;
  return last;
}

ChangeLabel label_for(const OpenPlan& open, const std::vector<std::uint32_t>& rows, Word one,
                      Word many) {
  if (rows.size() == 1) return make_label(one, {task_at(open, rows.front()).title});
  return make_label(many, {std::to_string(rows.size())});
}

// Where a new child goes: between the keys of its neighbours, those in `moving` not counting.
struct Gap {
  std::string before, after;
};
Gap find_gap(const OpenPlan& open, Place place, const RowSet& moving) {
  const Outline& outline = open.outline();
  const std::uint32_t parent = row_of(open, place.parent);
  std::uint32_t child = parent == kNone ? 0 : parent + 1;
  const std::uint32_t end =
      parent == kNone ? static_cast<std::uint32_t>(outline.rows.size()) : outline.rows[parent].end;
  Gap gap;
  const std::uint32_t after = row_of(open, place.after);
  // Siblings are walked from the first one: cheap beside what an edit costs anyway.
  bool passed = !place.after;
  for (; child < end; child = outline.rows[child].end) {
    if (!moving.contains(child)) {
      if (passed) {
        gap.after = order_of(open, child);
        return gap;
      }
      gap.before = order_of(open, child);
    }
    if (child == after) passed = true;
  }
  return gap;
}

// Inserting at ever narrower places makes keys long. Where one got too long, all siblings at the
// place get new ones, the tasks that came there among them.
constexpr std::size_t kLongestKey = 64;

void shorten_keys(const OpenPlan& open, Place place, std::span<const Id<Task>> come,
                  ChangeBuilder& builder) {
  const Outline& outline = open.outline();
  const std::uint32_t parent = row_of(open, place.parent);
  std::vector<Id<Task>> order;
  const auto add = [&](std::span<const Id<Task>> tasks) {
    order.insert(order.end(), tasks.begin(), tasks.end());
  };
  bool passed = !place.after;
  if (passed) add(come);
  const std::uint32_t end =
      parent == kNone ? std::uint32_t(outline.rows.size()) : outline.rows[parent].end;
  for (std::uint32_t row = parent == kNone ? 0 : parent + 1; row < end;
       row = outline.rows[row].end) {
    const Id<Task> task = id_at(open, row);
    if (std::ranges::find(come, task) == come.end()) order.push_back(task);
    if (task != place.after) continue;
    add(come);
    passed = true;
  }
  if (!passed) add(come);  // at the end, as find_gap has it
  const std::vector<std::string> keys = order_sequence(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) builder.set<&Task::order>(order[i], keys[i]);
}

}  // namespace

Place place_below(const OpenPlan& open, Id<Task> task, Fold fold) {
  const Outline& outline = open.outline();
  const std::uint32_t row = row_of(open, task);
  if (row == kNone) {
    std::uint32_t last = kNone;
    for (std::uint32_t top = 0; top < outline.rows.size(); top = outline.rows[top].end) last = top;
    return {{}, last == kNone ? Id<Task>{} : id_at(open, last)};
  }
  if (fold == Fold::open && outline.is_summary(row)) return {task, {}};
  return {parent_of(open, row), task};
}

NewTask add_task(const OpenPlan& open, Random& random, Place place, TaskKind kind,
                 std::string_view title) {
  const Id<Task> model = place.after ? place.after : place.parent;
  const Task* beside = open.plan().find(model);
  Task task{.title = std::string(title), .kind = kind};
  if (kind == TaskKind::milestone) task.duration = {0};
  if (beside != nullptr) task.department = beside->department;
  return add_task(open, random, place, std::move(task));
}

NewTask add_task(const OpenPlan& open, Random& random, Place place, Task task) {
  const Gap gap = find_gap(open, place, RowSet(open, {}));
  task.parent = place.parent;
  task.order = order_between(gap.before, gap.after, random);
  const bool is_milestone = task.kind == TaskKind::milestone;
  const Word label = is_milestone ? Word::did_add_milestone : Word::did_add_task;
  ChangeBuilder builder(open.plan(), random, make_label(label, {task.title}));
  const bool is_long = task.order.size() > kLongestKey;
  const Id<Task> id = builder.create(std::move(task));
  if (is_long) shorten_keys(open, place, std::span(&id, 1), builder);
  return {std::move(builder).take(), id};
}

Result<Draft> delete_tasks(const OpenPlan& open, Random& random, Tasks tasks) {
  const std::vector<std::uint32_t> rows = top_rows(open, tasks);
  std::vector<AnyRef> records;
  for (const std::uint32_t row : rows) records.push_back(ref(id_at(open, row)));
  return delete_records(open, random, records,
                        label_for(open, rows, Word::did_delete_task, Word::did_delete_tasks));
}

Result<Draft> indent_tasks(const OpenPlan& open, Random& random, Tasks tasks) {
  const std::vector<std::uint32_t> rows = top_rows(open, tasks);
  ChangeBuilder builder(open.plan(), random,
                        label_for(open, rows, Word::did_indent_task, Word::did_indent_tasks));
  const std::vector<std::uint32_t> previous = previous_siblings(open.outline());
  const RowSet chosen(open, rows);
  std::uint32_t last_parent = kNone;
  std::string last_key;
  for (std::uint32_t row : rows) {
    std::uint32_t parent = previous[row];
    while (parent != kNone && chosen.contains(parent)) parent = previous[parent];
    if (parent == kNone) continue;
    if (parent != last_parent) {
      const std::uint32_t last = last_child(open.outline(), parent);
      last_key = last == kNone ? std::string() : order_of(open, last);
      last_parent = parent;
    }
    last_key = order_between(last_key, {}, random);
    builder.set<&Task::parent>(id_at(open, row), id_at(open, parent));
    builder.set<&Task::order>(id_at(open, row), last_key);
  }
  if (builder.empty() && !rows.empty())
    return refusal({Word::cannot_indent, {}}, {Word::todo_indent, {}});
  return std::move(builder).take();
}

Result<Draft> outdent_tasks(const OpenPlan& open, Random& random, Tasks tasks) {
  const std::vector<std::uint32_t> rows = top_rows(open, tasks);
  ChangeBuilder builder(open.plan(), random,
                        label_for(open, rows, Word::did_outdent_task, Word::did_outdent_tasks));
  const Outline& outline = open.outline();
  std::uint32_t last_parent = kNone;
  std::string key;
  for (std::uint32_t row : rows) {
    if (outline.rows[row].parent < 0) continue;
    const auto parent = static_cast<std::uint32_t>(outline.rows[row].parent);
    if (parent != last_parent) key = order_of(open, parent);
    last_parent = parent;
    const std::uint32_t next = next_sibling(outline, parent);
    key = order_between(key, next == kNone ? std::string_view() : order_of(open, next), random);
    builder.set<&Task::parent>(id_at(open, row), parent_of(open, parent));
    builder.set<&Task::order>(id_at(open, row), key);
  }
  if (builder.empty() && !rows.empty()) return refusal({Word::cannot_outdent, {}});
  return std::move(builder).take();
}

Result<Draft> shift_tasks(const OpenPlan& open, Random& random, Tasks tasks, Direction direction) {
  const std::vector<std::uint32_t> rows = top_rows(open, tasks);
  ChangeBuilder builder(open.plan(), random,
                        label_for(open, rows, Word::did_shift_task, Word::did_shift_tasks));
  const Outline& outline = open.outline();
  const std::vector<std::uint32_t> previous = previous_siblings(outline);
  const RowSet chosen(open, rows);
  const auto order_or_open = [&](std::uint32_t row) {
    return row == kNone ? std::string() : order_of(open, row);
  };
  for (std::size_t first = 0; first < rows.size();) {
    // A run of chosen siblings moves as one.
    std::size_t last = first;
    while (last + 1 < rows.size() && next_sibling(outline, rows[last]) == rows[last + 1]) ++last;
    std::string before, after;
    bool can_move = false;
    if (direction == Direction::up) {
      const std::uint32_t over = previous[rows[first]];
      can_move = over != kNone;
      if (can_move) before = order_or_open(previous[over]), after = order_of(open, over);
    } else {
      const std::uint32_t over = next_sibling(outline, rows[last]);
      can_move = over != kNone;
      if (can_move)
        before = order_of(open, over), after = order_or_open(next_sibling(outline, over));
    }
    for (std::size_t i = first; can_move && i <= last; ++i) {
      before = order_between(before, after, random);
      builder.set<&Task::order>(id_at(open, rows[i]), before);
    }
    first = last + 1;
  }
  return std::move(builder).take();
}

Result<Draft> place_tasks(const OpenPlan& open, Random& random, Tasks tasks, Place place) {
  const std::vector<std::uint32_t> rows = top_rows(open, tasks);
  const std::uint32_t parent = row_of(open, place.parent);
  for (std::uint32_t row : rows)
    if (parent != kNone && parent >= row && parent < open.outline().rows[row].end)
      return refusal({Word::cannot_place_inside_itself, {task_at(open, row).title}});
  ChangeBuilder builder(open.plan(), random,
                        label_for(open, rows, Word::did_shift_task, Word::did_shift_tasks));
  Gap gap = find_gap(open, place, RowSet(open, rows));
  for (std::uint32_t row : rows) {
    gap.before = order_between(gap.before, gap.after, random);
    builder.set<&Task::parent>(id_at(open, row), place.parent);
    builder.set<&Task::order>(id_at(open, row), gap.before);
  }
  if (gap.before.size() > kLongestKey) {
    std::vector<Id<Task>> come;
    for (std::uint32_t row : rows) come.push_back(id_at(open, row));
    shorten_keys(open, place, come, builder);
  }
  return std::move(builder).take();
}

}  // namespace tongzhou
