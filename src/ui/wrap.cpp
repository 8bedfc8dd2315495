#include "ui/wrap.h"

namespace tongzhou {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// Lenient: a stray byte is one character, so every text comes to an end.
Character next_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1 || length > text.size()) return {lead, 1};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(i) & 0x3FU);
  return {code, length};
}

bool is_in(char32_t code, std::u32string_view set) {
  return set.find(code) != std::u32string_view::npos;
}

bool is_wide(char32_t c) {  // scripts whose words are not parted by spaces
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
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
  return last == std::string_view::npos ? std::string_view{} : line.substr(0, last + 1);
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
    const Character c = next_character(text.substr(at));
    if (c.code == U'\n') {
      finish_line(at);
      line_start = break_at = at + 1;
      line_width = break_width = 0;
      before = 0;
      at += c.bytes;
      continue;
    }
    if (before != 0 && may_break_between(before, c.code)) {
      break_at = at;
      break_width = line_width;
    }
    const float step = advance(c.code);
    if (line_width + step > width && at > line_start && c.code != U' ') {
      if (break_at == line_start) {
        break_at = at;
        break_width = line_width;
      }
      finish_line(break_at);
      line_start = break_at;
      line_width -= break_width;
      break_width = 0;
    }
    line_width += step;
    before = c.code;
    at += c.bytes;
  }
  finish_line(text.size());
  return lines;
}

}  // namespace tongzhou
