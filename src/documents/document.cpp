#include "documents/document.h"

#include <algorithm>

#include "documents/document_inside.h"

namespace tongzhou {
namespace {

const Block* find_title_block(const Document& document) {
  const auto found = std::ranges::find(document.blocks, LetterPart::title, &Block::part);
  return found == document.blocks.end() ? nullptr : &*found;
}

bool stands_before_title(const Block& block) {
  return block.part > LetterPart::body && block.part < LetterPart::title;
}

// The position itself, or the beginning of the character that it is in.
std::size_t beginning_of_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

std::string_view title_of(const Document& document) {
  const Block* block = find_title_block(document);
  return block == nullptr ? document.title : block->text;
}

std::size_t place_of_title(const Document& document) {
  if (find_title_block(document) != nullptr) return kNoPlace;
  const auto found = std::ranges::find_if_not(document.blocks, stands_before_title);
  return static_cast<std::size_t>(found - document.blocks.begin());
}

std::vector<TextPiece> pieces_of(const Block& block) {
  const std::string_view text = block.text;
  std::vector<TextPiece> pieces;
  std::size_t at = 0;
  const auto add_until = [&](std::size_t end, bool strong) {
    if (end > at) pieces.push_back({text.substr(at, end - at), strong});
    at = std::max(at, end);
  };
  for (const StrongPart part : block.strong) {
    if (part.end <= part.begin) continue;
    add_until(beginning_of_character(text, part.begin), false);
    add_until(beginning_of_character(text, part.end), true);
  }
  add_until(text.size(), false);
  return pieces;
}

}  // namespace tongzhou
