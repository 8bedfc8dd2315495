#include "core/text_difference.h"

#include <algorithm>
#include <cstdint>

#include "core/graphemes.h"

namespace tongzhou {
namespace {

// Letters that make words with their neighbours: not those of Chinese, Japanese and Korean.
bool is_word_letter(char32_t c) {
  constexpr char32_t kFirstEastAsian = 0x2E80;
  const auto is_in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  return is_in('0', '9') || is_in('A', 'Z') || is_in('a', 'z') || is_in(0xC0, 0x1FFF) ||
         (c > 0x2060 && c < kFirstEastAsian && !is_in(0x2070, 0x2BFF));
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    const bool is_word = is_word_letter(code_point_at(text, at).code);
    do at = grapheme_after(text, at);
    while (is_word && at < text.size() && is_word_letter(code_point_at(text, at).code));
    words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

using Words = std::vector<std::string_view>;

// For the words between `first` and the last `same` of each: which of `a` are common to both. Of
// several subsequences as long, `a_first` says which is taken: the other way round for the other.
void mark_common(const Words& a, const Words& b, std::size_t first, std::size_t same, bool a_first,
                 std::vector<bool>& common) {
  const std::size_t rows = a.size() - same - first, columns = b.size() - same - first;
  if (rows * columns > kMostCompared) return;
  // length[i][j]: of the longest common subsequence of what begins at i and j.
  std::vector<std::uint16_t> length((rows + 1) * (columns + 1));
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
    return length[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;)
      at(i, j) = a[first + i] == b[first + j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                              : std::max(at(i + 1, j), at(i, j + 1));
  std::size_t i = 0, j = 0;
  while (i < rows && j < columns) {
    if (a[first + i] == b[first + j]) {
      common[first + i] = true;
      ++i;
      ++j;
    } else if (at(i + 1, j) > at(i, j + 1) || (a_first && at(i + 1, j) == at(i, j + 1))) {
      ++i;
    } else {
      ++j;
    }
  }
}

}  // namespace

std::vector<TextPart> parts_only_in(std::string_view text, std::string_view other) {
  const Words a = words_of(text), b = words_of(other);
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t first = 0, same = 0;
  while (first < shorter && a[first] == b[first]) ++first;
  while (same < shorter - first && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
  std::vector<bool> common(a.size());
  mark_common(a, b, first, same, text < other, common);
  std::vector<TextPart> parts;
  for (std::size_t i = first; i < a.size() - same; ++i) {
    if (common[i]) continue;
    const auto begin = static_cast<std::size_t>(a[i].data() - text.data());
    if (parts.empty() || parts.back().end != begin) parts.push_back({begin, begin});
    parts.back().end = begin + a[i].size();
  }
  return parts;
}

}  // namespace tongzhou
