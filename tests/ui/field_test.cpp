#include "ui/widgets/field.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "ui/workbench_stage.h"

namespace tongzhou {
namespace {

using access::Role;
using test::WorkbenchStage;

constexpr const char* kFamily = "👨‍👩‍👧";
constexpr const char* kAccented = "e\u0301";

// A task's name after keys in its cell, which holds 甲, a family of emoji, e with an
// accent mark, 乙; the caret at the end.
std::string after_keys(std::initializer_list<ImGuiKeyChord> keys, const char* typed = "|") {
  WorkbenchStage stage;
  stage.open_sample();
  stage.click(Role::rowheader, "样机试制");
  const Id<Task> task = stage.bench.view().selection.active_task();
  stage.type((std::string("甲") + kFamily + kAccented + "乙").c_str());
  for (const ImGuiKeyChord key : keys) stage.press(key);
  stage.type(typed);
  stage.press(ImGuiKey_Enter);
  return stage.plan().find(task)->title;
}

TEST_CASE("the caret steps over what a reader takes for one character") {
  const std::string head = std::string("甲") + kFamily;
  CHECK(after_keys({ImGuiKey_LeftArrow, ImGuiKey_LeftArrow}) == head + "|" + kAccented + "乙");
  CHECK(after_keys({ImGuiKey_LeftArrow, ImGuiKey_LeftArrow, ImGuiKey_LeftArrow}) ==
        std::string("甲|") + kFamily + kAccented + "乙");
  CHECK(after_keys({ImGuiKey_Home, ImGuiKey_RightArrow, ImGuiKey_RightArrow}) ==
        head + "|" + kAccented + "乙");
}

TEST_CASE("such a character is deleted and selected whole") {
  CHECK(after_keys({ImGuiKey_Backspace, ImGuiKey_Backspace, ImGuiKey_Backspace}) == "甲|");
  CHECK(after_keys({ImGuiKey_Home, ImGuiKey_RightArrow, ImGuiKey_Delete}) ==
        std::string("甲|") + kAccented + "乙");
  CHECK(after_keys({ImGuiKey_LeftArrow, ImGuiMod_Shift | ImGuiKey_LeftArrow,
                    ImGuiMod_Shift | ImGuiKey_LeftArrow},
                   "x") == "甲x乙");
}

TEST_CASE("what stands in an open field is told, in the table and in the inspector") {
  WorkbenchStage stage({1280, 1800});
  stage.open_sample();
  stage.click(Role::rowheader, "样机试制");
  const AnyRef task = ref(stage.bench.view().selection.active_task());
  stage.press(ImGuiKey_F2);
  CHECK_FALSE(stage.bench.view().typing);  // nothing differs yet
  stage.type("新名");
  CHECK(stage.bench.view().typing == TypedText{task, field_number<&Task::title>(), "新名"});
  stage.press(ImGuiKey_Escape);
  CHECK_FALSE(stage.bench.view().typing);

  stage.click(Role::textbox, "任务名称");
  stage.type("写到一半");
  CHECK(stage.bench.view().typing == TypedText{task, field_number<&Task::title>(), "写到一半"});
  stage.press(ImGuiKey_Escape);
  stage.click(Role::button, "更多字段");
  stage.click(Role::textbox, "备注");
  stage.type("写到一半");
  CHECK(stage.bench.view().typing == TypedText{task, field_number<&Task::notes>(), "写到一半"});
  stage.press(ImGuiKey_Escape);
  CHECK_FALSE(stage.bench.view().typing);
}

TEST_CASE("what is typed into a field is kept, however one leaves it") {
  struct Typed {
    const char *field, *text, *other;
    bool (*is_in)(const Task&);
  };
  static constexpr std::array kTyped{
      Typed{"备注", "写完了", "任务名称", [](const Task& task) { return task.notes == "写完了"; }},
      Typed{"任务名称", "写完了", "备注", [](const Task& task) { return task.title == "写完了"; }},
      Typed{"工期", "7", "备注",
            [](const Task& task) { return task.duration == Minutes{7 * 480}; }},
      Typed{"优先级", "701", "备注", [](const Task& task) { return task.priority == 701; }},
      Typed{"期限", "2031-05-06", "备注",
            [](const Task& task) { return task.deadline == at(from_civil(2031, 5, 6), 17 * 60); }},
  };
  enum Way { by_tab, by_click_on_field, by_click_on_row, by_page };
  for (const Way way : {by_tab, by_click_on_field, by_click_on_row, by_page})
    for (const Typed& typed : kTyped) {
      WorkbenchStage stage({1280, 1800});
      stage.open_sample();
      stage.click(Role::rowheader, "样机试制");
      const Id<Task> task = stage.bench.view().selection.active_task();
      stage.click(Role::button, "更多字段");
      stage.frames(2);
      stage.click(Role::textbox, typed.field);
      stage.press(ImGuiMod_Ctrl | ImGuiKey_A);
      stage.type(typed.text);
      CHECK(stage.bench.view().typing);
      switch (way) {
        case by_tab: stage.press(ImGuiKey_Tab); break;
        case by_click_on_field: stage.click(Role::textbox, typed.other); break;
        case by_click_on_row: stage.click(Role::rowheader, "可靠性测试"); break;
        case by_page: stage.click(Role::link, "目标"); break;
      }
      stage.frames(3);
      INFO("way " << way << ", field " << typed.field);
      CHECK(typed.is_in(*stage.plan().find(task)));
    }
}

TEST_CASE("what is taken back while typing, or by Escape, is not entered") {
  for (const char* field : {"备注", "任务名称", "优先级", "期限"}) {
    WorkbenchStage stage({1280, 1800});
    stage.open_sample();
    stage.click(Role::rowheader, "样机试制");
    stage.click(Role::button, "更多字段");
    stage.frames(2);
    const std::size_t before = stage.machine.session.open()->history().size();
    stage.click(Role::textbox, field);
    stage.press(ImGuiKey_End);
    stage.type("x");
    stage.press(ImGuiKey_Backspace);
    stage.frames(3);
    CHECK(stage.machine.session.open()->history().size() == before);
    stage.type("y");
    stage.frames(3);
    CHECK(stage.machine.session.open()->history().size() == before);
    stage.press(ImGuiKey_Escape);
    stage.frames(3);
    CHECK(stage.machine.session.open()->history().size() == before);
  }
}

TEST_CASE("text that is put back is entered in its field") {
  WorkbenchStage stage;
  stage.open_sample();
  stage.click(Role::rowheader, "样机试制");
  const Id<Task> task = stage.bench.view().selection.active_task();
  stage.press(ImGuiMod_Alt | ImGuiKey_3);
  stage.bench.view().put_back = {ref(task), field_number<&Task::notes>(), "写到一半"};
  stage.bench.commands().run("inspector");  // any command
  stage.frames(3);
  CHECK(stage.plan().find(task)->notes == "写到一半");
  CHECK(stage.bench.view().page == "plan");
}

}  // namespace
}  // namespace tongzhou
