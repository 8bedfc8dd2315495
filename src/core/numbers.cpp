#include "core/numbers.h"

#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace tongzhou {

std::string number_text(double number) {
  std::string text = fmt::format("{:.2f}", number);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string grouped_number(double number) {
  // Large numbers are not told to the hundredth.
  std::string text = number_text(std::abs(number) >= 20 ? std::round(number * 10) / 10 : number);
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  std::size_t end = text.find('.');
  if (end == std::string::npos) end = text.size();
  for (std::size_t at = end; at > first + 3;) text.insert(at -= 3, ",");
  return text;
}

std::string with_unit(std::string number, std::string_view unit) {
  if (unit.empty()) return number;
  const bool is_close = unit == "%" || unit == "‰" || unit == "℃";
  return number.append(is_close ? "" : " ").append(unit);
}

std::string percent_text(double part) {
  return fmt::format("{}%", static_cast<int>(std::lround(100 * part)));
}

std::optional<double> parse_number(std::string_view text) {
  constexpr double kLargest = 1e15;
  if (text.ends_with('%')) text.remove_suffix(1);
  std::string plain;  // strtod would also take hexadecimals, "nan" and "inf"
  for (const char c : text) {
    if (c == ',') continue;
    if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+') return std::nullopt;
    plain += c;
  }
  char* end = nullptr;
  const double number = std::strtod(plain.c_str(), &end);
  if (plain.empty() || *end != '\0' || std::abs(number) > kLargest) return std::nullopt;
  return number;
}

}  // namespace tongzhou
