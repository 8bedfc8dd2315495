// Workbooks: what is written, that it is read again, and that data never becomes a formula.
#include "documents/workbook.h"

#include <algorithm>
#include <map>

#include <catch2/catch_test_macros.hpp>
#include <pugixml.hpp>

#include "app/reports.h"
#include "app/templates.h"
#include "documents/xlsx_chart.h"
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

TEST_CASE("the workbook of a plan has its timetable, charts and every kind there is") {
  SeededRandom random(3);
  const OpenPlan open =
      *make_from_template("product_launch", Language::chinese, from_civil(2026, 8, 30), random);
  const auto sheets = make_workbook(report_sources(open, {}, Language::chinese));
  REQUIRE(sheets.size() > 10);
  CHECK(sheets[0].rows.size() == open.outline().rows.size());
  CHECK(sheets[2].columns.size() <= kMostChartColumns + 3);
  bool any_bar = false;
  for (const auto& cell : sheets[2].rows[0]) any_bar = any_bar || cell.form == CellForm::filled;
  CHECK(any_bar);
  for (const Sheet& sheet : sheets)
    for (const auto& row : sheet.rows) CHECK(row.size() <= sheet.columns.size());
  // Tasks come back by their names.
  const auto read = read_workbook(to_xlsx(sheets), sheets.size());
  REQUIRE(read.has_value());
  CHECK(read->size() == sheets.size());
  CHECK(has(read->front().csv, "全国上市"));
}

// --- Charts --------------------------------------------------------------------------------------

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// All elements of that name within a node.
void find_elements(const pugi::xml_node& within, std::string_view name,
                   std::vector<pugi::xml_node>& found) {
  for (const pugi::xml_node child : within.children()) {
    if (child.name() == name) found.push_back(child);
    find_elements(child, name, found);
  }
}
std::vector<pugi::xml_node> elements(const pugi::xml_node& within, std::string_view name) {
  std::vector<pugi::xml_node> found;
  find_elements(within, name, found);
  return found;
}

// What the cells of a sheet hold, by their places.
std::map<std::string, std::string> cells_of(const std::string& sheet) {
  pugi::xml_document document;
  document.load_string(sheet.c_str(), pugi::parse_full | pugi::parse_ws_pcdata);
  std::map<std::string, std::string> cells;
  for (const pugi::xml_node cell : elements(document, "c")) {
    const pugi::xml_node text = cell.child("is").child("t");
    cells[cell.attribute("r").value()] = text ? text.child_value() : cell.child("v").child_value();
  }
  return cells;
}

// Every reference of a chart is one to cells of its sheet, and its values are theirs. How many
// values there are.
std::size_t check_chart(const std::string& chart, const std::string& sheet_name,
                        const std::map<std::string, std::string>& cells) {
  pugi::xml_document document;
  document.load_string(chart.c_str(), pugi::parse_full | pugi::parse_ws_pcdata);
  const std::string begin = "'" + sheet_name + "'!$";
  std::size_t values = 0;
  for (const pugi::xml_node element : elements(document, "c:f")) {
    const std::string formula = element.child_value();
    INFO(formula);
    REQUIRE(formula.starts_with(begin));
    const std::string place = formula.substr(begin.size());
    REQUIRE(place.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$:") == std::string::npos);
    const std::size_t digits = place.find('$') + 1;
    const std::string column = place.substr(0, digits - 1);
    const int first = std::stoi(place.substr(digits));
    const std::size_t range = place.find(":$" + column + "$");
    const int last =
        range == std::string::npos ? first : std::stoi(place.substr(range + 3 + column.size()));
    const pugi::xml_node cache = element.next_sibling();
    CHECK(cache.child("c:ptCount").attribute("val").as_int() == last - first + 1);
    std::size_t filled = 0, cached = 0;
    for (int row = first; row <= last; ++row)
      filled += cells.contains(column + std::to_string(row)) ? 1U : 0U;
    for (const pugi::xml_node point : cache.children("c:pt")) {
      const auto cell =
          cells.find(column + std::to_string(first + point.attribute("idx").as_int()));
      REQUIRE(cell != cells.end());
      CHECK(cell->second == point.child("c:v").child_value());
      ++cached;
    }
    CHECK(cached == filled);
    values += cached;
  }
  return values;
}

const SheetCell& cell_of(const Sheet& sheet, int row, int column) {
  return sheet.rows.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(column));
}

struct Charts {
  std::string sheet;
  std::vector<std::string> parts;
};
// The charts of the sheet of that number, by the links from part to part.
Charts charts_of(const std::vector<std::byte>& bytes, const std::vector<Sheet>& sheets,
                 std::size_t number) {
  const std::string n = std::to_string(number + 1);
  const std::string types = part(bytes, "[Content_Types].xml");
  Charts charts{part(bytes, "xl/worksheets/sheet" + n + ".xml"), {}};
  CHECK(has(charts.sheet, "<drawing r:id=\"rId1\"/></worksheet>"));
  CHECK_FALSE(has(charts.sheet, "<autoFilter"));
  CHECK(has(part(bytes, "xl/worksheets/_rels/sheet" + n + ".xml.rels"),
            "Target=\"../drawings/drawing" + n + ".xml\""));
  const std::string drawing = part(bytes, "xl/drawings/drawing" + n + ".xml");
  CHECK(has(types, quoted("/xl/drawings/drawing" + n + ".xml")));
  const std::string links = part(bytes, "xl/drawings/_rels/drawing" + n + ".xml.rels");
  CHECK_FALSE(has(links, "TargetMode"));
  for (std::size_t i = 1; i <= sheets[number].charts.size(); ++i) {
    const std::string chart = "charts/chart" + std::to_string(i) + ".xml";
    CHECK(has(drawing, "r:id=\"rId" + std::to_string(i) + "\""));
    CHECK(has(links, "Id=\"rId" + std::to_string(i) + "\""));
    CHECK(has(links, quoted("../" + chart)));
    CHECK(has(types, quoted("/xl/" + chart)));
    charts.parts.push_back(part(bytes, "xl/" + chart));
    CHECK_FALSE(has(charts.parts.back(), "r:id"));
    CHECK_FALSE(has(charts.parts.back(), "externalData"));
  }
  return charts;
}

TEST_CASE("charts refer to cells of their sheet and hold what these hold") {
  SeededRandom random(3);
  for (const Language language : {Language::chinese, Language::english}) {
    OpenPlan open =
        *make_from_template("product_launch", language, from_civil(2026, 8, 30), random);
    const auto sheets = make_workbook(report_sources(open, {}, language));
    const Charts charts = charts_of(to_xlsx(sheets), sheets, 1);
    REQUIRE(charts.parts.size() >= 2);
    const auto cells = cells_of(charts.sheet);
    for (const std::string& chart : charts.parts)
      CHECK(check_chart(chart, sheets[1].name, cells) >= 4);
    CHECK(has(charts.parts[0], say(language, Word::cli_tasks)));
    CHECK(has(charts.parts[0], "<c:grouping val=\"stacked\"/>"));
    CHECK(has(charts.parts[1], say(language, Word::page_goals)));
    // Every task is counted once.
    double counted = 0;
    const SheetChart& first = sheets[1].charts[0];
    for (int row = first.row + 1; row <= first.row + first.rows; ++row)
      for (int column = first.column + 1; column <= first.column + first.series; ++column)
        counted += cell_of(sheets[1], row, column).number.value_or(0);
    std::size_t tasks = 0;
    for (std::uint32_t row = 0; row < open.outline().rows.size(); ++row)
      tasks += open.outline().is_summary(row) ? 0U : 1U;
    CHECK(counted == static_cast<double>(tasks));
  }
}

TEST_CASE("tasks are done, under way, late or not begun, by department") {
  TextPlan made = plan_from_text(
      "a dept One finished 2026-08-24; b dept One started 2026-08-24; c 9d dept One deadline "
      "2026-08-25; d dept Two; e 40% dept Two; f");
  const OpenPlan open(std::move(made.plan));
  const auto sheets = make_workbook(report_sources(open, {}, Language::english));
  const SheetChart& chart = sheets[1].charts.at(0);
  std::vector<std::string> told;
  for (int row = chart.row; row <= chart.row + chart.rows; ++row) {
    std::string& line = told.emplace_back();
    for (int i = chart.column; i <= chart.column + chart.series; ++i) {
      const SheetCell& cell = cell_of(sheets[1], row, i);
      line += cell.number ? std::to_string(static_cast<int>(*cell.number)) : cell.text;
      line += '|';
    }
  }
  std::ranges::sort(told);  // departments without an order stand as they may
  CHECK(told == std::vector<std::string>{"Department|Done|In progress|Late|Not started|",
                                         "No department|0|0|0|1|", "One|1|1|1|0|", "Two|0|1|0|1|"});
}

TEST_CASE("what was measured for a goal is a line over days, beside what should be") {
  TextPlan made = plan_from_text("a 20d");
  const auto goal = made.add(Goal{.title = "Sales",
                                  .unit = "units",
                                  .target = 100,
                                  .begin = from_civil(2026, 9, 1),
                                  .deadline = from_civil(2026, 9, 11)});
  for (int i = 0; i < 60; ++i)
    made.add(Measurement{.goal = goal, .day = from_civil(2026, 9, 1) + i, .value = i * 2.5});
  const OpenPlan open(std::move(made.plan));
  const auto sheets = make_workbook(report_sources(open, {}, Language::english));
  REQUIRE(sheets[1].charts.size() == 3);
  const SheetChart& line = sheets[1].charts[2];
  CHECK(cell_of(sheets[1], line.row - 1, line.column).text == "Sales · units");
  CHECK(line.rows <= static_cast<int>(kMostPoints));
  CHECK(line.series == 2);
  const Charts charts = charts_of(to_xlsx(sheets), sheets, 1);
  CHECK(check_chart(charts.parts[2], sheets[1].name, cells_of(charts.sheet)) ==
        3 + 2 * 2 * static_cast<std::size_t>(line.rows));  // the title, two names, days and values
  CHECK(has(charts.parts[2], "<c:majorUnit val=\"10\"/>"));  // of 59 days
  CHECK(has(charts.parts[2], "<c:v>46266</c:v>"));           // 2026-09-01
}

TEST_CASE("a plan that has nothing to draw has no charts") {
  SeededRandom random(3);
  const OpenPlan open =
      make_empty_plan("Empty", Language::english, from_civil(2026, 8, 30), random);
  const auto sheets = make_workbook(report_sources(open, {}, Language::english));
  for (const Sheet& sheet : sheets) CHECK(sheet.charts.empty());
  CHECK_FALSE(has(part(to_xlsx(sheets), "[Content_Types].xml"), "chart"));
}

TEST_CASE("names in charts are text, however hostile, and cut") {
  const std::vector<std::string> names{std::string(10'000, 'x'),
                                       "=cmd|' /C calc'!A0",
                                       "]]></c:v><c:f>[x.xlsx]S!$A$1</c:f>",
                                       "a\x01\xE2\x80\xAE\nb",
                                       "'Other'!$A$1&\"<>\"",
                                       "\xFF\xFE",
                                       "",
                                       std::string(90, '\xE9'),
                                       "http://example.org/x"};
  TextPlan made = plan_from_text("a");
  made.set<&PlanInfo::title>(made.plan.info_id(), names[0]);
  for (const std::string& name : names) {
    const auto department = made.add(Department{.name = name});
    made.add(Task{.title = name, .department = department});
    const auto goal = made.add(Goal{.title = name, .unit = name, .target = 3, .typed = 1});
    for (int i = 0; i < 3; ++i)
      made.add(Measurement{.goal = goal, .day = from_civil(2026, 9, 1 + i), .value = i});
  }
  const OpenPlan open(std::move(made.plan));
  const auto sheets = make_workbook(report_sources(open, {}, Language::chinese));
  const auto bytes = to_xlsx(sheets);
  CHECK(bytes == to_xlsx(make_workbook(report_sources(open, {}, Language::chinese))));
  const Charts charts = charts_of(bytes, sheets, 1);
  CHECK(charts.parts.size() == 2 + kMostMeasuredGoals);
  const auto cells = cells_of(charts.sheet);
  CHECK_FALSE(has(charts.sheet, "<f>"));
  for (const std::string& chart : charts.parts) {
    CHECK(check_chart(chart, sheets[1].name, cells) > 0);
    CHECK(chart.size() < 40'000);
    CHECK_FALSE(has(chart, "\xE2\x80\xAE"));
  }
}

TEST_CASE("the name of a sheet is quoted in formulas") {
  Sheet sheet{.name = "unused", .columns = {{"a"}, {"b"}}, .rows = {}};
  sheet.rows.push_back({text_cell("title")});
  sheet.rows.push_back({text_cell("head"), text_cell("series")});
  sheet.rows.push_back({text_cell("one"), number_cell(0.25, CellForm::percent)});
  const std::string chart = xlsx_chart({.rows = 4}, sheet, "It <A>");
  CHECK(has(chart, "<c:f>'It &lt;A&gt;'!$A$4:$A$7</c:f>"));  // the last three are not there
  CHECK(has(chart, "<c:f>'It &lt;A&gt;'!$B$3</c:f>"));
  CHECK(has(chart, "<c:pt idx=\"0\"><c:v>0.25</c:v></c:pt></c:numCache>"));
}

}  // namespace
}  // namespace tongzhou
