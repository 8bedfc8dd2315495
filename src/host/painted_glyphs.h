// Glyphs of a source whose pictures cannot be read: ImGui's atlas gets empty places of their sizes,
// and the pictures are painted into the texture itself, whenever that was made or written anew.
#pragma once

#include <vector>

#include "host/glyph_source.h"
#include "imgui.h"

namespace tongzhou {

class PaintedGlyphs {
 public:
  explicit PaintedGlyphs(GlyphSource& source) : source_(source) {}

  // A place in the atlas was reserved for the glyph.
  void placed(int rect, Weight weight, int em_px, char32_t character) {
    places_.push_back({rect, weight, em_px, character});
  }
  // Does what the renderer would do with the texture (create, update), then paints what that left
  // empty. Textures that are up to date cost nothing.
  void update(ImFontAtlas& atlas, ImTextureData& texture);

 private:
  struct Place {
    int rect;  // ImFontAtlasRectId
    Weight weight;
    int em_px;
    char32_t character;
  };
  GlyphSource& source_;
  std::vector<Place> places_;
};

}  // namespace tongzhou
