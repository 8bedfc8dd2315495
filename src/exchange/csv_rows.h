// Rows of a table made into tasks: the one reader behind CSV files and pasted tables.
//
// Which column is which is read from a head row where there is one. Depth comes from an outline
// level or WBS column, else from blanks before the titles. Predecessors name rows by their number
// column, else by their place, their WBS or their title. Departments and people are found by name
// or made. A written start becomes "start no earlier than" unless predecessors or the plan's start
// say as much; a written finish gives the duration where there is none, alone it is a deadline.
#pragma once

#include <optional>
#include <vector>

#include "exchange/csv.h"
#include "exchange/csv_columns.h"
#include "exchange/imported.h"
#include "model/plan.h"

namespace tongzhou {

struct TableLayout {
  std::vector<std::optional<Column>> columns;  // by place
  std::size_t first_row = 0;                   // of the rows below the head
};
// The head row, if one of the first rows is one; it must have a title column. Unknown columns are
// told.
std::optional<TableLayout> find_layout(const TextTable& table, Notices& notices);

struct PastePlace {
  Id<Task> parent;  // none: the top
  Id<Task> after;   // its child that stands before the new rows; none: at the beginning
};

struct MadeRows {
  Draft draft;
  std::vector<Id<Task>> tasks;   // in the order of rows
  std::vector<Message> notices;  // what was not understood, and what was made beside
};
// `today` is the day near which dates without a year lie.
MadeRows make_tasks(const Plan& plan, Random& random, const TextTable& table,
                    const TableLayout& layout, const PastePlace& place, Day today, Notices notices);

}  // namespace tongzhou
