// Words as items of the layout: labels, headings, paragraphs.
#pragma once

#include <span>
#include <string_view>

#include "core/text_difference.h"
#include "ui/text.h"

namespace tongzhou {

// One line, `width` wide (0: as wide as the text, but no wider than what is left). A text that is
// cut tells itself on hover.
void draw_label(const Look& look, std::string_view text, const TextLook& style, float width = 0);

// The title of a page or of a card, for screen readers a heading of that level.
void draw_heading(const Look& look, std::string_view text, Type type, int level);

// Several lines wrapped at `width` (0: what is left).
void draw_paragraph(const Look& look, std::string_view text, const TextLook& style,
                    float width = 0);

// As many wrapped lines as the box has room for, the last one cut where more would follow. Draws
// only.
void draw_lines_in(const Look& look, ImDrawList& list, const ImRect& box, std::string_view text,
                   const TextLook& style);

// The same with parts of the text on a ground of that colour.
void draw_marked_lines_in(const Look& look, ImDrawList& list, const ImRect& box,
                          std::string_view text, const TextLook& style,
                          std::span<const TextPart> parts, ImU32 ground);

// The height that draw_paragraph would take.
float paragraph_height(const Look& look, std::string_view text, Type type, float width);

}  // namespace tongzhou
