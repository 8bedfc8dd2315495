#include "documents/document.h"

#include <catch2/catch_test_macros.hpp>

using namespace tongzhou;

namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Document small_document() {
  Document document{.language = Language::english, .title = "A <b> & *c*", .subtitle = "2026"};
  document.heading("Figures");
  document.table({{{"name"}, {"value"}}, {{"cost|price"}, {"12", Emphasis::good, 0.5F}}});
  document.item("one", Emphasis::act);
  document.item("two");
  document.paragraph("- not a list\nbut \"words\"");
  return document;
}

}  // namespace

TEST_CASE("a document as Markdown escapes what would be markup") {
  CHECK(to_markdown(small_document()) ==
        "# A \\<b\\> \\& \\*c\\*\n\n2026\n\n## Figures\n\n"
        "| name | value |\n| --- | --- |\n| cost\\|price | 12 |\n\n"
        "- one\n- two\n\n\\- not a list\\\nbut \"words\"\n");
}

TEST_CASE("a document as HTML stands alone, and text stays text") {
  const std::string html = to_html(small_document());
  CHECK(holds(html, "<html lang=\"en\">"));
  CHECK(holds(html, "<h1>A &lt;b&gt; &amp; *c*</h1>"));
  CHECK(holds(html, "<ul>\n<li class=act>one</li>\n<li>two</li>\n</ul>"));
  CHECK(holds(html, "<td class=good>12<span class=bar><i style=\"width:50%\">"));
  CHECK(holds(html, "@page{size:A4"));
  CHECK(holds(html, "&quot;words&quot;"));
  for (const char* outside : {"http", "src=", "@import", "url("}) CHECK_FALSE(holds(html, outside));
}

namespace {

Document rich_document() {
  Document document{.language = Language::english, .title = "Dates", .subtitle = "2026"};
  document.blocks.push_back({.text = "Project", .part = LetterPart::issuer});
  document.blocks.push_back({.kind = Block::Kind::heading, .text = "Below", .level = 2});
  document.paragraph("some bold words");
  document.blocks.back().strong = {{5, 10}};
  const auto add_item = [&](const char* text, int level, int number) {
    document.blocks.push_back(
        {.kind = Block::Kind::item, .text = text, .level = level, .number = number});
  };
  add_item("first", 1, 1);
  add_item("dots", 2, 0);
  add_item("second", 1, 2);
  add_item("again", 1, 1);
  add_item("deep", 7, 3);
  document.blocks.push_back({.kind = Block::Kind::page_break});
  document.blocks.push_back(
      {.text = "1 May", .emphasis = Emphasis::quiet, .part = LetterPart::date});
  return document;
}

}  // namespace

TEST_CASE("levels, numbers, bold type and page breaks as Markdown") {
  CHECK(to_markdown(rich_document()) ==
        "Project\n\n# Dates\n\n2026\n\n### Below\n\nsome **bold** words\n\n"
        "1. first\n   - dots\n2. second\n1) again\n\n   3. deep\n\n---\n\n1 May\n");
}

TEST_CASE("levels, numbers, bold type and parts of a letter as HTML") {
  const std::string html = to_html(rich_document());
  CHECK(holds(html, "<p class=issuer>Project</p>\n<h1>Dates</h1>\n<p class=sub>2026</p>\n"));
  CHECK(holds(html, "<h3>Below</h3>"));
  CHECK(holds(html, "some <strong>bold </strong>words"));
  CHECK(holds(html,
              "<ol>\n<li>first\n<ul>\n<li>dots</li>\n</ul>\n</li>\n<li>second</li>\n</ol>\n"
              "<ol>\n<li>again\n<ol start=3>\n<li>deep</li>\n</ol>\n</li>\n</ol>\n"
              "<div class=page-break></div>\n<p class=\"date quiet\">1 May</p>\n</html>\n"));
  CHECK_FALSE(holds(html, "156mm"));
  CHECK(holds(html, ".page-break{break-after:page}"));
  CHECK_FALSE(holds(to_html(small_document()), ".page-break"));  // where it is of no use
}

TEST_CASE("official paper as HTML has the type area of GB/T 9704 and nothing from outside") {
  Document document = rich_document();
  document.paper = Paper::official;
  const std::string html = to_html(document);
  CHECK(holds(html, "@page{size:A4;margin:37mm 26mm 35mm 28mm}"));
  CHECK(holds(html, "width:156mm"));
  for (const char* outside : {"http", "src=", "@import", "url("}) CHECK_FALSE(holds(html, outside));
}

TEST_CASE("a block may be the title in every form") {
  Document document{.title = "not this", .subtitle = {}, .blocks = {}};
  document.blocks.push_back({.text = "No. 3", .part = LetterPart::number});
  document.blocks.push_back({.text = "this", .part = LetterPart::title});
  CHECK(to_markdown(document) == "No. 3\n\n# this\n");
  CHECK(to_text(document) == "No. 3\n\nthis\n");
  const std::string html = to_html(document);
  CHECK(holds(html, "<title>this</title>"));
  CHECK(holds(html, "<h1>this</h1>"));
  CHECK_FALSE(holds(html, "not this"));
}

TEST_CASE("plain text keeps lists and tables readable") {
  CHECK(to_text(small_document()) ==
        "A <b> & *c*\n\n2026\n\nFigures\n\nname\tvalue\ncost|price\t12\n\n- one\n- two\n\n"
        "- not a list\nbut \"words\"\n");
  CHECK(to_text(rich_document()) ==
        "Project\n\nDates\n\n2026\n\nBelow\n\nsome bold words\n\n"
        "1. first\n  - dots\n2. second\n1. again\n            3. deep\n\n1 May\n");
  Document document{.title = {}, .subtitle = {}, .blocks = {}};
  document.table({{{"a\tb"}, {"c\nd"}}});
  CHECK(to_text(document) == "a b\tc d\n");
  CHECK(to_text(Document{}).empty());
}
