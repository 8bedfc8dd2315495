#include "machine/machine.h"

#include <catch2/catch_test_macros.hpp>
#include <string_view>

#include "machine/makers.h"

namespace tongzhou {
namespace {

std::optional<std::string> decode(std::string_view text) {
  return SystemTextCodec().decode_gb18030(std::as_bytes(std::span(text.data(), text.size())));
}

TEST_CASE("Old Chinese text becomes UTF-8") {
  CHECK(decode("\xC8\xCE\xCE\xF1") == "任务");
  CHECK(decode("plain") == "plain");
  CHECK(decode("\x81\x30\x81\x30") == "\xC2\x80");  // four bytes
  CHECK(decode("") == "");
}

TEST_CASE("What is not GB18030 is refused") { CHECK(decode("\xFF\xFF") == std::nullopt); }

TEST_CASE("The wall clock and the universal one tell about the same time") {
  const SystemClock clock;
  const std::int64_t utc_minutes = clock.unix_milliseconds() / 60'000;
  CHECK(std::abs(clock.local_now().value - utc_minutes) <= 14 * 60 + 1);
}

TEST_CASE("A drawing becomes pixels, two for one, on white paper") {
  if (!has_maker(Made::png)) SKIP("rsvg-convert is not installed");
  constexpr std::string_view kDrawing =
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>)";
  const auto png = make_outside(std::as_bytes(std::span(kDrawing)), Made::png);
  REQUIRE(png);
  REQUIRE(png->size() > 24);
  CHECK((*png)[19] == std::byte{80});  // its header tells the width, then the height
  CHECK((*png)[23] == std::byte{60});
  CHECK_FALSE(make_outside(std::as_bytes(std::span("no drawing")), Made::png));
}

}  // namespace
}  // namespace tongzhou
