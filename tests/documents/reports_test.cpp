#include "documents/reports.h"

#include <catch2/catch_test_macros.hpp>

#include "app/reports.h"
#include "app/templates.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

bool tells(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const Day kReportDay = from_civil(2026, 11, 20);

struct Sample {
  OpenPlan open;
  ScorePeriod period{kReportDay - 89, kReportDay};
  Scorecard card;

  explicit Sample(Language language)
      : open([&] {
          SeededRandom random(3);
          return *make_from_template("product_launch", language, kReportDay, random);
        }()),
        card(scorecard_of(open, period)) {}

  Document of(std::string_view department, Language language) const {
    for (const ScoreRow& row : card.rows)
      if (open.plan().table<Department>()[row.department].record.name == department)
        return make_department_report(report_sources(open, kReportDay, language), card, row,
                                      period);
    FAIL("the department is there");
    return {};
  }
};

}  // namespace

TEST_CASE("a department is told what went well, figures, causes, actions, and its reply is kept") {
  const Sample sample(Language::chinese);
  const std::string text = to_markdown(sample.of("生产部", Language::chinese));
  CHECK(tells(text, "# 生产部考核反馈"));
  CHECK(tells(text, "第二供应商提前谈定"));                      // what was written
  CHECK(tells(text, "达标：公差超差 2 件"));                     // computed
  CHECK(tells(text, "样机噪声超标 4 dB ← 图纸没有写总成公差"));  // the root cause
  CHECK_FALSE(tells(text, "风扇轴承批次偏差"));                  // no root cause
  CHECK(tells(text, "图纸补总成公差，供应商会签 · 李伟"));
  CHECK(tells(text, "王磊负责公差"));          // the reply
  CHECK(tells(text, "验收标准先于制造写好"));  // a lesson of another
  CHECK(tells(text, "| 公差超差 | 2 件"));
  CHECK_FALSE(tells(to_markdown(sample.of("市场部", Language::chinese)), "公差超差"));
}

TEST_CASE("both languages say the same of every department") {
  const Sample sample(Language::english);
  CHECK(tells(to_markdown(sample.of("Production", Language::english)), "# How Production did"));
  const Document chinese = sample.of("Production", Language::chinese);
  const Document english = sample.of("Production", Language::english);
  REQUIRE(chinese.blocks.size() == english.blocks.size());
  for (std::size_t i = 0; i < chinese.blocks.size(); ++i) {
    CHECK(chinese.blocks[i].kind == english.blocks[i].kind);
    CHECK(chinese.blocks[i].record == english.blocks[i].record);
  }
}

TEST_CASE("of several feedbacks to a department the last day counts, then what was written later") {
  TextPlan text = plan_from_text("a 2d");
  const auto lab = text.add(Department{.name = "lab"});
  CHECK_FALSE(last_evaluation(text.plan, lab));
  const auto late = text.add(Evaluation{.department = lab, .date = kReportDay});
  text.add(Evaluation{.department = lab, .date = kReportDay - 1});
  CHECK(last_evaluation(text.plan, lab) == late);
  const auto same_day = text.add(Evaluation{.department = lab, .date = kReportDay});
  CHECK(last_evaluation(text.plan, lab) == same_day);
}

TEST_CASE("an empty plan has an overview and a page for a department too") {
  TextPlan text = plan_from_text("a 2d");
  const auto lab = text.add(Department{.name = "lab"});
  const OpenPlan open(text.plan);
  const ReportSources from = report_sources(open, kReportDay, Language::english);
  const ScoreRow row{.department = text.plan.table<Department>().find_slot(lab)};
  const std::string page =
      to_markdown(make_department_report(from, {}, row, {kReportDay - 29, kReportDay}));
  CHECK(tells(page, "# How lab did"));
  CHECK(tells(page, "none"));
  CHECK(tells(to_markdown(make_overview(from, {}, {})), "All deadlines hold"));
}

TEST_CASE("the overview says finish, goals, milestones, what is owed and the departments") {
  const Sample sample(Language::chinese);
  const Document page =
      make_overview(report_sources(sample.open, kReportDay, Language::chinese), sample.card,
                    {.likely_finish = "八成把握", .conflicts = 1, .changes = {"改了一处"}});
  const std::string text = to_markdown(page);
  for (const char* part : {"# 新品联合上市：总览", "八成把握", "按期全国上市", "接下来的里程碑",
                           "逾期与两周内要交", "| 生产部 |", "改了一处", "1 处分歧"})
    CHECK(tells(text, part));
  // One page of A4 has room for some fifty lines.
  std::size_t lines = 0;
  for (const Block& block : page.blocks)
    lines += block.kind == Block::Kind::table ? block.rows.size() : 1;
  CHECK(lines <= 45);
}
