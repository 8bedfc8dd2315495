// How far something is.
#pragma once

#include <string_view>

#include "ui/look.h"

namespace tongzhou {

// A thin bar; `share` from 0 to 1. The number stands beside it, drawn by the caller.
void draw_progress(const Look& look, std::string_view name, float share, float width,
                   ImU32 colour = 0);

}  // namespace tongzhou
