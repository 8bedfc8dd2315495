#include "documents/xlsx.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "core/graphemes.h"
#include "core/numbers.h"
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

constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kSheetSpace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
constexpr std::string_view kLinkSpace =
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view kSheetType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr std::string_view kLinkKinds =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

void add_parts(std::string& out, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) out += part;
}

// --- Styles --------------------------------------------------------------------------------------

// Cells have a style for each form and emphasis, then one for heads.
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

std::string xlsx_styles() {
  std::string out(kXmlHead);
  add_parts(out, {"<styleSheet ", kSheetSpace,
                  "><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.##\"/>"
                  "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/>"
                  "<numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts>"});
  out += fmt::format("<fonts count=\"{}\">", kEmphases + 1);
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
  out += fmt::format(
      "<fills count=\"{}\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill>",
      kEmphases + 3);
  for (const std::string_view ground : kGrounds) fill(ground);
  fill("FF0B7A75");
  out +=
      "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      "<border><left/><right/><top/><bottom style=\"hair\"><color rgb=\"FFC9D3D4\"/></bottom>"
      "<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>";
  out += fmt::format("<cellXfs count=\"{}\">", kHeadStyle + 1);
  for (int form = 0; form < kForms; ++form)
    for (int emphasis = 0; emphasis < kEmphases; ++emphasis) {
      const bool is_filled = form == static_cast<int>(CellForm::filled);
      out += fmt::format(
          "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"{}\" borderId=\"{}\" xfId=\"0\" "
          "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
          "<alignment vertical=\"top\" wrapText=\"{}\"/></xf>",
          kNumberForms[static_cast<std::size_t>(form)], emphasis, is_filled ? emphasis + 2 : 0,
          is_filled ? 0 : 1, form == 0 ? 1 : 0);
    }
  out += fmt::format(
      "<xf numFmtId=\"0\" fontId=\"{}\" fillId=\"{}\" borderId=\"0\" xfId=\"0\" "
      "applyFont=\"1\" applyFill=\"1\"/></cellXfs></styleSheet>",
      kEmphases, kEmphases + 2);
  return out;
}

// --- Sheets --------------------------------------------------------------------------------------

// "A", "Z", "AA".
std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

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

void add_text_cell(std::string& out, std::string_view place, int style, std::string_view text) {
  out += fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", place,
                     style);
  // A line feed is one in a cell, too; other characters that XML does not know are left out.
  text = cut_cell_text(text);
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    add_xml_characters(out, text.substr(0, end));
    if (end == text.size()) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  out += "</t></is></c>";
}

bool counts_days(CellForm form) { return form == CellForm::day || form == CellForm::instant; }

void add_cell(std::string& out, std::string_view place, const SheetCell& cell) {
  const int style = style_of(cell);
  if (cell.form == CellForm::text && !cell.text.empty())
    return add_text_cell(out, place, style, cell.text);
  if (cell.number && std::isfinite(*cell.number)) {
    const double number = counts_days(cell.form) ? *cell.number + kDaysBefore1970 : *cell.number;
    out += fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place, style, shortest_text(number));
  } else if (cell.form == CellForm::filled) {
    out += fmt::format("<c r=\"{}\" s=\"{}\"/>", place, style);
  }
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
            {"<worksheet ", kSheetSpace, "><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"});
  out += fmt::format(
      "<sheetViews><sheetView workbookViewId=\"0\"><pane xSplit=\"{}\" ySplit=\"1\" "
      "topLeftCell=\"{}2\" activePane=\"bottomRight\" state=\"frozen\"/></sheetView></sheetViews>"
      "<cols>",
      sheet.frozen_columns, column_name(static_cast<std::size_t>(sheet.frozen_columns)));
  for (std::size_t i = 0; i < columns; ++i)
    out += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                       fixed_text(width_of(sheet, i), 1));
  out += "</cols><sheetData><row r=\"1\">";
  for (std::size_t i = 0; i < columns; ++i)
    add_text_cell(out, column_name(i) + "1", kHeadStyle, sheet.columns[i].head);
  out += "</row>";
  for (std::size_t r = 0; r < rows; ++r) {
    out += fmt::format("<row r=\"{}\">", r + 2);
    const auto& row = sheet.rows[r];
    for (std::size_t i = 0; i < std::min(columns, row.size()); ++i)
      add_cell(out, fmt::format("{}{}", column_name(i), r + 2), row[i]);
    out += "</row>";
  }
  out += fmt::format("</sheetData><autoFilter ref=\"A1:{}{}\"/>", last, rows + 1);
  int priority = 0;
  for (std::size_t i = 0; i < columns; ++i)
    if (sheet.columns[i].bars && rows > 0)
      out += fmt::format(
          "<conditionalFormatting sqref=\"{0}2:{0}{1}\"><cfRule type=\"dataBar\" "
          "priority=\"{2}\"><dataBar><cfvo type=\"num\" val=\"0\"/><cfvo type=\"num\" val=\"1\"/>"
          "<color rgb=\"FF7FB8B5\"/></dataBar></cfRule></conditionalFormatting>",
          column_name(i), rows + 1, ++priority);
  out += "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";
  return out;
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
    name = fmt::format("{} {}", base, i);
  given.push_back(name);
  return name;
}

std::string xlsx_content_types(std::size_t sheets) {
  std::string out(kXmlHead);
  out +=
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  const auto part = [&](std::string_view name, std::string_view type) {
    add_parts(out, {"<Override PartName=\"/xl/", name, ".xml\" ContentType=\"", kSheetType, type,
                    "+xml\"/>"});
  };
  part("workbook", "sheet.main");
  part("styles", "styles");
  for (std::size_t i = 1; i <= sheets; ++i) part(fmt::format("worksheets/sheet{}", i), "worksheet");
  return out + "</Types>";
}

std::string links(std::span<const std::pair<std::string, std::string>> kind_and_target) {
  std::string out(kXmlHead);
  out += "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (std::size_t i = 0; i < kind_and_target.size(); ++i)
    out += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}{}\" Target=\"{}\"/>", i + 1,
                       kLinkKinds, kind_and_target[i].first, kind_and_target[i].second);
  return out + "</Relationships>";
}

}  // namespace

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
  std::vector<std::pair<std::string, std::string>> parts;
  std::vector<std::string> names;
  std::string book(kXmlHead);
  add_parts(book, {"<workbook ", kSheetSpace, " ", kLinkSpace, "><sheets>"});
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    parts.emplace_back("worksheet", fmt::format("worksheets/sheet{}.xml", i + 1));
    book += "<sheet name=\"";
    std::string name;
    add_xml_characters(name, sheet_name(sheets[i].name, names));
    for (const char c : name) c == '"' ? book += "&quot;" : book += c;
    book += fmt::format("\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", i + 1);
  }
  book += "</sheets></workbook>";
  parts.emplace_back("styles", "styles.xml");
  const std::vector<std::pair<std::string, std::string>> root{
      {"officeDocument", "xl/workbook.xml"}};
  zip.add("[Content_Types].xml", xlsx_content_types(sheets.size()));
  zip.add("_rels/.rels", links(root));
  zip.add("xl/workbook.xml", book);
  zip.add("xl/_rels/workbook.xml.rels", links(parts));
  zip.add("xl/styles.xml", xlsx_styles());
  for (std::size_t i = 0; i < sheets.size(); ++i)
    zip.add(fmt::format("xl/worksheets/sheet{}.xml", i + 1), xlsx_sheet(sheets[i]));
  return std::move(zip).finish();
}

}  // namespace tongzhou
