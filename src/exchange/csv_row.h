// One row of a table of tasks, cell by cell. Private to the table readers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/csv_cells.h"
#include "exchange/csv_columns.h"
#include "exchange/csv_names.h"

namespace tongzhou {

// What the cells of a row say. What is a field of a task stands in `task`.
struct ReadRow {
  Task task;
  int level = 0;   // of the outline level column, from 1
  int indent = 0;  // blanks before the title
  std::string number, wbs, predecessors;
  Instant start, finish;
  bool has_duration = false, has_kind = false;
  std::vector<PersonShare> people;
};

class RowReader {
 public:
  // All must outlive it.
  RowReader(const Plan& plan, NamedRecords& names, Notices& notices, Day today);

  // Empty cells say nothing; cells without a value of their column are told.
  void read(ReadRow& row, Column column, std::string_view cell);

  const WorkingTime& time() const { return time_; }  // of the plan's calendar

 private:
  bool read_cell(ReadRow& row, Column column, const std::string& cell);
  bool read_title(ReadRow& row, std::string_view cell);
  bool read_duration(ReadRow& row, std::string_view cell);
  bool read_effort(Task& task, std::string_view cell) const;
  bool read_date(std::string_view cell, DayEnd end, Instant& into) const;
  bool read_responsible(ReadRow& row, std::string_view cell);
  bool read_participants(Task& task, std::string_view cell);
  bool read_calendar(Task& task, std::string_view cell);

  const Plan& plan_;
  NamedRecords& names_;
  Notices& notices_;
  Day today_;
  WorkingTime time_;
};

Minutes percent_of(Minutes length, double percent);

}  // namespace tongzhou
