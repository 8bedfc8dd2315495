// The bar at the top: which plan, whether it is safe, search, and what is always at hand.
#pragma once

#include "ui/desk.h"
#include "ui/shell/palette.h"

namespace tongzhou {

struct TopBarState {
  bool renaming = false;
};

// Fills the current window.
void draw_top_bar(const Desk& desk, TopBarState& state, PaletteState& palette);

}  // namespace tongzhou
