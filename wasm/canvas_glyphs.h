// Glyphs in a browser: its own text drawing, with every font the user has and none to download.
#pragma once

#include <cstdint>
#include <vector>

#include "host/glyph_source.h"

namespace tongzhou {

class CanvasGlyphs : public GlyphSource {
 public:
  float advance(Weight weight, int em_px, char32_t character) override;
  Glyph draw(Weight weight, int em_px, char32_t character) override;

 private:
  std::vector<std::uint8_t> pixels_;
};

}  // namespace tongzhou
