#include <algorithm>

#include "core/graphemes.h"
#include "documents/docx_inside.h"

namespace tongzhou {
namespace {

bool is_docx_character(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return false;            // control characters
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))  // turn the direction
    return false;
  return c != 0xFFFE && c != 0xFFFF;
}

int quarters_of(char32_t c) {
  if (c == ' ' || c == '.' || c == ',' || c == ':' || c == ';') return 1;
  return c < 0x2010 ? 2 : 4;  // from there on, what Chinese text holds is as wide as a 汉字
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
}

void begin_docx_run(std::string& out, std::string_view text, const DocxLook& look,
                    const DocxRun& as) {
  out += "<w:r><w:rPr>";
  // Quotation marks and dashes are as wide as 汉字 in Chinese text only.
  if (look.is_chinese && !is_ascii(text)) out += R"(<w:rFonts w:hint="eastAsia"/>)";
  if (as.strong) out += "<w:b/><w:bCs/>";
  if (!as.colour.empty()) add_xml(out, R"(<w:color w:val="@"/>)", {as.colour});
  if (as.half_points > 0)
    add_xml(out, R"(<w:sz w:val="@"/><w:szCs w:val="@"/>)", {as.half_points, as.half_points});
  out += "</w:rPr>";
}

// Takes the pattern up to the next place.
void add_until_place(std::string& out, std::string_view& pattern) {
  const std::size_t end = std::min(pattern.find('@'), pattern.size());
  out += pattern.substr(0, end);
  pattern.remove_prefix(std::min(end + 1, pattern.size()));
}

}  // namespace

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

void add_docx_characters(std::string& out, std::string_view text) {
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
    else if (is_docx_character(point.code))
      out += text.substr(at, point.bytes);
    at += point.bytes;
  }
}

void add_docx_run(std::string& out, std::string_view text, const DocxLook& look,
                  const DocxRun& as) {
  if (text.empty()) return;
  begin_docx_run(out, text, look, as);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    if (end > 0) {
      out += R"(<w:t xml:space="preserve">)";
      add_docx_characters(out, text.substr(0, end));
      out += "</w:t>";
    }
    if (end < text.size()) out += text[end] == '\n' ? "<w:br/>" : "<w:tab/>";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += "</w:r>";
}

std::string_view docx_colour(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none: return "";
    case Emphasis::good: return "11683F";
    case Emphasis::watch: return "8A5200";
    case Emphasis::act: return "B3261E";
    case Emphasis::quiet: return "5B676B";
  }
  return "";
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
