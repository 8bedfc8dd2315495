// Markdown in, as people write it and templates make it: CommonMark with tables (md4c).
#pragma once

#include <string>
#include <string_view>

#include "documents/document.h"

namespace tongzhou {

// Puts it behind what the document has. Headings # and ## are of level 1, or that much
// lower; a line across is a
// new page; emphasis of either kind is bold; quotations are quiet; HTML, links and pictures are
// what they say and nothing more. Long lists and tables stay whole.
void add_markdown(Document& document, std::string_view text, int lower = 0);

// The text so that Markdown takes none of it for markup. Line feeds stay lines of the same
// paragraph, in the cell of a table they become blanks.
enum class MarkdownPlace : std::uint8_t { paragraph, cell };
std::string escape_markdown(std::string_view text, MarkdownPlace place);
// Its signs alone, wherever in a line they stand.
void add_escaped(std::string& out, std::string_view text);

}  // namespace tongzhou
