#include "core/graphemes.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

namespace tongzhou {
namespace {

std::vector<std::string> clusters(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = grapheme_after(text, at);
    found.emplace_back(text.substr(at, next - at));
    at = next;
  }
  return found;
}
using Clusters = std::vector<std::string>;

TEST_CASE("what a reader takes for one character is one") {
  CHECK(clusters("ab 计划") == Clusters{"a", "b", " ", "计", "划"});
  CHECK(clusters("e\u0301te\u0301") == Clusters{"e\u0301", "t", "e\u0301"});
  CHECK(clusters("👨‍👩‍👧‍👦好") == Clusters{"👨‍👩‍👧‍👦", "好"});
  CHECK(clusters("👍🏽👍") == Clusters{"👍🏽", "👍"});
  CHECK(clusters("🇨🇳🇩🇪") == Clusters{"🇨🇳", "🇩🇪"});
  CHECK(clusters("한국") == Clusters{"한", "국"});
  CHECK(clusters("\u1112\u1161\u11AB") == Clusters{"\u1112\u1161\u11AB"});  // the same, in parts
  CHECK(clusters("か\u3099") == Clusters{"か\u3099"});
  CHECK(clusters("葛\U000E0100城") == Clusters{"葛\U000E0100", "城"});  // a variant of a character
  CHECK(clusters("a\r\nb") == Clusters{"a", "\r\n", "b"});
}

TEST_CASE("a position within a character goes to either side of it") {
  const std::string text = "好👨‍👩‍👧e\u0301";
  const std::size_t family = 3, accent = text.size() - 3;
  CHECK(grapheme_floor(text, family + 4) == family);
  CHECK(grapheme_ceil(text, family + 4) == accent);
  CHECK(grapheme_before(text, text.size()) == accent);
  CHECK(grapheme_before(text, accent) == family);
  CHECK(grapheme_after(text, text.size()) == text.size());
  CHECK(grapheme_before(text, 0) == 0);
  CHECK(grapheme_floor(text, 1000) == text.size());
}

TEST_CASE("wherever one begins, boundaries are the same, in any bytes") {
  CHECK(rc::check([] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", " ", "\n", "\r", "计", "\u0301", "👍", "🏽", "\u200D", "🇨", "🇳", "\xF0\x9F", "\xFF"));
    std::string text;
    for (const auto& part : parts) text += part;
    std::vector<std::size_t> boundaries{0};
    while (boundaries.back() < text.size())
      boundaries.push_back(grapheme_after(text, boundaries.back()));
    std::size_t i = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (i + 1 < boundaries.size() && boundaries[i + 1] <= at) ++i;
      RC_ASSERT(grapheme_floor(text, at) == boundaries[i]);
      RC_ASSERT(grapheme_ceil(text, at) == (boundaries[i] == at ? at : boundaries[i + 1]));
    }
  }));
}

}  // namespace
}  // namespace tongzhou
