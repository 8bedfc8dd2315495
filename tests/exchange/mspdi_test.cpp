#include "exchange/mspdi.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "exchange/text_encoding.h"
#include "model/outline.h"
#include "support/plan_edit.h"
#include "support/plan_facts.h"
#include "support/shared_data.h"
#include "support/task_named.h"

namespace tongzhou {
namespace {

Result<Imported> import_xml(std::string_view xml, const TextCodec* codec = nullptr) {
  SeededRandom random(7);
  return import_mspdi(bytes_of(xml), random, codec);
}

Imported imported(std::string_view xml) {
  auto result = import_xml(xml);
  if (!result) FAIL(say(Language::english, result.error().what));
  return *std::move(result);
}

std::string project(std::string_view content) {
  return fmt::format(
      "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\">{}</Project>",
      content);
}

// A file of tasks alone; what stands in the braces of each is its XML.
std::string project_of_tasks(std::initializer_list<std::string_view> tasks) {
  std::string xml = "<StartDate>2026-09-01T08:00:00</StartDate><Tasks>";
  int number = 0;
  for (const std::string_view task : tasks) {
    ++number;
    xml += fmt::format("<Task><UID>{0}</UID><ID>{0}</ID><Name>T{0}</Name>{1}</Task>", number, task);
  }
  return project(xml + "</Tasks>");
}

const Dependency& only_link(const Plan& plan) {
  REQUIRE(plan.table<Dependency>().live_count() == 1);
  return plan.table<Dependency>()[0].record;
}

bool tells(const Imported& result, Word word) {
  return std::ranges::find(result.notices, word, &Message::word) != result.notices.end();
}
std::string count_of(const Imported& result, Word word) {
  const auto found = std::ranges::find(result.notices, word, &Message::word);
  return found == result.notices.end() ? "" : found->arguments.at(0);
}

std::string exceptions_of(const Plan& plan) {
  std::string text;
  for (const std::string& line : plan_facts(plan))
    if (line.starts_with("calendar_exception")) text += line + "\n";
  return text;
}

std::string launch_xml() { return read_file("tests/fixtures/launch.xml"); }

}  // namespace

TEST_CASE("a plan that Microsoft Project wrote arrives whole") {
  const Imported result = imported(launch_xml());
  const Plan& plan = result.plan;
  CHECK(plan.info().title == "智能水杯 X1 上市计划");
  CHECK(plan.info().purpose == "四个部门同步完成新品上市。");
  CHECK(to_iso(plan.info().start) == "2026-09-01T08:00");
  CHECK(to_iso(plan.info().status_date) == "2026-09-07T17:00");
  CHECK(plan.info().language == PlanLanguage::chinese);
  CHECK(plan.name_of(ref(plan.info().calendar)) == "标准");
  CHECK(plan.table<Task>().live_count() == 12);
  CHECK(plan.table<Dependency>().live_count() == 11);
  CHECK(plan.table<Department>().live_count() == 4);
  CHECK(plan.table<Person>().live_count() == 6);
  CHECK(plan.table<Assignment>().live_count() == 9);
  CHECK(plan.table<Baseline>().live_count() == 9);

  const Outline outline = build_outline(plan);
  std::string tree;
  for (const Outline::Row& row : outline.rows)
    tree += std::string(row.depth, ' ') + plan.table<Task>()[row.task].record.title + "\n";
  CHECK(
      tree ==
      "立项与设计\n 产品设计定稿\n 设计冻结\n市场准备\n 市场调研与定位\n 宣传物料制作\n 预热投放\n"
      "生产准备\n 物料采购\n 试产与质检\n销售培训\n上市发布\n");

  const Task& design = test::task_named(plan, "产品设计定稿");
  CHECK(design.duration == Minutes{10 * 480});
  CHECK(design.percent == 40);
  CHECK(to_iso(design.actual_start) == "2026-09-01T08:00");
  CHECK(design.notes == "以结构、电控、外观三方会签为准。\n会签表随设计图归档。");
  CHECK(plan.name_of(ref(design.responsible)) == "王磊");
  CHECK(plan.name_of(ref(design.department)) == "研发部");
  CHECK(test::task_named(plan, "设计冻结").kind == TaskKind::milestone);
  CHECK(test::task_named(plan, "生产准备").kind == TaskKind::summary);
  const Task& training = test::task_named(plan, "销售培训");
  CHECK(training.duration_unit == DurationUnit::hours);
  const Task& campaign = test::task_named(plan, "预热投放");
  CHECK(campaign.constraint == Constraint::start_no_earlier_than);
  CHECK(to_iso(campaign.constraint_date) == "2026-10-12T08:00");
  CHECK(to_iso(test::task_named(plan, "上市发布").deadline) == "2026-11-06T17:00");
  CHECK(test::task_named(plan, "试产与质检").priority == 700);
}

TEST_CASE("exceptions in the old and the new form are one exception each") {
  const Plan plan = imported(launch_xml()).plan;
  CHECK(plan.table<CalendarException>().live_count() == 5);
  const std::string text = exceptions_of(plan);
  CHECK(text.find("name=国庆节 | calendar=标准 | first=2026-10-01 | last=2026-10-07 | hours=\n") !=
        std::string::npos);
  CHECK(text.find("name=年假 | calendar=陈静 |") != std::string::npos);
}

TEST_CASE("import, export and import again give the same plan") {
  std::vector<std::string> files{launch_xml()};
  const auto folder = find_shared_data("mspdi");
  int foreign = 0;
  if (folder.empty()) {
    WARN("shared/data/mspdi is not here: only the fixture is compared");
  } else {
    for (const auto& file : std::filesystem::directory_iterator(folder))
      files.push_back(read_file(file.path()));
    CHECK(files.size() == 12);
  }
  for (const std::string& file : files) {
    auto first = import_xml(file);
    if (!first) {  // two files are Primavera's
      CHECK(first.error().what.word == Word::error_xml_foreign);
      CHECK(first.error().what.arguments.at(0) == "APIBusinessObjects");
      ++foreign;
      continue;
    }
    const Plan again = imported(export_mspdi(first->plan, nullptr)).plan;
    CHECK(plan_facts(again) == plan_facts(first->plan));
  }
  CHECK(foreign == (folder.empty() ? 0 : 2));
}

TEST_CASE("links come with their type and lag, working and elapsed") {
  struct Case {
    int type, lag, format;
    LinkType wanted;
    int minutes;
    LagKind kind;
  };
  const auto check = [](const Case& c) {
    const std::string link = fmt::format(
        "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>{}</Type><LinkLag>{}</LinkLag>"
        "<LagFormat>{}</LagFormat></PredecessorLink>",
        c.type, c.lag, c.format);
    const Imported result = imported(project_of_tasks({"", link}));
    const Dependency& dependency = only_link(result.plan);
    CHECK(result.plan.name_of(ref(dependency.from)) == "T1");
    CHECK(result.plan.name_of(ref(dependency.to)) == "T2");
    CHECK(dependency.type == c.wanted);
    CHECK(dependency.lag.count == c.minutes);
    CHECK(dependency.lag_kind == c.kind);
  };
  check({0, 0, 7, LinkType::finish_finish, 0, LagKind::working});
  check({1, 4800, 7, LinkType::finish_start, 480, LagKind::working});
  check({2, -4800, 5, LinkType::start_finish, -480, LagKind::working});
  check({3, 600, 3, LinkType::start_start, 60, LagKind::working});
  check({1, 14400, 8, LinkType::finish_start, 1440, LagKind::elapsed});
  check({1, 600, 6, LinkType::finish_start, 60, LagKind::elapsed});
  check({1, 14400, 40, LinkType::finish_start, 1440, LagKind::elapsed});
}

TEST_CASE("effort is fixed work") {
  const Imported result = imported(project_of_tasks({
      "<Type>2</Type><Duration>PT16H0M0S</Duration><Work>PT32H0M0S</Work>"
      "<EffortDriven>1</EffortDriven>",
      "<Type>1</Type><Duration>PT16H0M0S</Duration><Work>PT32H0M0S</Work>",
      "<Type>0</Type><Work>PT8H0M0S</Work>",
      "<Type>2</Type><Summary>1</Summary><Work>PT99H0M0S</Work>",
  }));
  CHECK(test::task_named(result.plan, "T1").effort == Minutes{32 * 60});
  CHECK(test::task_named(result.plan, "T1").duration == Minutes{16 * 60});
  for (const char* other : {"T2", "T3", "T4"})
    CHECK(test::task_named(result.plan, other).effort == Minutes{});
  CHECK(count_of(result, Word::notice_task_types) == "1");  // units fixed: T3

  const std::string xml = export_mspdi(result.plan, nullptr);
  CHECK(xml.find("<Type>2</Type>") != std::string::npos);
  const Imported again = imported(xml);
  CHECK(plan_facts(again.plan) == plan_facts(result.plan));
  CHECK(test::task_named(again.plan, "T1").effort == Minutes{32 * 60});
  CHECK(count_of(again, Word::notice_task_types) == "");
}

// Two days of work, two of pause, one of work.
std::string assignment_with_pause(int resource, std::string_view pause_ends) {
  const auto stretch = [](std::string_view from, std::string_view to, std::string_view value) {
    return fmt::format(
        "<TimephasedData><Type>1</Type><Start>2026-09-{}:00:00</Start><Finish>2026-09-{}:00:00"
        "</Finish><Unit>2</Unit>{}</TimephasedData>",
        from, to, value.empty() ? "" : fmt::format("<Value>PT{}H0M0S</Value>", value));
  };
  return fmt::format(
      "<Assignment><TaskUID>1</TaskUID><ResourceUID>{}</ResourceUID>{}{}{}{}{}</Assignment>",
      resource, stretch("01T08", "02T17", "16"), stretch("02T17", "03T17", "0"),
      stretch("03T17", pause_ends, "0"), stretch("05T08", "07T08", ""),
      stretch("07T08", "07T17", "8"));
}

TEST_CASE("a split task pauses, and is written so that it pauses again") {
  const std::string task = "<Duration>PT24H0M0S</Duration><LevelingCanSplit>1</LevelingCanSplit>";
  const auto with = [&](std::string_view assignments) {
    std::string xml = project_of_tasks({task});
    xml.insert(xml.find("</Project>"),
               fmt::format("<Resources><Resource><UID>1</UID><Name>甲</Name><Type>1</Type>"
                           "</Resource><Resource><UID>2</UID><Name>乙</Name><Type>1</Type>"
                           "</Resource></Resources><Assignments>{}</Assignments>",
                           assignments));
    return imported(xml);
  };
  for (const int resource : {-65535, 1}) {
    const Imported result = with(assignment_with_pause(resource, "04T17"));
    CHECK(test::task_named(result.plan, "T1").splittable);
    REQUIRE(result.plan.table<Pause>().live_count() == 1);
    const Pause& pause = result.plan.table<Pause>()[0].record;
    CHECK(to_iso(pause.from) == "2026-09-02T17:00");
    CHECK(to_iso(pause.until) == "2026-09-04T17:00");
    CHECK_FALSE(tells(result, Word::notice_splits));
    const Plan again = imported(export_mspdi(result.plan, nullptr)).plan;
    CHECK(plan_facts(again) == plan_facts(result.plan));
  }
  const std::string one = assignment_with_pause(1, "04T17");
  CHECK(with(one + assignment_with_pause(2, "04T17")).plan.table<Pause>().live_count() == 1);
  const Imported apart = with(one + assignment_with_pause(2, "04T12"));
  CHECK(apart.plan.table<Pause>().live_count() == 0);
  CHECK(count_of(apart, Word::notice_splits) == "1");
}

TEST_CASE("a lag in percent becomes its time and is told") {
  const Imported result = imported(project_of_tasks(
      {"<Duration>PT16H0M0S</Duration>",
       "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>50</LinkLag>"
       "<LagFormat>19</LagFormat></PredecessorLink>"}));
  CHECK(only_link(result.plan).lag == Minutes{480});
  CHECK(tells(result, Word::notice_percent_lags));
}

TEST_CASE("elapsed durations keep their length on a calendar that never rests") {
  const Imported result = imported(
      project_of_tasks({"<Duration>PT72H0M0S</Duration><DurationFormat>8</DurationFormat>"}));
  const Task& task = test::task_named(result.plan, "T1");
  CHECK(task.duration == Minutes{72 * 60});
  CHECK(task.duration_unit == DurationUnit::hours);
  const Calendar* calendar = result.plan.find(task.calendar);
  REQUIRE(calendar != nullptr);
  CHECK(calendar->week.spans.size() == 7);
  CHECK(tells(result, Word::notice_elapsed_durations));
  const Plan again = imported(export_mspdi(result.plan, nullptr)).plan;
  CHECK(plan_facts(again) == plan_facts(result.plan));
}

TEST_CASE("what has no place in a plan is told, each kind once, with count and examples") {
  const Imported result = imported(project_of_tasks({
      "<Manual>1</Manual><ManualStart>2026-09-03T08:00:00</ManualStart><FixedCost>12</FixedCost>",
      "<Active>0</Active>",
      "<FixedCost>99.5</FixedCost><LevelingDelay>4800</LevelingDelay><HyperlinkAddress>x"
      "</HyperlinkAddress>",
      "<IsNull>1</IsNull>",
      "<ExtendedAttribute><FieldID>188743731</FieldID><Value>a</Value></ExtendedAttribute>",
      "<PredecessorLink><PredecessorUID>2</PredecessorUID></PredecessorLink><Novelty>1</Novelty>",
      "<Milestone>1</Milestone><Duration>PT8H0M30S</Duration><Estimated>1</Estimated>",
      "<PercentComplete>often</PercentComplete><ExternalTask>0</ExternalTask>",
      "<ExternalTask>1</ExternalTask>",
  }));
  CHECK(count_of(result, Word::notice_manual_tasks) == "1");
  CHECK(count_of(result, Word::notice_inactive_tasks) == "1");
  CHECK(count_of(result, Word::notice_costs) == "2");
  CHECK(count_of(result, Word::notice_levelling) == "1");
  CHECK(count_of(result, Word::notice_hyperlinks) == "1");
  CHECK(count_of(result, Word::notice_blank_rows) == "1");
  CHECK(count_of(result, Word::notice_custom_fields) == "1");
  CHECK(count_of(result, Word::notice_links_lost) == "1");
  CHECK(count_of(result, Word::notice_unknown_elements) == "1");
  CHECK(count_of(result, Word::notice_long_milestones) == "1");
  CHECK(count_of(result, Word::notice_seconds) == "1");
  CHECK(count_of(result, Word::notice_estimates) == "1");
  CHECK(count_of(result, Word::notice_unread_values) == "1");
  CHECK(count_of(result, Word::notice_external_tasks) == "1");
  CHECK(result.notices.size() == 14);
  CHECK(result.plan.table<Task>().live_count() == 6);

  const Task& manual = test::task_named(result.plan, "T1");
  CHECK(manual.constraint == Constraint::start_no_earlier_than);
  CHECK(to_iso(manual.constraint_date) == "2026-09-03T08:00");
  const auto costs = std::ranges::find(result.notices, Word::notice_costs, &Message::word);
  CHECK(say(Language::english, *costs) == "Costs or rates of 2 records were left out: T1 / T3");
}

TEST_CASE("the real files tell of splits, work, materials and blank rows") {
  const auto folder = find_shared_data("mspdi");
  if (folder.empty()) SKIP("shared/data/mspdi is not here");
  const Imported split = imported(read_file(folder / "mspdisplittask.xml"));
  CHECK_FALSE(tells(split, Word::notice_splits));
  std::vector<std::pair<std::string, std::string>> pauses;
  for (const auto& entry : split.plan.table<Pause>().live())
    pauses.emplace_back(to_iso(entry.record.from), to_iso(entry.record.until));
  CHECK(pauses ==
        std::vector<std::pair<std::string, std::string>>{{"2006-09-26T17:00", "2006-09-29T17:00"},
                                                         {"2006-09-25T17:00", "2006-09-27T17:00"},
                                                         {"2006-10-04T17:00", "2006-10-09T17:00"}});
  CHECK(count_of(imported(read_file(folder / "mspdinulltasks.xml")), Word::notice_blank_rows) ==
        "3");
  const Imported resources = imported(read_file(folder / "mspdiresource.xml"));
  CHECK(tells(resources, Word::notice_not_people));
  CHECK(tells(resources, Word::notice_resource_notes));
  CHECK(resources.plan.table<Person>().live_count() == 3);
  const Plan baselines = imported(read_file(folder / "baselines.xml")).plan;
  CHECK(baselines.table<Baseline>().live_count() == 10);
  CHECK(baselines.info().minutes_per_day == 450);
}

TEST_CASE("outline levels make the tree, also with gaps, without IDs and by number alone") {
  const Plan plan =
      imported(
          project("<Tasks><Task><UID>5</UID><Name>a</Name><OutlineLevel>1</OutlineLevel></Task>"
                  "<Task><UID>4</UID><Name>b</Name><OutlineLevel>3</OutlineLevel></Task>"
                  "<Task><UID>3</UID><Name>c</Name><OutlineNumber>1.2</OutlineNumber></Task>"
                  "<Task><UID>2</UID><Name>d</Name></Task></Tasks>"))
          .plan;
  const auto parent_of = [&](const char* name) {
    return plan.name_of(ref(test::task_named(plan, name).parent));
  };
  CHECK(parent_of("b") == "a");
  CHECK(parent_of("c") == "a");
  CHECK(parent_of("d").empty());
}

TEST_CASE("recurring exceptions are written out day by day") {
  const auto days_of = [](std::string_view rule) {
    const Plan plan =
        imported(
            project(fmt::format(
                "<Calendars><Calendar><UID>1</UID><Name>c</Name><Exceptions><Exception><TimePeriod>"
                "<FromDate>2026-01-01T00:00:00</FromDate><ToDate>2026-12-31T23:59:00</ToDate></"
                "TimePeriod>"
                "{}<DayWorking>0</DayWorking></Exception></Exceptions></Calendar></Calendars>",
                rule)))
            .plan;
    std::vector<std::string> days;
    for (const auto& entry : plan.table<CalendarException>().live()) {
      REQUIRE(entry.record.first == entry.record.last);
      days.push_back(to_iso(entry.record.first).substr(5));
    }
    return days;
  };
  using Days = std::vector<std::string>;
  CHECK(days_of("<Type>2</Type><Month>4</Month><MonthDay>1</MonthDay>") == Days{"05-01"});
  CHECK(days_of("<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem>"
                "<MonthPosition>3</MonthPosition>") == Days{"11-26"});  // fourth Thursday
  CHECK(days_of("<Type>5</Type><Period>6</Period><MonthItem>4</MonthItem>"
                "<MonthPosition>4</MonthPosition>") == Days{"01-26", "07-27"});  // last Monday
  CHECK(days_of("<Type>4</Type><Period>5</Period><MonthDay>31</MonthDay>") == Days{"01-31"});
  CHECK(days_of("<Type>6</Type><Period>26</Period><DaysOfWeek>34</DaysOfWeek>") ==
        Days{"01-02", "06-29", "07-03", "12-28"});  // Mondays and Fridays, every 26 weeks
  CHECK(days_of("<Type>1</Type><Period>200</Period>") == Days{"01-01", "07-20"});
  CHECK(days_of("<EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>2</Occurrences>"
                "<Type>1</Type><Period>10</Period>") == Days{"01-01", "01-11"});
  CHECK(days_of("<Type>7</Type>").empty());
}

TEST_CASE("special weeks become exceptions where no exception stands already") {
  const Imported result = imported(project(
      "<Calendars><Calendar><UID>1</UID><Name>c</Name><Exceptions><Exception><TimePeriod>"
      "<FromDate>2026-03-04T00:00:00</FromDate><ToDate>2026-03-04T23:59:00</ToDate></TimePeriod>"
      "<Name>off</Name><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions><WorkWeeks>"
      "<WorkWeek><TimePeriod><FromDate>2026-03-02T00:00:00</FromDate>"
      "<ToDate>2026-03-08T23:59:00</ToDate></TimePeriod><Name>spring</Name><WeekDays>"
      "<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>"
      "<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>"
      "<WeekDay><DayType>4</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek>"
      "</WorkWeeks></Calendar></Calendars>"));
  CHECK(exceptions_of(result.plan) ==
        "calendar_exception | name=off | calendar=c | first=2026-03-04 | last=2026-03-04 | hours=\n"
        "calendar_exception | name=spring | calendar=c | first=2026-03-02 | last=2026-03-03 | "
        "hours=\n");
  CHECK(tells(result, Word::notice_work_week_expanded));
}

TEST_CASE("a resource calendar keeps its base unless it rests where the base works") {
  const auto calendar_of = [](std::string_view own) {
    return imported(project(fmt::format(
        "<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>all</Name>"
        "<IsBaseCalendar>1</IsBaseCalendar></Calendar><Calendar><UID>2</UID><Name>own</Name>"
        "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>{}</Calendar>"
        "</Calendars><Resources><Resource><UID>1</UID><Name>r</Name><CalendarUID>2</CalendarUID>"
        "</Resource></Resources>",
        own)));
  };
  const auto fact = [](const Imported& result) {
    for (const std::string& line : plan_facts(result.plan))
      if (line.starts_with("calendar | name=own")) return line;
    return std::string("none");
  };
  CHECK(fact(calendar_of("")) == "none");  // the base itself, which is the plan's
  CHECK(fact(calendar_of("<WeekDays><WeekDay><DayType>7</DayType><DayWorking>1</DayWorking>"
                         "<WorkingTimes><WorkingTime><FromTime>09:00:00</FromTime>"
                         "<ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
                         "</WeekDays>")) ==
        "calendar | name=own | base=all | week=6 09:00-24:00 | holidays=0");
  const Imported alone = calendar_of(
      "<WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays>");
  CHECK(fact(alone) ==
        "calendar | name=own | base=- | week=1 08:00-12:00,13:00-17:00;2 08:00-12:00,13:00-17:00;"
        "3 08:00-12:00,13:00-17:00;4 08:00-12:00,13:00-17:00 | holidays=0");
  CHECK(tells(alone, Word::notice_resource_calendars));
}

TEST_CASE("old notes in RTF are read as text") {
  const auto note_of = [](std::string_view rtf) {
    return test::task_named(
               imported(project_of_tasks({fmt::format("<Notes>{}</Notes>", rtf)})).plan, "T1")
        .notes;
  };
  CHECK(note_of(R"({\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0\fs20 First\par Second \{x\}\par})") ==
        "First\nSecond {x}");
  CHECK(note_of(R"({\rtf1\uc1 \u35774?\u-30103?{\*\generator Riched}done})") == "设詩done");
  CHECK(note_of(R"({\rtf1 broken \u)") == "broken");
  CHECK(note_of("plain {\\not rtf}") == "plain {\\not rtf}");
}

TEST_CASE("damaged and hostile files fail with a sentence, never a crash") {
  const std::string whole = project_of_tasks(
      {"<Duration>PT8H0M0S</Duration><Notes><![CDATA[a<b]]></Notes>",
       "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>"});
  for (std::size_t length = 0; length < whole.size(); ++length)
    REQUIRE_FALSE(import_xml(std::string_view(whole).substr(0, length)).has_value());
  const std::string launch = launch_xml();
  for (std::size_t length = 0; length + 2 < launch.size(); length += 997)
    REQUIRE_FALSE(import_xml(std::string_view(launch).substr(0, length)).has_value());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x15);
    (void)import_xml(flipped);
  }

  const auto refused = [](std::string_view xml, Word why) {
    const auto result = import_xml(xml);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().what.word == why);
    CHECK(result.error().safe.word == Word::safe_nothing_changed);
    CHECK(result.error().todo.word != Word::none);
  };
  refused("", Word::error_xml);
  refused("<html><body/></html>", Word::error_xml_foreign);
  refused("<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\"/>",
          Word::error_xml_foreign);
  refused(project("<Title>\xff\xfe\x80</Title>"), Word::error_text_encoding);
  refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an .mpp", Word::error_text_is_mpp);
  refused("PK\x03\x04 an .xlsx", Word::error_text_is_workbook);
  refused(std::string("<Project>\0</Project>", 20), Word::error_text_encoding);

  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<Task>";
  refused(project(deep), Word::error_xml);
  std::string closed = deep;
  for (int i = 0; i < 200'000; ++i) closed += "</Task>";
  CHECK(imported(project("<Tasks>" + closed + "</Tasks>")).plan.table<Task>().live_count() == 1);
}

TEST_CASE("entities of the document's own are not expanded") {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'z'; ++c)
    bomb += fmt::format("<!ENTITY {0} \"&{1};&{1};&{1};&{1};&{1};&{1};\">", c, char(c - 1));
  bomb += "]><Project xmlns=\"http://schemas.microsoft.com/project\"><Title>&z;</Title></Project>";
  const auto result = import_xml(bomb);
  REQUIRE(result.has_value());
  CHECK(result->plan.info().title == "&z;");
}

TEST_CASE("values out of all bounds are told and replaced by defaults") {
  const Imported result = imported(project_of_tasks({
      "<Duration>PT99999999999999999999H0M0S</Duration><Priority>99999999999999999999</Priority>",
      "<Duration>eight hours</Duration><PercentComplete>250</PercentComplete>",
      "<ConstraintType>77</ConstraintType><Deadline>9999-99-99T00:00:00</Deadline>",
      "<PredecessorLink><PredecessorUID>1</PredecessorUID><LinkLag>999999999999</LinkLag>"
      "</PredecessorLink><OutlineLevel>-5</OutlineLevel>",
      "<OutlineLevel>999999</OutlineLevel><Duration>-PT8H</Duration><Start>yesterday</Start>",
  }));
  CHECK(tells(result, Word::notice_unread_values));
  CHECK(test::task_named(result.plan, "T1").duration == Minutes{480});
  CHECK(test::task_named(result.plan, "T1").priority == 500);
  CHECK(test::task_named(result.plan, "T2").percent == 0);
  CHECK(test::task_named(result.plan, "T3").constraint == Constraint::as_soon_as_possible);
  CHECK_FALSE(test::task_named(result.plan, "T3").deadline.is_set());
}

TEST_CASE("files in UTF-16 and, with a codec, in GB2312 are read") {
  const std::string utf8 = project("<Title>上市</Title>");
  std::string utf16 = "\xFF\xFE";
  for (std::size_t i = 0; i < utf8.size();) {
    if (utf8.compare(i, 6, "上市") == 0) {
      utf16 += std::string("\x0A\x4E\x02\x5E", 4);
      i += 6;
    } else {
      utf16 += utf8[i++];
      utf16 += '\0';
    }
  }
  CHECK(imported(utf16).plan.info().title == "上市");
  CHECK_FALSE(import_xml(std::string_view(utf16).substr(0, utf16.size() - 1)).has_value());

  struct OneWord : TextCodec {
    std::optional<std::string> decode_gb18030(std::span<const std::byte> bytes) const override {
      std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      const auto at = text.find("\xC9\xCF\xCA\xD0");
      if (at == std::string::npos) return std::nullopt;
      return text.replace(at, 4, "上市");
    }
  } codec;
  const std::string gb =
      "<?xml version=\"1.0\" encoding=\"GB2312\"?><Project "
      "xmlns=\"http://schemas.microsoft.com/project\"><Title>\xC9\xCF\xCA\xD0</Title></Project>";
  const auto read = import_xml(gb, &codec);
  REQUIRE(read.has_value());
  CHECK(read->plan.info().title == "上市");
  CHECK_FALSE(import_xml(gb).has_value());
  // Another declared encoding is not guessed at.
  std::string latin = gb;
  latin.replace(latin.find("GB2312"), 6, "latin1");
  CHECK_FALSE(import_xml(latin, &codec).has_value());
}

TEST_CASE("an export has its elements in the order of the schema") {
  const std::string xml = export_mspdi(imported(launch_xml()).plan, nullptr);
  const auto in_order = [&](std::string_view from, std::initializer_list<const char*> names) {
    std::size_t at = xml.find(from);
    REQUIRE(at != std::string::npos);
    for (const char* name : names) {
      INFO(name);
      const std::size_t next = xml.find(fmt::format("<{}>", name), at);
      REQUIRE(next != std::string::npos);
      at = next;
    }
  };
  in_order("<Project",
           {"SaveVersion", "Title", "StartDate", "CalendarUID", "MinutesPerDay", "StatusDate",
            "ExtendedAttributes", "Calendars", "Tasks", "Resources", "Assignments"});
  in_order("<Name>试产与质检",
           {"Type", "IsNull", "OutlineNumber", "OutlineLevel", "Priority", "Duration",
            "DurationFormat", "Milestone", "Summary", "PercentComplete", "ConstraintType",
            "CalendarUID", "PredecessorLink", "ExtendedAttribute", "Baseline"});
  in_order("<Name>陈静", {"IsBaseCalendar", "BaseCalendarUID", "Exceptions", "TimePeriod", "Name",
                          "Type", "DayWorking"});
}

TEST_CASE("public holidays are written out over the plan's years") {
  PlanEditor editor;
  Calendar china;
  china.name = "公司日历";
  china.holidays = Holidays::china;
  const auto id = editor.add(china);
  editor.set<&PlanInfo::calendar>(editor.plan.info_id(), id);
  editor.set<&PlanInfo::start>(editor.plan.info_id(), at(from_civil(2026, 9, 1), 480));
  editor.add(CalendarException{"厂庆", id, from_civil(2026, 10, 5), from_civil(2026, 10, 5),
                               standard_day()});
  const std::string xml = export_mspdi(editor.plan, nullptr);
  const std::string facts = exceptions_of(imported(xml).plan);
  const auto says = [&](const char* text) { return facts.find(text) != std::string::npos; };
  CHECK(says("name=国庆节 | calendar=公司日历 | first=2026-10-01 | last=2026-10-04 | hours=\n"));
  CHECK(says("name=厂庆 | calendar=公司日历 | first=2026-10-05 | last=2026-10-05 | hours=1 08:00"));
  CHECK(says("name=国庆节 | calendar=公司日历 | first=2026-10-06 | last=2026-10-07 | hours=\n"));
  CHECK(says(
      "name=国庆节调休上班 | calendar=公司日历 | first=2026-10-10 | last=2026-10-10 | hours=1 "));
  CHECK_FALSE(says("first=2024-"));
}

TEST_CASE("what Project cannot know of a department goes with its tasks") {
  PlanEditor editor;
  Calendar shift;
  shift.name = "三班";
  Department workshop;
  workshop.name = "车间";
  workshop.calendar = editor.add(shift);
  Person worker;
  worker.name = "孙师傅 <&>";
  worker.role = "班长";
  Task task;
  task.title = "装配 & 调试";
  task.department = editor.add(workshop);
  task.responsible = editor.add(worker);
  Department quality;
  quality.name = "质检部";
  task.participants.ids = {editor.add(quality)};
  editor.add(task);
  const Plan back = imported(export_mspdi(editor.plan, nullptr)).plan;
  const Task& read = test::task_named(back, "装配 & 调试");
  CHECK(back.name_of(ref(read.department)) == "车间");
  CHECK(back.name_of(ref(read.responsible)) == "孙师傅 <&>");
  REQUIRE(read.participants.ids.size() == 1);
  CHECK(back.name_of(ref(read.participants.ids[0])) == "质检部");
  CHECK(back.name_of(ref(read.calendar)) == "三班");
  CHECK(back.find(read.responsible)->role == "班长");
}

}  // namespace tongzhou
