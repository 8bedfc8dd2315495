// QR codes (ISO/IEC 18004).
#pragma once

#include <optional>
#include <string_view>

#include "documents/drawing.h"

namespace tongzhou {

inline constexpr std::size_t kMostInCode = 2953;  // bytes, at the lowest correction of errors

// The smallest code that holds the text, with the margin it needs. Nothing where none does.
std::optional<Drawing> qr_code(std::string_view text);

}  // namespace tongzhou
