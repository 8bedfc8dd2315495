#include <algorithm>

#include "documents/docx_inside.h"

namespace tongzhou {
namespace {

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

}  // namespace

void add_docx_run(std::string& out, std::string_view text, const DocxLook& look,
                  const DocxRun& as) {
  if (text.empty()) return;
  begin_docx_run(out, text, look, as);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    if (end > 0) {
      out += R"(<w:t xml:space="preserve">)";
      add_xml_characters(out, text.substr(0, end));
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

}  // namespace tongzhou
