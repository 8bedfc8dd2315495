// Markdown in: what becomes of it, and that values never become markup.
#include "documents/markdown.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

std::vector<Block> read(std::string_view text) {
  Document document;
  add_markdown(document, text);
  return std::move(document.blocks);
}

TEST_CASE("headings, paragraphs and pages") {
  const auto blocks = read("# a\n\n## b\n\n### c\n\nline one\nline two\n\n第一行\n第二行\n\n---\n");
  REQUIRE(blocks.size() == 6);
  CHECK(blocks[0].level == 1);
  CHECK(blocks[1].level == 1);
  CHECK(blocks[2].level == 2);
  CHECK(blocks[3].text == "line one line two");
  CHECK(blocks[4].text == "第一行第二行");  // no blank between Chinese
  CHECK(blocks[5].kind == Block::Kind::page_break);
}

TEST_CASE("lists keep their numbers and depths, and what stands in an item") {
  const auto blocks = read("3. three\n4. four\n   - dot\n\n     more\n5. five\n\nafter\n");
  REQUIRE(blocks.size() == 5);
  CHECK(blocks[0].number == 3);
  CHECK(blocks[1].text == "four");
  CHECK((blocks[2].number == 0 && blocks[2].level == 2));
  CHECK(blocks[2].text == "dot\nmore");
  CHECK((blocks[3].number == 5 && blocks[3].level == 1));
  CHECK(blocks[4].kind == Block::Kind::paragraph);
}

TEST_CASE("tables, emphasis, quotations") {
  const auto table = read("| a | b |\n| --- | --- |\n| 1 | **2** |\n");
  REQUIRE(table.size() == 1);
  REQUIRE(table[0].rows.size() == 2);
  CHECK(table[0].rows[1][1].text == "2");
  const auto strong = read("so **very *much* so** it is");
  REQUIRE(strong.size() == 1);
  CHECK(strong[0].text == "so very much so it is");
  CHECK(strong[0].strong == std::vector<StrongPart>{{3, 15}});
  CHECK(read("> told\n")[0].emphasis == Emphasis::quiet);
}

TEST_CASE("HTML and links are words") {
  CHECK(read("<script>alert(1)</script>")[0].text == "<script>alert(1)</script>");
  CHECK(read("[see](https://example.org)")[0].text == "see");
}

TEST_CASE("an escaped text reads as it was, whatever is in it") {
  const auto is_kept = [](const std::string& text) {
    const auto blocks = read("x " + escape_markdown(text, MarkdownPlace::paragraph));
    return blocks.size() == 1 && blocks[0].text == "x " + text && blocks[0].strong.empty();
  };
  for (const char* text : {"*a*", "# a", "a_b_", "`c`", "[x](y)", "<b>", "a | b", "&amp;", "~~a~~",
                           "![x](y)", "\\", "=cmd|' /C calc'!A0", "=====", "1. a"}) {
    INFO(text);
    CHECK(is_kept(text));
  }
  // At the begin of a line.
  for (const char* text : {"- a", "+ a", "1. a", "12) a", "=====", "---", "# a", "> q", "~~~"}) {
    const auto blocks = read(escape_markdown(text, MarkdownPlace::paragraph));
    INFO(text);
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].kind == Block::Kind::paragraph);
    CHECK(blocks[0].text == text);
  }
  const auto lines = read(escape_markdown("one\n\n  - two\n3. three", MarkdownPlace::paragraph));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text == "one\n- two\n3. three");
  const auto cell =
      read("| a |\n| --- |\n| " + escape_markdown("x\ny | z", MarkdownPlace::cell) + " |\n");
  REQUIRE(cell.size() == 1);
  CHECK(cell[0].rows[1][0].text == "x y | z");
  CHECK(cell[0].rows[1].size() == 1);
}

TEST_CASE("any text between letters is kept") {
  CHECK(rc::check([] {
    const std::string signs = "*_`[]()<>#|\\&~!-+=1.: \n中";
    std::string text = "a";
    const auto picks =
        *rc::gen::container<std::vector<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>());
    for (const std::uint8_t pick : picks) {
      const char c = signs[pick % (signs.size() - 3)];
      text += c == ' ' || c == '\n' ? '.' : c;
    }
    text += 'z';
    const auto blocks = read(escape_markdown(text, MarkdownPlace::paragraph));
    RC_ASSERT(blocks.size() == 1);
    RC_ASSERT(blocks[0].text == text);
  }));
}

}  // namespace
}  // namespace tongzhou
