// A segmented control: one of a few, all in sight.
#pragma once

#include <span>
#include <string_view>

#include "ui/look.h"

namespace tongzhou {

// Returns the index that is chosen after this frame.
int draw_segments(const Look& look, const char* id, std::string_view name,
                  std::span<const std::string_view> labels, int chosen);

}  // namespace tongzhou
