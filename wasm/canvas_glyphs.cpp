#include "canvas_glyphs.h"

#include <array>

#include "page.h"

namespace tongzhou {

CanvasGlyphs::CanvasGlyphs() : readable_(page_glyphs_readable()) {}

float CanvasGlyphs::advance(Weight weight, int em_px, char32_t character) {
  return page_glyph_advance(int(weight), em_px, character);
}

Glyph CanvasGlyphs::draw(Weight weight, int em_px, char32_t character) {
  // Room for the widest there is (U+FDFD, about 9 em) in colour.
  const std::size_t side = std::size_t(em_px) + 8;
  pixels_.resize(side * 10 * side * 3 * 4);
  std::array<float, 6> figures = {};
  if (!page_draw_glyph(int(weight), em_px, character, figures.data(), pixels_.data(),
                       pixels_.size())) {
    return {};
  }
  Glyph glyph{.advance = figures[0],
              .left = int(figures[1]),
              .top = int(figures[2]),
              .width = int(figures[3]),
              .height = int(figures[4]),
              .coloured = figures[5] != 0};
  const std::size_t bytes = glyph.coloured ? 4 : 1;
  glyph.pixels =
      std::span(pixels_).first(std::size_t(glyph.width) * std::size_t(glyph.height) * bytes);
  return glyph;
}

void CanvasGlyphs::paint(std::uint64_t texture, int x, int y, Weight weight, int em_px,
                         char32_t character) {
  page_paint_glyph(unsigned(texture), x, y, int(weight), em_px, character);
}

}  // namespace tongzhou
