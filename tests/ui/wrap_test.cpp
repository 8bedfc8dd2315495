#include "ui/wrap.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace tongzhou {
namespace {

using Lines = std::vector<std::string_view>;

// Chinese characters two wide, everything else one.
float width_of(char32_t c) { return c >= 0x2E80 ? 2.0F : 1.0F; }

TEST_CASE("English breaks between words, Chinese between any two characters") {
  CHECK(wrap_lines("the quick brown fox", 10, width_of) == Lines{"the quick", "brown fox"});
  CHECK(wrap_lines("跨部门协作计划", 6, width_of) == Lines{"跨部门", "协作计", "划"});
  CHECK(wrap_lines("用Tongzhou排程", 8, width_of) == Lines{"用", "Tongzhou", "排程"});
}

TEST_CASE("closing marks never begin a line, opening ones never end one") {
  CHECK(wrap_lines("一二三，四", 6, width_of) == Lines{"一二", "三，四"});
  CHECK(wrap_lines("一二（三）", 6, width_of) == Lines{"一二", "（三）"});
}

TEST_CASE("what a reader takes for one character stays on one line") {
  CHECK(wrap_lines("好👨‍👩‍👧好", 4, [](char32_t c) {
          return c == 0x200D ? 0.0F : width_of(c);
        }) == Lines{"好", "👨‍👩‍👧", "好"});
  CHECK(wrap_lines("abe\u0301fg", 3, [](char32_t c) { return c == 0x301 ? 0.0F : 1.0F; }) ==
        Lines{"abe\u0301", "fg"});
  CHECK(wrap_lines("a\r\nb", 9, width_of) == Lines{"a", "b"});
}

TEST_CASE("a word longer than the line is broken inside; line breaks are kept") {
  CHECK(wrap_lines("abcdefgh", 3, width_of) == Lines{"abc", "def", "gh"});
  CHECK(wrap_lines("a\n\nb", 9, width_of) == Lines{"a", "", "b"});
  CHECK(wrap_lines("", 9, width_of) == Lines{""});
}

TEST_CASE("no character is lost but spaces and line breaks, and lines fit, whatever the bytes") {
  CHECK(rc::check([](const std::string& text) {
    const float width = static_cast<float>(*rc::gen::inRange(2, 30));
    std::string joined;
    for (const std::string_view line : wrap_lines(text, width, width_of)) {
      joined += line;
      // A part of the text, also where it is empty: who draws it asks where it begins.
      RC_ASSERT(line.data() >= text.data());
      RC_ASSERT(line.data() + line.size() <= text.data() + text.size());
    }
    const auto solid = [](std::string s) {
      std::erase(s, ' ');
      std::erase(s, '\n');
      std::erase(s, '\r');
      return s;
    };
    RC_ASSERT(solid(joined) == solid(text));
  }));
}

}  // namespace
}  // namespace tongzhou
