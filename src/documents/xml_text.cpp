#include "documents/xml_text.h"

#include <algorithm>

#include "core/graphemes.h"

namespace tongzhou {
namespace {

int quarters_of(char32_t c) {
  if (c == ' ' || c == '.' || c == ',' || c == ':' || c == ';') return 1;
  return c < 0x2010 ? 2 : 4;  // from there on, what Chinese text holds is as wide as a 汉字
}

// Takes the pattern up to the next place.
void add_until_place(std::string& out, std::string_view& pattern) {
  const std::size_t end = std::min(pattern.find('@'), pattern.size());
  out += pattern.substr(0, end);
  pattern.remove_prefix(std::min(end + 1, pattern.size()));
}

}  // namespace

bool is_written(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return false;            // control characters
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))  // turn the direction
    return false;
  return c != 0xFFFE && c != 0xFFFF;
}

void add_xml(std::string& out, std::string_view pattern,
             std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    add_until_place(out, pattern);
    out += value;
  }
  out += pattern;
}

void add_xml(std::string& out, std::string_view pattern, std::initializer_list<int> values) {
  for (const int value : values) {
    add_until_place(out, pattern);
    out += std::to_string(value);
  }
  out += pattern;
}

void add_xml_characters(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.code == '&')
      out += "&amp;";
    else if (point.code == '<')
      out += "&lt;";
    else if (point.code == '>')
      out += "&gt;";
    else if (point.code == 0xFFFD)
      out += "\xEF\xBF\xBD";
    else if (is_written(point.code))
      out += text.substr(at, point.bytes);
    at += point.bytes;
  }
}

int text_quarters(std::string_view text) {
  int widest = 0, width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width = point.code == '\n' ? 0 : width + quarters_of(point.code);
    widest = std::max(widest, width);
    at += point.bytes;
  }
  return widest;
}

}  // namespace tongzhou
