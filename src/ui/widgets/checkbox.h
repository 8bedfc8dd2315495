// A box to tick.
#pragma once

#include <string_view>

#include "ui/look.h"

namespace tongzhou {

// `name` is for screen readers; what is ticked stands beside it, drawn by the caller. True when it
// was pressed; changing what is ticked is the caller's.
bool draw_checkbox(const Look& look, const char* id, std::string_view name, bool ticked);
inline constexpr float kCheckboxSize = 20;

}  // namespace tongzhou
