// Glyphs on the desktop: fontconfig says which of the installed fonts has a character, FreeType
// draws it.
#pragma once

#include <memory>
#include <string>

#include "host/glyph_source.h"

namespace tongzhou {

class FreetypeGlyphs : public GlyphSource {
 public:
  // `language` (BCP 47) decides which country's shapes Chinese characters take.
  explicit FreetypeGlyphs(const std::string& language);
  ~FreetypeGlyphs() override;

  float advance(Weight weight, int em_px, char32_t character) override;
  Glyph draw(Weight weight, int em_px, char32_t character) override;

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
};

}  // namespace tongzhou
