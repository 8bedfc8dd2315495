// Every kind of letter, from the sample plan, as text that people have read: tests/golden/letters.
// After a change that is meant: TONGZHOU_WRITE_GOLDEN=1 test_app "[golden]", and read the
// difference.
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "app/letters.h"
#include "app/templates.h"

namespace tongzhou::test {
namespace {

const Day kGoldenStart = from_civil(2026, 8, 31), kGoldenToday = from_civil(2026, 11, 30);

std::string read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string letter_as_text(const OpenPlan& open, LetterKind kind, Language language) {
  const Plan& plan = open.plan();
  const Id<Department> from = plan.table<Department>().live().begin()->id;
  Letter letter = compose_letter(open, kind, from, {}, kGoldenToday, language);
  const WrittenPaper paper = write_letter(open, letter, kGoldenToday, language);
  CHECK(paper.problems == std::vector<TemplateProblem>{});
  return to_markdown(paper.document);
}

}  // namespace

TEST_CASE("every kind of letter reads as it was approved", "[golden]") {
  const bool writes = std::getenv("TONGZHOU_WRITE_GOLDEN") != nullptr;
  for (const Language language : {Language::chinese, Language::english}) {
    SeededRandom random(1);
    auto open = make_from_template("product_launch", language, kGoldenStart, random);
    REQUIRE(open);
    for (std::size_t i = 0; i < kLetterKinds.size(); ++i) {
      const auto kind = static_cast<LetterKind>(i);
      const std::string path = "tests/golden/letters/" + std::string(file_name_of(kind)) +
                               (language == Language::chinese ? ".zh.md" : ".en.md");
      CAPTURE(path);
      const std::string text = letter_as_text(*open, kind, language);
      if (writes) std::ofstream(path, std::ios::binary) << text;
      CHECK(text == read_whole(path));
    }
  }
}

}  // namespace tongzhou::test
