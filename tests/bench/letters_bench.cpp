// Times a closing report of some 300 pages, from the plan to the file, and the chart of 10,000
// tasks as pages to print. Prints lines: name value unit. `letters_bench FILE.docx` keeps the
// report.
#include <algorithm>
#include <fstream>
#include <string>

#include "app/letters.h"
#include "app/paper_run.h"
#include "app/reports.h"
#include "documents/docx.h"
#include "support/big_plan.h"
#include "support/canaries.h"
#include "support/measure.h"

namespace tongzhou {
namespace {

using test::print_figure;

constexpr int kRuns = 3;
const Day kToday = from_civil(2026, 9, 1);

// Lessons fill the pages: each is three lines.
Plan make_finished_plan() {
  BigPlan big = make_big_plan({.tasks = 1'000});
  SeededRandom random(7);
  ChangeBuilder builder(big.plan, random, {});
  std::string text;
  for (int i = 0; i < 12; ++i) text += "样机评审提前两周，各部门按时提供数据，";
  for (int i = 0; i < 3'000; ++i)
    builder.create(Lesson{.title = "经验 " + std::to_string(i), .text = text, .good = i % 2 == 0});
  test::must_change(big.plan, std::move(builder).take(), 7);
  return std::move(big.plan);
}

// All papers as one Word file, and the longest that nobody could stop it.
void time_steps(const OpenPlan& open, const std::string& name) {
  double longest = 0;
  const double all = test::time_of(1, [&] {
    PaperRun run(open, readers_of(open.plan(), Letter{}), kToday, Language::chinese);
    for (bool goes_on = true; goes_on;)
      longest = std::max(longest, test::time_of(1, [&] { goes_on = run.advance(); }));
  });
  print_figure(name + "_all_papers", all, "ms");
  print_figure(name + "_longest_step", longest, "ms");
}

int run(const char* path) {
  const OpenPlan open(make_finished_plan());
  const Letter letter =
      compose_letter(open, LetterKind::closing_report, {}, {}, kToday, Language::chinese);
  WrittenPaper paper;
  print_figure(
      "report_written",
      test::time_of(kRuns, [&] { paper = write_letter(open, letter, kToday, Language::chinese); }),
      "ms");
  std::vector<std::byte> file;
  print_figure("report_docx", test::time_of(kRuns, [&] { file = to_docx(paper.document); }), "ms");
  print_figure("report_docx_bytes", double(file.size()), "bytes");
  print_figure("report_html", test::time_of(kRuns, [&] { (void)to_html(paper.document); }), "ms");
  if (path != nullptr)
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(file.data()), std::streamsize(file.size()));
  const OpenPlan large(std::move(make_big_plan({.tasks = 10'000}).plan));
  std::size_t bytes = 0;
  print_figure(
      "chart_pages",
      test::time_of(
          kRuns,
          [&] {
            bytes = chart_file(large, kToday, Language::chinese, ChartForm::pages).bytes.size();
          }),
      "ms");
  print_figure("chart_pages_bytes", double(bytes), "bytes");
  time_steps(open, "report");
  time_steps(large, "large");
  return 0;
}

}  // namespace
}  // namespace tongzhou

int main(int count, char** arguments) { return tongzhou::run(count > 1 ? arguments[1] : nullptr); }
