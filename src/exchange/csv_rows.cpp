#include "exchange/csv_rows.h"

#include <algorithm>

#include "exchange/csv_row.h"
#include "model/order_key.h"
#include "model/outline.h"
#include "schedule/calendars.h"
#include "schedule/effort.h"

namespace tongzhou {
namespace {

constexpr std::size_t kHeadWithin = 20;  // rows above the head: a title, a date, a blank
constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

bool is_blank(const std::vector<std::string>& row) {
  return std::ranges::all_of(row, [](const std::string& cell) { return folded(cell).empty(); });
}

struct TaskRow : ReadRow {
  Id<Task> id;
  std::size_t parent = kNoRow;
  bool summary = false;
};

class TaskRows {
 public:
  TaskRows(const Plan& plan, Random& random, const TableLayout& layout, Day today, Notices notices)
      : plan_(plan),
        random_(random),
        layout_(layout),
        notices_(std::move(notices)),
        build_(plan, random, {}),
        names_(plan, random, build_, notices_),
        reader_(plan, names_, notices_, today) {}

  MadeRows run(const TextTable& table, const PastePlace& place) {
    for (std::size_t i = layout_.first_row; i < table.size(); ++i) read(table[i], i + 1);
    make_tree();
    for (TaskRow& row : rows_) decide_dates(row);
    place_among_siblings(place);
    for (const TaskRow& row : rows_) create(row);
    add_links();
    MadeRows made;
    for (const TaskRow& row : rows_) made.tasks.push_back(row.id);
    made.draft = std::move(build_).take();
    made.notices = std::move(notices_).take();
    return made;
  }

 private:
  bool has(Column column) const {
    return std::ranges::find(layout_.columns, std::optional(column)) != layout_.columns.end();
  }

  void read(const std::vector<std::string>& cells, std::size_t line) {
    if (is_blank(cells)) return;
    TaskRow row;
    row.id = mint<Id<Task>>(random_);
    row.task.duration = {plan_.info().minutes_per_day};
    for (std::size_t i = 0; i < std::min(cells.size(), layout_.columns.size()); ++i)
      if (layout_.columns[i]) reader_.read(row, *layout_.columns[i], plain_cell(cells[i]));
    if (row.task.title.empty()) {
      notices_.add(Word::notice_rows_untitled, std::to_string(line));
      return;
    }
    if (!row.people.empty() && !row.task.responsible)
      row.task.responsible = names_.person(row.people.front().name, row.task.department);
    if (!row.task.department) row.task.department = names_.department_of(row.task.responsible);
    if (!has(Column::outline_level)) row.level = has(Column::wbs) ? depth_of(row.wbs) : row.indent;
    rows_.push_back(std::move(row));
  }

  static int depth_of(std::string_view wbs) {
    return static_cast<int>(std::min<std::ptrdiff_t>(std::ranges::count(wbs, '.'), 200));
  }

  void make_tree() {
    std::vector<std::size_t> open;  // rows that may take in the next
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      TaskRow& row = rows_[i];
      while (!open.empty() && rows_[open.back()].level >= row.level) open.pop_back();
      if (!open.empty()) {
        row.parent = open.back();
        row.task.parent = rows_[row.parent].id;
        rows_[row.parent].summary = true;
      }
      open.push_back(i);
    }
  }

  void decide_dates(TaskRow& row) {
    Task& task = row.task;
    if (row.summary) {
      const Task fresh;
      task.kind = TaskKind::summary;
      task.duration = fresh.duration;
      task.duration_unit = fresh.duration_unit;
      task.effort = {};
      task.percent = fresh.percent;
      task.actual_start = {};
      task.actual_finish = {};
      return;
    }
    if (!row.has_kind && row.has_duration && task.duration.count == 0)
      task.kind = TaskKind::milestone;
    if (task.kind == TaskKind::milestone) task.duration = {};
    if (row.finish.is_set() && !row.start.is_set() && !row.has_duration) {
      notices_.add(Word::notice_finish_as_deadline, task.title);
      if (!task.deadline.is_set()) task.deadline = row.finish;
    } else if (row.finish.is_set() && row.start.is_set() && !row.has_duration &&
               task.kind == TaskKind::task) {
      if (const Minutes worked = reader_.time().between(row.start, row.finish); worked.count > 0)
        task.duration = worked;
    }
    if (task.effort.count > 0) decide_effort(row);
    if (row.start.is_set()) decide_start(row);
  }

  // Alone it gives the duration. With a duration it says how many people of the department that is.
  void decide_effort(TaskRow& row) {
    Task& task = row.task;
    double assigned = 0;
    for (const PersonShare& share : row.people) assigned += share.units;
    const double at_work = assigned > 0 ? assigned : 1;
    const bool dated = row.start.is_set() && row.finish.is_set();
    if (!row.has_duration && !dated) task.duration = duration_of_effort(task.effort, at_work);
    if (effort_fits(task, at_work)) return;
    const double people = double(task.effort.count) / std::max(task.duration.count, 1);
    if (task.department && people > assigned) {
      task.people = people;
      return;
    }
    notices_.add(Word::notice_effort_left_out, task.title);
    task.effort = {};
  }

  // A start that follows from links or from the plan's own start needs no constraint.
  void decide_start(TaskRow& row) {
    Task& task = row.task;
    const Instant plan_start = plan_.info().start;
    const bool from_plan =
        plan_start.is_set() && row.start <= reader_.time().next_start(plan_start);
    if (task.constraint != Constraint::as_soon_as_possible || task.actual_start.is_set() ||
        from_plan)
      return;
    if (follows_links(row)) {
      if (!has(Column::constraint)) notices_.add(Word::notice_starts_from_links, task.title);
      return;
    }
    task.constraint = Constraint::start_no_earlier_than;
    task.constraint_date = row.start;
  }

  bool follows_links(const TaskRow& row) const {
    for (const TaskRow* at = &row;; at = &rows_[at->parent]) {
      if (!at->predecessors.empty()) return true;
      if (at->parent == kNoRow) return false;
    }
  }

  // Top rows go between the child they follow and the next one.
  void place_among_siblings(const PastePlace& place) {
    std::string before, after;
    const Outline outline = build_outline(plan_);
    bool passed = !place.after;
    for (const Outline::Row& row : outline.rows) {
      const Entry<Task>& entry = plan_.table<Task>()[row.task];
      const Id<Task> parent =
          row.parent < 0
              ? Id<Task>{}
              : plan_.table<Task>()[outline.rows[static_cast<std::size_t>(row.parent)].task].id;
      if (parent != place.parent) continue;
      if (passed) {
        after = entry.record.order;
        break;
      }
      before = entry.record.order;
      passed = entry.id == place.after;
    }
    std::unordered_map<std::size_t, std::vector<TaskRow*>> children;
    for (TaskRow& row : rows_) children[row.parent].push_back(&row);
    for (auto& [parent, siblings] : children) {
      if (parent == kNoRow && (!before.empty() || !after.empty())) {
        for (TaskRow* row : siblings)
          before = row->task.order = order_between(before, after, random_);
      } else {
        const auto keys = order_sequence(siblings.size());
        for (std::size_t i = 0; i < siblings.size(); ++i) siblings[i]->task.order = keys[i];
      }
      if (parent == kNoRow)
        for (TaskRow* row : siblings) row->task.parent = place.parent;
    }
  }

  void create(const TaskRow& row) {
    build_.create(row.id, row.task);
    for (const PersonShare& share : row.people)
      if (const Id<Person> person = names_.person(share.name, row.task.department))
        build_.create(Assignment{row.id, person, share.units});
  }

  void add_links() {
    std::unordered_map<std::string, const TaskRow*> by_number, by_name;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const TaskRow& row = rows_[i];
      by_number.try_emplace(has(Column::number) ? row.number : std::to_string(i + 1), &row);
      by_name.try_emplace(folded(row.task.title), &row);
      if (!row.wbs.empty()) by_name.try_emplace(row.wbs, &row);
    }
    const auto find = [&](const std::string& name) -> const TaskRow* {
      if (const auto found = by_number.find(name); found != by_number.end()) return found->second;
      const auto found = by_name.find(folded(name));
      return found == by_name.end() ? nullptr : found->second;
    };
    for (const TaskRow& row : rows_)
      for (const LinkCell& link :
           parse_links_cell(row.predecessors, plan_.info().minutes_per_day)) {
        const TaskRow* from = find(link.task);
        if (from == nullptr || from == &row) {
          notices_.add(Word::notice_links_unknown, link.task);
          continue;
        }
        Dependency dependency{from->id, row.id, link.type, link.lag, link.lag_kind};
        if (link.lag_percent) dependency.lag = percent_of(from->task.duration, *link.lag_percent);
        build_.create(dependency);
      }
  }

  const Plan& plan_;
  Random& random_;
  const TableLayout& layout_;
  Notices notices_;
  ChangeBuilder build_;
  NamedRecords names_;
  RowReader reader_;
  std::vector<TaskRow> rows_;
};

}  // namespace

std::optional<TableLayout> find_layout(const TextTable& table, Notices& notices) {
  std::optional<TableLayout> best;
  std::size_t best_known = 0;
  for (std::size_t i = 0; i < std::min(table.size(), kHeadWithin); ++i) {
    TableLayout layout{{}, i + 1};
    std::size_t known = 0, filled = 0;
    for (const std::string& cell : table[i]) {
      auto column = find_column(cell);
      if (column && std::ranges::find(layout.columns, column) != layout.columns.end()) column = {};
      layout.columns.push_back(column);
      known += column ? 1 : 0;
      filled += folded(cell).empty() ? 0 : 1;
    }
    const bool titled =
        std::ranges::find(layout.columns, std::optional(Column::title)) != layout.columns.end();
    // A row of data may hold one word that is also a head.
    if (titled && known > best_known && (known > 1 || filled == 1)) {
      best_known = known;
      best = std::move(layout);
    }
  }
  if (!best) return std::nullopt;
  const auto& head = table[best->first_row - 1];
  for (std::size_t i = 0; i < head.size(); ++i)
    if (!best->columns[i] && !folded(head[i]).empty())
      notices.add(Word::notice_columns_unknown, head[i]);
  return best;
}

MadeRows make_tasks(const Plan& plan, Random& random, const TextTable& table,
                    const TableLayout& layout, const PastePlace& place, Day today,
                    Notices notices) {
  return TaskRows(plan, random, layout, today, std::move(notices)).run(table, place);
}

}  // namespace tongzhou
