// The sheet in which a table from elsewhere is taken in.
#include "documents/xlsx.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

NamedBytes csv_file(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {"people.csv", {bytes.begin(), bytes.end()}};
}

struct TableSheetStage : WorkbenchStage {
  TableSheetStage() : WorkbenchStage({1280, 800}) {
    open_sample();
    bench.view().page = "people";
    frames(3);
    before = people();
  }
  std::size_t people() { return machine.session.open()->plan().table<Person>().live_count(); }
  std::size_t before = 0;
};

}  // namespace

TEST_CASE("a dropped table of people is looked at, taken in, and can be taken back") {
  TableSheetStage stage;
  stage.machine.session.open_file(
      csv_file("\xEF\xBB\xBF姓名,部门,电话,工龄\n冯琳,客服部,1380000,3\n郑浩,市场部,1390000,x\n"));
  stage.frames(4);
  CHECK(stage.shows(Seen::dialog, "导入表格"));
  CHECK(stage.shows(Seen::note,
                    "新增 2 条，更改 0 条，0 条没有变化。\n"
                    "表中提到的 1 个部门或人员尚未登记，将一并建立。"));
  stage.click(Seen::button, "导入");
  stage.frames(4);
  CHECK_FALSE(stage.shows(Seen::dialog, "导入表格"));
  CHECK(stage.people() == stage.before + 2);
  CHECK(stage.machine.session.waiting_table() == nullptr);
  stage.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  stage.frames(3);
  CHECK(stage.people() == stage.before);
}

TEST_CASE("what a column is can be said by hand; what cannot be read is told with its place") {
  TableSheetStage stage;
  stage.machine.session.open_table(csv_file("Who,Load\n冯琳,80%\n郑浩,much\n"));
  stage.frames(4);
  CHECK(stage.shows(Seen::note, "请指出哪一列是“姓名”，才知道每行对应哪条记录。"));
  stage.click(Seen::combobox, "列“Who”对应的内容");
  stage.frames(3);
  stage.click(Seen::menuitem, "姓名");
  stage.frames(3);
  stage.click(Seen::combobox, "列“Load”对应的内容");
  stage.frames(3);
  const Word capacity = find_field(Kind::person, field_number<&Person::capacity>())->label;
  stage.click(Seen::menuitem, std::string(say(Language::chinese, capacity)));
  stage.frames(3);
  CHECK(stage.shows(Seen::note,
                    "新增 2 条，更改 0 条，0 条没有变化。\n"
                    "1 处无法识别，不会导入：第 3 行“Load”：much"));
  // A field has one column: what another one becomes, the first no longer is.
  stage.click(Seen::combobox, "列“Load”对应的内容");
  stage.frames(3);
  stage.click(Seen::menuitem, "姓名");
  stage.frames(3);
  const auto who =
      std::ranges::find(stage.tree.nodes(), std::string("列“Who”对应的内容"), &access::Node::name);
  REQUIRE(who != stage.tree.nodes().end());
  CHECK(who->value == "不导入");
  stage.press(ImGuiKey_Escape);
  stage.frames(4);
  CHECK(stage.people() == stage.before);
  CHECK(stage.machine.session.waiting_table() == nullptr);
}

TEST_CASE("of a workbook with several sheets one is chosen, and its name tells what rows are") {
  TableSheetStage stage;
  std::vector<Sheet> sheets(2);
  sheets[0] = {
      .name = "说明", .columns = {{"a"}, {"b"}}, .rows = {{text_cell("1"), text_cell("2")}}};
  sheets[1] = {.name = "部门",
               .columns = {{"名称"}, {"职责"}},
               .rows = {{text_cell("客服部"), text_cell("服务")}}};
  stage.machine.session.open_table({"book.xlsx", to_xlsx(sheets)});
  stage.frames(4);
  stage.click(Seen::combobox, "工作表");
  stage.frames(3);
  stage.click(Seen::menuitem, "部门");
  stage.frames(3);
  CHECK(stage.shows(Seen::note, "新增 1 条，更改 0 条，0 条没有变化。"));
}

TEST_CASE("a table of tasks updates those that are there") {
  TableSheetStage stage;
  stage.machine.session.open_table(csv_file("任务名称,完成百分比\n渠道铺货,100%\n加测一次,20%\n"));
  stage.frames(4);
  CHECK(stage.shows(Seen::note, "新增 1 条，更改 1 条，0 条没有变化。"));
  stage.click(Seen::button, "导入");
  stage.frames(4);
  int found = 0;
  for (const auto& entry : stage.machine.session.open()->plan().table<Task>().live()) {
    if (entry.record.title == "渠道铺货") found += entry.record.percent == 100;
    if (entry.record.title == "加测一次") found += entry.record.percent == 20;
  }
  CHECK(found == 2);
}

TEST_CASE("a table that is dropped while another is looked at takes its place") {
  TableSheetStage stage;
  std::vector<Sheet> sheets(2);
  for (Sheet& sheet : sheets)
    sheet = {.name = "人员", .columns = {{"姓名"}}, .rows = {{text_cell("冯琳")}}};
  stage.machine.session.open_table({"book.xlsx", to_xlsx(sheets)});
  stage.frames(4);
  stage.click(Seen::combobox, "工作表");
  stage.frames(3);
  stage.click(Seen::menuitem, "人员 2");
  stage.frames(3);
  stage.machine.session.open_table(csv_file("姓名,部门\n郑浩,市场部\n孙悦,市场部\n"));
  stage.frames(4);
  CHECK(stage.shows(Seen::note, "people.csv"));
  stage.click(Seen::button, "导入");
  stage.frames(4);
  CHECK(stage.people() == stage.before + 2);
}
