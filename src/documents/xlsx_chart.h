// Charts of sheets: DrawingML (ISO/IEC 29500-1, 20.5 and 21.2). For src/documents/xlsx*.cpp alone.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "documents/xlsx.h"

namespace tongzhou {

// "A", "Z", "AA".
std::string column_name(std::size_t column);
// What a cell holds, as XML: days are counted as Excel does; nothing for an empty cell.
void add_cell_value(std::string& out, const SheetCell& cell);

// Where the charts of a sheet stand. Its links are rId1 for the first chart, and so on.
std::string xlsx_drawing(std::span<const SheetChart> charts);
// A chart of a sheet that is called `name`, which holds no apostrophe, with the values that the
// cells have now. Cells that are not there are empty ones.
std::string xlsx_chart(const SheetChart& chart, const Sheet& sheet, std::string_view name);

}  // namespace tongzhou
