#include "core/base64.h"

#include <array>
#include <cstdint>

namespace tongzhou {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t kNoDigit = 64;

constexpr auto kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i)
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

}  // namespace

std::string encode_base64(std::span<const std::byte> bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < count ? std::to_integer<std::uint32_t>(bytes[at + i]) : 0);
    for (std::size_t i = 0; i < 4; ++i)
      text += i <= count ? kDigits[group >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

std::optional<std::vector<std::byte>> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::vector<std::byte> bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::string_view group = text.substr(at, 4);
    if (at + 4 == text.size()) {
      while (group.size() > 2 && group.back() == '=') group.remove_suffix(1);
    }
    std::uint32_t bits = 0;
    for (char digit : group) {
      const std::uint8_t value = kValues[static_cast<unsigned char>(digit)];
      if (value == kNoDigit) return std::nullopt;
      bits = bits << 6 | value;
    }
    bits <<= 6 * (4 - group.size());
    const std::size_t count = group.size() - 1;
    for (std::size_t i = 0; i < count; ++i)
      bytes.push_back(static_cast<std::byte>(bits >> (16 - 8 * i)));
    // Digits that stand for no byte must be zero, or two texts would mean the same bytes.
    if ((bits & ((1U << (24 - 8 * count)) - 1)) != 0) return std::nullopt;
  }
  return bytes;
}

}  // namespace tongzhou
