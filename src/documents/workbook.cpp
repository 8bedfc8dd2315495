#include "documents/workbook.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "documents/value_words.h"
#include "insight/progress.h"
#include "model/record_fields.h"

namespace tongzhou {
namespace {

class WorkbookMaker {
 public:
  explicit WorkbookMaker(const ReportSources& from)
      : from_(from), plan_(from.plan), percent_(rolled_percent(from.plan, from.outline)) {}

  std::vector<Sheet> make() {
    if (!from_.outline.rows.empty()) {
      sheets_.push_back(timetable());
      sheets_.push_back(chart());
    }
    for (const KindInfo& kind : all_kinds())
      if (kind.kind != Kind::task && kind.kind != Kind::tally) add_kind(kind);
    return std::move(sheets_);
  }

 private:
  std::string words(Word word) const { return std::string(say(from_.language, word)); }

  const Task& task_at(Slot slot) const { return plan_.table<Task>()[slot].record; }

  std::string indented(const Outline::Row& row) const {
    return std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + task_at(row.task).title;
  }

  Emphasis standing(Slot slot) const {
    const TaskDates& dates = from_.schedule.tasks[slot];
    const Task& task = task_at(slot);
    if (dates.complete) return Emphasis::good;
    if (task.deadline.is_set() && dates.finish > task.deadline) return Emphasis::act;
    return dates.critical ? Emphasis::watch : Emphasis::none;
  }

  Sheet timetable() const {
    Sheet sheet{.name = words(Word::page_plan),
                .columns = {{words(Word::task_title)},
                            {words(Word::department)},
                            {words(Word::task_responsible)},
                            {words(Word::task_duration)},
                            {words(Word::column_start)},
                            {words(Word::column_finish)},
                            {words(Word::column_percent), 0, /*bars=*/true},
                            {words(Word::task_deadline)},
                            {words(Word::column_slack)},
                            {words(Word::task_notes)}},
                .rows = {}};
    const double day = std::max(plan_.info().minutes_per_day, 1);
    for (const Outline::Row& row : from_.outline.rows) {
      const Task& task = task_at(row.task);
      const TaskDates& dates = from_.schedule.tasks[row.task];
      const Emphasis emphasis = standing(row.task);
      std::vector<SheetCell> cells{
          text_cell(indented(row), emphasis),
          text_cell(plan_.name_of(ref(task.department))),
          text_cell(plan_.name_of(ref(task.responsible))),
          dates.summary ? SheetCell{} : number_cell(task.duration.count / day),
          day_cell(day_of(dates.start)),
          day_cell(day_of(dates.finish), emphasis),
          number_cell(percent_[row.task] / 100.0, CellForm::percent),
          task.deadline.is_set() ? day_cell(day_of(task.deadline)) : SheetCell{},
          number_cell(dates.total_slack.count / day),
          text_cell(task.notes)};
      sheet.rows.push_back(std::move(cells));
    }
    return sheet;
  }

  // Bars of filled cells, a column for each day, week or month, whatever fits.
  Sheet chart() const {
    const Day first = day_of(from_.schedule.start), last = day_of(from_.schedule.finish);
    const int days = std::max(1, last - first + 1);
    constexpr std::array kSteps{1, 7, 28, 91, 364};
    int step = kSteps.back();
    for (const int one : kSteps)
      if (static_cast<std::size_t>(days / one + 1) <= kMostChartColumns) {
        step = one;
        break;
      }
    while (static_cast<std::size_t>(days / step + 1) > kMostChartColumns) step *= 2;
    Sheet sheet{.name = words(Word::workbook_chart),
                .columns = {{words(Word::task_title)},
                            {words(Word::column_start)},
                            {words(Word::column_finish)}},
                .rows = {},
                .frozen_columns = 3};
    const int columns = days / step + 1;
    const auto year = static_cast<int>(to_civil(first).year());
    for (int i = 0; i < columns; ++i)
      sheet.columns.push_back({date_text(first + i * step, year, from_.language), 6.5});
    for (const Outline::Row& row : from_.outline.rows) {
      if (sheet.rows.size() == kMostChartRows) break;
      const TaskDates& dates = from_.schedule.tasks[row.task];
      const Day start = day_of(dates.start), finish = day_of(dates.finish);
      std::vector<SheetCell> cells{text_cell(indented(row)), day_cell(start), day_cell(finish)};
      cells.resize(static_cast<std::size_t>(columns) + 3);
      const int from = std::clamp((start - first) / step, 0, columns - 1);
      const int to = std::clamp((finish - first) / step, from, columns - 1);
      for (int i = from; i <= to; ++i)
        cells[static_cast<std::size_t>(i) + 3] = {
            .form = CellForm::filled,
            .text = {},
            .emphasis = dates.summary ? Emphasis::quiet : standing(row.task)};
      sheet.rows.push_back(std::move(cells));
    }
    return sheet;
  }

  void add_kind(const KindInfo& kind) {
    const std::vector<AnyRef> records = records_in_order(plan_, from_.outline, kind.kind);
    if (records.empty()) return;
    Sheet sheet{.name = words(kind.label), .columns = {}, .rows = {}};
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& field : fields_of(kind.kind)) {
      if (field.role == Role::colour) continue;
      fields.push_back(&field);
      sheet.columns.push_back({words(field.label), 0, field.role == Role::percent});
    }
    if (fields.empty()) return;
    for (const AnyRef record : records) {
      const Row& row = *plan_.find_row(record);
      std::vector<SheetCell> cells;
      for (const FieldInfo* field : fields) cells.push_back(cell_of(record, *field, row));
      sheet.rows.push_back(std::move(cells));
    }
    sheets_.push_back(std::move(sheet));
  }

  SheetCell cell_of(AnyRef record, const FieldInfo& field, const Row& row) const {
    const Value value = field.value_of(row);
    if (const auto* day = std::get_if<Day>(&value)) return day_cell(*day);
    if (const auto* at = std::get_if<Instant>(&value)) return instant_cell(*at);
    if (const auto* length = std::get_if<Minutes>(&value))
      return number_cell(length->count /
                         static_cast<double>(std::max(plan_.info().minutes_per_day, 1)));
    if (const auto* number = std::get_if<double>(&value)) {
      if (*number == kNoAmount) return {};
      const bool is_part = field.role == Role::share && !counts_people(record.kind);
      return number_cell(*number, is_part ? CellForm::percent : CellForm::number);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value); whole && field.choices.empty())
      return field.role == Role::percent
                 ? number_cell(static_cast<double>(*whole) / 100, CellForm::percent)
                 : number_cell(static_cast<double>(*whole));
    return text_cell(
        value_words({.language = from_.language, .this_year = 0}, plan_, record, field, value));
  }

  const ReportSources& from_;
  const Plan& plan_;
  std::vector<std::int32_t> percent_;
  std::vector<Sheet> sheets_;
};

}  // namespace

std::vector<Sheet> make_workbook(const ReportSources& from) { return WorkbookMaker(from).make(); }

}  // namespace tongzhou
