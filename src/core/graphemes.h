// What a reader takes for one character: a letter with its marks, an emoji with its joiners, a
// flag. Extended grapheme clusters of Unicode Standard Annex 29, as utf8proc knows them.
#pragma once

#include <cstddef>
#include <string_view>

namespace tongzhou {

struct CodePoint {
  char32_t code;
  std::size_t bytes;
};
// The code point that begins at `at`, which is less than the size. A byte that begins none is
// U+FFFD, one byte long.
CodePoint code_point_at(std::string_view text, std::size_t at);

// Positions are byte offsets into UTF-8. Every text has boundaries at 0 and at its end, also one
// that is no UTF-8: there each stray byte stands alone.

// The nearest boundary at or before `at`.
std::size_t grapheme_floor(std::string_view text, std::size_t at);
// The nearest boundary at or after `at`.
std::size_t grapheme_ceil(std::string_view text, std::size_t at);
// The nearest boundary before, the nearest after; at the end of the text, that end.
std::size_t grapheme_before(std::string_view text, std::size_t at);
std::size_t grapheme_after(std::string_view text, std::size_t at);

}  // namespace tongzhou
