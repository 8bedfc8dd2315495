// Small rounded labels: states, keys, departments.
#pragma once

#include <optional>
#include <string_view>

#include "ui/icons.h"
#include "ui/text.h"

namespace tongzhou {

// A state in two or three words on a soft ground. Does not act.
void draw_pill(const Look& look, Tone tone, std::string_view text, Icon icon = Icon::none);

// A key or key combination, as it stands beside the command it triggers.
void draw_key_chip(const Look& look, std::string_view key);
// The same on a draw list, its right edge and middle given; returns its left edge. `ink` for chips
// on a filled ground; 0: faint.
float draw_key_chip_at(const Look& look, ImDrawList& list, ImVec2 right_middle,
                       std::string_view key, ImU32 ink = 0);

// A department's colour and name: a square dot, then the name, cut to the box.
Fit draw_department_in(const Look& look, ImDrawList& list, const ImRect& box, int colour,
                       std::string_view name, const TextLook& style);

ImU32 department_colour(const Look& look, int colour);

}  // namespace tongzhou
