// A picture of areas, lines and words, made once for screen and paper: written as SVG, and as EMF
// where a text program wants vectors that every version of it knows.
//
// Lengths are in points, 1/72 inch; y grows downwards from the top edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou {

struct DrawPoint {
  float x = 0, y = 0;
  bool operator==(const DrawPoint&) const = default;
};

// What a colour stands for. On paper it is paper_colour, on screen the theme's.
enum class Ink : std::uint8_t {
  text,
  quiet,
  line,
  ground,
  bar,
  done,
  late,
  now,
  black,  // these two everywhere
  white,
};
inline constexpr std::size_t kInkCount = 10;
std::uint32_t paper_colour(Ink ink);  // 0xRRGGBB

enum class TextAnchor : std::uint8_t { left, middle, right };

struct Shape {
  enum class Kind : std::uint8_t { area, line, text };
  Kind kind = Kind::area;
  Ink ink = Ink::text;
  std::vector<DrawPoint> points;  // corners; of a text: its anchor on the base line
  float size = 0;                 // how thick a line is, how large a text
  std::string text{};             // one line
  TextAnchor anchor = TextAnchor::left;
  bool strong = false;
};

struct Drawing {
  float width = 0, height = 0;
  std::string name;           // what is seen, in words
  std::vector<Shape> shapes;  // later ones over earlier ones

  void area(Ink ink, std::vector<DrawPoint> corners);
  void box(Ink ink, DrawPoint least, DrawPoint most);
  void line(Ink ink, float thickness, std::vector<DrawPoint> points);
  // A text that is wider than `room` is cut and ends in an ellipsis.
  struct TextStyle {
    Ink ink = Ink::text;
    float size = 8;
    TextAnchor anchor = TextAnchor::left;
    bool strong = false;
    float room = 1e6F;
  };
  void text(DrawPoint at, std::string_view words, const TextStyle& style);
};

// How wide a text will be, about: fonts differ.
float drawn_width(std::string_view text, float size);

// An element `svg` with its name, without anything from outside; fills the width it is given.
std::string to_svg(const Drawing& drawing);

// [MS-EMF] "Enhanced Metafile Format"; texts are in the font of the language.
std::vector<std::byte> to_emf(const Drawing& drawing);

}  // namespace tongzhou
