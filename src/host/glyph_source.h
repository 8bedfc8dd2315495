// Where glyphs come from: the browser's own text drawing, or FreeType with fontconfig's choice.
#pragma once

#include <cstdint>
#include <span>

namespace tongzhou {

enum class Weight : std::uint8_t { regular, semibold };

// One character in one weight and size, in device pixels. A blank has no pixels.
struct Glyph {
  float advance = 0;
  int left = 0;  // from the pen to the picture's left edge
  int top = 0;   // from the baseline down to the picture's top edge, so mostly negative
  int width = 0;
  int height = 0;
  bool coloured = false;  // emoji: drawn in its own colours
  std::span<const std::uint8_t>
      pixels;  // coloured: straight RGBA; otherwise coverage, one byte each
};

class PaintedGlyphs;

// Knows every character: what no font has comes back as the machine's sign for that.
class GlyphSource {
 public:
  virtual ~GlyphSource() = default;
  virtual float advance(Weight weight, int em_px, char32_t character) = 0;
  // The pixels stay valid until the next call.
  virtual Glyph draw(Weight weight, int em_px, char32_t character) = 0;

  // Null, unless the pictures cannot be read: then `draw` gives empty ones of the right size, and
  // `paint` paints them into a texture of the graphics, at x, y.
  virtual PaintedGlyphs* painted() { return nullptr; }
  virtual void paint(std::uint64_t /*texture*/, int /*x*/, int /*y*/, Weight, int /*em_px*/,
                     char32_t) {}
};

}  // namespace tongzhou
