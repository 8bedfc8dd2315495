// Puts glyphs on whole device pixels where a CSS pixel is not a whole number of them (125 %, 150 %
// scaling): ImGui aligns text to its own pixels, and half a pixel off is a blurred character.
#pragma once

#include "imgui.h"

namespace tongzhou {

// Moves the glyph corners in `data`; shapes keep their anti-aliased edges. A glyph picture is whole
// pixels wide, so its corners move together. Needs an atlas without baked lines.
void snap_glyphs(ImDrawData& data, float density);

}  // namespace tongzhou
