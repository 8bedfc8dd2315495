// The page of feedback: the box, what waits to be taken in, surveys and their results.
#include "app/answers.h"
#include "support/plan_text.h"
#include "ui/workbench_stage.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

using Seen = access::Role;

struct FeedbackStage : WorkbenchStage {
  FeedbackStage() : WorkbenchStage({1280, 800}) {
    open(OpenPlan(plan_from_text("制造 5d dept 生产部; 培训 3d dept 销售部 after 制造").plan));
    bench.view().page = "feedback";
    frames(3);
  }
  const Plan& plan() const { return machine.session.open()->plan(); }
  void drop(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    bench.file_dropped({"answer.txt", {bytes.begin(), bytes.end()}});
    frames(4);
  }
  std::string suggestion(std::uint64_t ticket, std::string text) const {
    return write_answer({.plan = plan().id(),
                         .survey = {},
                         .department = {},
                         .ticket = ticket,
                         .revision = 1,
                         .answers = {},
                         .topic = {},
                         .text = std::move(text),
                         .name = {}});
  }
};

}  // namespace

TEST_CASE("an empty box offers the form; what comes back waits, and is decided on") {
  FeedbackStage stage;
  CHECK(stage.shows(Seen::button, "导出意见收集表"));
  const std::uint64_t before = stage.plan().revision();
  stage.drop(stage.suggestion(11, "例会太长") + stage.suggestion(12, "例会太长，缩短例会"));
  CHECK(stage.plan().revision() == before);
  CHECK(stage.shows(Seen::heading, "2 份答卷等着收进计划"));
  stage.click(Seen::button, "全部收下");
  stage.frames(4);
  REQUIRE(stage.plan().table<Suggestion>().live_count() == 2);
  CHECK_FALSE(stage.shows(Seen::button, "全部收下"));
  CHECK(stage.shows(Seen::tab, "待处理 2"));

  stage.bench.view().selection.choose(ref(Id<Suggestion>{12}));
  stage.frames(4);
  stage.click(Seen::button, "采纳");
  stage.frames(4);
  CHECK(stage.plan().find(Id<Suggestion>{12})->state == SuggestionState::accepted);
  CHECK(stage.shows(Seen::tab, "采纳 1"));
  CHECK(stage.shows(Seen::button, "记为已答复"));
}

TEST_CASE("what is written to stay unknown is no edit of the plan") {
  FeedbackStage stage;
  const std::uint64_t before = stage.plan().revision();
  stage.click(Seen::button, "匿名写");
  stage.frames(4);
  REQUIRE(stage.tree.find(Seen::textbox, "内容") != nullptr);
  stage.type("少开会");
  stage.frames(2);
  stage.click(Seen::button, "保存为文件");
  stage.frames(4);
  CHECK(stage.plan().revision() == before);
  REQUIRE(stage.machine.files.saved.size() == 1);
  const NamedBytes& file = stage.machine.files.saved.front();
  const std::string text(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  const ReadAnswers read = read_answers(text);
  REQUIRE(read.sheets.size() == 1);
  CHECK(read.sheets.front().text == "少开会");
  CHECK(read.sheets.front().name.empty());
}

TEST_CASE("a survey is made with its questions, and its results say what is missing") {
  FeedbackStage stage;
  stage.click(Seen::tab, "调查");
  stage.frames(3);
  stage.click(Seen::button, "新建调查");
  stage.frames(4);
  REQUIRE(stage.plan().table<Survey>().live_count() == 1);
  CHECK(stage.plan().table<Question>().live_count() == 5);
  CHECK(stage.shows(Seen::grid, "调查"));
  stage.click(Seen::tab, "结果");
  stage.frames(4);
  CHECK(stage.shows(Seen::heading, "协作满意度调查：调查结果"));
}
