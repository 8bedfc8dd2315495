#include "ui/drawing_view.h"

#include <algorithm>
#include <vector>

#include "ui/access.h"
#include "ui/text.h"

namespace tongzhou {
namespace {

ImU32 ink_of(const Look& look, DrawnAs as, Ink ink) {
  if (as == DrawnAs::paper) {
    const std::uint32_t rgb = paper_colour(ink);
    return IM_COL32(rgb >> 16U, (rgb >> 8U) & 0xFFU, rgb & 0xFFU, 0xFF);
  }
  const Colours& c = look.colours();
  switch (ink) {
    case Ink::text: return c.text;
    case Ink::quiet: return c.second_text;
    case Ink::line: return c.line;
    case Ink::ground: return c.quiet;
    case Ink::bar: return with_alpha(c.accent, 0.45F);
    case Ink::done: return c.accent;
    case Ink::late: return look.theme.strong(Tone::critical);
    case Ink::now: return look.theme.strong(Tone::warning);
    case Ink::black: return IM_COL32_BLACK;
    case Ink::white: return IM_COL32_WHITE;
  }
  return 0;
}

bool is_box(const std::vector<ImVec2>& points) {
  return points.size() == 4 && points[0].y == points[1].y && points[1].x == points[2].x &&
         points[2].y == points[3].y && points[3].x == points[0].x;
}

// As large as the drawing is: small type where it is whole.
void draw_words(const Look& look, ImDrawList& list, const Shape& shape, ImU32 ink, ImVec2 at,
                float scale) {
  const Type type = shape.strong ? Type::small_strong : Type::small;
  const float part = scale / kDrawingScale;
  float left = 0;
  if (shape.anchor != TextAnchor::left) left = text_width(look, type, shape.text) * part;
  if (shape.anchor == TextAnchor::middle) left /= 2;
  // Its middle stands a third of its height above the base line.
  const float middle = at.y - shape.size * scale * 0.36F;
  list.AddText(font_of(look, type), font_size_of(type) * part,
               {at.x - left, middle + text_top(look, type, 0) * part}, ink, shape.text.data(),
               shape.text.data() + shape.text.size());
}

}  // namespace

void draw_drawing(const Look& look, const Drawing& drawing, float width, DrawnAs as) {
  const float scale = std::min(width / drawing.width, kDrawingScale);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImVec2(drawing.width, drawing.height) * scale;
  access::describe({.id = ImGui::GetID("drawing"),
                    .role = access::Role::picture,
                    .name = drawing.name,
                    .rect = {top.x, top.y, top.x + size.x, top.y + size.y}});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (as == DrawnAs::paper) list.AddRectFilled(top, top + size, IM_COL32_WHITE);
  std::vector<ImVec2> points;
  for (const Shape& shape : drawing.shapes) {
    const ImU32 ink = ink_of(look, as, shape.ink);
    points.clear();
    for (const DrawPoint point : shape.points)
      points.push_back(top + ImVec2(point.x, point.y) * scale);
    switch (shape.kind) {
      case Shape::Kind::area:
        // Boxes beside each other meet without a seam.
        if (is_box(points))
          list.AddRectFilled(points[0], points[2], ink);
        else
          list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), ink);
        break;
      case Shape::Kind::line:
        list.AddPolyline(points.data(), static_cast<int>(points.size()), ink, 0,
                         std::max(1.0F, shape.size * scale));
        break;
      case Shape::Kind::text: draw_words(look, list, shape, ink, points.front(), scale); break;
    }
  }
  ImGui::Dummy(size + ImVec2(0, 8));
}

}  // namespace tongzhou
