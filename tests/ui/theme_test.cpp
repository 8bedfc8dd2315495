#include "ui/theme.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

namespace tongzhou {
namespace {

// WCAG 2: 4.5 for text, 3 for what is large or not text.
constexpr float kText = 4.5F;
constexpr float kShape = 3.0F;

constexpr std::array kAll{Appearance::light, Appearance::dark, Appearance::contrast_light,
                          Appearance::contrast_dark};
constexpr std::array kTones{Tone::neutral, Tone::accent, Tone::good, Tone::warning, Tone::critical};

bool has_high_contrast(Appearance appearance) {
  return appearance == Appearance::contrast_light || appearance == Appearance::contrast_dark;
}

TEST_CASE("text is legible on every ground it stands on, in all themes") {
  for (const Appearance appearance : kAll) {
    const Palette palette = make_palette(appearance);
    const Colours& c = palette.colours;
    const float least = has_high_contrast(appearance) ? 7 : kText;
    INFO("appearance " << int(appearance));
    for (const ImU32 ground : {c.background, c.surface, c.quiet, c.selected, c.holiday}) {
      CHECK(contrast(c.text, ground) >= 7);
      CHECK(contrast(c.second_text, ground) >= least);
      CHECK(contrast(c.faint_text, ground) >= least);
      CHECK(contrast(c.accent, ground) >= least);
      CHECK(contrast(c.critical, ground) >= least);
    }
    CHECK(contrast(c.on_accent, c.accent) >= least);
  }
}

TEST_CASE("tones are legible on their soft grounds and on the surface") {
  for (const Appearance appearance : kAll) {
    const Palette palette = make_palette(appearance);
    const float least = has_high_contrast(appearance) ? 7 : kText;
    for (const Tone tone : kTones) {
      INFO("appearance " << int(appearance) << ", tone " << int(tone));
      CHECK(contrast(palette.strong(tone), palette.soft(tone)) >= least);
      CHECK(contrast(palette.strong(tone), palette.colours.surface) >= least);
    }
  }
}

TEST_CASE("with high contrast, edges of controls can be seen") {
  for (const Appearance appearance : {Appearance::contrast_light, Appearance::contrast_dark}) {
    const Colours& c = make_palette(appearance).colours;
    for (const ImU32 ground : {c.background, c.surface, c.quiet})
      CHECK(contrast(c.line, ground) >= kShape);
  }
}

TEST_CASE("blending goes from one colour to the other") {
  CHECK(blend(IM_COL32_BLACK, IM_COL32_WHITE, 0) == IM_COL32_BLACK);
  CHECK(blend(IM_COL32_BLACK, IM_COL32_WHITE, 1) == IM_COL32_WHITE);
  CHECK(contrast(IM_COL32_BLACK, IM_COL32_WHITE) > 20.9F);
}

}  // namespace
}  // namespace tongzhou
