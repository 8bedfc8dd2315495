#include "desktop/freetype_glyphs.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

namespace tongzhou {
namespace {

long ink(const Glyph& glyph) {
  return std::accumulate(glyph.pixels.begin(), glyph.pixels.end(), 0L);
}

TEST_CASE("Latin, Chinese and Cyrillic characters have pictures of about their size") {
  FreetypeGlyphs glyphs("zh-CN");
  if (glyphs.advance(Weight::regular, 32, U'A') == 0) SKIP("this machine has no fonts");
  for (const char32_t character : {U'A', U'舟', U'Ж'}) {
    const Glyph glyph = glyphs.draw(Weight::regular, 32, character);
    CHECK(glyph.height >= 16);
    CHECK(glyph.height <= 40);
    CHECK(glyph.top <= -16);
    CHECK(glyph.advance >= 12);
    CHECK(glyph.pixels.size() == std::size_t(glyph.width) * std::size_t(glyph.height));
    CHECK(ink(glyph) > 0);
  }
}

TEST_CASE("Semibold is darker than regular") {
  FreetypeGlyphs glyphs("zh-CN");
  const long regular = ink(glyphs.draw(Weight::regular, 32, U'H'));
  if (regular == 0) SKIP("this machine has no fonts");
  CHECK(ink(glyphs.draw(Weight::semibold, 32, U'H')) > regular);
}

TEST_CASE("A blank has room but no picture") {
  FreetypeGlyphs glyphs("zh-CN");
  const Glyph space = glyphs.draw(Weight::regular, 16, U' ');
  CHECK(space.width == 0);
  if (glyphs.advance(Weight::regular, 16, U'A') > 0) CHECK(space.advance > 0);
}

TEST_CASE("A character that no font has does not fail") {
  FreetypeGlyphs glyphs("zh-CN");
  CHECK(glyphs.draw(Weight::regular, 16, U'\U0010FFFD').width >= 0);
}

}  // namespace
}  // namespace tongzhou
