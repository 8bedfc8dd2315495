#include "host/glyph_loader.h"

#include <algorithm>
#include <cmath>

#include "host/painted_glyphs.h"
#include "imgui_internal.h"

namespace tongzhou {

namespace {

// ImGui's largest texture is 4096 wide and must hold many glyphs; nobody sets type this big.
constexpr int kLargestEmPx = 512;

GlyphSource& source_of(const ImFontAtlas& atlas) {
  return *static_cast<GlyphSource*>(atlas.UserData);
}

// ImGui lets a font file hold several faces; for us the number of the face is the weight.
Weight weight_of(const ImFontConfig& config) { return static_cast<Weight>(config.FontNo); }

float density_of(const ImFontConfig& config, const ImFontBaked& baked) {
  return config.RasterizerDensity * baked.RasterizerDensity;
}

bool is_digit(ImWchar character) { return character >= '0' && character <= '9'; }

float widest_digit(GlyphSource& source, Weight weight, int em_px) {
  float widest = 0;
  for (char32_t digit = '0'; digit <= '9'; ++digit) {
    widest = std::max(widest, source.advance(weight, em_px, digit));
  }
  return widest;
}

// Per baked size, in ImGui's buffer for it.
struct Baked {
  int em_px;
  float digit_advance_px;
};

float advance_px(GlyphSource& source, Weight weight, const Baked& size, ImWchar character) {
  if (is_digit(character)) return size.digit_advance_px;
  return std::round(source.advance(weight, size.em_px, character));
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool start_size(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void* buffer) {
  const float density = density_of(*config, *baked);
  auto& size = *static_cast<Baked*>(buffer);
  size.em_px = em_pixels(baked->Size, density);
  size.digit_advance_px =
      std::round(widest_digit(source_of(*atlas), weight_of(*config), size.em_px));
  // Centres capitals and Chinese characters in the line box: both are about 0.74 em tall around
  // 0.37 em above the baseline, and the box is 1.25 em.
  baked->Ascent = std::round(0.8F * baked->Size * density) / density;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

// Reserves a place in the atlas and copies the picture there. False when the atlas is full.
bool place(ImFontAtlas& atlas, ImFontConfig& config, ImFontBaked& baked, const Glyph& drawn,
           float shift_px, ImFontGlyph& glyph) {
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(&atlas, drawn.width, drawn.height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  const float density = density_of(config, baked);
  glyph.X0 = (float(drawn.left) + shift_px) / density;
  glyph.Y0 = float(drawn.top) / density + baked.Ascent;
  glyph.X1 = glyph.X0 + float(drawn.width) / density;
  glyph.Y1 = glyph.Y0 + float(drawn.height) / density;
  glyph.Visible = true;
  glyph.Colored = drawn.coloured;
  glyph.PackId = id;
  const ImTextureFormat format = drawn.coloured ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8;
  const int pitch = drawn.width * (drawn.coloured ? 4 : 1);
  ImFontAtlasBakedSetFontGlyphBitmap(&atlas, &baked, &config, &glyph,
                                     ImFontAtlasPackGetRect(&atlas, id), drawn.pixels.data(),
                                     format, pitch);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void* buffer,
                ImWchar character, ImFontGlyph* glyph, float* advance_only) {
  GlyphSource& source = source_of(*atlas);
  const Weight weight = weight_of(*config);
  const auto& size = *static_cast<const Baked*>(buffer);
  const float density = density_of(*config, *baked);
  const float advance = advance_px(source, weight, size, character);
  if (advance_only != nullptr) {
    *advance_only = advance / density;
    return true;
  }
  const Glyph drawn = source.draw(weight, size.em_px, character);
  glyph->Codepoint = character;
  glyph->AdvanceX = advance / density;
  if (drawn.width == 0 || drawn.height == 0) return true;
  const float shift = is_digit(character) ? std::round((advance - drawn.advance) / 2) : 0.0F;
  if (!place(*atlas, *config, *baked, drawn, shift, *glyph)) return false;
  if (PaintedGlyphs* painted = source.painted())
    painted->placed(glyph->PackId, weight, size.em_px, character);
  return true;
}

const ImFontLoader& loader() {
  static const ImFontLoader only = [] {
    ImFontLoader made;
    made.Name = "tongzhou";
    made.FontSrcContainsGlyph = contains_glyph;
    made.FontBakedInit = start_size;
    made.FontBakedLoadGlyph = load_glyph;
    made.FontBakedSrcLoaderDataSize = sizeof(Baked);
    return made;
  }();
  return only;
}

ImFont* add_weight(ImFontAtlas& atlas, Weight weight) {
  ImFontConfig config;
  config.FontLoader = &loader();
  config.FontNo = static_cast<ImU32>(weight);
  config.SizePixels = line_box(14);
  config.EllipsisChar = U'…';
  return atlas.AddFont(&config);
}

}  // namespace

int em_pixels(float font_size, float density) {
  const float em = std::round(font_size / 1.25F);
  return std::clamp(int(std::lround(em * density)), 1, kLargestEmPx);
}

Fonts load_fonts(ImFontAtlas& atlas, GlyphSource& source) {
  atlas.UserData = &source;
  return {.regular = add_weight(atlas, Weight::regular),
          .semibold = add_weight(atlas, Weight::semibold)};
}

void set_density(ImFontAtlas& atlas, float density) {
  for (ImFont* font : atlas.Fonts) font->CurrentRasterizerDensity = density;
}

}  // namespace tongzhou

// What Dear ImGui takes where nothing is said (ui/imconfig_tongzhou.h).
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
const ImFontLoader* GetFontLoader() { return &tongzhou::loader(); }
}  // namespace ImGuiFreeType
