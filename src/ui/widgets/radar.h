// A radar chart: figures of one thing around a centre, beside those of another. Draws only.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "imgui_internal.h"
#include "ui/look.h"

namespace tongzhou {

// From 0 in the centre to 1 at the rim; one that is missing leaves a gap in the line.
struct RadarSpoke {
  std::string_view name;
  std::optional<double> value, other;
};

// At least three spokes; clockwise from the top.
void draw_radar(const Look& look, ImDrawList& list, const ImRect& box,
                std::span<const RadarSpoke> spokes);

}  // namespace tongzhou
