// A drawing on screen.
#pragma once

#include "documents/drawing.h"
#include "ui/look.h"

namespace tongzhou {

inline constexpr float kDrawingScale = 1.5F;  // pixels of a point, at most

// As wide as that, but no larger than that its letters are as large as small ones.
void draw_drawing(const Look& look, const Drawing& drawing, float width);

}  // namespace tongzhou
