// Whether bytes are text.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou {

// Well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, surrogates or values above 10FFFF.
bool is_utf8(std::string_view text);

// The text with each byte that belongs to no well-formed character replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

// Line breaks and other control characters of ASCII become blanks.
std::string one_line(std::string text);

}  // namespace tongzhou
