#include "ui/pages/plan_table.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/edits.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"
#include "ui/day_marks.h"
#include "ui/field_edits.h"
#include "ui/record_options.h"
#include "ui/value_text.h"

namespace tongzhou {
namespace {

constexpr std::array kColumns{
    TaskColumnInfo{TaskColumn::title, Word::task, 214, Align::left, true, Column::title},
    TaskColumnInfo{TaskColumn::number, Word::column_number, 52, Align::right, false,
                   Column::number},
    TaskColumnInfo{TaskColumn::department, Word::department, 104, Align::left, true,
                   Column::department},
    TaskColumnInfo{TaskColumn::duration, Word::task_duration, 76, Align::right, true,
                   Column::duration},
    TaskColumnInfo{TaskColumn::effort, Word::task_effort, 116, Align::right, false, Column::effort},
    TaskColumnInfo{TaskColumn::percent, Word::column_percent, 62, Align::right, true,
                   Column::percent},
    TaskColumnInfo{TaskColumn::start, Word::column_start, 112, Align::left, true, Column::start},
    TaskColumnInfo{TaskColumn::finish, Word::column_finish, 112, Align::left, true, Column::finish},
    TaskColumnInfo{TaskColumn::responsible, Word::task_responsible, 84, Align::left, true,
                   Column::responsible},
    TaskColumnInfo{TaskColumn::predecessors, Word::column_predecessors, 110, Align::left, true,
                   Column::predecessors},
    TaskColumnInfo{TaskColumn::slack, Word::column_slack, 72, Align::right, false},
    TaskColumnInfo{TaskColumn::deadline, Word::task_deadline, 112, Align::left, false,
                   Column::deadline},
    TaskColumnInfo{TaskColumn::participants, Word::task_participants, 140, Align::left, false,
                   Column::participants},
    TaskColumnInfo{TaskColumn::constraint, Word::task_constraint, 140, Align::left, false,
                   Column::constraint},
    TaskColumnInfo{TaskColumn::kind, Word::task_kind, 80, Align::left, false, Column::kind},
    TaskColumnInfo{TaskColumn::notes, Word::task_notes, 180, Align::left, false, Column::notes},
};

// The field behind a column; 0 where the column is computed.
constexpr FieldNumber field_of(TaskColumn column) {
  switch (column) {
    case TaskColumn::title: return field_number<&Task::title>();
    case TaskColumn::department: return field_number<&Task::department>();
    case TaskColumn::responsible: return field_number<&Task::responsible>();
    case TaskColumn::duration: return field_number<&Task::duration>();
    case TaskColumn::effort: return field_number<&Task::effort>();
    case TaskColumn::percent: return field_number<&Task::percent>();
    case TaskColumn::deadline: return field_number<&Task::deadline>();
    case TaskColumn::kind: return field_number<&Task::kind>();
    case TaskColumn::constraint: return field_number<&Task::constraint>();
    case TaskColumn::participants: return field_number<&Task::participants>();
    case TaskColumn::notes: return field_number<&Task::notes>();
    case TaskColumn::number:
    case TaskColumn::start:
    case TaskColumn::finish:
    case TaskColumn::slack:
    case TaskColumn::predecessors: return 0;
  }
  return 0;
}

AnyRefs one_or_none(AnyId id) { return id ? AnyRefs{id} : AnyRefs{}; }

// The task at a depth above the one in `row`, itself included.
std::uint32_t at_depth(const Outline& outline, std::uint32_t row, int depth) {
  while (outline.rows[row].depth > depth && outline.rows[row].parent >= 0)
    row = static_cast<std::uint32_t>(outline.rows[row].parent);
  return row;
}

}  // namespace

std::span<const TaskColumnInfo> task_columns() { return kColumns; }

std::vector<std::optional<Column>> pasted_columns(std::span<const TaskColumn> shown) {
  std::vector<std::optional<Column>> columns;
  for (const TaskColumn column : shown)
    columns.push_back(std::ranges::find(kColumns, column, &TaskColumnInfo::column)->pasted);
  return columns;
}

TaskRows::TaskRows(const Desk& desk, const TaskFacts& facts)
    : desk_(desk), facts_(facts), rows_(desk.view.rows.current()) {}

TaskRows::At TaskRows::at(int row) const {
  const Outline& outline = desk_.open().outline();
  const std::uint32_t outline_row = rows_[static_cast<std::size_t>(row)].outline_row;
  const Slot slot = outline.rows[outline_row].task;
  const auto& entry = desk_.plan().table<Task>()[slot];
  return {outline_row, slot, entry.id, entry.record, outline.is_summary(outline_row)};
}

int TaskRows::count() const { return static_cast<int>(rows_.size()); }

GridRowInfo TaskRows::row(int row) const {
  const At task = at(row);
  GridRowInfo info{.record = ref(task.id),
                   .level = desk_.open().outline().rows[task.outline_row].depth + 1,
                   .context = !rows_[static_cast<std::size_t>(row)].fits};
  if (const Problem* problem = facts_.problems.find(info.record))
    info.problem = say(desk_.look.language, problem->sentence);
  return info;
}

std::optional<int> TaskRows::find(AnyRef record) const {
  if (record.kind != Kind::task) return {};
  const auto found = desk_.view.rows.find(desk_.open(), {record.id.value});
  return found ? std::optional(static_cast<int>(*found)) : std::nullopt;
}

Cell TaskRows::cell(int row, int column_key) const {
  const At task = at(row);
  const auto column = static_cast<TaskColumn>(column_key);
  if (column == TaskColumn::title) return title_cell(task);
  Cell cell = field_of(column) != 0 && !(task.is_summary && column == TaskColumn::duration)
                  ? field_cell(task, column)
                  : dates_cell(task, column);
  cell.strong = task.is_summary;
  return cell;
}

Cell TaskRows::title_cell(const At& task) const {
  const Outline& outline = desk_.open().outline();
  Cell cell{.text = task.task.title,
            .indent = outline.rows[task.outline_row].depth,
            .strong = task.is_summary};
  if (task.task.title.empty()) {
    cell.text = desk_.say(Word::untitled);
    cell.faint = true;
  }
  if (task.is_summary)
    cell.fold = desk_.view.folds.is_folded(task.id) ? FoldMark::folded : FoldMark::open;
  else if (task.task.kind == TaskKind::milestone)
    cell.icon = Icon::milestone;
  return cell;
}

Cell TaskRows::field_cell(const At& task, TaskColumn column) const {
  if (column == TaskColumn::department) {
    const Department* department = desk_.plan().find(task.task.department);
    if (department == nullptr) return {};
    return {.text = department->name, .dot = department->colour};
  }
  if (column == TaskColumn::duration && task.task.kind == TaskKind::milestone)
    return {.text = "—", .faint = true};
  if (column == TaskColumn::percent) {
    const std::int32_t percent = facts_.percent[task.slot];
    return {.text = fmt::format("{}%", percent), .faint = percent == 0};
  }
  const FieldInfo* field = find_field(Kind::task, field_of(column));
  return {.text = value_text(desk_.look, desk_.plan(), ref(task.id), *field)};
}

Cell TaskRows::dates_cell(const At& task, TaskColumn column) const {
  const TaskDates& dates = desk_.open().schedule().tasks[task.slot];
  const PlanInfo& info = desk_.plan().info();
  const auto day = [&](Instant instant) {
    return instant.is_set() ? day_text(day_of(instant), desk_.look.this_year(), desk_.look.language)
                            : std::string{};
  };
  switch (column) {
    case TaskColumn::number:
      return {.text = fmt::format("{}", task.outline_row + 1), .faint = true};
    case TaskColumn::start: return {.text = day(dates.start)};
    case TaskColumn::finish: {
      const bool late = task.task.deadline.is_set() && dates.finish > task.task.deadline;
      return {.text = day(dates.finish), .tone = late ? Tone::critical : Tone::neutral};
    }
    case TaskColumn::duration: {
      const WorkingTime& time = desk_.open().calendars()[Calendars::kPlan];
      const Minutes length = time.between(dates.start, dates.finish);
      return {.text = duration_text(length, DurationUnit::days, info.minutes_per_day,
                                    desk_.look.language)};
    }
    case TaskColumn::slack: {
      if (dates.complete) return {};
      return {.text = duration_text(dates.total_slack, task.task.duration_unit,
                                    info.minutes_per_day, desk_.look.language),
              .tone = dates.critical ? Tone::critical : Tone::neutral};
    }
    case TaskColumn::predecessors: return {.text = predecessors(task.slot)};
    default: return {};
  }
}

std::string TaskRows::predecessors(Slot task) const {
  static constexpr std::array<std::string_view, 4> kTypes{"FS", "SS", "FF", "SF"};
  const Outline& outline = desk_.open().outline();
  std::string text;
  for (const Slot slot : facts_.links.into(task)) {
    const Dependency& link = desk_.plan().table<Dependency>()[slot].record;
    const std::uint32_t row = outline.row_of[facts_.links.ends(slot).from];
    if (row == Outline::kNoRow) continue;
    if (!text.empty()) text += desk_.look.language == Language::chinese ? "、" : ", ";
    text += fmt::format("{}", row + 1);
    const bool lags = link.lag.count != 0;
    if (lags || link.type != LinkType::finish_start)
      text += kTypes[static_cast<std::size_t>(link.type)];
    if (lags) {
      text += link.lag.count > 0 ? "+" : "-";
      text += duration_text({std::abs(link.lag.count)}, DurationUnit::days,
                            desk_.plan().info().minutes_per_day, desk_.look.language);
    }
  }
  return text;
}

DayMarks TaskRows::marks_of(const At& task) const {
  const Calendars& calendars = desk_.open().calendars();
  return day_marks(calendars[calendars.of_task(desk_.plan(), task.slot)]);
}

CellEdit TaskRows::edit(int row, int column_key) const {
  const At task = at(row);
  const TaskDates& dates = desk_.open().schedule().tasks[task.slot];
  const auto column = static_cast<TaskColumn>(column_key);
  switch (column) {
    case TaskColumn::title: return TextEdit{task.task.title};
    case TaskColumn::notes: return TextEdit{task.task.notes};
    case TaskColumn::duration:
    case TaskColumn::effort:
    case TaskColumn::percent: {
      if (task.is_summary) return {};
      return TextEdit{field_cell(task, column).text};
    }
    case TaskColumn::department:
      return ChoiceEdit{
          reference_options(desk_, Kind::department, one_or_none(task.task.department.any()))};
    case TaskColumn::responsible:
      return ChoiceEdit{
          reference_options(desk_, Kind::person, one_or_none(task.task.responsible.any()))};
    case TaskColumn::constraint:
      return ChoiceEdit{word_options(desk_.look, kChoices<Constraint>,
                                     static_cast<std::int64_t>(task.task.constraint))};
    case TaskColumn::kind:
      return ChoiceEdit{
          word_options(desk_.look, kChoices<TaskKind>, static_cast<std::int64_t>(task.task.kind))};
    case TaskColumn::start: return DateEdit{dates.start, kMorning, marks_of(task)};
    case TaskColumn::finish:
      if (task.is_summary || task.task.kind == TaskKind::milestone) return {};
      return DateEdit{dates.finish, kEvening, marks_of(task)};
    case TaskColumn::deadline: return DateEdit{task.task.deadline, kEvening, marks_of(task)};
    case TaskColumn::participants:
    case TaskColumn::number:
    case TaskColumn::slack:
    case TaskColumn::predecessors: return {};
  }
  return {};
}

bool TaskRows::set_text(int row, int column_key, std::string_view text) {
  const FieldInfo* field = find_field(Kind::task, field_of(static_cast<TaskColumn>(column_key)));
  return field != nullptr && type_field(desk_, ref(at(row).id), *field, text);
}

void TaskRows::typing(int row, int column_key, std::string_view text) {
  desk_.view.typing = {ref(at(row).id), field_of(static_cast<TaskColumn>(column_key)),
                       std::string(text)};
}

void TaskRows::set_date(int row, int column_key, Instant instant) {
  const At task = at(row);
  Random& random = desk_.session.random();
  switch (static_cast<TaskColumn>(column_key)) {
    case TaskColumn::start:
      if (instant.is_set()) desk_.edit(move_task(desk_.open(), random, task.id, instant));
      break;
    case TaskColumn::finish:
      if (instant.is_set()) desk_.edit(resize_task(desk_.open(), random, task.id, instant));
      break;
    default: set_chosen(task, column_key, instant);
  }
}

void TaskRows::choose(int row, int column_key, int option) {
  const At task = at(row);
  switch (static_cast<TaskColumn>(column_key)) {
    case TaskColumn::department:
      return set_chosen(task, column_key, chosen_reference(desk_, Kind::department, option));
    case TaskColumn::responsible:
      return set_chosen(task, column_key, chosen_reference(desk_, Kind::person, option));
    default: return set_chosen(task, column_key, std::int64_t{option});
  }
}

void TaskRows::set_chosen(const At& task, int column_key, const Value& value) {
  const FieldInfo* field = find_field(Kind::task, field_of(static_cast<TaskColumn>(column_key)));
  if (field != nullptr) set_field(desk_, ref(task.id), *field, value);
}

void TaskRows::toggle_fold(int row) {
  const Id<Task> id = at(row).id;
  desk_.view.folds.set_folded(id, !desk_.view.folds.is_folded(id));
}

void TaskRows::append() { desk_.commands.run("task_new"); }

// Rows in a filtered list have neighbours that are not theirs.
bool TaskRows::can_carry() const { return desk_.view.filter.empty(); }

int TaskRows::drop_depth(int row, int wanted) const {
  if (row < 0) return 0;
  const Outline& outline = desk_.open().outline();
  const At above = at(row);
  const bool opens = above.is_summary && !desk_.view.folds.is_folded(above.id);
  const int deepest = outline.rows[above.outline_row].depth + 1;
  const int shallowest = row + 1 < count() ? outline.rows[at(row + 1).outline_row].depth : 0;
  return opens ? deepest : std::clamp(wanted, shallowest, std::max(shallowest, deepest));
}

void TaskRows::drop(GridDrop drop) {
  const Outline& outline = desk_.open().outline();
  const auto& table = desk_.plan().table<Task>();
  Id<Task> parent;
  Id<Task> after;
  if (drop.row >= 0) {
    const std::uint32_t above = at(drop.row).outline_row;
    if (drop.depth > outline.rows[above].depth) {
      parent = table[outline.rows[above].task].id;
    } else {
      const auto& neighbour = outline.rows[at_depth(outline, above, drop.depth)];
      after = table[neighbour.task].id;
      if (neighbour.parent >= 0)
        parent = table[outline.rows[static_cast<std::size_t>(neighbour.parent)].task].id;
    }
  }
  const auto tasks = desk_.view.selection.tasks();
  desk_.edit(place_tasks(desk_.open(), desk_.session.random(), tasks, {parent, after}));
}

void TaskRows::open_menu(int) { menu_wanted_ = true; }

}  // namespace tongzhou
