#include "host/painted_glyphs.h"

#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

namespace tongzhou {
namespace {

ImRect box_of(const ImTextureRect& rect) {
  return {float(rect.x), float(rect.y), float(rect.x + rect.w), float(rect.y + rect.h)};
}

}  // namespace

void PaintedGlyphs::update(ImFontAtlas& atlas, ImTextureData& texture) {
  const bool anew = texture.Status == ImTextureStatus_WantCreate;
  if (!anew && texture.Status != ImTextureStatus_WantUpdates) return;
  const ImRect written = box_of(texture.UpdateRect);
  ImGui_ImplOpenGL3_UpdateTexture(&texture);
  if (&texture != atlas.TexData) return;
  // ImGui gives up places of sizes that are no longer used.
  std::erase_if(places_, [&](const Place& place) {
    return ImFontAtlasPackGetRectSafe(&atlas, place.rect) == nullptr;
  });
  for (const Place& place : places_) {
    const ImTextureRect& rect = *ImFontAtlasPackGetRect(&atlas, place.rect);
    if (anew || written.Overlaps(box_of(rect)))
      source_.paint(texture.GetTexID(), rect.x, rect.y, place.weight, place.em_px, place.character);
  }
}

}  // namespace tongzhou
