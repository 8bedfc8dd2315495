// The language of letter templates.
#include "documents/letter_template.h"

#include <catch2/catch_test_macros.hpp>

#include "app/reports.h"
#include "documents/markdown.h"
#include "support/plan_text.h"

namespace tongzhou {
namespace {

const Day kWritten = from_civil(2026, 8, 31);

struct Desk {
  TextPlan text = plan_from_text(
      "design 3d dept A 50%; build 5d dept B after design; test 1d dept B after build;"
      "launch milestone after test");
  Letter letter{.title = "About *stars*", .reply_by = from_civil(2026, 9, 4)};
  Language language = Language::english;

  Desk() {
    letter.from = text.departments.at("A");
    letter.tasks.ids = {text["build"], text["design"]};
    std::ranges::sort(letter.tasks.ids);
  }
  WrittenLetter write(std::string_view text_of_it) const {
    const OpenPlan open(text.plan);
    return write_template(text_of_it, report_sources(open, kWritten, language), letter,
                          [](std::string_view name) -> std::optional<std::string> {
                            if (name == "part") return "## Part\n";
                            return std::nullopt;
                          });
  }
  // Of a template that has no mistake.
  std::string of(std::string_view text_of_it) const {
    WrittenLetter written = write(text_of_it);
    INFO(text_of_it);
    CHECK(written.problems == std::vector<TemplateProblem>{});
    return written.markdown;
  }
  std::vector<TemplateProblem> problems(std::string_view text_of_it) const {
    return write(text_of_it).problems;
  }
};

TemplateProblem problem(int line, Word what, std::string about) {
  return {line, {what, {std::move(about)}}};
}

TEST_CASE("a name in braces becomes its value, by its name in files or its Chinese label") {
  const Desk at;
  CHECK(at.of("{{letter.from}} by {{letter.reply_by}}.\n") == "A by 4 Sep 2026.\n");
  CHECK(at.of("{{文书.发文部门}}") == "A");
  CHECK(at.of("{{today}}") == "31 Aug 2026");
  CHECK(at.of("{{letter.minutes}}|{{letter.minutes.decisions}}") == "|");  // unset: nothing
  CHECK(at.of("{{letter.tasks.count}} tasks") == "2 tasks");
}

TEST_CASE("values are no markup") {
  const Desk at;
  CHECK(at.of("{{letter.title}}") == "About \\*stars\\*");
  CHECK(write_template_line("{{letter.title}}",
                            report_sources(OpenPlan(at.text.plan), kWritten, Language::english),
                            at.letter) == "About *stars*");
}

TEST_CASE("conditions compare, and read what is there as yes") {
  const Desk at;
  const auto holds = [&](std::string_view condition) {
    return at.of("{{if " + std::string(condition) + "}}y{{else}}n{{end}}") == "y";
  };
  CHECK(holds("letter.reply_by"));
  CHECK_FALSE(holds("letter.minutes"));
  CHECK(holds("not letter.minutes"));
  CHECK(holds("letter.reply_by > today"));
  CHECK_FALSE(holds("letter.reply_by <= today"));
  CHECK(holds("letter.title = \"About *stars*\""));
  CHECK(holds("letter.title has \"stars\""));
  CHECK_FALSE(holds("letter.title != letter.title"));
  CHECK(holds("letter.tasks.count >= 2"));
  CHECK_FALSE(holds("letter.tasks.count < 2"));
  CHECK(holds("letter.tasks.count = 2 and letter.from"));
  CHECK(holds("letter.minutes and letter.from or letter.tasks"));
  CHECK_FALSE(holds("letter.minutes and letter.from or letter.meeting"));
  // A day that is not there is neither before nor after.
  CHECK_FALSE(holds("letter.answered < today"));
  CHECK_FALSE(holds("letter.answered > today"));
}

TEST_CASE("each goes through the records of a kind, some of them, sorted") {
  const Desk at;
  CHECK(at.of("{{each t in tasks}}{{t.title}} {{end}}") == "design build test launch ");
  CHECK(at.of("{{each t in letter.tasks by t.title}}{{t.number}}.{{t}} {{end}}") ==
        "1.build 2.design ");
  CHECK(at.of("{{each t in task by t.finish down}}{{t}} {{end}}").starts_with("test"));
  CHECK(at.of("{{each t in task where t.department = letter.from}}{{t}}{{end}}") == "design");
  CHECK(at.of("{{each t in task where t.milestone}}{{t}}{{end}}") == "launch");
  CHECK(at.of("{{each t in task where letter.tasks has t and not t.percent}}{{t}}{{end}}") ==
        "build");
  CHECK(at.of("{{each g in goal}}{{g}}{{else}}none{{end}}") == "none");
  CHECK(at.of("{{逐项 t 于 任务 其中 t.里程碑}}{{t}}{{结束}}") == "launch");
  // A list in a list, and one record as a list of one.
  CHECK(at.of("{{each d in department}}{{d}}:{{each t in task where t.department = d}}"
              "{{t}},{{end}}{{end}}") == "A:design,B:build,test,");
  CHECK(at.of("{{each d in letter.from}}{{d}}{{end}}") == "A");
}

TEST_CASE("a line with nothing but words that steer leaves no line") {
  const Desk at;
  CHECK(at.of("a\n{{if letter.from}}\nb\n{{end}}\nc\n") == "a\nb\nc\n");
  CHECK(at.of("{{each t in letter.tasks by t.title}}\n- {{t}}\n{{end}}\n") ==
        "- build\n- design\n");
  CHECK(at.of("a\n{{insert part}}\nb\n") == "a\n## Part\nb\n");
  CHECK(at.of("{{if letter.from}} x {{end}}\n") == " x \n");
}

TEST_CASE("mistakes are told with their line, and the rest is written") {
  const Desk at;
  CHECK(at.problems("a\n{{letter.colour}}\n") ==
        std::vector{problem(2, Word::letter_unknown_name, "colour")});
  CHECK(at.write("a {{letter.colour}} b").markdown == "a  b");
  CHECK(at.problems("{{nobody}}") == std::vector{problem(1, Word::letter_unknown_name, "nobody")});
  CHECK(at.problems("x {{letter.from") == std::vector{problem(1, Word::letter_open_braces, "")});
  CHECK(at.problems("\n{{if letter.from}}x") ==
        std::vector{problem(2, Word::letter_no_end, "if letter.from")});
  CHECK(at.problems("{{end}}") == std::vector{problem(1, Word::letter_stray_end, "end")});
  CHECK(at.problems("{{each t in letter.title}}{{end}}") ==
        std::vector{problem(1, Word::letter_not_a_list, "letter.title")});
  CHECK(at.problems("{{each t}}{{end}}") ==
        std::vector{problem(1, Word::letter_not_a_list, "each t")});
  CHECK(at.problems("{{insert nothing}}") ==
        std::vector{problem(1, Word::letter_unknown_name, "nothing")});
  // Also where there is nothing to go through, and once for many rounds.
  CHECK(at.problems("{{each g in goal}}{{g.colour}}{{end}}") ==
        std::vector{problem(1, Word::letter_unknown_name, "colour")});
  CHECK(at.problems("{{each t in task}}{{t.wings}}{{end}}").size() == 1);
  // The number of a round is the variable's own.
  CHECK(at.problems("{{each t in task}}{{t.department.number}}{{end}}").size() == 1);
  // What is not for people has no name.
  CHECK(at.problems("{{letter.sent_text}}").size() == 1);
}

TEST_CASE("tags within tags end somewhere, and long letters do too") {
  const Desk at;
  std::string deep, ends;
  for (int i = 0; i < 1000; ++i) {
    deep += "{{if letter.from}}";
    ends += "{{end}}";
  }
  CHECK(at.of(deep + "x" + ends).empty());
  std::string nested;
  for (int i = 0; i < 10; ++i) nested += "{{each a in task}}";
  nested += std::string(100, 'x');
  for (int i = 0; i < 10; ++i) nested += "{{end}}";
  const WrittenLetter long_one = at.write(nested);
  CHECK(long_one.markdown.size() < (9U << 20U));
  CHECK(long_one.problems == std::vector{problem(1, Word::letter_too_long, "")});
}

}  // namespace
}  // namespace tongzhou
