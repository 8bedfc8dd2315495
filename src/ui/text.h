// Text on the draw list: placed by its visual middle, cut with an ellipsis where it does not fit.
#pragma once

#include <cstdint>
#include <string_view>

#include "imgui_internal.h"
#include "ui/look.h"

namespace tongzhou {

enum class Align : std::uint8_t { left, centre, right };
enum class Fit : std::uint8_t { whole, cut };  // whether the text ended in an ellipsis

struct TextLook {
  Type type = Type::body;
  ImU32 colour = 0;  // 0: the theme's text colour
  Align align = Align::left;
};

ImFont* font_of(const Look& look, Type type);
float font_size_of(Type type);  // what ImGui calls size
float line_height(Type type);   // 1.45 em
float text_width(const Look& look, Type type, std::string_view text);

// The top of ImGui's text box such that Chinese and Latin letters look centred on `middle_y`,
// whatever the font's own ascent and descent are.
float text_top(const Look& look, Type type, float middle_y);

// One line inside `box`, vertically centred, cut with "…" where it does not fit. Draws only.
Fit draw_text_in(const Look& look, ImDrawList& list, const ImRect& box, std::string_view text,
                 const TextLook& style);

// The same at a point: `at.x` is the left edge, `at.y` the middle of the line. Never cut.
void draw_text_at(const Look& look, ImDrawList& list, ImVec2 at, std::string_view text,
                  const TextLook& style);

// Sets ImGui's own font for what it draws itself (text fields); pops at the end of the scope.
class FontScope {
 public:
  FontScope(const Look& look, Type type);
  ~FontScope();
  FontScope(const FontScope&) = delete;
  FontScope& operator=(const FontScope&) = delete;
};

}  // namespace tongzhou
