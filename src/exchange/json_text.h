// How values that JSON has no type for are written as text.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/words.h"

namespace tongzhou {

inline std::string to_hex(AnyId id) { return fmt::format("{:016x}", id.value); }

inline std::optional<AnyId> parse_hex(std::string_view text) {
  AnyId id;
  const char* end = text.data() + text.size();
  const auto [parsed, problem] = std::from_chars(text.data(), end, id.value, 16);
  if (text.size() != 16 || problem != std::errc{} || parsed != end) return std::nullopt;
  return id;
}

}  // namespace tongzhou
