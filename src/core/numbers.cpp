#include "core/numbers.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>
#include <rapidjson/internal/dtoa.h>
#include <rapidjson/internal/strtod.h>

namespace tongzhou {
namespace {

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

// 0.digits times ten to the power of the scale.
struct Decimal {
  std::string digits;  // without zeros around
  int scale = 0;
};

std::size_t count_digits(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_decimal_digit(text[end])) ++end;
  return end - from;
}

// "e-12" at that place; its length, 0 where there is none.
std::size_t read_exponent(std::string_view text, std::size_t at, int& exponent) {
  constexpr int kLargest = 99999;  // beyond any number
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return 0;
  std::size_t first = at + 1;
  const bool has_sign = first < text.size() && (text[first] == '+' || text[first] == '-');
  if (has_sign) ++first;
  const std::size_t count = count_digits(text, first);
  if (count == 0) return 0;
  for (std::size_t i = first; i < first + count; ++i)
    exponent = std::min(kLargest, exponent * 10 + (text[i] - '0'));
  if (has_sign && text[first - 1] == '-') exponent = -exponent;
  return first + count - at;
}

double nearest_number(const Decimal& decimal) {
  // 0.1e310 is above all numbers, 0.9e-324 nearer to 0 than to the least one.
  constexpr int kLargestScale = 309, kLeastScale = -323;
  constexpr std::string_view kHalfOfLeast = "24703282292062327208";  // e-343, cut
  if (decimal.digits.empty() || decimal.scale < kLeastScale) return 0;
  if (decimal.scale == kLeastScale && decimal.digits < kHalfOfLeast) return 0;
  if (decimal.scale > kLargestScale) return HUGE_VAL;
  constexpr std::size_t kExact = 19;
  const std::size_t known = std::min(decimal.digits.size(), kExact);
  std::uint64_t whole = 0;
  for (std::size_t i = 0; i < known; ++i)
    whole = whole * 10 + static_cast<std::uint64_t>(decimal.digits[i] - '0');
  return rapidjson::internal::StrtodFullPrecision(
      static_cast<double>(whole), decimal.scale - static_cast<int>(known), decimal.digits.data(),
      decimal.digits.size(), /*decimalPosition=*/0, decimal.scale);
}

}  // namespace

std::string fixed_text(double number, int decimals) {
  constexpr double kLargest = 1e15;
  if (!(std::abs(number) < kLargest)) return shortest_text(number);
  std::uint64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const double size = std::abs(number);
  auto whole = static_cast<std::uint64_t>(size);
  auto part = static_cast<std::uint64_t>(
      std::llround((size - static_cast<double>(whole)) * static_cast<double>(scale)));
  if (part == scale) {
    ++whole;
    part = 0;
  }
  std::string text = number < 0 && (whole > 0 || part > 0) ? "-" : "";
  text += std::to_string(whole);
  if (decimals > 0) {
    const std::string digits = std::to_string(part);
    text += '.';
    text.append(static_cast<std::size_t>(decimals) - digits.size(), '0');
    text += digits;
  }
  return text;
}

std::string signed_text(double number, int decimals) {
  std::string text = fixed_text(number, decimals);
  return text.starts_with('-') ? text : "+" + text;
}

std::string shortest_text(double number) {
  constexpr std::size_t kLongest = 32;
  if (!std::isfinite(number)) return "0";
  char buffer[kLongest];
  std::string text(buffer, rapidjson::internal::dtoa(number, buffer));
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::optional<double> take_decimal(std::string_view& text) {
  const bool has_sign = text.starts_with('-') || text.starts_with('+');
  std::size_t at = has_sign ? 1 : 0;
  const std::size_t whole = count_digits(text, at);
  const std::size_t point = at + whole;
  const bool has_point = point < text.size() && text[point] == '.';
  const std::size_t part = has_point ? count_digits(text, point + 1) : 0;
  if (whole + part == 0) return std::nullopt;
  Decimal decimal{.digits = std::string(text.substr(at, whole))};
  decimal.digits += text.substr(std::min(point + 1, text.size()), part);
  const std::size_t zeros = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size());
  decimal.digits.erase(0, zeros);
  at = point + (has_point ? 1 + part : 0);
  at += read_exponent(text, at, decimal.scale);
  decimal.scale += static_cast<int>(whole) - static_cast<int>(zeros);
  while (decimal.digits.ends_with('0')) decimal.digits.pop_back();
  const double number = nearest_number(decimal);
  if (!std::isfinite(number)) return std::nullopt;
  const bool is_negative = text.starts_with('-');
  text.remove_prefix(at);
  return is_negative ? -number : number;
}

std::optional<double> parse_decimal(std::string_view text) {
  const auto number = take_decimal(text);
  return text.empty() ? number : std::nullopt;
}

std::string number_text(double number) {
  std::string text = fixed_text(number, 2);
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
  std::string plain;
  for (const char c : text) {
    if (c == 'e' || c == 'E') return std::nullopt;
    if (c != ',') plain += c;
  }
  const auto number = parse_decimal(plain);
  return number && std::abs(*number) <= kLargest ? number : std::nullopt;
}

}  // namespace tongzhou
