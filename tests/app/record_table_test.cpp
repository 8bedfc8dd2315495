// Tables from elsewhere: which columns are known, which record a row means, and that nothing is
// lost or guessed.
#include "app/record_table.h"

#include <catch2/catch_test_macros.hpp>

#include "app/reports.h"
#include "app/session.h"
#include "app/templates.h"
#include "documents/workbook.h"

namespace tongzhou {
namespace {

constexpr int kYear = 2026;
const Day kTableDay = from_civil(kYear, 8, 30);

struct PlainCodec : TextCodec {
  std::optional<std::string> decode_gb18030(std::span<const std::byte>) const override {
    return {};
  }
};

struct TableStage {
  SeededRandom random{7};
  OpenPlan open = *make_from_template("product_launch", Language::chinese, kTableDay, random);

  TakenRows take(const TextTable& rows, Kind kind) {
    return take_rows(open, random, rows, find_columns(rows, kind), kTableDay);
  }
  void apply(Draft draft) { CHECK(open.edit(std::move(draft), {9}, {}).has_value()); }
  template <class Record>
  const Record* named(std::string_view name) const {
    for (const auto& entry : open.plan().table<Record>().live())
      if (open.plan().name_of(ref(entry.id)) == name) return &entry.record;
    return nullptr;
  }
};

TEST_CASE("a workbook of the plan, taken in again, changes nothing") {
  TableStage stage;
  for (const Language language : {Language::chinese, Language::english}) {
    const auto bytes = to_xlsx(make_workbook(report_sources(stage.open, {}, language)));
    const PlainCodec codec;
    const auto sheets = read_sheets({"plan.xlsx", bytes}, codec);
    REQUIRE(sheets.has_value());
    std::size_t kinds = 0;
    for (const SheetOfRows& sheet : *sheets)
      for (const Kind kind : table_kinds()) {
        // The timetable is a table of tasks.
        const Word title = kind == Kind::task ? Word::page_plan : word_of(kind);
        if (sheet.name != say(language, title)) continue;
        INFO(sheet.name);
        ++kinds;
        CHECK(likely_kind(sheet) == kind);
        const TakenRows taken = stage.take(sheet.rows, kind);
        CHECK(taken.same + taken.changed == sheet.rows.size() - 1);
        CHECK(taken.unread.empty());
        CHECK(taken.changed == 0);
        CHECK(taken.added == 0);
        CHECK(taken.mentioned == 0);
        CHECK(taken.draft.edits.empty());
      }
    CHECK(kinds >= 8);
  }
}

TEST_CASE("people of a table are added or changed, with the departments they are in") {
  TableStage stage;
  const std::size_t before = stage.open.plan().table<Person>().live_count();
  const TextTable rows{{"通讯录"},
                       {"姓名", "部门", "职务", "手机", "工号"},
                       {"冯琳", "客户服务部", "主管", "13800000000", "7"},
                       {"", "", "", "", ""},
                       {"冯　琳", "客户服务部", "经理"}};
  const RecordColumns columns = find_columns(rows, Kind::person);
  CHECK(columns.first_row == 2);
  CHECK(columns.fields[4] == kDeleted);  // nobody asked for it
  TakenRows taken = stage.take(rows, Kind::person);
  CHECK(taken.added == 1);
  CHECK(taken.changed == 1);  // blanks make no other name
  CHECK(taken.mentioned == 1);
  CHECK(taken.unread.empty());
  stage.apply(std::move(taken.draft));
  CHECK(stage.open.plan().table<Person>().live_count() == before + 1);
  const Person* feng = stage.named<Person>("冯琳");
  REQUIRE(feng != nullptr);
  CHECK(feng->role == "经理");
  CHECK(feng->contact == "13800000000");
  CHECK(stage.open.plan().find(feng->department)->name == "客户服务部");
  // The same again with one cell less changes that one record, and clears nothing.
  taken = stage.take({{"Name", "Role", "Contact"}, {"冯琳", "总监", ""}}, Kind::person);
  CHECK(taken.changed == 1);
  CHECK(taken.draft.edits.size() == 1);
  stage.apply(std::move(taken.draft));
  CHECK(stage.named<Person>("冯琳")->contact == "13800000000");
}

TEST_CASE("departments are known whatever blanks their names have") {
  TableStage stage;
  const TextTable rows{
      {"姓名", "部门"}, {"丁一", " 市场部 "}, {"丁二", "市　场部"}, {"丁三", " 新部 "}};
  TakenRows taken = stage.take(rows, Kind::person);
  CHECK(taken.added == 3);
  CHECK(taken.mentioned == 1);
  stage.apply(std::move(taken.draft));
  CHECK(stage.named<Department>("新部") != nullptr);
  CHECK(stage.named<Person>("丁一")->department == stage.named<Person>("丁二")->department);
}

TEST_CASE("what departments report of their tasks comes back in a table") {
  TableStage stage;
  const Task before = *stage.named<Task>("渠道铺货");
  REQUIRE(before.percent == 0);
  const TextTable rows{{"任务名称", "完成百分比", "实际开始时间", "截止时间", "备注"},
                       {"渠道铺货", "40%", "2026-09-01", "", "等样机"},
                       {"渠道铺 货", "100", "", "2026-10-09", ""},
                       {"新加的任务", "10", "", "", ""},
                       {"没有的百分比", "很多", "", "", ""}};
  TakenRows taken = stage.take(rows, Kind::task);
  CHECK(taken.added == 2);
  CHECK(taken.changed == 2);
  REQUIRE(taken.unread.size() == 1);
  CHECK(taken.unread[0].row == 4);
  stage.apply(std::move(taken.draft));
  const Task& after = *stage.named<Task>("渠道铺货");
  CHECK(after.percent == 100);
  CHECK(day_of(after.actual_start) == from_civil(kYear, 9, 1));  // as told, not as planned
  CHECK(after.actual_finish.is_set());
  CHECK(after.deadline == at(from_civil(kYear, 10, 9), 17 * 60));
  CHECK(after.notes == "等样机");
  CHECK(after.parent == before.parent);
  CHECK(stage.named<Task>("新加的任务")->percent == 10);
}

TEST_CASE("of phases nothing is taken that their tasks tell, and tasks stay where they stand") {
  TableStage stage;
  const Outline& outline = stage.open.outline();
  const auto summary = std::ranges::find_if(outline.rows, [&](const auto& row) {
    return outline.is_summary(std::uint32_t(&row - outline.rows.data()));
  });
  REQUIRE(summary != outline.rows.end());
  const std::string phase = stage.open.plan().table<Task>()[summary->task].record.title;
  const TextTable rows{{"任务名称", "上级任务", "工期", "完成百分比", "备注"},
                       {phase, "渠道铺货", "90", "50%", "说明"}};
  TakenRows taken = stage.take(rows, Kind::task);
  CHECK(taken.changed == 1);
  stage.apply(std::move(taken.draft));
  const Task& after = *stage.named<Task>(phase);
  CHECK(after.notes == "说明");
  CHECK(after.percent == 0);
  CHECK_FALSE(after.parent);
}

TEST_CASE("a row whose name several tasks have is not taken, and told") {
  TableStage stage;
  ChangeBuilder twins(stage.open.plan(), stage.random, {});
  twins.create(Task{.title = "评审会", .order = "x"});
  twins.create(Task{.title = "评审会", .order = "y"});
  stage.apply(std::move(twins).take());
  const TakenRows taken = stage.take({{"任务名称", "备注"}, {"评审会", "哪一个？"}}, Kind::task);
  CHECK(taken.draft.edits.empty());
  REQUIRE(taken.unread.size() == 1);
  CHECK(taken.unread[0].row == 1);
  CHECK(taken.unread[0].column == 0);
}

TEST_CASE("measurements are told apart by their goal and day") {
  TableStage stage;
  const Goal* goal = nullptr;
  for (const auto& entry : stage.open.plan().table<Goal>().live()) goal = &entry.record;
  REQUIRE(goal != nullptr);
  const TextTable rows{{"目标", "日期", "数值"},
                       {goal->title, "2026-08-03", "1,200"},
                       {goal->title, "2026-08-10", "1.5万"},
                       {goal->title, "2026-08-10", "many"},
                       {"没有的目标", "2026-08-10", "3"},
                       {goal->title, "32 August", "3"}};
  TakenRows taken = stage.take(rows, Kind::measurement);
  CHECK(taken.added == 2);
  CHECK(taken.same == 1);  // the same day again, without a value that can be read
  REQUIRE(taken.unread.size() == 3);
  CHECK(taken.unread[0].row == 3);
  CHECK(taken.unread[0].column == 2);
  CHECK(taken.unread[1].column == 0);
  CHECK(taken.unread[2].column == 1);
  stage.apply(std::move(taken.draft));
  taken = stage.take({{"目标", "日期", "数值"}, {goal->title, "2026-08-10", "16000"}},
                     Kind::measurement);
  CHECK(taken.changed == 1);
  CHECK(taken.added == 0);
}

TEST_CASE("records of a table may refer to those above them") {
  TableStage stage;
  const TextTable rows{{"名称", "上级目标"}, {"甲", ""}, {"乙", "甲"}, {"丙", "丁"}, {"丁", ""}};
  TakenRows taken = stage.take(rows, Kind::goal);
  CHECK(taken.added == 4);
  REQUIRE(taken.unread.size() == 1);
  CHECK(taken.unread[0].row == 3);  // stands before the one it names: told, and left out
  stage.apply(std::move(taken.draft));
  CHECK(stage.open.plan().name_of(ref(stage.named<Goal>("乙")->parent)) == "甲");
  CHECK(stage.take(rows, Kind::goal).draft.edits.size() == 1);  // now it is there
}

TEST_CASE("without a column that says which record is meant, nothing is taken") {
  TableStage stage;
  const TextTable rows{{"职务", "手机"}, {"主管", "1"}};
  CHECK_FALSE(has_key(find_columns(rows, Kind::person)));
  CHECK(stage.take(rows, Kind::person).draft.edits.empty());
}

}  // namespace
}  // namespace tongzhou
