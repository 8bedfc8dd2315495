#include "ui/theme.h"

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

// WCAG 2: 4.5 for text, 3 for what is large or not text.
constexpr float kText = 4.5F;
constexpr float kShape = 3.0F;

TEST_CASE("text is legible on every ground it stands on, light and dark") {
  for (const Appearance appearance : {Appearance::light, Appearance::dark}) {
    const Palette palette = make_palette(appearance);
    const Colours& c = palette.colours;
    for (const ImU32 ground : {c.background, c.surface, c.quiet, c.selected}) {
      CHECK(contrast(c.text, ground) >= 7);
      CHECK(contrast(c.second_text, ground) >= kText);
      CHECK(contrast(c.accent, ground) >= kText);
    }
    CHECK(contrast(c.on_accent, c.accent) >= kText);
  }
}

TEST_CASE("tones can be told from their soft grounds") {
  for (const Appearance appearance : {Appearance::light, Appearance::dark}) {
    const Palette palette = make_palette(appearance);
    for (const Tone tone : {Tone::neutral, Tone::accent, Tone::good, Tone::warning, Tone::critical})
      CHECK(contrast(palette.strong(tone), palette.soft(tone)) >= kShape);
  }
}

TEST_CASE("blending goes from one colour to the other") {
  CHECK(blend(IM_COL32_BLACK, IM_COL32_WHITE, 0) == IM_COL32_BLACK);
  CHECK(blend(IM_COL32_BLACK, IM_COL32_WHITE, 1) == IM_COL32_WHITE);
  CHECK(contrast(IM_COL32_BLACK, IM_COL32_WHITE) > 20.9F);
}

}  // namespace
}  // namespace tongzhou
