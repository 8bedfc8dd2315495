// Bytes as hexadecimal digits, two for each, in lower case.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tongzhou {

std::string to_hex(std::span<const std::uint8_t> bytes);
// False, and the bytes are not to be used, unless the text is exactly as many digits as they need;
// capitals will do.
bool parse_hex(std::string_view text, std::span<std::uint8_t> bytes);

}  // namespace tongzhou
