#include "ui/wrap.h"

#include "core/graphemes.h"

namespace tongzhou {
namespace {

// What a reader takes for one character.
struct Character {
  char32_t code = 0;  // the first of what it is made of; a line break for both ways to write one
  std::size_t bytes = 0;
  float width = 0;
};

Character character_at(std::string_view text, std::size_t at,
                       const std::function<float(char32_t)>& advance) {
  Character character;
  const std::size_t end = grapheme_after(text, at);
  while (at + character.bytes < end) {
    const auto [code, bytes] = code_point_at(text, at + character.bytes);
    if (character.bytes == 0 || code == U'\n') character.code = code;
    if (code != U'\n') character.width += advance(code);
    character.bytes += bytes;
  }
  return character;
}

bool is_in(char32_t code, std::u32string_view set) {
  return set.find(code) != std::u32string_view::npos;
}

bool is_wide(char32_t c) {  // scripts whose words are not parted by spaces, and emoji
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x1F000 && c <= 0x3FFFF);
}

bool never_starts_line(char32_t c) {
  return is_in(c, U"、。，．：；？！）】》〉」』〕”’…—·％%,.:;?!)]}");
}

bool never_ends_line(char32_t c) { return is_in(c, U"（【《〈「『〔“‘([{"); }

bool may_break_between(char32_t before, char32_t after) {
  if (never_starts_line(after) || never_ends_line(before)) return false;
  if (before == U' ' || before == U'-') return after != U' ';
  return is_wide(before) || is_wide(after);
}

std::string_view without_trailing_spaces(std::string_view line) {
  const std::size_t last = line.find_last_not_of(' ');
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

std::vector<std::string_view> wrap_lines(std::string_view text, float width,
                                         const std::function<float(char32_t)>& advance) {
  std::vector<std::string_view> lines;
  std::size_t line_start = 0;
  std::size_t break_at = 0;  // latest place where this line may end; line_start when none
  float break_width = 0;     // width up to there
  float line_width = 0;
  char32_t before = 0;
  const auto finish_line = [&](std::size_t end) {
    lines.push_back(without_trailing_spaces(text.substr(line_start, end - line_start)));
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at, advance);
    if (c.code == U'\n') {
      finish_line(at);
      line_start = break_at = at + c.bytes;
      line_width = break_width = 0;
      before = 0;
      at += c.bytes;
      continue;
    }
    if (before != 0 && may_break_between(before, c.code)) {
      break_at = at;
      break_width = line_width;
    }
    if (line_width + c.width > width && at > line_start && c.code != U' ') {
      if (break_at == line_start) {
        break_at = at;
        break_width = line_width;
      }
      finish_line(break_at);
      line_start = break_at;
      line_width -= break_width;
      break_width = 0;
    }
    line_width += c.width;
    before = c.code;
    at += c.bytes;
  }
  finish_line(text.size());
  return lines;
}

}  // namespace tongzhou
