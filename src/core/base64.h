// Bytes as ASCII text (RFC 4648, section 4).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou {

std::string encode_base64(std::span<const std::byte> bytes);
// Nothing unless the text is exactly what encode_base64 makes.
std::optional<std::vector<std::byte>> decode_base64(std::string_view text);

}  // namespace tongzhou
