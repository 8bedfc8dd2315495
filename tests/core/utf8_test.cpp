#include "core/utf8.h"

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

TEST_CASE("Text in any language is UTF-8") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("plain text, longer than eight bytes"));
  CHECK(is_utf8("计划 é 😀 and then some"));
  CHECK(is_utf8("\xf4\x8f\xbf\xbf"));  // U+10FFFF, the last
}

TEST_CASE("Overlong, cut, surrogate and too large forms are not UTF-8") {
  for (const char* text :
       {"\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xf8\x88\x80\x80\x80", "\xff", "\x80", "ok\xe8\xae"})
    CHECK_FALSE(is_utf8(text));
}

TEST_CASE("Repair keeps what is text and marks each byte that is not") {
  CHECK(repair_utf8("计划") == "计划");
  CHECK(repair_utf8("a\xff"
                    "b\xe8\xae") ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace tongzhou
