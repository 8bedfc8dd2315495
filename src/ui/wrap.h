// Breaking text into lines the way Chinese and English readers expect.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace tongzhou {

// The lines of `text`, none wider than `width` unless a single character is. Breaks at '\n' (which
// is dropped), after spaces (dropped at the end of a line), after hyphens and between Chinese
// characters; closing punctuation never starts a line and opening punctuation never ends one
// (GB/T 15834). A longer Latin word is broken inside. Views into `text`, empty ones too.
std::vector<std::string_view> wrap_lines(std::string_view text, float width,
                                         const std::function<float(char32_t)>& advance);

}  // namespace tongzhou
