#include "core/text_difference.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace tongzhou;

namespace {

// What is only in one text, in brackets.
std::string marked(std::string_view text, std::string_view other) {
  std::string result;
  std::size_t at = 0;
  for (const TextPart part : parts_only_in(text, other)) {
    result += text.substr(at, part.begin - at);
    result += "[" + std::string(text.substr(part.begin, part.end - part.begin)) + "]";
    at = part.end;
  }
  return result + std::string(text.substr(at));
}

std::string without(std::string_view text, const std::vector<TextPart>& parts) {
  std::string rest;
  std::size_t at = 0;
  for (const TextPart part : parts) {
    rest += text.substr(at, part.begin - at);
    at = part.end;
  }
  return rest + std::string(text.substr(at));
}

}  // namespace

TEST_CASE("what differs is told by words, in Chinese by characters") {
  CHECK(marked("send the report on Friday", "send a report on Friday") ==
        "send [the] report on Friday");
  CHECK(marked("send a report on Friday", "send the report on Friday") ==
        "send [a] report on Friday");
  CHECK(marked("周五前提交样机报告", "周三前提交样机测试报告") == "周[五]前提交样机报告");
  CHECK(marked("周三前提交样机测试报告", "周五前提交样机报告") == "周[三]前提交样机[测试]报告");
  CHECK(marked("naïve café", "naïve cafés") == "naïve [café]");
}

TEST_CASE("what is the same differs in nothing, and nothing differs from all") {
  CHECK(parts_only_in("一样的 text", "一样的 text").empty());
  CHECK(parts_only_in("", "text").empty());
  CHECK(marked("全部 new", "") == "[全部 new]");
  CHECK(marked("aa aa", "aa") == "aa[ aa]");
}

TEST_CASE("without what is only in one, both are the same") {
  CHECK(rc::check([] {
    const auto text = rc::gen::container<std::string>(rc::gen::element('a', 'b', ' ', '.'));
    const std::string a = *text, b = *text;
    RC_ASSERT(without(a, parts_only_in(a, b)) == without(b, parts_only_in(b, a)));
  }));
}

TEST_CASE("very long texts are compared where they begin and end") {
  std::string a = "begin", b = "begin";
  for (int i = 0; i < 3'000; ++i) {
    a += " a" + std::to_string(i);
    b += " b" + std::to_string(i);
  }
  a += " end";
  b += " end";
  const auto parts = parts_only_in(a, b);
  REQUIRE(parts.size() == 1);
  CHECK(a.substr(parts[0].begin, 4) == "a0 a");
  CHECK(a.substr(parts[0].end) == " end");
}
