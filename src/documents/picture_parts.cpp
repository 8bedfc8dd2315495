#include <algorithm>
#include <utility>

#include "core/graphemes.h"
#include "core/utf8.h"
#include "documents/pictures_inside.h"

namespace tongzhou {
namespace {

constexpr float kHeadText = 12, kHeadBase = 31, kDayRoom = 90;
constexpr float kLeastPicture = 420;  // so that heads have room
constexpr float kKeyTop = 18, kKeyLine = 12, kKeyMark = 11, kKeyGap = 18;

// Lines may be broken beside it.
bool is_han(char32_t code) { return code >= 0x2E80; }
// A line does not begin with it.
bool ends_words(char32_t code) {
  constexpr std::u32string_view kEnds = U"，。、；：！？）」』》”";
  return kEnds.find(code) != std::u32string_view::npos;
}

// On the safe side of drawn_width: fonts differ, strong and capital letters are wider.
float width_of(char32_t code, const Drawing::TextStyle& style) {
  if (code >= 0x2010) return style.size;
  const bool is_broad = (code >= 'A' && code <= 'Z' && code != 'I') || code == 'm' || code == 'w' ||
                        code == '%' || code == '@';
  const float part = is_broad ? 0.76F : code == ' ' ? 0.34F : 0.56F;
  return style.size * (style.strong ? part * 1.1F : part);
}

// Where a line that begins the text ends; at a word: after a blank or beside a 汉字 if it can.
enum class LineEnd : std::uint8_t { word, anywhere };
std::size_t line_end(std::string_view text, LineEnd where, float room,
                     const Drawing::TextStyle& style) {
  float width = 0;
  std::size_t end = 0, good = 0;
  for (char32_t last = 0; end < text.size();) {
    const CodePoint point = code_point_at(text, end);
    const bool beside_han = last != 0 && (is_han(last) || is_han(point.code));
    if (last == ' ' || (beside_han && !ends_words(point.code))) good = end;
    width += width_of(point.code, style);
    if (width > room) break;
    end += point.bytes;
    last = point.code;
  }
  return where == LineEnd::word && end < text.size() && good > 0 ? good : grapheme_floor(text, end);
}

}  // namespace

float likely_width(std::string_view text, const Drawing::TextStyle& style) {
  float width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += width_of(point.code, style);
    at += point.bytes;
  }
  return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t most,
                                 const Drawing::TextStyle& style) {
  constexpr std::string_view kEllipsis = "…";
  const std::string clean = one_line(std::string(text));
  std::vector<std::string> lines;
  std::string_view rest = clean;
  while (likely_width(rest, style) > style.room) {
    const bool is_last = lines.size() + 1 == most;
    const std::size_t end = line_end(rest, is_last ? LineEnd::anywhere : LineEnd::word,
                                     style.room - (is_last ? style.size : 0), style);
    lines.emplace_back(rest.substr(0, end));
    if (is_last || end == 0) {
      lines.back() += kEllipsis;
      return lines;
    }
    rest.remove_prefix(end);
  }
  lines.emplace_back(rest);
  return lines;
}

void put_text(Drawing& picture, DrawPoint at, std::string_view text,
              const Drawing::TextStyle& style) {
  put_lines(picture, at, text, 1, style);
}

std::size_t put_lines(Drawing& picture, DrawPoint at, std::string_view text, std::size_t most,
                      const Drawing::TextStyle& style) {
  const std::vector<std::string> lines = wrapped(text, most, style);
  for (const std::string& line : lines) {
    picture.text(at, line, style);
    at.y += kLeading;
  }
  return lines.size();
}

void put_lines_around(Drawing& picture, DrawPoint at, std::string_view text, std::size_t most,
                      const Drawing::TextStyle& style) {
  const std::size_t lines = wrapped(text, most, style).size();
  at.y += kHalfText - kLeading * static_cast<float>(lines - 1) / 2;
  put_lines(picture, at, text, most, style);
}

void put_card(Drawing& picture, DrawPoint least, DrawPoint most, const CardStyle& style) {
  const float edge = style.thickness;
  picture.box(style.edge, least, most);
  if (style.fill != style.edge)
    picture.box(style.fill, {least.x + edge, least.y + edge}, {most.x - edge, most.y - edge});
}

void put_diamond(Drawing& picture, Ink ink, DrawPoint middle) {
  constexpr float kHalf = 4;
  picture.area(ink, {{middle.x, middle.y - kHalf},
                     {middle.x + kHalf, middle.y},
                     {middle.x, middle.y + kHalf},
                     {middle.x - kHalf, middle.y}});
}

void put_arrow(Drawing& picture, Ink ink, float thickness, std::vector<DrawPoint> points) {
  constexpr float kLong = 5, kAcross = 2.2F;
  const DrawPoint tip = points.back();
  points.back().x -= kLong / 2;  // a thick line does not blunt it
  picture.line(ink, thickness, std::move(points));
  picture.area(ink, {tip, {tip.x - kLong, tip.y - kAcross}, {tip.x - kLong, tip.y + kAcross}});
}

std::string title_or_untitled(const ReportSources& from, const std::string& title) {
  return title.empty() ? std::string(say(from.language, Word::untitled)) : title;
}

Ink ink_of(Course course) {
  switch (course) {
    case Course::no_data:
    case Course::under_way: return Ink::quiet;
    case Course::on_course:
    case Course::reached: return Ink::done;
    case Course::behind: return Ink::now;
    case Course::off_course:
    case Course::missed: return Ink::late;
  }
  return Ink::quiet;
}

Drawing new_picture(const ReportSources& from, Word what) {
  Drawing picture;
  picture.name = say(from.language, what);
  if (const std::string& title = from.plan.info().title; !title.empty())
    picture.name = title + " · " + picture.name;
  picture.box(Ink::white, {}, {});  // as large as all else is
  return picture;
}

void finish(Drawing& picture, const ReportSources& from, DrawPoint end,
            std::initializer_list<PictureKey> keys, std::size_t left_out) {
  picture.width = std::max(end.x + kPictureMargin, kLeastPicture);
  const float right = picture.width - kPictureMargin;
  put_text(picture, {kPictureMargin, kHeadBase}, picture.name,
           {.size = kHeadText, .strong = true, .room = right - kPictureMargin - kDayRoom});
  put_text(picture, {right, kHeadBase}, day_words(from, from.today),
           {.ink = Ink::quiet, .size = kTitleText, .anchor = TextAnchor::right, .room = kDayRoom});
  DrawPoint at{kPictureMargin, end.y};
  const auto put_key = [&](std::string_view text, Ink ink) {
    const Drawing::TextStyle style{
        .ink = Ink::quiet, .size = kSmallText, .room = right - kPictureMargin - kKeyMark};
    const float mark = ink == Ink::quiet ? 0 : kKeyMark;
    const float width = mark + std::min(likely_width(text, style), style.room);
    if (at.y == end.y) at.y += kKeyTop;
    if (at.x > kPictureMargin && at.x + width > right) at = {kPictureMargin, at.y + kKeyLine};
    const float middle = at.y - kHalfText;
    if (ink == Ink::text)
      put_diamond(picture, ink, {at.x + 4, middle});
    else if (mark > 0)
      picture.box(ink, {at.x, middle - 3.5F}, {at.x + 7, middle + 3.5F});
    put_text(picture, {at.x + mark, at.y}, text, style);
    at.x += width + kKeyGap;
  };
  for (const PictureKey& key : keys) put_key(say(from.language, key.word), key.ink);
  if (left_out > 0)
    put_key(say(from.language, Word::and_more, {std::to_string(left_out)}), Ink::quiet);
  picture.height = at.y + kPictureMargin;
  std::vector<DrawPoint>& ground = picture.shapes.front().points;
  ground[1].x = ground[2].x = picture.width;
  ground[2].y = ground[3].y = picture.height;
}

}  // namespace tongzhou
