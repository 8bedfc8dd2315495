#include "exchange/csv.h"

#include <fmt/format.h>
#include <rapidcheck.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "exchange/csv_cells.h"
#include "exchange/csv_tasks.h"
#include "exchange/mspdi.h"
#include "exchange/table_text.h"
#include "exchange/text_encoding.h"
#include "schedule/calendars.h"
#include "schedule/effort.h"
#include "schedule/schedule.h"
#include "support/plan_edit.h"
#include "support/plan_facts.h"
#include "support/shared_data.h"
#include "support/task_named.h"

namespace tongzhou {
namespace {

const Day kToday = from_civil(2026, 8, 30);

TextTable table_of(std::string_view text) {
  const auto table = parse_table(text);
  if (!table) FAIL(say(Language::english, table.error().what));
  return *table;
}

Result<Imported> import_csv(std::string_view text, const TextCodec* codec = nullptr) {
  SeededRandom random(5);
  return import_tasks_csv(bytes_of(text), random, {"test", kToday, codec});
}
Imported imported_table(std::string_view text) {
  auto result = import_csv(text);
  if (!result) FAIL(say(Language::english, result.error().what));
  return *std::move(result);
}

std::vector<std::string> facts_of(const Plan& plan, std::string_view kind) {
  std::vector<std::string> lines;
  for (const std::string& line : plan_facts(plan))
    if (line.starts_with(kind)) lines.push_back(line);
  return lines;
}

bool tells(const std::vector<Message>& notices, Word word) {
  return std::ranges::find(notices, word, &Message::word) != notices.end();
}

std::string tree_of(const Plan& plan) {
  std::string text;
  for (const Outline::Row& row : build_outline(plan).rows)
    text += std::string(row.depth, '.') + plan.table<Task>()[row.task].record.title + " ";
  return text;
}

}  // namespace

TEST_CASE("the awkward CSV files are read as their JSON says") {
  const auto folder = find_shared_data("csv");
  if (folder.empty()) SKIP("shared/data/csv is not here");
  int count = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder / "csvs")) {
    INFO(file.path().filename().string());
    ++count;
    TextTable table = table_of(read_file(file.path()));
    rapidjson::Document json;
    const std::string expected =
        read_file(folder / "json" / file.path().filename().replace_extension(".json"));
    json.Parse(expected.data(), expected.size());
    if (!json.IsArray()) {  // location_coordinates: its JSON tells of another row, in no encoding
      CHECK(table.size() == 2);
      CHECK(table.front().size() == 4);
      continue;
    }
    REQUIRE(table.size() == json.Size() + 1);
    for (std::size_t row = 1; row < table.size(); ++row) {
      const auto& object = json[static_cast<rapidjson::SizeType>(row - 1)];
      REQUIRE(table[row].size() == object.MemberCount());
      for (std::size_t i = 0; i < table[row].size(); ++i) {
        std::string cell = table[row][i];
        std::erase(cell, '\r');  // the JSON of the CR LF file has plain line ends
        std::string wanted = object[table[0][i].c_str()].GetString();
        std::erase(wanted, '\r');
        CHECK(cell == wanted);
      }
    }
    CHECK(table_of(write_table(table)) == table);
  }
  CHECK(count == 12);
}

TEST_CASE("separators are detected, line ends are of any kind") {
  using T = TextTable;
  CHECK(table_of("a;b\n1;2,5\n") == T{{"a", "b"}, {"1", "2,5"}});
  CHECK(table_of("a\tb\r1\t\r\n") == T{{"a", "b"}, {"1", ""}});
  CHECK(table_of("sep=;\r\na;b") == T{{"a", "b"}});
  CHECK(table_of("a,b\n\"x;y;z;u\",2\n") == T{{"a", "b"}, {"x;y;z;u", "2"}});
  CHECK(table_of("").empty());
  CHECK(table_of("\n") == T{{""}});
  CHECK(table_of("a,") == T{{"a", ""}});
  CHECK(table_of("\"a\"b,c\n") == T{{"ab", "c"}});
}

TEST_CASE("a quote that is never closed is damage in a file and a letter on the clipboard") {
  const auto strict = parse_table("a,b\n1,\"2\n3,4\n", Separator::comma);
  REQUIRE_FALSE(strict.has_value());
  CHECK(strict.error().what.word == Word::error_table_quote);
  CHECK(strict.error().what.arguments.at(0) == "2");
  const auto lenient = parse_table("a,b\n1,\"2\n3,4\n", Separator::comma, Quotes::lenient);
  REQUIRE(lenient.has_value());
  CHECK(*lenient == TextTable{{"a", "b"}, {"1", "\"2"}, {"3", "4"}});
}

TEST_CASE("any table comes back from its text as it was") {
  const auto alphabet =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("a1,;\t\"'\r\n =+-@")));
  CHECK(rc::check("tables", [&] {
    const auto rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(alphabet))));
    for (const Separator separator : {Separator::comma, Separator::semicolon, Separator::tab}) {
      const auto table = parse_table(write_table(rows, separator), separator);
      RC_ASSERT(table.has_value());
      RC_ASSERT(*table == rows);
    }
  }));
}

TEST_CASE("formulas are made harmless, numbers are not touched, and both come back exactly") {
  CHECK(harmless_cell("=1+1") == "'=1+1");
  CHECK(harmless_cell("@SUM(A1)") == "'@SUM(A1)");
  CHECK(harmless_cell("-2+3|cmd") == "'-2+3|cmd");
  CHECK(harmless_cell("\t=1") == "'\t=1");
  CHECK(harmless_cell("＝1") == "'＝1");
  for (const char* number : {"-5", "+3.25", "-1,000.5", "+50%", "-"})
    CHECK(harmless_cell(number) == (number[1] == '\0' ? "'-" : number));
  CHECK(harmless_cell("it's") == "it's");
  CHECK(rc::check("there and back", [] {
    const auto cell =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("'=+-@\t\r1a")));
    RC_ASSERT(plain_cell(harmless_cell(cell)) == cell);
    const std::string harmless = harmless_cell(cell);
    const bool runs =
        !harmless.empty() && std::string("=@\t\r").find(harmless[0]) != std::string::npos;
    RC_ASSERT(!runs);
  }));
}

TEST_CASE("durations are read as people write them") {
  const auto minutes = [](std::string_view text) {
    const auto cell = parse_duration_cell(text, 480);
    return cell ? cell->length.count : -1;
  };
  for (const char* text : {"3d", "3 天", "3天", "3 个工作日", "3工作日", "3 days", "3", "3.0 d?",
                           "３天", "24h", "24 小时", "24 个小时", "1440 分钟", "0.6w"})
    CHECK(minutes(text) == 1440);
  CHECK(minutes("2周") == 4800);
  CHECK(minutes("16 小时") == 960);
  CHECK(minutes("1 个月") == 9600);
  CHECK(minutes("2 ed") == 2880);
  CHECK(minutes("0") == 0);
  for (const char* text : {"", "soon", "3 parsecs", "-3d", "1e9d", "99999999999999d", "3d4"})
    CHECK(minutes(text) == -1);
  CHECK(rc::check("there and back", [] {
    const Minutes length{*rc::gen::inRange(0, 2'000'000)};
    const auto unit = *rc::gen::element(DurationUnit::days, DurationUnit::hours);
    const auto language = *rc::gen::element(Language::chinese, Language::english);
    const auto cell = parse_duration_cell(duration_cell(length, unit, 450, language), 450);
    RC_ASSERT(cell.has_value());
    RC_ASSERT(cell->length == length);
    RC_ASSERT(cell->unit == unit);
  }));
}

TEST_CASE("predecessors are read as Excel and Project write them") {
  const auto read = [](std::string_view text) {
    std::string out;
    for (const LinkCell& link : parse_links_cell(text, 480))
      out += fmt::format("{}:{}:{}{}{} ", link.task, static_cast<int>(link.type), link.lag.count,
                         link.lag_kind == LagKind::elapsed ? "e" : "",
                         link.lag_percent ? fmt::format("%{}", *link.lag_percent) : "");
    return out;
  };
  CHECK(read("3") == "3:0:0 ");
  CHECK(read("3FS+2d") == "3:0:960 ");
  CHECK(read("3FS+2 个工作日") == "3:0:960 ");
  CHECK(read("３FS＋2 个工作日，4SS-4h") == "3:0:960 4:1:-240 ");
  CHECK(read("3;4ff;5 SF - 1周") == "3:0:0 4:2:0 5:3:-2400 ");
  CHECK(read("3FS+1 ed") == "3:0:1440e ");
  CHECK(read("3FS-50%") == "3:0:0%-50 ");
  CHECK(read("设计冻结、4") == "设计冻结:0:0 4:0:0 ");
  CHECK(read("3D 打印") == "3D 打印:0:0 ");
  CHECK(read("").empty());
  CHECK(rc::check("there and back", [] {
    Dependency link;
    link.type = static_cast<LinkType>(*rc::gen::inRange(0, 4));
    link.lag = {*rc::gen::inRange(-100'000, 100'000)};
    if (link.lag.count != 0) link.lag_kind = *rc::gen::element(LagKind::working, LagKind::elapsed);
    const auto read_back = parse_links_cell(link_cell("12", link, 480), 480);
    RC_ASSERT(read_back.size() == 1u);
    RC_ASSERT(read_back[0].task == "12");
    RC_ASSERT(read_back[0].type == link.type);
    RC_ASSERT(read_back[0].lag == link.lag);
    RC_ASSERT(read_back[0].lag_kind == link.lag_kind);
  }));
}

TEST_CASE(
    "dates without an hour begin and end with the working day; Excel's day numbers are days") {
  PlanEditor editor;
  const WorkingTime time = compile_calendar(editor.plan, {}, {kToday, kToday + 30});
  const auto read = [&](std::string_view text, DayEnd end) {
    const auto date = parse_date_cell(text, kToday, end, time);
    return date ? to_iso(*date) : "-";
  };
  CHECK(read("2026/9/1", DayEnd::start) == "2026-09-01T08:00");
  CHECK(read("9月1日", DayEnd::finish) == "2026-09-01T17:00");
  CHECK(read("2026-9-1 9:30", DayEnd::finish) == "2026-09-01T09:30");
  CHECK(read("2026/9/1 0:00", DayEnd::start) == "2026-09-01T00:00");
  CHECK(read("46266", DayEnd::start) == "2026-09-01T08:00");
  CHECK(read("46266.75", DayEnd::start) == "2026-09-01T18:00");
  CHECK(read("soon", DayEnd::start) == "-");
  CHECK(parse_percent_cell("50%") == 50);
  CHECK(parse_percent_cell("50") == 50);
  CHECK(parse_percent_cell("0.5") == 50);
  CHECK(parse_percent_cell("1") == 1);
  CHECK_FALSE(parse_percent_cell("120%").has_value());
}

TEST_CASE("a table as an office keeps it becomes a plan") {
  const Imported result = imported_table(
      "2026 年新品上市工作计划,,,,,,,,\n"
      "制表：王磊,,,,,,,,\n"
      "序号,任务名称,责任部门,负责人,开始时间,完成时间,前置任务,完成百分比,情况\n"
      "1,设计阶段,研发部,王磊,,,,,\n"
      "2,　方案设计,研发部,王磊,2026/9/1,2026/9/14,,40%,\n"
      "3,　设计冻结,研发部,王磊,,,2,,\n"
      "4,采购,生产部,张强、刘洋,2026/9/18,2026/10/8,3FS+2 个工作日,,\n"
      ",,,,,,,,\n"
      "5,发布会,市场部,李娜,,2026/11/6,4,很快,好\n"
      ",合计,,,,,,,\n");
  const Plan& plan = result.plan;
  CHECK(plan.info().title == "test");
  CHECK(to_iso(plan.info().start) == "2026-09-01T08:00");
  CHECK(tree_of(plan) == "设计阶段 .方案设计 .设计冻结 采购 发布会 合计 ");
  const Task& design = test::task_named(plan, "方案设计");
  CHECK(design.duration == Minutes{10 * 480});
  CHECK(design.percent == 40);
  CHECK(design.constraint == Constraint::as_soon_as_possible);  // the plan starts with it
  CHECK(test::task_named(plan, "设计阶段").kind == TaskKind::summary);
  const Task& purchase = test::task_named(plan, "采购");
  CHECK(plan.name_of(ref(purchase.department)) == "生产部");
  CHECK(plan.name_of(ref(purchase.responsible)) == "张强");
  // 18 September to 8 October: 20 September is worked, Mid-Autumn and National Day are not.
  CHECK(purchase.duration == Minutes{10 * 480});
  CHECK(purchase.constraint == Constraint::as_soon_as_possible);
  CHECK(to_iso(test::task_named(plan, "发布会").deadline) == "2026-11-06T17:00");
  CHECK(facts_of(plan, "dependency") ==
        std::vector<std::string>{
            "dependency | from=#2 方案设计 | to=#3 设计冻结 | type=0 | lag=0min | lag_kind=0",
            "dependency | from=#3 设计冻结 | to=#4 采购 | type=0 | lag=960min | lag_kind=0",
            "dependency | from=#4 采购 | to=#5 发布会 | type=0 | lag=0min | lag_kind=0"});
  CHECK(facts_of(plan, "assignment") ==
        std::vector<std::string>{"assignment | task=#4 采购 | person=刘洋 | units=1"});
  CHECK(facts_of(plan, "department").size() == 3);
  CHECK(tells(result.notices, Word::notice_departments_made));
  CHECK(tells(result.notices, Word::notice_people_made));
  CHECK(tells(result.notices, Word::notice_columns_unknown));
  CHECK(tells(result.notices, Word::notice_cells_unread));
  CHECK(tells(result.notices, Word::notice_starts_from_links));
  CHECK(tells(result.notices, Word::notice_finish_as_deadline));
}

TEST_CASE("effort gives the duration, or with a duration how many people that is") {
  const Imported result = imported_table(
      "任务,责任部门,工期,工作量（人日）,参与人\n"
      "阶段,,,9,\n"
      "　设计,研发部,,12,甲、乙[50%]\n"
      "　评审,研发部,,16 小时,\n"
      "　试制,生产部,4 天,10 人日,\n"
      "　包装,生产部,5 天,2,丙\n"
      "　检验,,2 天,6 人天,\n"
      "　发运,,1 天,很多,\n");
  const Plan& plan = result.plan;
  const Task& design = test::task_named(plan, "设计");
  CHECK(design.effort == Minutes{12 * 480});
  CHECK(design.duration == Minutes{8 * 480});  // one and a half people
  CHECK(test::task_named(plan, "评审").duration == Minutes{960});
  const Task& build = test::task_named(plan, "试制");
  CHECK(build.duration == Minutes{4 * 480});
  CHECK(build.effort == Minutes{10 * 480});
  CHECK(build.people == 2.5);
  CHECK(test::task_named(plan, "阶段").effort == Minutes{});
  CHECK(test::task_named(plan, "包装").effort == Minutes{});  // less than the one who is named
  CHECK(test::task_named(plan, "检验").effort == Minutes{});  // nobody says of which department
  const auto left_out =
      std::ranges::find(result.notices, Word::notice_effort_left_out, &Message::word);
  REQUIRE(left_out != result.notices.end());
  CHECK(left_out->arguments.at(0) == "2");
  CHECK(tells(result.notices, Word::notice_cells_unread));
  const Demands demands(plan);
  for (Slot slot = 0; slot < plan.table<Task>().slot_count(); ++slot)
    CHECK(effort_fits(plan.table<Task>()[slot].record, demands.people_at_work(slot)));

  const Plan again = imported_table(export_tasks_csv(plan, nullptr, Language::english)).plan;
  for (const char* task : {"设计", "评审", "试制"}) {
    CHECK(test::task_named(again, task).effort == test::task_named(plan, task).effort);
    CHECK(test::task_named(again, task).duration == test::task_named(plan, task).duration);
    CHECK(test::task_named(again, task).people == test::task_named(plan, task).people);
  }
}

TEST_CASE("English heads, outline numbers and levels work alike") {
  CHECK(
      tree_of(imported_table("WBS;Task Name;Duration\n1;a;\n1.1;b;2d\n1.1.1;c;1d\n2;d;0\n").plan) ==
      "a .b ..c d ");
  const Plan plan =
      imported_table("Outline Level\tName\tDays\tOwner\n1\ta\t\t\n2\tb\t3\tAnn\n").plan;
  CHECK(tree_of(plan) == "a .b ");
  CHECK(test::task_named(plan, "b").duration == Minutes{3 * 480});
  CHECK(plan.info().language == PlanLanguage::english);
}

TEST_CASE("what is no table of tasks is refused with a way out") {
  const auto refused = [](std::string_view text, Word why) {
    const auto result = import_csv(text);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().what.word == why);
    CHECK(result.error().todo.word != Word::none);
  };
  refused("", Word::error_table_no_title);
  refused("a,b\n1,2\n", Word::error_table_no_title);
  refused("任务名称,工期\n", Word::error_table_empty);
  refused("任务名称,工期\n\"设计,3\n", Word::error_table_quote);
  refused("PK\x03\x04", Word::error_text_is_workbook);
  refused(std::string("任务名称\n\0", 14), Word::error_text_encoding);
}

TEST_CASE("tables in UTF-8 with a mark, UTF-16 and GB18030 are read") {
  const auto title_of = [](std::string_view bytes, const TextCodec* codec = nullptr) {
    const auto result = import_csv(bytes, codec);
    REQUIRE(result.has_value());
    return result->plan.table<Task>()[0].record.title;
  };
  CHECK(title_of("\xEF\xBB\xBFName\n任务一\n") == "任务一");
  CHECK(title_of(std::string("\xFE\xFF\0N\0a\0m\0e\0\n\x4E\0", 14)) == "一");
  struct OneWord : TextCodec {
    std::optional<std::string> decode_gb18030(std::span<const std::byte> bytes) const override {
      if (bytes.size() != 8) return std::nullopt;
      return "Name\n任\n";
    }
  } codec;
  CHECK(title_of("Name\n\xC8\xCE\n", &codec) == "任");
  CHECK_FALSE(import_csv("Name\n\xC8\xCE\n").has_value());
}

TEST_CASE("a plan's table reads back as the same tasks") {
  SeededRandom random(11);
  const auto launch = import_mspdi(bytes_of(read_file("tests/fixtures/launch.xml")), random);
  REQUIRE(launch.has_value());
  Plan plan = launch->plan;
  ChangeBuilder build(plan, random, {});
  build.set<&Task::title>(test::id_named(plan, "销售培训"), "=培训,\"全员\"\n第二行 ");
  build.set<&Task::notes>(test::id_named(plan, "物料采购"), "-1\n'+x");
  build.set<&Task::duration>(test::id_named(plan, "物料采购"), Minutes{1237});
  for (const auto& entry : plan.table<Task>().live())  // of which tables have no column
    build.set<&Task::splittable>(entry.id, false);
  REQUIRE(plan.apply(plan.stamp(std::move(build).take(), {4}, {})).has_value());
  const Schedule schedule = make_schedule(plan);
  for (const Language language : {Language::chinese, Language::english}) {
    const std::string csv = export_tasks_csv(plan, &schedule, language);
    CHECK(csv.starts_with("\xEF\xBB\xBF"));
    CHECK(csv.find(",=培训") == std::string::npos);
    const Plan back = imported_table(csv).plan;
    auto wanted = facts_of(plan, "task");
    for (std::string& line : wanted) {  // a title is one line
      for (auto at = line.find("\n第二行 "); at != std::string::npos; at = line.find("\n第二行 "))
        line.replace(at, std::string("\n第二行 ").size(), " 第二行");
    }
    auto found = facts_of(back, "task");
    std::ranges::sort(wanted);
    std::ranges::sort(found);
    CHECK(found == wanted);
    auto links = facts_of(plan, "dependency");
    for (std::string& line : links)
      if (const auto at = line.find("\n第二行 "); at != std::string::npos)
        line.replace(at, std::string("\n第二行 ").size(), " 第二行");
    std::ranges::sort(links);
    auto links_found = facts_of(back, "dependency");
    std::ranges::sort(links_found);
    CHECK(links_found == links);
    CHECK(facts_of(back, "assignment").size() == facts_of(plan, "assignment").size());
  }
}

TEST_CASE("rows copied and pasted come out as the same rows, with the links among them") {
  SeededRandom random(12);
  const auto launch = import_mspdi(bytes_of(read_file("tests/fixtures/launch.xml")), random);
  REQUIRE(launch.has_value());
  Plan plan = launch->plan;
  const std::vector tasks{test::id_named(plan, "生产准备"), test::id_named(plan, "试产与质检")};
  const std::string copied = copy_rows(plan, nullptr, tasks, Language::chinese);
  CHECK(std::ranges::count(copied, '\n') == 4);

  const auto pasted =
      paste_rows(plan, random, copied, {{}, test::id_named(plan, "立项与设计")}, {}, kToday);
  REQUIRE(pasted.has_value());
  CHECK(pasted->tasks.size() == 3);
  CHECK(pasted->notices.empty());
  const std::size_t links = plan.table<Dependency>().live_count();
  REQUIRE(plan.apply(plan.stamp(pasted->draft, {4}, {})).has_value());
  CHECK(
      tree_of(plan) ==
      "立项与设计 .产品设计定稿 .设计冻结 生产准备 .物料采购 .试产与质检 市场准备 .市场调研与定位 "
      ".宣传物料制作 .预热投放 生产准备 .物料采购 .试产与质检 销售培训 上市发布 ");
  CHECK(plan.table<Dependency>().live_count() == links + 1);
  CHECK(plan.table<Department>().live_count() == 4);
  CHECK(plan.table<Person>().live_count() == 6);
}

TEST_CASE("cells copied from a spreadsheet are pasted without a head") {
  PlanEditor editor;
  editor.set<&PlanInfo::start>(editor.plan.info_id(), at(from_civil(2026, 9, 1), 480));
  const auto paste = [&](std::string_view text, std::span<const std::optional<Column>> columns) {
    const auto made = paste_rows(editor.plan, editor.random, text, {}, columns, kToday);
    REQUIRE(made.has_value());
    REQUIRE(editor.plan.apply(editor.plan.stamp(made->draft, editor.replica, {})).has_value());
    return made->tasks.size();
  };
  const std::vector<std::optional<Column>> columns{Column::title, Column::duration, Column::start};
  CHECK(paste("设计\t3 天\t9月7日\r\n\"评审\n\"\"终稿\"\"\"\t4h\t\r\n", columns) == 2);
  CHECK(test::task_named(editor.plan, "设计").constraint == Constraint::start_no_earlier_than);
  CHECK(to_iso(test::task_named(editor.plan, "设计").constraint_date) == "2026-09-07T08:00");
  CHECK(test::task_named(editor.plan, "评审 \"终稿\"").duration == Minutes{240});
  CHECK(paste("甲，乙\n  丙\n", columns) == 2);
  CHECK(tree_of(editor.plan) == "甲，乙 .丙 设计 评审 \"终稿\" ");
  CHECK_FALSE(paste_rows(editor.plan, editor.random, " \r\n", {}, columns, kToday).has_value());
}

TEST_CASE("Lengths are written in hours where a day has no minutes") {
  CHECK(link_cell("1", {.lag = {480}}, 0) == "1FS+8h");
  CHECK(duration_cell({480}, DurationUnit::days, 0, Language::english) == "8h");
  PlanEditor editor;
  const Id<Task> a = editor.add(Task{.title = "a"}), b = editor.add(Task{.title = "b"});
  editor.add(Dependency{.from = a, .to = b, .lag = {480}});
  editor.set<&PlanInfo::minutes_per_day>(editor.plan.info_id(), 0);
  CHECK_FALSE(export_mspdi(editor.plan, nullptr).empty());
}

}  // namespace tongzhou
