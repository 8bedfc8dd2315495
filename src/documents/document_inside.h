// What the writers of documents share. Private to them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace tongzhou {

// Document::title, or the text of the block that stands in its place.
std::string_view title_of(const Document& document);

// Before which block Document::title is printed: after grade, issuer and number of a letter.
// kNoPlace where a block stands in its place.
inline constexpr std::size_t kNoPlace = static_cast<std::size_t>(-1);
std::size_t place_of_title(const Document& document);

// The text of a block, cut where bold type begins and ends. Whatever `strong` holds, the pieces are
// the whole text in order and no character is cut.
struct TextPiece {
  std::string_view text;
  bool strong = false;
};
std::vector<TextPiece> pieces_of(const Block& block);

}  // namespace tongzhou
