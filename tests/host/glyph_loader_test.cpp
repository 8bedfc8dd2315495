#include "host/glyph_loader.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "host/crisp.h"
#include "imgui_internal.h"

namespace tongzhou {
namespace {

using Catch::Matchers::WithinAbs;

// Characters are filled boxes; "1" is narrower than the other digits.
class Boxes : public GlyphSource {
 public:
  float advance(Weight, int em_px, char32_t character) override {
    return (character == '1' ? 0.4F : 0.6F) * float(em_px);
  }
  Glyph draw(Weight weight, int em_px, char32_t character) override {
    ++drawn;
    pixels_.assign(100, 255);
    return {.advance = advance(weight, em_px, character),
            .left = 1,
            .top = -10,
            .width = 10,
            .height = 10,
            .pixels = pixels_};
  }
  int drawn = 0;

 private:
  std::vector<std::uint8_t> pixels_;
};

// An ImGui context with these boxes for characters and a screen of the given density.
struct Screen {
  explicit Screen(float density) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.DisplaySize = {800, 600};
    io.DisplayFramebufferScale = {density, density};
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines;
    fonts = load_fonts(*io.Fonts, boxes);
    ImGui::GetStyle().FontSizeBase = line_box(14);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({800, 600});
    ImGui::Begin("window");
  }
  ~Screen() {
    ImGui::End();
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext();
  }
  ImFontBaked& baked() { return *ImGui::GetFontBaked(); }
  Boxes boxes;
  Fonts fonts;
};

TEST_CASE("Whole type sizes come out as whole pixels") {
  for (int em = 10; em <= 48; ++em) {
    CHECK(em_pixels(line_box(float(em)), 1) == em);
    CHECK(em_pixels(line_box(float(em)), 2) == 2 * em);
  }
  CHECK(em_pixels(line_box(14), 1.5F) == 21);
}

TEST_CASE("A character is drawn once") {
  Screen screen(1);
  screen.baked().FindGlyph(U'舟');
  const int drawn = screen.boxes.drawn;
  screen.baked().FindGlyph(U'舟');
  CHECK(screen.boxes.drawn == drawn);
}

TEST_CASE("Glyphs are as large as their pictures on the screen, and stand on the baseline") {
  for (const float density : {1.0F, 1.5F, 2.0F, 3.0F}) {
    Screen screen(density);
    const ImFontGlyph& glyph = *screen.baked().FindGlyph('A');
    CHECK_THAT((glyph.X1 - glyph.X0) * density, WithinAbs(10, 0.01));
    CHECK_THAT((glyph.Y0 - screen.baked().Ascent) * density, WithinAbs(-10, 0.01));
    const float advance_px = glyph.AdvanceX * density;
    CHECK_THAT(advance_px, WithinAbs(std::round(advance_px), 0.01));
  }
}

TEST_CASE("Text is as sharp in a font that is only drawn with as in the one that is pushed") {
  for (const float density : {1.25F, 2.0F}) {
    Screen screen(density);
    set_density(*ImGui::GetIO().Fonts, density);
    for (ImFont* font : {screen.fonts.regular, screen.fonts.semibold})
      CHECK(font->GetFontBaked(line_box(16))->RasterizerDensity == density);
  }
}

TEST_CASE("All digits are equally wide") {
  Screen screen(1.25F);
  for (char digit = '0'; digit <= '9'; ++digit) {
    CHECK(screen.baked().GetCharAdvance(ImWchar(digit)) == screen.baked().GetCharAdvance('0'));
  }
}

TEST_CASE("At every density glyphs stand on whole pixels of the screen") {
  for (const float density : {1.0F, 1.25F, 1.5F, 1.75F, 2.0F}) {
    Screen screen(density);
    ImGui::SetCursorPos({7, 31});
    ImGui::TextUnformatted("A1舟");
    ImGui::End();
    ImGui::Render();
    ImDrawData& data = *ImGui::GetDrawData();
    snap_glyphs(data, density);
    int corners = 0;
    for (const ImDrawList* list : data.CmdLists) {
      const ImVec2 white = list->_Data->TexUvWhitePixel;
      for (const ImDrawVert& corner : list->VtxBuffer) {
        if (corner.uv.x == white.x && corner.uv.y == white.y) continue;
        ++corners;
        CHECK_THAT(corner.pos.y * density, WithinAbs(std::round(corner.pos.y * density), 0.01));
      }
    }
    CHECK(corners >= 12);
    ImGui::NewFrame();
    ImGui::Begin("window");
  }
}

}  // namespace
}  // namespace tongzhou
