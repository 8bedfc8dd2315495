// Glyphs in a browser: its own text drawing, with every font the user has and none to download.
#pragma once

#include <cstdint>
#include <vector>

#include "host/glyph_source.h"
#include "host/painted_glyphs.h"

namespace tongzhou {

class CanvasGlyphs : public GlyphSource {
 public:
  CanvasGlyphs();
  float advance(Weight weight, int em_px, char32_t character) override;
  Glyph draw(Weight weight, int em_px, char32_t character) override;
  PaintedGlyphs* painted() override { return readable_ ? nullptr : &painted_; }
  void paint(std::uint64_t texture, int x, int y, Weight weight, int em_px,
             char32_t character) override;

 private:
  const bool readable_;
  PaintedGlyphs painted_{*this};
  std::vector<std::uint8_t> pixels_;
};

}  // namespace tongzhou
