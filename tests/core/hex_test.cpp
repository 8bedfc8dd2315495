#include "core/hex.h"

#include <array>

#include <catch2/catch_test_macros.hpp>

TEST_CASE("bytes become digits and come back, and nothing else does") {
  const std::array<std::uint8_t, 3> bytes{0x00, 0x9f, 0xff};
  CHECK(tongzhou::to_hex(bytes) == "009fff");
  std::array<std::uint8_t, 3> back{};
  CHECK(tongzhou::parse_hex("009FFf", back));
  CHECK(back == bytes);
  for (const char* text : {"", "009ff", "009ff0f", "009f0x", "-09fff", "00 9ff"})
    CHECK_FALSE(tongzhou::parse_hex(text, back));
}
