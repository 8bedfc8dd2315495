#include "documents/workbook.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/graphemes.h"
#include "core/utf8.h"
#include "documents/value_words.h"
#include "insight/information.h"
#include "insight/progress.h"
#include "insight/series.h"
#include "model/record_fields.h"

namespace tongzhou {
namespace {

// Charts stand left of the tables that they are of, in columns of that width.
constexpr int kChartColumns = 8, kTableColumn = kChartColumns + 1;
constexpr double kChartColumnWidth = 11, kGapWidth = 3;
constexpr int kLeastChartRows = 14, kRowsAroundBars = 6;
constexpr std::size_t kMostChartName = 72;  // bytes, and the dots
constexpr std::size_t kLeastMeasured = 3;
constexpr int kMostDates = 6;  // below lines

std::string chart_name(std::string_view name) {
  std::string cut(name.substr(0, grapheme_floor(name, std::min(name.size(), kMostChartName))));
  if (cut.size() < name.size()) cut += "…";
  return one_line(std::move(cut));
}

constexpr std::array kTaskHeads{Word::department, Word::state_done, Word::state_in_progress,
                                Word::state_late, Word::state_not_started};
constexpr std::array kGoalHeads{Word::goal, Word::goal_part};
constexpr std::array kMeasuredHeads{Word::measurement_day, Word::measurement, Word::goal_target};

class WorkbookMaker {
 public:
  explicit WorkbookMaker(const ReportSources& from)
      : from_(from), plan_(from.plan), percent_(rolled_percent(from.plan, from.outline)) {}

  std::vector<Sheet> make() {
    if (!from_.outline.rows.empty()) sheets_.push_back(timetable());
    add_charts();
    if (!from_.outline.rows.empty()) sheets_.push_back(chart());
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
                            {words(Word::task_effort)},
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
          task.effort.count > 0 ? number_cell(task.effort.count / day) : SheetCell{},
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

  // --- Charts ------------------------------------------------------------------------------------

  void add_charts() {
    charts_.name = words(Word::page_overview);
    charts_.frozen_columns = 0;
    for (std::size_t i = 0; i < kTableColumn + kTaskHeads.size(); ++i)
      charts_.columns.emplace_back().width = i < kChartColumns    ? kChartColumnWidth
                                             : i == kChartColumns ? kGapWidth
                                                                  : 0;
    charts_.columns[0].head = chart_name(plan_.info().title);
    add_tasks_by_department();
    add_goals_reached();
    add_measured();
    if (!charts_.charts.empty()) sheets_.push_back(std::move(charts_));
  }

  // Tables are made cell by cell.
  void next_row() { charts_.rows.emplace_back().resize(kTableColumn); }
  SheetCell& next_cell(CellForm form) {
    std::vector<SheetCell>& cells = charts_.rows.back();
    cells.resize(cells.size() + 1);
    cells.back().form = form;
    return cells.back();
  }
  void add_text(std::string_view text, CellForm form = CellForm::text) {
    next_cell(form).text = chart_name(text);
  }
  void add_number(double number, CellForm form = CellForm::number) {
    next_cell(form).number = number;
  }

  SheetChart& begin_chart(SheetChart::Kind kind, std::string_view title,
                          std::span<const Word> heads) {
    charts_.rows.emplace_back();
    next_row();
    add_text(title);
    next_row();
    for (const Word head : heads) add_text(say(from_.language, head), CellForm::head);
    return charts_.charts.emplace_back(SheetChart{.kind = kind,
                                                  .row = static_cast<int>(charts_.rows.size()) - 1,
                                                  .column = kTableColumn,
                                                  .series = static_cast<int>(heads.size()) - 1,
                                                  .width = kChartColumns});
  }

  void end_chart() {
    SheetChart& chart = charts_.charts.back();
    chart.rows = static_cast<int>(charts_.rows.size()) - chart.row - 1;
    chart.height = std::max(kLeastChartRows, chart.rows + kRowsAroundBars);
    while (static_cast<int>(charts_.rows.size()) < chart.row - 1 + chart.height)
      charts_.rows.emplace_back();
  }

  // A place in kTaskHeads.
  std::size_t state_of(Slot slot) const {
    enum : std::uint8_t { done = 1, in_progress, late, not_started };
    if (from_.schedule.tasks[slot].complete) return done;
    if (standing(slot) == Emphasis::act) return late;
    return task_at(slot).actual_start.is_set() || percent_[slot] > 0 ? in_progress : not_started;
  }

  void add_tasks_by_department() {
    if (from_.outline.rows.empty()) return;
    // For each department slot, and those without one: all, then by state.
    constexpr std::size_t kCounts = kTaskHeads.size();
    const auto& departments = plan_.table<Department>();
    const Slot none = departments.slot_count();
    std::vector<std::uint32_t> counts((none + 1) * kCounts);
    for (std::uint32_t row = 0; row < from_.outline.rows.size(); ++row) {
      if (from_.outline.is_summary(row)) continue;
      const Slot slot = from_.outline.rows[row].task;
      const Id<Department> department = task_at(slot).department;
      const bool is_known = plan_.find(department) != nullptr;
      std::uint32_t* of = &counts[(is_known ? departments.find_slot(department) : none) * kCounts];
      ++of[0];
      ++of[state_of(slot)];
    }
    begin_chart(SheetChart::Kind::stacked_bars, say(from_.language, Word::cli_tasks), kTaskHeads);
    const std::vector<Id<Department>> order = departments_in_order(plan_);
    std::size_t bars = 0;
    for (std::size_t i = 0; i <= order.size(); ++i) {
      const bool is_one = i < order.size();
      const std::uint32_t* of =
          &counts[(is_one ? departments.find_slot(order[i]) : none) * kCounts];
      if (of[0] == 0 || ++bars > kMostBars) continue;
      next_row();
      add_text(is_one ? std::string_view(plan_.find(order[i])->name)
                      : say(from_.language, Word::merge_no_department));
      for (std::size_t state = 1; state < kCounts; ++state) add_number(of[state]);
    }
    end_chart();
  }

  const Goal& goal_of(const GoalFacts& facts) const {
    return plan_.table<Goal>()[facts.goal].record;
  }

  void add_goals_reached() {
    std::size_t bars = 0;
    for (const GoalFacts& facts : from_.goals) {
      if (!facts.part || bars == kMostBars) continue;
      if (bars++ == 0)
        begin_chart(SheetChart::Kind::bars, say(from_.language, Word::page_goals), kGoalHeads);
      next_row();
      add_text(goal_of(facts).title);
      add_number(*facts.part, CellForm::percent);
    }
    if (bars > 0) end_chart();
  }

  void add_measured() {
    std::size_t goals = 0;
    for (const GoalFacts& facts : from_.goals) {
      if (facts.measured.size() < kLeastMeasured || ++goals > kMostMeasuredGoals) continue;
      const Goal& goal = goal_of(facts);
      std::string title = goal.title;
      if (!goal.unit.empty()) title += " · " + goal.unit;
      const int days = facts.measured.back().day - facts.measured.front().day;
      begin_chart(SheetChart::Kind::line, title,
                  std::span(kMeasuredHeads).first(facts.wanted.empty() ? 2 : 3))
          .days_between_dates = days / kMostDates + 1;
      for (const GoalPoint& point : reduce_series(facts.measured, kMostPoints)) {
        next_row();
        add_number(point.day.value, CellForm::day);
        add_number(point.value);
        if (const auto wanted = wanted_on(facts, point.day)) add_number(*wanted);
      }
      end_chart();
    }
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
  Sheet charts_;
};

}  // namespace

std::vector<Sheet> make_workbook(const ReportSources& from) { return WorkbookMaker(from).make(); }

}  // namespace tongzhou
