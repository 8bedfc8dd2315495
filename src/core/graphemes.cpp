#include "core/graphemes.h"

#include <utf8proc.h>

#include <algorithm>

namespace tongzhou {
namespace {

bool is_printable_ascii(char c) { return c >= ' ' && c < '\x7F'; }

// The end of the cluster that begins at `start`.
std::size_t cluster_end(std::string_view text, std::size_t start) {
  CodePoint point = code_point_at(text, start);
  std::size_t at = start + point.bytes;
  // Plain English, of which most text with a caret in it consists.
  if (at == text.size()) return at;
  if (is_printable_ascii(text[start]) && is_printable_ascii(text[at])) return at;
  utf8proc_int32_t state = 0;
  const auto breaks = [&](char32_t before, char32_t after) {
    return utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                            static_cast<utf8proc_int32_t>(after), &state);
  };
  while (at < text.size()) {
    const CodePoint next = code_point_at(text, at);
    if (breaks(point.code, next.code)) return at;
    point = next;
    at += next.bytes;
  }
  return at;
}

// A boundary at or before `at` from which clusters can be counted: nothing joins a printable ASCII
// character to what stands before it, but for the rare prepended marks.
std::size_t safe_start(std::string_view text, std::size_t at) {
  while (at > 0 && !(at < text.size() && is_printable_ascii(text[at]))) --at;
  return at;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (length <= 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(length)};
}

std::size_t grapheme_floor(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  std::size_t start = safe_start(text, at);
  while (start < at) {
    const std::size_t end = cluster_end(text, start);
    if (end > at) return start;
    start = end;
  }
  return start;
}

std::size_t grapheme_ceil(std::string_view text, std::size_t at) {
  const std::size_t floor = grapheme_floor(text, at);
  return floor >= std::min(at, text.size()) ? floor : cluster_end(text, floor);
}

std::size_t grapheme_before(std::string_view text, std::size_t at) {
  return at == 0 ? 0 : grapheme_floor(text, std::min(at, text.size()) - 1);
}

std::size_t grapheme_after(std::string_view text, std::size_t at) {
  return grapheme_ceil(text, at + 1);
}

}  // namespace tongzhou
