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
