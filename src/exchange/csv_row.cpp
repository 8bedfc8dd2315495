#include "exchange/csv_row.h"

#include <algorithm>

#include "core/sorting.h"
#include "schedule/calendars.h"

namespace tongzhou {
namespace {

constexpr std::string_view kWideBlank = "　";

// Blanks before a title, a tab or an ideographic space counting as several; takes them off.
int take_indent(std::string_view& title) {
  int indent = 0;
  for (;;) {
    if (title.starts_with(kWideBlank)) {
      indent += 2;
      title.remove_prefix(kWideBlank.size());
    } else if (title.starts_with(' ') || title.starts_with('\t')) {
      indent += title.front() == '\t' ? 4 : 1;
      title.remove_prefix(1);
    } else {
      return indent;
    }
  }
}

bool read_number(std::string_view cell, int least, int most, std::int32_t& into) {
  const std::string text = folded(cell);
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos)
    return false;
  const int number = std::stoi(text);
  if (number < least || number > most) return false;
  into = number;
  return true;
}

template <class Value>
bool take(const std::optional<Value>& value, Value& into) {
  if (value) into = *value;
  return value.has_value();
}

}  // namespace

RowReader::RowReader(const Plan& plan, NamedRecords& names, Notices& notices, Day today)
    : plan_(plan),
      names_(names),
      notices_(notices),
      today_(today),
      time_(compile_calendar(plan, plan.info().calendar, {today - 366, today + 3 * 366})) {}

void RowReader::read(ReadRow& row, Column column, std::string_view cell) {
  if (folded(cell).empty() || read_cell(row, column, std::string(cell))) return;
  const Language language =
      plan_.info().language == PlanLanguage::chinese ? Language::chinese : Language::english;
  notices_.add(Word::notice_cells_unread,
               std::string(say(language, label_of(column))) + ": " + std::string(cell));
}

bool RowReader::read_cell(ReadRow& row, Column column, const std::string& cell) {
  Task& task = row.task;
  switch (column) {
    case Column::number: row.number = folded(cell); return true;
    case Column::outline_level: return read_number(cell, 1, 200, row.level);
    case Column::wbs: row.wbs = folded(cell); return true;
    case Column::title: return read_title(row, cell);
    case Column::kind: return row.has_kind = take(find_kind(cell), task.kind);
    case Column::duration: return read_duration(row, cell);
    case Column::effort: return read_effort(task, cell);
    case Column::start: return read_date(cell, DayEnd::start, row.start);
    case Column::finish: return read_date(cell, DayEnd::finish, row.finish);
    case Column::predecessors: row.predecessors = cell; return true;
    case Column::department: task.department = names_.department(cell); return true;
    case Column::responsible: return read_responsible(row, cell);
    case Column::participants: return read_participants(task, cell);
    case Column::people: row.people = parse_people_cell(cell); return true;
    case Column::percent: return take(parse_percent_cell(cell), task.percent);
    case Column::constraint: return take(find_constraint(cell), task.constraint);
    case Column::constraint_date: return read_date(cell, DayEnd::start, task.constraint_date);
    case Column::deadline: return read_date(cell, DayEnd::finish, task.deadline);
    case Column::actual_start: return read_date(cell, DayEnd::start, task.actual_start);
    case Column::actual_finish: return read_date(cell, DayEnd::finish, task.actual_finish);
    case Column::priority: return read_number(cell, 0, 1000, task.priority);
    case Column::calendar: return read_calendar(task, cell);
    case Column::notes: task.notes = cell; return true;
  }
  return false;
}

bool RowReader::read_title(ReadRow& row, std::string_view cell) {
  row.indent = std::min(take_indent(cell), 200);
  std::string title(cell);
  for (char& c : title)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  while (title.ends_with(' ')) title.pop_back();
  row.task.title = std::move(title);
  return true;
}

bool RowReader::read_duration(ReadRow& row, std::string_view cell) {
  const auto duration = parse_duration_cell(cell, plan_.info().minutes_per_day);
  if (!duration) return false;
  row.task.duration = duration->length;
  row.task.duration_unit = duration->unit;
  row.has_duration = true;
  if (duration->elapsed) notices_.add(Word::notice_elapsed_as_working, cell);
  return true;
}

bool RowReader::read_effort(Task& task, std::string_view cell) const {
  const auto effort = parse_duration_cell(cell, plan_.info().minutes_per_day);
  if (!effort || effort->elapsed) return false;
  task.effort = effort->length;
  return true;
}

bool RowReader::read_date(std::string_view cell, DayEnd end, Instant& into) const {
  if (folded(cell) == "na") return true;  // Project's word for no date
  return take(parse_date_cell(cell, today_, end, time_), into);
}

// The first name answers for the task; more of them work on it.
bool RowReader::read_responsible(ReadRow& row, std::string_view cell) {
  const auto people = parse_people_cell(cell);
  if (people.empty()) return false;
  row.task.responsible = names_.person(people.front().name, row.task.department);
  row.people.insert(row.people.end(), people.begin() + 1, people.end());
  return true;
}

bool RowReader::read_participants(Task& task, std::string_view cell) {
  auto& ids = task.participants.ids;
  ids.clear();
  for (const std::string& name : split_names(cell)) ids.push_back(names_.department(name));
  sort_stably(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return true;
}

bool RowReader::read_calendar(Task& task, std::string_view cell) {
  task.calendar = names_.calendar(cell);
  if (!task.calendar) notices_.add(Word::notice_calendars_unknown, cell);
  return true;
}

Minutes percent_of(Minutes length, double percent) {
  constexpr double kMost = 10'000;  // a lag of a hundred times the task is a slip of the hand
  return {static_cast<std::int32_t>(length.count * std::clamp(percent, -kMost, kMost) / 100)};
}

}  // namespace tongzhou
