// Text files as they come: in UTF-8, UTF-16 or China's older encodings, with and without marks.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/ports.h"
#include "core/result.h"

namespace tongzhou {

// The bytes as UTF-8 without a byte order mark. In this order: a UTF-8 or UTF-16 mark is believed;
// UTF-16 without a mark is known by the NULs of its first characters; valid UTF-8 is taken as such;
// the rest is GB18030 (which includes GBK and GB2312), if `codec`, which may be null, can read it.
// Fails for bytes that are no text in any of these, and by name for Excel workbooks and Microsoft
// Project's own .mpp.
Result<std::string> decode_text(std::span<const std::byte> bytes, const TextCodec* codec);

bool is_valid_utf8(std::string_view text);

// Appends the character; U+FFFD for what is no character.
void append_utf8(std::string& text, std::uint32_t code_point);

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace tongzhou
