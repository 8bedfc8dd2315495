// Tables of tasks on the clipboard: copied for spreadsheets and letters, pasted from Excel, WPS and
// Microsoft Project.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "exchange/csv_rows.h"
#include "exchange/csv_tasks.h"

namespace tongzhou {

// The same rows in two forms: tab-separated text, and an HTML table for word processors.
struct CopiedRows {
  std::string text;
  std::string html;
};
// The tasks and all under them, in the order of the outline, below a head row. Empty columns: all.
// Links are written only among them. `schedule` may be null.
CopiedRows copy_rows(const Plan& plan, const Schedule* schedule, std::span<const Id<Task>> tasks,
                     std::span<const Column> columns, Language language);

// New tasks from the clipboard. A head row says which column is which; without one the columns are
// `columns` in this order, and text without tabs is one task a line.
Result<MadeRows> paste_rows(const Plan& plan, Random& random, std::string_view clipboard,
                            const PastePlace& place, std::span<const Column> columns, Day today);

// Cells from the clipboard over those of tasks: the first row over the first task, the first cell
// into the first column. A single cell fills all tasks. Head rows are passed over. Rows beyond the
// last task are left out, and told.
Result<MadeRows> paste_cells(const Plan& plan, Random& random, std::string_view clipboard,
                             std::span<const Id<Task>> tasks, std::span<const Column> columns,
                             Day today);

}  // namespace tongzhou
