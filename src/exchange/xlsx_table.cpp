#include "exchange/xlsx_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/date.h"
#include "core/numbers.h"
#include "exchange/zip_archive.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMostPart = 64U << 20U;
constexpr std::size_t kMostRows = 200'000, kMostColumns = 400;
constexpr int kDaysOf1970 = 25'569;        // since 30 December 1899
constexpr int kDaysOf1904 = 1'462;         // between the two beginnings that workbooks count from
constexpr double kLastSerial = 2'958'465;  // the end of the year 9999

// A date is a number with a form that shows days, months, years or hours.
bool shows_dates(std::string_view form) {
  bool quoted = false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    if (c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '[' && !quoted) {
      i = std::min(form.find(']', i), form.size());  // a colour, a language
    } else if (!quoted && std::strchr("dmyhsDMYHS", c) != nullptr) {
      return true;
    }
  }
  return false;
}

bool is_date_form(unsigned number) {
  return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) ||
         (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
}

// How a cell style shows numbers.
enum class Shows : std::uint8_t { number, date, percent };

std::vector<Shows> read_styles(const std::string& xml) {
  pugi::xml_document document;
  std::vector<Shows> styles;
  if (!document.load_buffer(xml.data(), xml.size())) return styles;
  const pugi::xml_node root = document.document_element();
  std::vector<std::pair<unsigned, Shows>> own;
  for (const pugi::xml_node form : root.child("numFmts").children("numFmt")) {
    const std::string_view code = form.attribute("formatCode").value();
    if (shows_dates(code))
      own.emplace_back(form.attribute("numFmtId").as_uint(), Shows::date);
    else if (code.find('%') != std::string_view::npos)
      own.emplace_back(form.attribute("numFmtId").as_uint(), Shows::percent);
  }
  for (const pugi::xml_node style : root.child("cellXfs").children("xf")) {
    const unsigned form = style.attribute("numFmtId").as_uint();
    const auto found = std::ranges::find(own, form, &std::pair<unsigned, Shows>::first);
    styles.push_back(found != own.end()        ? found->second
                     : is_date_form(form)      ? Shows::date
                     : form == 9 || form == 10 ? Shows::percent
                                               : Shows::number);
  }
  return styles;
}

// "<is>" and "<si>": one text, or pieces of one in several types; how it is said is left out.
std::string text_in(pugi::xml_node node) {
  std::string text = node.child("t").text().get();
  for (const pugi::xml_node piece : node.children("r")) text += piece.child("t").text().get();
  return text;
}

std::vector<std::string> shared_texts(const std::string& xml) {
  pugi::xml_document document;
  std::vector<std::string> texts;
  if (document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
    for (const pugi::xml_node text : document.document_element().children("si"))
      texts.push_back(text_in(text));
  return texts;
}

// "BC12": the column, from 0.
std::optional<std::size_t> column_of(std::string_view place) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < place.size() && place[letters] >= 'A' && place[letters] <= 'Z'; ++letters) {
    if (letters == 3) return std::nullopt;
    column = column * 26 + static_cast<std::size_t>(place[letters] - 'A') + 1;
  }
  if (letters == 0) return std::nullopt;
  return column - 1;
}

std::string date_words(double serial, bool from_1904) {
  if (from_1904) serial += kDaysOf1904;
  if (!(serial >= 1 && serial <= kLastSerial)) return shortest_text(serial);
  const double whole = std::floor(serial);
  const Day day{static_cast<std::int32_t>(whole) - kDaysOf1970};
  const auto minute = static_cast<int>(std::lround((serial - whole) * kMinutesPerDay));
  if (minute == 0) return to_iso(day);
  if (minute == kMinutesPerDay) return to_iso(day + 1);
  return fmt::format("{} {:02}:{:02}", to_iso(day), minute / 60, minute % 60);
}

struct WorkbookParts {
  std::vector<Shows> styles;
  std::vector<std::string> shared;
  bool from_1904 = false;
};

std::string cell_words(pugi::xml_node cell, const WorkbookParts& parts) {
  const std::string_view type = cell.attribute("t").value();
  const char* value = cell.child("v").text().get();
  if (type == "inlineStr") return text_in(cell.child("is"));
  if (type == "s") {
    const std::size_t place = cell.child("v").text().as_uint();
    return place < parts.shared.size() ? parts.shared[place] : std::string();
  }
  if (type == "e") return {};
  const std::size_t style = cell.attribute("s").as_uint();
  const bool is_number = (type.empty() || type == "n") && *value != '\0';
  const Shows shows = style < parts.styles.size() ? parts.styles[style] : Shows::number;
  if (!is_number || shows == Shows::number) return value;
  const auto number = parse_decimal(value);
  if (!number) return value;
  if (shows == Shows::date) return date_words(*number, parts.from_1904);
  return number_text(*number * 100) + "%";
}

void add_quoted(std::string& csv, std::string_view text) {
  csv += '"';
  for (const char c : text) {
    if (c == '"') csv += '"';
    csv += c;
  }
  csv += '"';
}

void add_row(std::string& csv, pugi::xml_node row, const WorkbookParts& parts) {
  std::vector<std::string> cells;
  for (const pugi::xml_node cell : row.children("c")) {
    const std::size_t column = column_of(cell.attribute("r").value()).value_or(cells.size());
    if (column >= kMostColumns) continue;
    if (column >= cells.size()) cells.resize(column + 1);
    cells[column] = cell_words(cell, parts);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) csv += ',';
    add_quoted(csv, cells[i]);
  }
  csv += '\n';
}

// The parts that hold the first sheets, by what the workbook and its relations say.
std::vector<SheetText> sheet_parts(std::span<const std::byte> bytes, std::size_t most,
                                   WorkbookParts& parts) {
  const auto book = read_zipped(bytes, "xl/workbook.xml", kMostPart);
  const auto relations = read_zipped(bytes, "xl/_rels/workbook.xml.rels", kMostPart);
  pugi::xml_document document, links;
  std::vector<SheetText> found;
  if (!book || !relations || !document.load_buffer(book->data(), book->size()) ||
      !links.load_buffer(relations->data(), relations->size()))
    return found;
  const pugi::xml_node root = document.document_element();
  parts.from_1904 = root.child("workbookPr").attribute("date1904").as_bool();
  for (const pugi::xml_node sheet : root.child("sheets").children("sheet")) {
    if (found.size() == most) break;
    const std::string_view id = sheet.attribute("r:id").value();
    for (const pugi::xml_node link : links.document_element().children("Relationship"))
      if (link.attribute("Id").value() == id) {
        const std::string_view target = link.attribute("Target").value();
        found.push_back({sheet.attribute("name").value(), target.starts_with('/')
                                                              ? std::string(target.substr(1))
                                                              : "xl/" + std::string(target)});
        break;
      }
  }
  return found;
}

// Of the sheet in that part; nothing for one that cannot be read.
std::optional<std::string> sheet_to_csv(std::span<const std::byte> bytes, const std::string& part,
                                        const WorkbookParts& parts) {
  const auto sheet = read_zipped(bytes, part, kMostPart);
  pugi::xml_document document;
  if (!sheet || !document.load_buffer(sheet->data(), sheet->size(),
                                      pugi::parse_default | pugi::parse_ws_pcdata))
    return std::nullopt;
  std::string csv;
  std::size_t rows = 0;
  for (const pugi::xml_node row : document.document_element().child("sheetData").children("row")) {
    if (++rows > kMostRows) break;
    add_row(csv, row, parts);
  }
  return csv;
}

}  // namespace

bool is_workbook(std::span<const std::byte> bytes) {
  return bytes.size() > 4 && std::memcmp(bytes.data(), "PK\3\4", 4) == 0;
}

Result<std::vector<SheetText>> read_workbook(std::span<const std::byte> bytes, std::size_t most) {
  WorkbookParts parts;
  const std::vector<SheetText> found = sheet_parts(bytes, most, parts);
  if (const auto styles = read_zipped(bytes, "xl/styles.xml", kMostPart))
    parts.styles = read_styles(*styles);
  if (const auto shared = read_zipped(bytes, "xl/sharedStrings.xml", kMostPart))
    parts.shared = shared_texts(*shared);
  std::vector<SheetText> sheets;
  for (const auto& [name, part] : found)
    if (auto csv = sheet_to_csv(bytes, part, parts)) sheets.push_back({name, std::move(*csv)});
  if (!sheets.empty()) return sheets;
  return refusal({Word::error_text_is_workbook, {}}, {Word::todo_save_as_csv, {}});
}

}  // namespace tongzhou
