#include <catch2/catch_test_macros.hpp>

#include "support/task_named.h"
#include "ui/workbench_stage.h"

namespace tongzhou::test {
namespace {

using access::Role;

// The sample plan with the table's keyboard on a task.
struct TableStage : WorkbenchStage {
  explicit TableStage(std::string_view title = "样机试制") {
    open_sample();
    click(Role::rowheader, title);
  }
  Id<Task> active() { return bench.view().selection.active_task(); }
  std::string active_title() { return plan().find(active())->title; }
};

TEST_CASE("typing in a cell replaces what it holds, and Enter goes to the next row") {
  TableStage stage;
  const Id<Task> task = stage.active();
  stage.type("第一台样机");
  stage.press(ImGuiKey_Enter);
  CHECK(stage.plan().find(task)->title == "第一台样机");
  CHECK(stage.active_title() == "可靠性测试");
}

TEST_CASE("every letter typed in quick succession arrives") {
  TableStage stage;
  const Id<Task> task = stage.active();
  for (const char* letter : {"a", "b", "c", "d", "e", "f"}) {
    ImGui::GetIO().AddInputCharactersUTF8(letter);
    stage.frame();
  }
  stage.frames(3);
  stage.press(ImGuiKey_Enter);
  CHECK(stage.plan().find(task)->title == "abcdef");
}

TEST_CASE("F2 begins with what is there; Escape leaves it as it was") {
  TableStage stage;
  stage.press(ImGuiKey_F2);
  stage.press(ImGuiKey_End);
  stage.type("二");
  stage.press(ImGuiKey_Escape);
  CHECK(stage.active_title() == "样机试制");
  stage.press(ImGuiKey_F2);
  stage.press(ImGuiKey_End);
  stage.type("二");
  stage.press(ImGuiKey_Enter);
  CHECK(stage.shows(Role::rowheader, "样机试制二"));
}

TEST_CASE("a click elsewhere keeps what was typed") {
  TableStage stage;
  const Id<Task> task = stage.active();
  stage.type("换个名字");
  stage.click(Role::rowheader, "需求冻结");
  CHECK(stage.plan().find(task)->title == "换个名字");
}

TEST_CASE("durations are typed as people write them; nonsense stays in the cell and is marked") {
  TableStage stage;
  const Id<Task> task = stage.active();
  stage.press(ImGuiKey_RightArrow);
  stage.press(ImGuiKey_RightArrow);
  stage.type("2w");
  stage.press(ImGuiKey_Enter);
  CHECK(stage.plan().find(task)->duration == Minutes{10 * 480});

  stage.press(ImGuiKey_UpArrow);
  stage.type("soon");
  stage.press(ImGuiKey_Enter);
  CHECK(stage.plan().find(task)->duration == Minutes{10 * 480});
  CHECK(stage.find(Role::textbox, "工期").state.invalid);
}

TEST_CASE("Tab goes along the row and on to the next one") {
  TableStage stage;
  const std::string first = stage.active_title();
  for (int i = 0; i < 8; ++i) stage.press(ImGuiKey_Tab);
  CHECK(stage.active_title() == "可靠性测试");
  stage.press(ImGuiMod_Shift | ImGuiKey_Tab);
  CHECK(stage.active_title() == first);
}

TEST_CASE("Insert makes a task below, ready to be named; undo takes it away") {
  TableStage stage;
  const std::size_t before = stage.plan().table<Task>().live_count();
  stage.press(ImGuiKey_Insert);
  stage.type("采购样机物料");
  stage.press(ImGuiKey_Enter);
  CHECK(stage.plan().table<Task>().live_count() == before + 1);
  CHECK(stage.shows(Role::rowheader, "采购样机物料"));
  stage.press(ImGuiMod_Ctrl | ImGuiKey_Z);  // the name
  stage.press(ImGuiMod_Ctrl | ImGuiKey_Z);  // the task
  CHECK(stage.plan().table<Task>().live_count() == before);
}

TEST_CASE("Shift and Ctrl choose several rows; the keyboard chooses a range too") {
  TableStage stage;
  stage.press(ImGuiMod_Shift | ImGuiKey_DownArrow);
  stage.press(ImGuiMod_Shift | ImGuiKey_DownArrow);
  CHECK(stage.bench.view().selection.tasks().size() == 3);
}

TEST_CASE("deleting asks nothing, tells, and is taken back from the note") {
  TableStage stage;
  const std::size_t before = stage.plan().table<Task>().live_count();
  stage.press(ImGuiKey_Delete);
  CHECK(stage.plan().table<Task>().live_count() == before - 1);
  CHECK_FALSE(stage.shows(Role::rowheader, "样机试制"));
  stage.click(Role::button, "撤销");
  CHECK(stage.plan().table<Task>().live_count() == before);
  CHECK(stage.shows(Role::rowheader, "样机试制"));
}

TEST_CASE("a row carried by its grip goes where it is dropped") {
  TableStage stage;
  const access::Node& row = stage.find(Role::rowheader, "样机试制");
  const access::Node& target = stage.find(Role::rowheader, "竞品与客户调研");
  const ImVec2 grip{row.rect.x - 10, (row.rect.y + row.rect.w) / 2};
  const Id<Task> task = stage.active();
  const auto parent = [&] { return stage.plan().find(stage.plan().find(task)->parent)->title; };
  SECTION("straight down it keeps its depth") {
    stage.drag(grip, {grip.x, target.rect.w - 2});
    CHECK(parent() == "市场准备");
  }
  SECTION("to the right it goes into the row above") {
    stage.drag(grip, {grip.x + 20, target.rect.w - 2});
    CHECK(parent() == "竞品与客户调研");
  }
}

TEST_CASE("indent and outdent by keys") {
  TableStage stage("外观与包装设计");
  const Id<Task> task = stage.active();
  stage.press(ImGuiMod_Alt | ImGuiMod_Shift | ImGuiKey_RightArrow);
  CHECK(stage.plan().find(stage.plan().find(task)->parent)->title == "结构与电气设计");
  stage.press(ImGuiMod_Alt | ImGuiMod_Shift | ImGuiKey_LeftArrow);
  CHECK(stage.plan().find(stage.plan().find(task)->parent)->title == "产品定型");
}

TEST_CASE("a copied table from a spreadsheet is pasted as tasks") {
  TableStage stage;
  const std::size_t before = stage.plan().table<Task>().live_count();
  ImGui::SetClipboardText("采购\t3d\n装配\t2d\n");
  stage.press(ImGuiMod_Ctrl | ImGuiKey_V);
  CHECK(stage.plan().table<Task>().live_count() > before);
}

TEST_CASE("pasted cells mean the columns that are shown") {
  TableStage stage;
  stage.click(Role::button, "选择列");
  stage.click(Role::menuitem, "工作量");
  stage.press(ImGuiKey_Escape);
  REQUIRE(stage.shows(Role::columnheader, "工作量"));
  ImGui::SetClipboardText("采购模具\t采购部\t5 天\t10 人日\n");
  stage.press(ImGuiMod_Ctrl | ImGuiKey_V);
  stage.frames(3);
  const Task& made = test::task_named(stage.plan(), "采购模具");
  CHECK(made.duration == Minutes{5 * 480});
  CHECK(made.effort == Minutes{10 * 480});
  CHECK(made.people == 2);
  stage.click(Role::button, "知道了");  // that there is a new department
  CHECK(stage.shows(Role::gridcell, "10 人日"));
}

TEST_CASE("what is copied reads as a table") {
  TableStage stage;
  stage.press(ImGuiMod_Ctrl | ImGuiKey_C);
  const std::string copied = ImGui::GetClipboardText();
  CHECK(copied.find("样机试制") != std::string::npos);
  CHECK(copied.find('\t') != std::string::npos);
}

TEST_CASE("a phase folds by its arrow and by screen readers' words") {
  TableStage stage;
  const access::Node& phase = stage.find(Role::rowheader, "产品定型");
  CHECK(phase.state.expanded == true);
  stage.click_at({phase.rect.x + 10, (phase.rect.y + phase.rect.w) / 2});
  CHECK_FALSE(stage.shows(Role::rowheader, "样机试制"));
  CHECK(stage.find(Role::rowheader, "产品定型").state.expanded == false);
}

TEST_CASE("a filter by pinyin initials shows what fits, with the phase above it") {
  TableStage stage;
  stage.press(ImGuiMod_Ctrl | ImGuiKey_F);
  stage.type("yjsz");
  stage.frames(3);
  CHECK(stage.shows(Role::rowheader, "样机试制"));
  CHECK(stage.shows(Role::rowheader, "产品定型"));
  CHECK_FALSE(stage.shows(Role::rowheader, "需求冻结"));
}

}  // namespace
}  // namespace tongzhou::test
