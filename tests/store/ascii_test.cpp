#include "store/ascii.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

TEST_CASE("any text is ASCII in the quick lane and comes back as it was") {
  CHECK(to_ascii("a 100%\n计") == "a 100%25\n%e8%ae%a1");
  CHECK(from_ascii("%zz %4") == "%zz %4");
  CHECK(rc::check([](const std::string& text) {
    const std::string ascii = to_ascii(text);
    RC_ASSERT(std::ranges::all_of(ascii, [](char c) { return (c & 0x80) == 0; }));
    RC_ASSERT(from_ascii(ascii) == text);
  }));
}

}  // namespace
}  // namespace tongzhou
