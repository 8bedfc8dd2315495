#include "host/crisp.h"

#include <cmath>

#include "imgui_internal.h"

namespace tongzhou {

void snap_glyphs(ImDrawData& data, float density) {
  if (density == std::round(density)) return;
  const float pixel = 1.0F / density;
  for (ImDrawList* list : data.CmdLists) {
    const ImVec2 white = list->_Data->TexUvWhitePixel;  // the one texel that shapes are filled with
    for (ImDrawVert& corner : list->VtxBuffer) {
      if (corner.uv.x == white.x && corner.uv.y == white.y) continue;
      corner.pos.x = std::round(corner.pos.x * density) * pixel;
      corner.pos.y = std::round(corner.pos.y * density) * pixel;
    }
  }
}

}  // namespace tongzhou
