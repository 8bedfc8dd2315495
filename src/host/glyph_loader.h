// Makes ImGui fonts of a glyph source: every character is drawn once, when it is first needed, at
// the screen's density, on whole device pixels.
//
// The baseline stands at 0.8 of the line box and digits share one width, whatever font the machine
// picks, so that layout is the same everywhere and columns of numbers align.
#pragma once

#include "host/glyph_source.h"
#include "imgui.h"
#include "ui/interface.h"

namespace tongzhou {

// The em, in device pixels, of ImGui's font size at a density; the inverse of line_box.
int em_pixels(float font_size, float density);

// `source` must outlive the atlas.
Fonts load_fonts(ImFontAtlas& atlas, GlyphSource& source);

// Device pixels per unit, said to every font in each frame: ImGui itself tells only those that are
// pushed, and what is drawn with the others comes out blurred.
void set_density(ImFontAtlas& atlas, float density);

}  // namespace tongzhou
