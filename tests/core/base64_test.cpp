#include "core/base64.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

using namespace tongzhou;

namespace {

std::vector<std::byte> bytes(std::string_view text) {
  const auto view = std::as_bytes(std::span(text.data(), text.size()));
  return {view.begin(), view.end()};
}

}  // namespace

TEST_CASE("base64 gives the examples of RFC 4648") {
  CHECK(encode_base64(bytes("")).empty());
  CHECK(encode_base64(bytes("f")) == "Zg==");
  CHECK(encode_base64(bytes("fo")) == "Zm8=");
  CHECK(encode_base64(bytes("foo")) == "Zm9v");
  CHECK(encode_base64(bytes("foobar")) == "Zm9vYmFy");
}

TEST_CASE("base64 brings any bytes back") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& numbers) {
    std::vector<std::byte> in;
    for (std::uint8_t number : numbers) in.push_back(static_cast<std::byte>(number));
    RC_ASSERT(decode_base64(encode_base64(in)) == in);
  }));
}

TEST_CASE("base64 refuses what it does not write") {
  for (std::string_view text :
       {"Z", "Zg=", "Zg", "Zh==", "Zm9=", "Zm!v", "====", "Zg==Zg==", "Z==="})
    CHECK_FALSE(decode_base64(text));
}
