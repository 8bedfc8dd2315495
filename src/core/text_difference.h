// What differs between two texts, word by word; in Chinese, character by character.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tongzhou {

// Bytes of a text, at boundaries of characters.
struct TextPart {
  std::size_t begin = 0, end = 0;
  bool operator==(const TextPart&) const = default;
};

// The words of `text` that are not in a longest common subsequence of both texts' words (Wagner &
// Fischer 1974), in order, neighbours as one. Texts that differ in more than kMostCompared pairs of
// words are compared at their beginnings and ends only: all between is one part.
std::vector<TextPart> parts_only_in(std::string_view text, std::string_view other);
inline constexpr std::size_t kMostCompared = 4'000'000;

}  // namespace tongzhou
