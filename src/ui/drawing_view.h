// A drawing on screen.
#pragma once

#include <cstdint>

#include "documents/drawing.h"
#include "ui/look.h"

namespace tongzhou {

inline constexpr float kDrawingScale = 1.5F;  // pixels of a point, at most

// In the colours of the theme, or on white as it will be printed.
enum class DrawnAs : std::uint8_t { screen, paper };

// As wide as that, but no larger than that its letters are as large as small ones.
void draw_drawing(const Look& look, const Drawing& drawing, float width,
                  DrawnAs as = DrawnAs::screen);

}  // namespace tongzhou
