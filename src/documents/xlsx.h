// Workbooks for Excel, WPS and LibreOffice: Office Open XML spreadsheets (ISO/IEC 29500-1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace tongzhou {

enum class CellForm : std::uint8_t {
  text,
  number,
  percent,  // 0.37 is shown as 37%
  day,
  instant,
  filled,  // nothing but its ground: a bar of a chart
  head,    // text as the heads of columns are
};
struct SheetCell {
  CellForm form = CellForm::text;
  std::string text;                // empty: an empty cell
  std::optional<double> number{};  // days and instants: days since 1970-01-01; none: an empty cell
  Emphasis emphasis = Emphasis::none;
};
SheetCell text_cell(std::string text, Emphasis emphasis = Emphasis::none);
SheetCell number_cell(double number, CellForm form = CellForm::number);
SheetCell day_cell(Day day, Emphasis emphasis = Emphasis::none);
SheetCell instant_cell(Instant at, Emphasis emphasis = Emphasis::none);

struct SheetColumn {
  std::string head;
  double width = 0;   // in characters; 0: by what is in it
  bool bars = false;  // of percents: a bar in each cell, which follows its value
};
// A chart of a table in its sheet, which follows the cells: the title stands in the row above the
// head, categories in the first column, the series named by the head right of it. Places count from
// 0, the rows below the head of the sheet.
struct SheetChart {
  enum class Kind : std::uint8_t {
    stacked_bars,  // of counts
    bars,          // of percents
    line,          // categories are days; those of bars are texts
  };
  Kind kind = Kind::bars;
  int row = 1, column = 0;     // of the head of the categories
  int rows = 1, series = 1;    // below the head, right of the categories
  int height = 14, width = 8;  // the cells that it covers, from the first column and the title on
  int days_between_dates = 7;  // below lines
};
struct Sheet {
  std::string name;  // cut to what a name may be, and made different from those before it
  std::vector<SheetColumn> columns;
  std::vector<std::vector<SheetCell>> rows;
  int frozen_columns = 1;  // stay in sight, as the head does
  std::vector<SheetChart> charts{};
};

// Text is text: nothing in it becomes a formula or a link. The head is frozen and has filters, if
// there are no charts.
// Rows beyond 1,048,575 and characters of a cell beyond 32,767 are left out, as the form has no
// place for them. The same sheets give the same bytes.
std::vector<std::byte> to_xlsx(std::span<const Sheet> sheets);

}  // namespace tongzhou
