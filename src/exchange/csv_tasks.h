// Tables of tasks: CSV files in and out, in the form that Excel, WPS and Microsoft Project use.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/ports.h"
#include "core/result.h"
#include "exchange/csv.h"
#include "exchange/csv_columns.h"
#include "exchange/imported.h"
#include "model/outline.h"

namespace tongzhou {

struct Schedule;

struct CsvOrigin {
  std::string title;                 // of the plan: the file's name, say
  Day today;                         // the day near which dates without a year lie
  const TextCodec* codec = nullptr;  // for files in GB18030
};
// A plan from a table. It must have a head row with a column of task names; csv_rows.h says how
// cells are understood. The plan starts with the earliest start in the table, else today.
Result<Imported> import_tasks_csv(std::span<const std::byte> bytes, Random& random,
                                  const CsvOrigin& origin);

// All tasks, all columns, UTF-8 with a mark (or Excel takes it for the system's old encoding).
// Scheduled dates need a schedule. Cells that spreadsheets would run are made harmless. Reading it
// back gives the same tasks.
std::string export_tasks_csv(const Plan& plan, const Schedule* schedule, Language language);

// One cell of a table of tasks, for people to read.
class TaskCells {
 public:
  // All must outlive it. `schedule` may be null.
  TaskCells(const Plan& plan, const Schedule* schedule, const Outline& outline, Language language);
  std::string cell(std::uint32_t row, Column column) const;
  // Only links from these rows are written.
  void restrict_links(std::vector<bool> rows) { linked_ = std::move(rows); }

 private:
  std::string links(Slot task) const;
  std::string people(Slot task) const;
  std::string wbs(std::uint32_t row) const;

  const Plan& plan_;
  const Schedule* schedule_;
  const Outline& outline_;
  Language language_;
  std::vector<bool> linked_;                              // by outline row; empty: all
  std::vector<std::uint32_t> among_siblings_;             // by outline row, from 1
  std::vector<std::vector<const Dependency*>> links_to_;  // by slot of the successor
  std::vector<std::vector<const Assignment*>> assigned_;  // by slot of the task
};

}  // namespace tongzhou
