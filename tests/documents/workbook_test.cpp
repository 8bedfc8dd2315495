// Workbooks: what is written, that it is read again, and that data never becomes a formula.
#include "documents/workbook.h"

#include <catch2/catch_test_macros.hpp>
#include <pugixml.hpp>

#include "app/reports.h"
#include "app/templates.h"
#include "exchange/xlsx_table.h"
#include "exchange/zip_archive.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

constexpr std::size_t kMost = 64U << 20U;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string part(const std::vector<std::byte>& bytes, std::string_view name) {
  auto content = read_zipped(bytes, name, kMost);
  INFO(name);
  REQUIRE(content.has_value());
  pugi::xml_document document;
  CHECK(document.load_buffer(content->data(), content->size()));
  return *std::move(content);
}

Sheet small_sheet() {
  Sheet sheet{
      .name = "a/b:c", .columns = {{"Name"}, {"Day"}, {"Part", 0, true}, {"At"}}, .rows = {}};
  sheet.rows.push_back({text_cell("=cmd|' /C calc'!A0"), day_cell(from_civil(2026, 8, 30)),
                        number_cell(0.37, CellForm::percent),
                        instant_cell(at(from_civil(2026, 8, 30), 9 * 60 + 30))});
  sheet.rows.push_back({text_cell("a \"b\" <c> & \x01\xE2\x80\xAE"
                                  "d\ne"),
                        day_cell({}), number_cell(1234.5)});
  return sheet;
}

TEST_CASE("a workbook keeps types: texts, numbers, percents, days and times") {
  const auto bytes = to_xlsx(std::vector{small_sheet()});
  const std::string sheet = part(bytes, "xl/worksheets/sheet1.xml");
  CHECK(has(sheet, "<c r=\"B2\" s=\"15\"><v>46264</v></c>"));  // 2026-08-30
  CHECK(has(sheet, "<v>0.37</v>"));
  CHECK(has(sheet, "<v>46264.395833"));
  CHECK(has(sheet, "state=\"frozen\""));
  CHECK(has(sheet, "<autoFilter ref=\"A1:D3\"/>"));
  CHECK(has(sheet, "type=\"dataBar\""));
  CHECK(has(part(bytes, "xl/workbook.xml"), "<sheet name=\"a b c\""));
  part(bytes, "xl/styles.xml");
  part(bytes, "[Content_Types].xml");
  part(bytes, "_rels/.rels");
  part(bytes, "xl/_rels/workbook.xml.rels");
}

TEST_CASE("nothing in a text becomes a formula, and what XML has no place for is left out") {
  const std::string sheet = part(to_xlsx(std::vector{small_sheet()}), "xl/worksheets/sheet1.xml");
  CHECK_FALSE(has(sheet, "<f>"));
  CHECK(has(sheet, "t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd|' /C calc'!A0</t>"));
  CHECK(has(sheet, "a \"b\" &lt;c&gt; &amp; d\ne"));
}

TEST_CASE("names of sheets fit and differ") {
  Sheet one{.name = std::string(100, 'x'), .columns = {{"a"}}, .rows = {}};
  const auto bytes = to_xlsx(std::vector{one, one, Sheet{.name = "[]", .columns = {{"a"}}}});
  const std::string book = part(bytes, "xl/workbook.xml");
  CHECK(has(book, "\"" + std::string(27, 'x') + "\""));
  CHECK(has(book, "\"" + std::string(27, 'x') + " 2\""));
}

TEST_CASE("what is written is read again as a table") {
  const auto sheets = read_workbook(to_xlsx(std::vector{small_sheet()}), 9);
  REQUIRE(sheets.has_value());
  CHECK(sheets->front().csv ==
        "\"Name\",\"Day\",\"Part\",\"At\"\n"
        "\"=cmd|' /C calc'!A0\",\"2026-08-30\",\"37%\",\"2026-08-30 09:30\"\n"
        "\"a \"\"b\"\" <c> & d\ne\",\"\",\"1234.5\"\n");
}

TEST_CASE("a damaged workbook is refused, wherever it is cut or changed") {
  std::vector<std::byte> bytes = to_xlsx(std::vector{small_sheet()});
  CHECK_FALSE(read_workbook({}, 9).has_value());
  CHECK_FALSE(read_workbook(std::span(bytes).first(bytes.size() / 2), 9).has_value());
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    auto changed = bytes;
    changed[i] ^= std::byte{0x40};
    (void)read_workbook(changed, 9);  // reads or refuses, and no more
  }
}

TEST_CASE("the workbook of a plan has its timetable, a chart and every kind there is") {
  SeededRandom random(3);
  const OpenPlan open =
      *make_from_template("product_launch", Language::chinese, from_civil(2026, 8, 30), random);
  const auto sheets = make_workbook(report_sources(open, {}, Language::chinese));
  REQUIRE(sheets.size() > 10);
  CHECK(sheets[0].rows.size() == open.outline().rows.size());
  CHECK(sheets[1].columns.size() <= kMostChartColumns + 3);
  bool any_bar = false;
  for (const auto& cell : sheets[1].rows[0]) any_bar = any_bar || cell.form == CellForm::filled;
  CHECK(any_bar);
  for (const Sheet& sheet : sheets)
    for (const auto& row : sheet.rows) CHECK(row.size() <= sheet.columns.size());
  // Tasks come back by their names.
  const auto read = read_workbook(to_xlsx(sheets), sheets.size());
  REQUIRE(read.has_value());
  CHECK(read->size() == sheets.size());
  CHECK(has(read->front().csv, "全国上市"));
}

}  // namespace
}  // namespace tongzhou
