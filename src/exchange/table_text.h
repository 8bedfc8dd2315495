// Tables of tasks on the clipboard: copied for spreadsheets and letters, pasted from Excel, WPS and
// Microsoft Project.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "exchange/csv_rows.h"
#include "exchange/csv_tasks.h"

namespace tongzhou {

// The tasks and all under them, in the order of the outline, below a head row, between tabs. Links
// are written only among them. `schedule` may be null.
std::string copy_rows(const Plan& plan, const Schedule* schedule, std::span<const Id<Task>> tasks,
                      Language language);

// New tasks from the clipboard. A head row says which column is which; without one the columns are
// `columns` in this order, cells of none are passed over, and text without tabs is one task a line.
Result<MadeRows> paste_rows(const Plan& plan, Random& random, std::string_view clipboard,
                            const PastePlace& place, std::span<const std::optional<Column>> columns,
                            Day today);

}  // namespace tongzhou
