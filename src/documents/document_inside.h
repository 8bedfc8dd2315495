// What the writers of documents share. Private to them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace tongzhou {

// Document::title, or the text of the block that stands in its place.
std::string_view title_of(const Document& document);

// Before which block Document::title is printed: after the head of a letter.
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

// The title where it belongs, and everything else in order. A writer adds titles and blocks.
template <class Writer>
void write_blocks(const Document& document, Writer& writer) {
  const std::size_t place = place_of_title(document);
  for (std::size_t i = 0; i <= document.blocks.size(); ++i) {
    if (i == place) writer.add_title(document.title, document.subtitle);
    if (i == document.blocks.size()) break;
    if (document.blocks[i].part == LetterPart::title)
      writer.add_title(document.blocks[i].text, document.subtitle);
    else
      writer.add(document.blocks[i]);
  }
}

}  // namespace tongzhou
