#include "documents/drawing.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/graphemes.h"
#include "core/numbers.h"
#include "core/utf8.h"
#include "documents/xml_text.h"

namespace tongzhou {
namespace {

constexpr std::array<std::uint32_t, kInkCount> kPaperColours{0x1C2426, 0x5B676B, 0xD5DDDF, 0xF1F5F5,
                                                             0x9CCDC9, 0x0B7A75, 0xC0392B, 0xD9822B,
                                                             0x000000, 0xFFFFFF};

// The longest beginning that is no wider, with an ellipsis where something is left out.
std::string cut_to(std::string_view text, float size, float room) {
  if (drawn_width(text, size) <= room) return std::string(text);
  constexpr std::string_view kEllipsis = "…";
  const float left = room - drawn_width(kEllipsis, size);
  float width = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = grapheme_after(text, end);
    width += drawn_width(text.substr(end, next - end), size);
    if (width > left) break;
    end = next;
  }
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

std::string svg_points(const Shape& shape) {
  std::string out;
  for (const DrawPoint point : shape.points)
    out += (out.empty() ? "" : " ") + fixed_text(point.x, 1) + "," + fixed_text(point.y, 1);
  return out;
}

void add_svg_shape(std::string& out, const Shape& shape) {
  const std::string colour = fmt::format("#{:06X}", paper_colour(shape.ink));
  const std::string size = fixed_text(shape.size, 1);
  switch (shape.kind) {
    case Shape::Kind::area:
      add_xml(out, "<polygon fill=\"@\" points=\"@\"/>\n", {colour, svg_points(shape)});
      break;
    case Shape::Kind::line:
      add_xml(out, "<polyline fill=\"none\" stroke=\"@\" stroke-width=\"@\" points=\"@\"/>\n",
              {colour, size, svg_points(shape)});
      break;
    case Shape::Kind::text: {
      constexpr std::array<std::string_view, 3> kAnchors{"", " text-anchor=\"middle\"",
                                                         " text-anchor=\"end\""};
      const DrawPoint at = shape.points.front();
      out += fmt::format("<text x=\"{}\" y=\"{}\"", fixed_text(at.x, 1), fixed_text(at.y, 1));
      add_xml(out, " fill=\"@\" font-size=\"@\"@@>",
              {colour, size, kAnchors[static_cast<std::size_t>(shape.anchor)],
               shape.strong ? " font-weight=\"600\"" : ""});
      add_xml_characters(out, shape.text);
      out += "</text>\n";
    }
  }
}

}  // namespace

std::uint32_t paper_colour(Ink ink) { return kPaperColours[static_cast<std::size_t>(ink)]; }

float drawn_width(std::string_view text, float size) {
  return static_cast<float>(text_quarters(text)) * size / 4;
}

void Drawing::area(Ink ink, std::vector<DrawPoint> corners) {
  shapes.push_back({.kind = Shape::Kind::area, .ink = ink, .points = std::move(corners)});
}

void Drawing::box(Ink ink, DrawPoint least, DrawPoint most) {
  area(ink, {least, {most.x, least.y}, most, {least.x, most.y}});
}

void Drawing::line(Ink ink, float thickness, std::vector<DrawPoint> points) {
  shapes.push_back(
      {.kind = Shape::Kind::line, .ink = ink, .points = std::move(points), .size = thickness});
}

void Drawing::text(DrawPoint at, std::string_view words, const TextStyle& style) {
  std::string cut = cut_to(one_line(std::string(words)), style.size, style.room);
  if (!cut.empty())
    shapes.push_back({.kind = Shape::Kind::text,
                      .ink = style.ink,
                      .points = {at},
                      .size = style.size,
                      .text = std::move(cut),
                      .anchor = style.anchor,
                      .strong = style.strong});
}

std::string to_svg(const Drawing& drawing) {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {0} {1}\" "
      "width=\"{0}pt\" height=\"{1}pt\" font-family=\"system-ui, Noto Sans CJK SC, "
      "Microsoft YaHei, sans-serif\" style=\"max-width:100%;height:auto\">\n<title>",
      fixed_text(drawing.width, 1), fixed_text(drawing.height, 1));
  add_xml_characters(out, drawing.name);
  out += "</title>\n";
  for (const Shape& shape : drawing.shapes) add_svg_shape(out, shape);
  return out + "</svg>\n";
}

}  // namespace tongzhou
