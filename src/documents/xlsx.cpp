#include "documents/xlsx.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "core/graphemes.h"
#include "core/numbers.h"
#include "documents/xlsx_chart.h"
#include "documents/xml_text.h"
#include "exchange/zip_archive.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostRows = 1'048'575;  // below the head
constexpr std::size_t kMostColumns = 16'384;
constexpr std::size_t kMostCellText = 32'767;  // UTF-16 units
constexpr std::size_t kMostName = 31;
constexpr int kDaysBefore1970 = 25'569;  // since 30 December 1899, which Excel counts from
constexpr double kWidest = 48, kNarrowest = 8;

constexpr std::string_view kSheetSpace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
constexpr std::string_view kLinkSpace =
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

void add_parts(std::string& out, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) out += part;
}

// --- Styles --------------------------------------------------------------------------------------

// Cells have a style for each form and emphasis; heads, the last form, have but one.
constexpr int kEmphases = 5;
constexpr int kForms = 6;
constexpr std::array<std::string_view, kEmphases> kInks{"FF1C2426", "FF11683F", "FF8A5200",
                                                        "FFB3261E", "FF5B676B"};
constexpr std::array<std::string_view, kEmphases> kGrounds{"FF7FB8B5", "FF0B7A75", "FFE0A458",
                                                           "FFD9655B", "FFC9D3D4"};
constexpr std::array<int, kForms> kNumberForms{0, 164, 9, 165, 166, 0};

int style_of(const SheetCell& cell) {
  return static_cast<int>(cell.form) * kEmphases + static_cast<int>(cell.emphasis);
}
constexpr int kHeadStyle = kForms * kEmphases;
static_assert(static_cast<int>(CellForm::head) == kForms);

std::string xlsx_styles() {
  std::string out(kXmlHead);
  add_parts(out, {"<styleSheet ", kSheetSpace,
                  "><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.##\"/>"
                  "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/>"
                  "<numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts>"});
  add_xml(out, "<fonts count=\"@\">", {kEmphases + 1});
  for (const std::string_view ink : kInks)
    add_parts(out, {"<font><sz val=\"11\"/><color rgb=\"", ink,
                    "\"/><name val=\"Microsoft YaHei\"/></font>"});
  out +=
      "<font><b/><sz val=\"11\"/><color rgb=\"FFFFFFFF\"/><name val=\"Microsoft YaHei\"/></font>"
      "</fonts>";
  const auto fill = [&](std::string_view colour) {
    add_parts(out, {"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"", colour,
                    "\"/></patternFill></fill>"});
  };
  add_xml(out,
          "<fills count=\"@\"><fill><patternFill patternType=\"none\"/></fill>"
          "<fill><patternFill patternType=\"gray125\"/></fill>",
          {kEmphases + 3});
  for (const std::string_view ground : kGrounds) fill(ground);
  fill("FF0B7A75");
  out +=
      "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      "<border><left/><right/><top/><bottom style=\"hair\"><color rgb=\"FFC9D3D4\"/></bottom>"
      "<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>";
  add_xml(out, "<cellXfs count=\"@\">", {kHeadStyle + 1});
  for (int form = 0; form < kForms; ++form)
    for (int emphasis = 0; emphasis < kEmphases; ++emphasis) {
      const bool is_filled = form == static_cast<int>(CellForm::filled);
      add_xml(out,
              "<xf numFmtId=\"@\" fontId=\"@\" fillId=\"@\" borderId=\"@\" xfId=\"0\" "
              "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
              "<alignment vertical=\"top\" wrapText=\"@\"/></xf>",
              {kNumberForms[static_cast<std::size_t>(form)], emphasis, is_filled ? emphasis + 2 : 0,
               is_filled ? 0 : 1, form == 0 ? 1 : 0});
    }
  add_xml(out,
          "<xf numFmtId=\"0\" fontId=\"@\" fillId=\"@\" borderId=\"0\" xfId=\"0\" "
          "applyFont=\"1\" applyFill=\"1\"/></cellXfs></styleSheet>",
          {kEmphases, kEmphases + 2});
  return out;
}

// --- Sheets --------------------------------------------------------------------------------------

// As many characters as a cell holds; those beyond the first plane count twice.
std::string_view cut_cell_text(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    units += point.code > 0xFFFF ? 2 : 1;
    if (units > kMostCellText) return text.substr(0, at);
    at += point.bytes;
  }
  return text;
}

bool counts_days(CellForm form) { return form == CellForm::day || form == CellForm::instant; }

bool holds_text(const SheetCell& cell) {
  return !cell.text.empty() && (cell.form == CellForm::text || cell.form == CellForm::head);
}

void add_cell(std::string& out, std::string_view place, const SheetCell& cell) {
  std::string value;
  add_cell_value(value, cell);
  if (value.empty() && cell.form != CellForm::filled && cell.form != CellForm::head) return;
  out += "<c r=\"";
  out += place;
  add_xml(out, "\" s=\"@\"", {style_of(cell)});
  if (value.empty())
    out += "/>";
  else
    add_xml(out,
            holds_text(cell) ? R"( t="inlineStr"><is><t xml:space="preserve">@</t></is></c>)"
                             : "><v>@</v></c>",
            {value});
}

double width_of(const Sheet& sheet, std::size_t column) {
  if (sheet.columns[column].width > 0) return sheet.columns[column].width;
  int quarters = text_quarters(sheet.columns[column].head) + 8;  // and the button of its filter
  for (const auto& row : sheet.rows) {
    if (column >= row.size()) continue;
    const SheetCell& cell = row[column];
    const int of_form = cell.form == CellForm::instant ? 34 : counts_days(cell.form) ? 24 : 0;
    quarters = std::max({quarters, text_quarters(cell.text), of_form});
  }
  return std::clamp(quarters / 2.0 + 2, kNarrowest, kWidest);
}

std::string xlsx_sheet(const Sheet& sheet) {
  const std::size_t columns = std::min(sheet.columns.size(), kMostColumns);
  const std::size_t rows = std::min(sheet.rows.size(), kMostRows);
  const std::string last = column_name(columns - 1);
  std::string out(kXmlHead);
  add_parts(out,
            {"<worksheet ", kSheetSpace, " ", kLinkSpace,
             "><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView ",
             sheet.charts.empty() ? "" : "showGridLines=\"0\" ", "workbookViewId=\"0\"><pane "});
  // The head alone, or so many columns, too.
  const int frozen = sheet.frozen_columns;
  if (frozen > 0) add_xml(out, "xSplit=\"@\" ", {frozen});
  add_parts(out, {"ySplit=\"1\" topLeftCell=\"", column_name(static_cast<std::size_t>(frozen)),
                  "2\" activePane=\"bottom", frozen > 0 ? "Right" : "Left",
                  "\" state=\"frozen\"/></sheetView></sheetViews><cols>"});
  for (std::size_t i = 0; i < columns; ++i) {
    const int number = static_cast<int>(i + 1);
    add_xml(out, R"(<col min="@" max="@" width=")", {number, number});
    add_parts(out, {fixed_text(width_of(sheet, i), 1), R"(" customWidth="1"/>)"});
  }
  out += "</cols><sheetData><row r=\"1\">";
  for (std::size_t i = 0; i < columns; ++i)
    add_cell(out, column_name(i) + "1", {.form = CellForm::head, .text = sheet.columns[i].head});
  out += "</row>";
  for (std::size_t r = 0; r < rows; ++r) {
    add_xml(out, "<row r=\"@\">", {static_cast<int>(r + 2)});
    const auto& row = sheet.rows[r];
    for (std::size_t i = 0; i < std::min(columns, row.size()); ++i)
      add_cell(out, column_name(i) + std::to_string(r + 2), row[i]);
    out += "</row>";
  }
  out += "</sheetData>";
  const std::string last_row = std::to_string(rows + 1);
  if (sheet.charts.empty()) add_xml(out, R"(<autoFilter ref="A1:@@"/>)", {last, last_row});
  int priority = 0;
  for (std::size_t i = 0; i < columns; ++i)
    if (sheet.columns[i].bars && rows > 0) {
      const std::string column = column_name(i);
      add_xml(out, R"(<conditionalFormatting sqref="@2:@@"><cfRule type="dataBar" priority=")",
              {column, column, last_row});
      add_xml(
          out,
          R"(@"><dataBar><cfvo type="num" val="0"/><cfvo type="num" val="1"/><color rgb="FF7FB8B5"/></dataBar></cfRule></conditionalFormatting>)",
          {++priority});
    }
  out += "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>";
  if (!sheet.charts.empty()) out += "<drawing r:id=\"rId1\"/>";
  return out + "</worksheet>";
}

// --- The package ---------------------------------------------------------------------------------

// At most 31 characters, none of []:*?/\ and no apostrophe at an end; not one that was given.
std::string sheet_name(std::string_view wanted, std::vector<std::string>& given) {
  std::string name;
  std::size_t units = 0;
  for (std::size_t at = 0; at < wanted.size();) {
    const CodePoint point = code_point_at(wanted, at);
    const std::string_view character = wanted.substr(at, point.bytes);
    at += point.bytes;
    units += point.code > 0xFFFF ? 2 : 1;
    if (units > kMostName - 4) break;  // room for a number
    const bool is_sign =
        point.code < 0x80 &&
        std::string_view("[]:*?/\\'").find(static_cast<char>(point.code)) != std::string_view::npos;
    name += is_sign ? std::string_view(" ") : character;
  }
  if (name.empty()) name = "-";
  const std::string base = name;
  for (int i = 2; std::ranges::find(given, name) != given.end(); ++i)
    name = base + " " + std::to_string(i);
  given.push_back(name);
  return name;
}

std::string numbered(std::string_view pattern, int number) {
  std::string out;
  add_xml(out, pattern, {number});
  return out;
}

void add_override(std::string& types, std::string_view rest, int number) {
  types += "<Override PartName=\"/xl/";
  add_xml(types, rest, {number});
}

constexpr std::string_view kTypesHead =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)";
constexpr std::string_view kSheetPart =
    R"(worksheets/sheet@.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)";
constexpr std::string_view kDrawingPart =
    R"(drawings/drawing@.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>)";
constexpr std::string_view kChartPart =
    R"(charts/chart@.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>)";

// Links of a part to others: of a kind, in a place which may have a number.
class Links {
 public:
  Links() : out_(kXmlHead) {
    out_ +=
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  }
  void add(std::string_view kind_and_target, int number = 0) {
    add_xml(
        out_,
        R"(<Relationship Id="rId@" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/)",
        {++count_});
    if (number > 0)
      add_xml(out_, kind_and_target, {number});
    else
      out_ += kind_and_target;
    out_ += R"(.xml"/>)";
  }
  std::string finish() && { return std::move(out_ += "</Relationships>"); }

 private:
  std::string out_;
  int count_ = 0;
};

// What a sheet with charts has beside itself. `charts` are those of the sheets before it.
void add_charts(ZipWriter& zip, const Sheet& sheet, std::string_view name, int number,
                int& charts) {
  if (sheet.charts.empty()) return;
  Links to_drawing, to_charts;
  to_drawing.add(R"(drawing" Target="../drawings/drawing@)", number);
  for (const SheetChart& chart : sheet.charts) {
    to_charts.add(R"(chart" Target="../charts/chart@)", ++charts);
    zip.add(numbered("xl/charts/chart@.xml", charts), xlsx_chart(chart, sheet, name));
  }
  zip.add(numbered("xl/worksheets/_rels/sheet@.xml.rels", number), std::move(to_drawing).finish());
  zip.add(numbered("xl/drawings/drawing@.xml", number), xlsx_drawing(sheet.charts));
  zip.add(numbered("xl/drawings/_rels/drawing@.xml.rels", number), std::move(to_charts).finish());
}

}  // namespace

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

void add_cell_value(std::string& out, const SheetCell& cell) {
  if (!holds_text(cell)) {
    if (!cell.number || !std::isfinite(*cell.number)) return;
    out += shortest_text(*cell.number + (counts_days(cell.form) ? kDaysBefore1970 : 0));
    return;
  }
  // A line feed is one in a cell, too; other characters that XML does not know are left out.
  std::string_view text = cut_cell_text(cell.text);
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    add_xml_characters(out, text.substr(0, end));
    if (end == text.size()) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

SheetCell text_cell(std::string text, Emphasis emphasis) {
  return {.text = std::move(text), .emphasis = emphasis};
}

SheetCell number_cell(double number, CellForm form) {
  return {.form = form, .text = {}, .number = number};
}

SheetCell day_cell(Day day, Emphasis emphasis) {
  SheetCell cell{.form = CellForm::day, .text = {}, .emphasis = emphasis};
  if (day.is_set()) cell.number = day.value;
  return cell;
}

SheetCell instant_cell(Instant at, Emphasis emphasis) {
  SheetCell cell{.form = CellForm::instant, .text = {}, .emphasis = emphasis};
  if (at.is_set()) cell.number = static_cast<double>(at.value) / kMinutesPerDay;
  return cell;
}

std::vector<std::byte> to_xlsx(std::span<const Sheet> sheets) {
  ZipWriter zip;
  Links root, parts;
  root.add(R"(officeDocument" Target="xl/workbook)");
  std::vector<std::string> names;
  std::string types(kXmlHead), book(kXmlHead);
  types += kTypesHead;
  add_parts(book, {"<workbook ", kSheetSpace, " ", kLinkSpace, "><sheets>"});
  int number = 0, charts = 0;
  for (const Sheet& sheet : sheets) {
    parts.add(R"(worksheet" Target="worksheets/sheet@)", ++number);
    book += "<sheet name=\"";
    std::string name;
    add_xml_characters(name, sheet_name(sheet.name, names));
    for (const char c : name) c == '"' ? book += "&quot;" : book += c;
    add_xml(book, R"(" sheetId="@" r:id="rId@"/>)", {number, number});
    add_override(types, kSheetPart, number);
    if (!sheet.charts.empty()) add_override(types, kDrawingPart, number);
    for (std::size_t i = 0; i < sheet.charts.size(); ++i) add_override(types, kChartPart, ++charts);
  }
  types += "</Types>";
  book += "</sheets></workbook>";
  parts.add(R"(styles" Target="styles)");
  zip.add("[Content_Types].xml", types);
  zip.add("_rels/.rels", std::move(root).finish());
  zip.add("xl/workbook.xml", book);
  zip.add("xl/_rels/workbook.xml.rels", std::move(parts).finish());
  zip.add("xl/styles.xml", xlsx_styles());
  number = charts = 0;
  for (const Sheet& sheet : sheets) {
    const std::string& name = names[static_cast<std::size_t>(number)];
    zip.add(numbered("xl/worksheets/sheet@.xml", ++number), xlsx_sheet(sheet));
    add_charts(zip, sheet, name, number, charts);
  }
  return std::move(zip).finish();
}

}  // namespace tongzhou
