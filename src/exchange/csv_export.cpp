#include <fmt/format.h>

#include <algorithm>

#include "core/numbers.h"
#include "exchange/csv_cells.h"
#include "exchange/csv_tasks.h"
#include "schedule/schedule.h"

namespace tongzhou {

TaskCells::TaskCells(const Plan& plan, const Schedule* schedule, const Outline& outline,
                     Language language)
    : plan_(plan), schedule_(schedule), outline_(outline), language_(language) {
  const auto& tasks = plan.table<Task>();
  links_to_.resize(tasks.slot_count());
  assigned_.resize(tasks.slot_count());
  for (const auto& entry : plan.table<Dependency>().live())
    if (const Slot to = tasks.find_slot(entry.record.to);
        to != kNoSlot && plan.find(entry.record.from) != nullptr)
      links_to_[to].push_back(&entry.record);
  for (const auto& entry : plan.table<Assignment>().live())
    if (const Slot task = tasks.find_slot(entry.record.task);
        task != kNoSlot && plan.find(entry.record.person) != nullptr)
      assigned_[task].push_back(&entry.record);

  among_siblings_.resize(outline.rows.size());
  std::vector<std::uint32_t> children(outline.rows.size() + 1, 0);
  for (std::size_t row = 0; row < outline.rows.size(); ++row)
    among_siblings_[row] = ++children[static_cast<std::size_t>(outline.rows[row].parent + 1)];
}

std::string TaskCells::wbs(std::uint32_t row) const {
  std::string text = fmt::format("{}", among_siblings_[row]);
  for (std::int32_t up = outline_.rows[row].parent; up >= 0;
       up = outline_.rows[static_cast<std::size_t>(up)].parent)
    text = fmt::format("{}.{}", among_siblings_[static_cast<std::size_t>(up)], text);
  return text;
}

std::string TaskCells::links(Slot task) const {
  std::string text;
  for (const Dependency* link : links_to_[task]) {
    const std::uint32_t from = outline_.row_of[plan_.table<Task>().find_slot(link->from)];
    if (!linked_.empty() && !linked_[from]) continue;
    if (!text.empty()) text += ",";
    text += link_cell(fmt::format("{}", from + 1), *link, plan_.info().minutes_per_day);
  }
  return text;
}

std::string TaskCells::people(Slot task) const {
  std::string text;
  for (const Assignment* assignment : assigned_[task]) {
    if (!text.empty()) text += ",";
    text += plan_.name_of(ref(assignment->person));
    if (assignment->units != 1) text += "[" + shortest_text(assignment->units * 100) + "%]";
  }
  return text;
}

std::string TaskCells::cell(std::uint32_t row, Column column) const {
  const Outline::Row& place = outline_.rows[row];
  const Task& task = plan_.table<Task>()[place.task].record;
  const bool summary = outline_.is_summary(row);
  const auto word = [&](Word w) { return std::string(say(language_, w)); };
  const auto choice = [&](auto value) {
    return word(kChoices<decltype(value)>[static_cast<std::size_t>(value)]);
  };
  const TaskDates* dates = schedule_ == nullptr ? nullptr : &schedule_->tasks[place.task];
  switch (column) {
    case Column::number: return fmt::format("{}", row + 1);
    case Column::outline_level: return fmt::format("{}", place.depth + 1);
    case Column::wbs: return wbs(row);
    case Column::title: return task.title;
    case Column::kind: return choice(summary ? TaskKind::summary : task.kind);
    case Column::duration:
      if (summary) return {};
      return duration_cell(task.kind == TaskKind::milestone ? Minutes{} : task.duration,
                           task.duration_unit, plan_.info().minutes_per_day, language_);
    case Column::effort:
      if (summary || task.effort.count <= 0) return {};
      return duration_cell(task.effort, task.duration_unit, plan_.info().minutes_per_day,
                           language_);
    case Column::start: return dates == nullptr ? std::string{} : date_cell(dates->start);
    case Column::finish: return dates == nullptr ? std::string{} : date_cell(dates->finish);
    case Column::predecessors: return links(place.task);
    case Column::department: return plan_.name_of(ref(task.department));
    case Column::responsible: return plan_.name_of(ref(task.responsible));
    case Column::participants: {
      std::string names;
      for (const Id<Department> id : task.participants.ids)
        names += (names.empty() ? "" : ",") + plan_.name_of(ref(id));
      return names;
    }
    case Column::people: return people(place.task);
    case Column::percent: return summary ? std::string{} : fmt::format("{}%", task.percent);
    case Column::constraint:
      return task.constraint == Constraint::as_soon_as_possible ? std::string{}
                                                                : choice(task.constraint);
    case Column::constraint_date: return date_cell(task.constraint_date);
    case Column::deadline: return date_cell(task.deadline);
    case Column::actual_start: return date_cell(task.actual_start);
    case Column::actual_finish: return date_cell(task.actual_finish);
    case Column::priority: return fmt::format("{}", task.priority);
    case Column::calendar: return plan_.name_of(ref(task.calendar));
    case Column::notes: return task.notes;
  }
  return {};
}

std::string export_tasks_csv(const Plan& plan, const Schedule* schedule, Language language) {
  const Outline outline = build_outline(plan);
  const TaskCells cells(plan, schedule, outline, language);
  TextTable table;
  table.reserve(outline.rows.size() + 1);
  auto& head = table.emplace_back();
  for (int c = 0; c < kColumnCount; ++c)
    head.emplace_back(say(language, label_of(static_cast<Column>(c))));
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    auto& line = table.emplace_back();
    for (int c = 0; c < kColumnCount; ++c)
      line.push_back(harmless_cell(cells.cell(row, static_cast<Column>(c))));
  }
  return "\xEF\xBB\xBF" + write_table(table);
}

}  // namespace tongzhou
