// Text for the quick lane, which holds ASCII.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou {

// Bytes from 0x80 on, and '%', are written %xx; the rest stays readable.
std::string to_ascii(std::string_view text);
// What to_ascii made is what it was; any other text comes back as some text.
std::string from_ascii(std::string_view ascii);

}  // namespace tongzhou
