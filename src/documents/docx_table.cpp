#include <algorithm>

#include "core/sorting.h"
#include "documents/docx_inside.h"

namespace tongzhou {
namespace {

using DocxRows = std::vector<std::vector<TableCell>>;

constexpr std::size_t kMostWordColumns = 63;  // that Word opens
constexpr int kLongestWanted = 4 * 40;        // a cell of more breaks its lines anyway
constexpr std::size_t kWholeRow = 600;  // bytes in a cell: rows of more may go on on another page
constexpr int kCellMargins = 2 * 100;

std::size_t count_docx_columns(const DocxRows& rows) {
  std::size_t most = 1;
  for (const auto& row : rows) most = std::max(most, row.size());
  return std::min(most, kMostWordColumns);
}

// What a column needs to break no line, as long as that is not too much.
std::vector<int> wanted_widths(const DocxRows& rows, std::size_t columns, const DocxLook& look) {
  std::vector<int> widths(columns, 8);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      int& width = widths[std::min(i, columns - 1)];
      int quarters = std::min(text_quarters(row[i].text), kLongestWanted);
      if (&row == &rows.front()) quarters = quarters * 9 / 8;  // bold
      width = std::max(width, quarters);
    }
  // A quarter more, because fonts differ.
  for (int& width : widths) width = width * look.cell_text * 5 / 16 + kCellMargins;
  return widths;
}

// Where there is too little for all, the narrow ones get what they want and the others the same.
std::vector<int> column_widths(const DocxRows& rows, std::size_t columns, const DocxLook& look) {
  std::vector<int> widths = wanted_widths(rows, columns, look);
  int sum = 0;
  for (const int width : widths) sum += width;
  std::vector<std::size_t> order(columns);
  for (std::size_t i = 0; i < columns; ++i) order[i] = i;
  sort_stably(order, {}, [&](std::size_t i) { return widths[i]; });
  int left = look.text_width, others = static_cast<int>(columns);
  for (const std::size_t i : order) {
    int& width = widths[i];
    if (sum <= look.text_width)
      width = others == 1 ? left : width * look.text_width / sum;
    else
      width = std::min(width, left / others);
    left -= width;
    --others;
  }
  return widths;
}

bool is_short(const std::vector<TableCell>& row) {
  return std::ranges::all_of(row,
                             [](const TableCell& cell) { return cell.text.size() <= kWholeRow; });
}

void add_cell_text(std::string& out, const TableCell& cell, bool is_head, const DocxLook& look) {
  out += R"(<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>)";
  add_docx_run(out, cell.text, look, {.strong = is_head, .colour = docx_colour(cell.emphasis)});
  out += "</w:p>";
}

// The last column takes what the row has beyond it.
void add_docx_row(std::string& out, const std::vector<TableCell>& row, std::span<const int> widths,
                  bool is_head, const DocxLook& look) {
  out += "<w:tr><w:trPr>";
  if (is_short(row)) out += is_head ? "<w:cantSplit/><w:tblHeader/>" : "<w:cantSplit/>";
  out += "</w:trPr>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    add_xml(out, R"(<w:tc><w:tcPr><w:tcW w:w="@" w:type="dxa"/></w:tcPr>)", {widths[i]});
    const std::size_t end = i + 1 < widths.size() ? i + 1 : std::max(row.size(), i + 1);
    for (std::size_t j = i; j < end; ++j)
      add_cell_text(out, j < row.size() ? row[j] : TableCell{}, is_head, look);
    out += "</w:tc>";
  }
  out += "</w:tr>";
}

}  // namespace

void add_docx_table(std::string& out, const std::vector<std::vector<TableCell>>& rows,
                    const DocxLook& look) {
  if (rows.empty()) return;
  const std::vector<int> widths = column_widths(rows, count_docx_columns(rows), look);
  add_xml(
      out,
      R"(<w:tbl><w:tblPr><w:tblStyle w:val="TableRows"/><w:tblW w:w="@" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>)",
      {look.text_width});
  for (const int width : widths) add_xml(out, R"(<w:gridCol w:w="@"/>)", {width});
  out += "</w:tblGrid>";
  for (const auto& row : rows) add_docx_row(out, row, widths, &row == &rows.front(), look);
  out += "</w:tbl>";
}

}  // namespace tongzhou
