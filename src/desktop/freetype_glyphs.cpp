#include "desktop/freetype_glyphs.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <cmath>
#include <vector>

namespace tongzhou {

namespace {

// A font fontconfig offers; its file is opened when a character is first taken from it.
struct Candidate {
  std::string file;
  int face_number = 0;
  FcCharSet* characters = nullptr;  // belongs to the FcFontSet
  FT_Face face = nullptr;
  bool broken = false;
};

int fontconfig_weight(Weight weight) {
  return weight == Weight::semibold ? FC_WEIGHT_DEMIBOLD : FC_WEIGHT_REGULAR;
}

// Fonts in order of preference, without those that add no character.
FcFontSet* preferred_fonts(Weight weight, const std::string& language) {
  FcPattern* wish = FcPatternCreate();
  FcPatternAddString(wish, FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
  FcPatternAddInteger(wish, FC_WEIGHT, fontconfig_weight(weight));
  FcPatternAddString(wish, FC_LANG, reinterpret_cast<const FcChar8*>(language.c_str()));
  FcConfigSubstitute(nullptr, wish, FcMatchPattern);
  FcDefaultSubstitute(wish);
  FcResult result = FcResultMatch;
  FcFontSet* found = FcFontSort(nullptr, wish, FcTrue, nullptr, &result);
  FcPatternDestroy(wish);
  return found;
}

std::vector<Candidate> candidates(const FcFontSet& fonts) {
  std::vector<Candidate> all;
  for (int i = 0; i < fonts.nfont; ++i) {
    FcChar8* file = nullptr;
    Candidate candidate;
    if (FcPatternGetString(fonts.fonts[i], FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetCharSet(fonts.fonts[i], FC_CHARSET, 0, &candidate.characters) !=
            FcResultMatch) {
      continue;
    }
    FcPatternGetInteger(fonts.fonts[i], FC_INDEX, 0, &candidate.face_number);
    candidate.file = reinterpret_cast<const char*>(file);
    all.push_back(candidate);
  }
  return all;
}

// Emoji fonts of pictures come in a few sizes only: the smallest that is large enough, or the
// largest.
int closest_strike(FT_Face face, int em_px) {
  int best = 0;
  for (int i = 0; i < face->num_fixed_sizes; ++i) {
    const FT_Pos size = face->available_sizes[i].y_ppem / 64;
    const FT_Pos best_size = face->available_sizes[best].y_ppem / 64;
    if (size >= em_px ? (best_size < em_px || size < best_size) : best_size < size) best = i;
  }
  return best;
}

// How much a face's pictures must shrink to be `em_px` tall; 1 for outlines.
float set_size(FT_Face face, int em_px) {
  if (FT_IS_SCALABLE(face)) {
    FT_Set_Pixel_Sizes(face, 0, FT_UInt(em_px));
    return 1.0F;
  }
  const int strike = closest_strike(face, em_px);
  FT_Select_Size(face, strike);
  return float(em_px) / (float(face->available_sizes[strike].y_ppem) / 64.0F);
}

}  // namespace

struct FreetypeGlyphs::Fonts {
  FT_Library library = nullptr;
  std::array<FcFontSet*, 2> sets = {};
  std::array<std::vector<Candidate>, 2> by_weight;
  std::vector<std::uint8_t> pixels;

  FT_Face open(Candidate& candidate) {
    if (candidate.face == nullptr && !candidate.broken) {
      candidate.broken =
          FT_New_Face(library, candidate.file.c_str(), candidate.face_number, &candidate.face) != 0;
    }
    return candidate.face;
  }

  // The first font that has the character, or the very first, whose box then stands for it.
  FT_Face face_for(Weight weight, char32_t character) {
    auto& list = by_weight[std::size_t(weight)];
    for (Candidate& candidate : list) {
      if (!FcCharSetHasChar(candidate.characters, character)) continue;
      if (FT_Face face = open(candidate)) return face;
    }
    for (Candidate& candidate : list) {
      if (FT_Face face = open(candidate)) return face;
    }
    return nullptr;
  }

  // Null when the machine has no usable font at all.
  FT_GlyphSlot load(Weight weight, int em_px, char32_t character, FT_Int32 flags, float& shrink) {
    FT_Face face = face_for(weight, character);
    if (face == nullptr) return nullptr;
    shrink = set_size(face, em_px);
    const FT_UInt index = FT_Get_Char_Index(face, character);
    const FT_Int32 how = FT_LOAD_TARGET_LIGHT | FT_LOAD_COLOR | flags;
    return FT_Load_Glyph(face, index, how) == 0 ? face->glyph : nullptr;
  }

  void copy_coverage(const FT_Bitmap& bitmap) {
    pixels.resize(std::size_t(bitmap.width) * bitmap.rows);
    for (unsigned y = 0; y < bitmap.rows; ++y) {
      const std::uint8_t* row = bitmap.buffer + std::ptrdiff_t(y) * bitmap.pitch;
      const bool one_bit = bitmap.pixel_mode == FT_PIXEL_MODE_MONO;
      for (unsigned x = 0; x < bitmap.width; ++x) {
        pixels[std::size_t(y) * bitmap.width + x] =
            one_bit ? std::uint8_t((row[x / 8] >> (7 - x % 8) & 1) * 255) : row[x];
      }
    }
  }

  // Averages premultiplied BGRA down to width x height of straight RGBA.
  void copy_shrunk_colours(const FT_Bitmap& bitmap, int width, int height) {
    pixels.assign(std::size_t(width) * std::size_t(height) * 4, 0);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        average(bitmap, unsigned(x), unsigned(y), unsigned(width), unsigned(height),
                &pixels[(std::size_t(y) * std::size_t(width) + std::size_t(x)) * 4]);
      }
    }
  }

  static void average(const FT_Bitmap& bitmap, unsigned x, unsigned y, unsigned width,
                      unsigned height, std::uint8_t* rgba) {
    const unsigned x0 = x * bitmap.width / width;
    const unsigned x1 = std::max(x0 + 1, (x + 1) * bitmap.width / width);
    const unsigned y0 = y * bitmap.rows / height;
    const unsigned y1 = std::max(y0 + 1, (y + 1) * bitmap.rows / height);
    std::array<unsigned, 4> sum = {};
    for (unsigned row = y0; row < y1; ++row) {
      for (unsigned column = x0; column < x1; ++column) {
        const std::uint8_t* pixel =
            bitmap.buffer + std::ptrdiff_t(row) * bitmap.pitch + std::ptrdiff_t(column) * 4;
        for (std::size_t channel = 0; channel < 4; ++channel) sum[channel] += pixel[channel];
      }
    }
    const unsigned alpha = sum[3];
    if (alpha == 0) return;
    for (std::size_t channel = 0; channel < 3; ++channel) {
      rgba[2 - channel] = std::uint8_t(std::min(255U, sum[channel] * 255 / alpha));
    }
    rgba[3] = std::uint8_t(alpha / ((x1 - x0) * (y1 - y0)));
  }
};

FreetypeGlyphs::FreetypeGlyphs(const std::string& language) : fonts_(std::make_unique<Fonts>()) {
  FT_Init_FreeType(&fonts_->library);
  FcInit();
  for (const Weight weight : {Weight::regular, Weight::semibold}) {
    const auto at = std::size_t(weight);
    fonts_->sets[at] = preferred_fonts(weight, language);
    if (fonts_->sets[at] != nullptr) fonts_->by_weight[at] = candidates(*fonts_->sets[at]);
  }
}

FreetypeGlyphs::~FreetypeGlyphs() {
  for (FcFontSet* set : fonts_->sets) {
    if (set != nullptr) FcFontSetDestroy(set);
  }
  FT_Done_FreeType(fonts_->library);  // and its faces
}

float FreetypeGlyphs::advance(Weight weight, int em_px, char32_t character) {
  float shrink = 1;
  FT_GlyphSlot slot = fonts_->load(weight, em_px, character, 0, shrink);
  return slot == nullptr ? 0.0F : float(slot->advance.x) / 64.0F * shrink;
}

Glyph FreetypeGlyphs::draw(Weight weight, int em_px, char32_t character) {
  float shrink = 1;
  FT_GlyphSlot slot = fonts_->load(weight, em_px, character, FT_LOAD_RENDER, shrink);
  if (slot == nullptr) return {};
  const FT_Bitmap& bitmap = slot->bitmap;
  Glyph glyph{.advance = float(slot->advance.x) / 64.0F * shrink, .pixels = {}};
  if (bitmap.width == 0 || bitmap.rows == 0) return glyph;
  glyph.coloured = bitmap.pixel_mode == FT_PIXEL_MODE_BGRA;
  glyph.left = int(std::lround(float(slot->bitmap_left) * shrink));
  glyph.top = -int(std::lround(float(slot->bitmap_top) * shrink));
  glyph.width = std::max(1, int(std::lround(float(bitmap.width) * shrink)));
  glyph.height = std::max(1, int(std::lround(float(bitmap.rows) * shrink)));
  if (glyph.coloured) {
    fonts_->copy_shrunk_colours(bitmap, glyph.width, glyph.height);
  } else {
    fonts_->copy_coverage(bitmap);
  }
  glyph.pixels = fonts_->pixels;
  return glyph;
}

}  // namespace tongzhou
