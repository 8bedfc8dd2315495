#include "ui/text.h"

#include <cmath>

namespace tongzhou {
namespace {

constexpr std::string_view kEllipsis = "…";

// Half the height of a Chinese character above the baseline, in em: the ideographic box runs from
// -0.12 to 0.88, Latin capitals from 0 to 0.73; this line is the middle of both to a tenth of a
// pixel at 14 px.
constexpr float kVisualMiddle = 0.37F;

ImU32 colour_of(const Look& look, const TextLook& style) {
  return style.colour != 0 ? style.colour : look.colours().text;
}

bool is_semibold(Type type) {
  return type == Type::body_strong || type == Type::table_strong || type == Type::small_strong ||
         type == Type::title || type == Type::figure;
}

}  // namespace

float em_of(Type type) {
  switch (type) {
    case Type::body:
    case Type::body_strong: return 14;
    case Type::table:
    case Type::table_strong: return 13;
    case Type::small:
    case Type::small_strong: return 12;
    case Type::title: return 16;
    case Type::figure: return 28;
  }
  return 14;
}

ImFont* font_of(const Look& look, Type type) {
  return is_semibold(type) ? look.fonts.semibold : look.fonts.regular;
}

float font_size_of(Type type) { return line_box(em_of(type)); }

float line_height(Type type) { return std::round(em_of(type) * 1.45F); }

float text_width(const Look& look, Type type, std::string_view text) {
  const float size = font_size_of(type);
  return font_of(look, type)
      ->CalcTextSizeA(size, FLT_MAX, 0, text.data(), text.data() + text.size())
      .x;
}

float text_top(const Look& look, Type type, float middle_y) {
  const float ascent = font_of(look, type)->GetFontBaked(font_size_of(type))->Ascent;
  return std::round(middle_y + kVisualMiddle * em_of(type)) - std::round(ascent);
}

void draw_text_at(const Look& look, ImDrawList& list, ImVec2 at, std::string_view text,
                  const TextLook& style) {
  const ImVec2 top_left{std::round(at.x), text_top(look, style.type, at.y)};
  list.AddText(font_of(look, style.type), font_size_of(style.type), top_left,
               colour_of(look, style), text.data(), text.data() + text.size());
}

Fit draw_text_in(const Look& look, ImDrawList& list, const ImRect& box, std::string_view text,
                 const TextLook& style) {
  const float room = box.GetWidth();
  if (text.empty() || room <= 0) return Fit::whole;
  ImFont* font = font_of(look, style.type);
  const float size = font_size_of(style.type);
  const char* begin = text.data();
  const char* end = begin + text.size();
  const float middle = (box.Min.y + box.Max.y) / 2;

  // Measuring stops a little past the room, so that a long text costs no more than a short one.
  const char* rest = end;
  const float width = font->CalcTextSizeA(size, room + 1, 0, begin, end, &rest).x;
  if (rest == end && width <= room + 0.5F) {
    const float slack = room - width;
    const float shift =
        style.align == Align::left ? 0 : (style.align == Align::right ? slack : slack / 2);
    draw_text_at(look, list, {box.Min.x + std::floor(shift), middle}, text, style);
    return Fit::whole;
  }
  const float dots = text_width(look, style.type, kEllipsis);
  const float kept =
      room > dots ? font->CalcTextSizeA(size, room - dots, 0, begin, end, &rest).x : 0;
  if (room <= dots) rest = begin;
  draw_text_at(look, list, {box.Min.x, middle}, {begin, rest}, style);
  draw_text_at(look, list, {box.Min.x + kept, middle}, kEllipsis, style);
  return Fit::cut;
}

FontScope::FontScope(const Look& look, Type type) {
  ImGui::PushFont(font_of(look, type), font_size_of(type));
}
FontScope::~FontScope() { ImGui::PopFont(); }

}  // namespace tongzhou
