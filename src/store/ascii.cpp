#include "store/ascii.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <optional>

namespace tongzhou {
namespace {

std::optional<char> parse_byte(std::string_view digits) {
  unsigned byte = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, byte, 16);
  if (digits.size() != 2 || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return static_cast<char>(byte);
}

}  // namespace

std::string to_ascii(std::string_view text) {
  std::string ascii;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && c != '%')
      ascii += c;
    else
      fmt::format_to(std::back_inserter(ascii), "%{:02x}", byte);
  }
  return ascii;
}

std::string from_ascii(std::string_view ascii) {
  std::string text;
  for (std::size_t i = 0; i < ascii.size(); ++i) {
    const auto byte = ascii[i] == '%' ? parse_byte(ascii.substr(i + 1, 2)) : std::nullopt;
    text += byte ? *byte : ascii[i];
    if (byte) i += 2;
  }
  return text;
}

}  // namespace tongzhou
