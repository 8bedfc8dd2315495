// The page of letters: writing one, changing its text, approving, sending, answering, templates.
#include "app/letter_edits.h"
#include "support/plan_text.h"
#include "support/task_named.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

struct LettersStage : WorkbenchStage {
  LettersStage() : WorkbenchStage({1400, 1300}) {
    open(OpenPlan(plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造").plan));
    bench.view().page = "letters";
    frames(3);
  }
  const Plan& plan() const { return machine.session.open()->plan(); }
  const Letter& first() const { return (*plan().table<Letter>().live().begin()).record; }
  Id<Letter> first_id() const { return (*plan().table<Letter>().live().begin()).id; }
  void write(const char* kind) {
    click(Seen::button, "写文书");
    frames(4);
    click(Seen::button, kind);
    frames(6);
  }
  void address() {
    ChangeBuilder builder(plan(), machine.random, {});
    RefSet<Department> all;
    for (const auto& entry : plan().table<Department>().live()) all.ids.push_back(entry.id);
    std::ranges::sort(all.ids);
    builder.set<&Letter::to>(first_id(), all);
    machine.session.edit(std::move(builder).take());
    frames(4);
  }
};

}  // namespace

TEST_CASE("a letter is written by choosing its kind, and stands on paper at once") {
  LettersStage stage;
  CHECK(stage.shows(Seen::button, "写第一份文书"));
  stage.write("工作联系函");
  REQUIRE(stage.plan().table<Letter>().live_count() == 1);
  CHECK(stage.first().kind == LetterKind::liaison);
  CHECK(stage.shows(Seen::rowheader, stage.first().title));
  CHECK(stage.shows(Seen::button, "存成 Word 文档"));
  CHECK(stage.shows(Seen::note, stage.first().title));  // on the paper
  CHECK(stage.shows(Seen::note, "还没有主送部门"));
}

TEST_CASE("letters are found by what is in them, and by initials of pinyin") {
  LettersStage stage;
  stage.write("工作联系函");
  const std::string liaison = stage.first().title;
  stage.write("会议通知");
  std::string other;
  for (const auto& entry : stage.plan().table<Letter>().live())
    if (entry.record.title != liaison) other = entry.record.title;
  REQUIRE(stage.plan().table<Letter>().live_count() == 2);
  const auto search = [&](const char* text) {
    stage.click(Seen::searchbox, "查找标题、编号、正文、部门");
    stage.press(ImGuiMod_Ctrl | ImGuiKey_A);
    stage.type(text);
    stage.frames(3);
  };
  search("hy");
  CHECK(stage.shows(Seen::rowheader, other));
  CHECK_FALSE(stage.shows(Seen::rowheader, liaison));
  search("没有这样的话");
  CHECK_FALSE(stage.shows(Seen::rowheader, other));
  CHECK_FALSE(stage.shows(Seen::rowheader, liaison));
}

TEST_CASE("its text is changed, and a mistake in it is told with its line") {
  LettersStage stage;
  stage.write("通知");
  stage.address();
  stage.click(Seen::button, "改文字");
  stage.frames(4);
  stage.fill("正文", "大家好。\n{{plan.nothing}}");
  stage.click(Seen::button, "预览");
  stage.frames(6);
  CHECK(stage.first().body == "大家好。\n{{plan.nothing}}");
  CHECK(stage.shows(Seen::note, "第 2 行：计划里没有「nothing」"));
  stage.click(Seen::button, "发出");
  stage.frames(4);
  CHECK(stage.shows(Seen::status, "正文有错，改好再发。"));
  CHECK(stage.first().state == LetterState::draft);
}

TEST_CASE("a letter is sent, answered, and saved for a word processor") {
  LettersStage stage;
  stage.write("协作函");
  stage.address();
  stage.click(Seen::button, "发出");
  stage.frames(4);
  CHECK(stage.first().state == LetterState::sent);
  CHECK_FALSE(stage.first().number.empty());
  CHECK_FALSE(stage.shows(Seen::button, "改文字"));
  stage.click(Seen::button, "存成 Word 文档");
  stage.frames(4);
  REQUIRE(stage.machine.files.saved.size() == 1);
  CHECK(stage.machine.files.saved.front().name.ends_with(".docx"));
  stage.click(Seen::button, "写复函");
  stage.frames(6);
  REQUIRE(stage.plan().table<Letter>().live_count() == 2);
  bool answers = false;
  for (const auto& entry : stage.plan().table<Letter>().live())
    answers = answers || entry.record.answers == stage.first_id();
  CHECK(answers);
}

TEST_CASE("who has to agree does so on the letter") {
  LettersStage stage;
  stage.write("通知");
  stage.address();
  ChangeBuilder builder(stage.plan(), stage.machine.random, {});
  const Id<Person> wang = builder.create(Person{.name = "王芳"});
  stage.machine.session.edit(std::move(builder).take());
  stage.machine.session.edit(
      add_approver(*stage.machine.session.open(), stage.machine.random, stage.first_id(), wang));
  stage.frames(4);
  CHECK_FALSE(stage.shows(Seen::button, "发出"));
  stage.click(Seen::button, "送审");
  stage.frames(4);
  CHECK(stage.shows(Seen::gridcell, "轮到王芳"));
  stage.click(Seen::button, "同意");
  stage.frames(4);
  CHECK(stage.first().state == LetterState::approved);
  CHECK(stage.shows(Seen::button, "发出"));
}

TEST_CASE("a built-in template is copied to make it one's own") {
  LettersStage stage;
  stage.click(Seen::tab, "模板");
  stage.frames(4);
  stage.click(Seen::button, "复制内置模板");
  stage.frames(4);
  stage.click(Seen::button, "会议纪要");
  stage.frames(6);
  REQUIRE(stage.plan().table<LetterTemplate>().live_count() == 1);
  CHECK((*stage.plan().table<LetterTemplate>().live().begin()).record.text.starts_with("title:"));
}
