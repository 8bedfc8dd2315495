#include "documents/document.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace tongzhou {
namespace {

// --- Markdown ------------------------------------------------------------------------------------

bool is_one_of(std::string_view signs, char c) { return signs.find(c) != std::string_view::npos; }

void add_markdown(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      out += ' ';
      continue;
    }
    if (is_one_of("\\`*_[]<>|#", c)) out += '\\';
    out += c;
  }
}

void add_markdown_table(std::string& out, const std::vector<std::vector<TableCell>>& rows) {
  bool is_head = true;
  for (const auto& row : rows) {
    out += '|';
    for (const TableCell& cell : row) {
      out += ' ';
      add_markdown(out, cell.text);
      out += " |";
    }
    out += '\n';
    if (std::exchange(is_head, false)) {
      out += '|';
      for (std::size_t i = 0; i < row.size(); ++i) out += " --- |";
      out += '\n';
    }
  }
}

// --- HTML ----------------------------------------------------------------------------------------

constexpr std::string_view kStyle = R"(
@page{size:A4;margin:14mm}
body{font:14px/1.55 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1c2426;
max-width:182mm;margin:24px auto;padding:0 16px}
@media print{body{margin:0 auto;padding:0;font-size:12px;line-height:1.4}}
h1{font-size:1.6em;margin:0}
.sub{color:#5b676b;margin:2px 0 16px}
h2{font-size:1.1em;margin:16px 0 6px;padding-bottom:3px;border-bottom:1px solid #dfe5e6;break-after:avoid}
p{margin:4px 0;white-space:pre-line}
ul{margin:4px 0;padding-left:20px}
table{border-collapse:collapse;width:100%;margin:6px 0}
th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #e6ebec;vertical-align:top}
th{color:#5b676b;font-weight:600;font-size:.92em}
tr{break-inside:avoid}
.good{color:#11683f}.watch{color:#8a5200}.act{color:#b3261e}.quiet{color:#5b676b}
.bar{display:block;height:5px;margin-top:3px;border-radius:3px;background:#e6ebec;min-width:60px;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
.bar i{display:block;height:5px;border-radius:3px;background:#0b7a75;print-color-adjust:exact;
-webkit-print-color-adjust:exact}
)";

void add_html(std::string& out, std::string_view text) {
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
}

std::string_view class_of(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none: return "";
    case Emphasis::good: return " class=good";
    case Emphasis::watch: return " class=watch";
    case Emphasis::act: return " class=act";
    case Emphasis::quiet: return " class=quiet";
  }
  return "";
}

void add_element(std::string& out, std::string_view name, Emphasis emphasis,
                 std::string_view text) {
  out += fmt::format("<{}{}>", name, class_of(emphasis));
  add_html(out, text);
  out += fmt::format("</{}>\n", name);
}

void add_html_table(std::string& out, const std::vector<std::vector<TableCell>>& rows) {
  out += "<table>\n";
  bool is_head = true;
  for (const auto& row : rows) {
    const std::string_view cell_name = std::exchange(is_head, false) ? "th" : "td";
    out += "<tr>";
    for (const TableCell& cell : row) {
      out += fmt::format("<{}{}>", cell_name, class_of(cell.emphasis));
      add_html(out, cell.text);
      if (cell.bar >= 0)
        out += fmt::format("<span class=bar><i style=\"width:{:.0f}%\"></i></span>",
                           100 * std::clamp(cell.bar, 0.0F, 1.0F));
      out += fmt::format("</{}>", cell_name);
    }
    out += "</tr>\n";
  }
  out += "</table>\n";
}

}  // namespace

std::string to_markdown(const Document& document) {
  std::string out = "# ";
  add_markdown(out, document.title);
  out += '\n';
  if (!document.subtitle.empty()) {
    out += '\n';
    add_markdown(out, document.subtitle);
    out += '\n';
  }
  auto before = Block::Kind::heading;
  for (const Block& block : document.blocks) {
    const bool goes_on = block.kind == Block::Kind::item && before == Block::Kind::item;
    if (!goes_on) out += '\n';
    before = block.kind;
    switch (block.kind) {
      case Block::Kind::heading: out += "## "; break;
      case Block::Kind::item: out += "- "; break;
      case Block::Kind::paragraph: break;
      case Block::Kind::table: add_markdown_table(out, block.rows); continue;
    }
    // What begins a line may be a list of Markdown's.
    if (!block.text.empty() && is_one_of("-+=~", block.text.front())) out += '\\';
    add_markdown(out, block.text);
    out += '\n';
  }
  return out;
}

std::string to_html(const Document& document) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n",
      document.language == Language::chinese ? "zh-CN" : "en");
  add_element(out, "title", Emphasis::none, document.title);
  out += fmt::format("<style>{}</style>\n", kStyle);
  add_element(out, "h1", Emphasis::none, document.title);
  out += "<p class=sub>";
  add_html(out, document.subtitle);
  out += "</p>\n";
  bool in_list = false;
  for (const Block& block : document.blocks) {
    const bool is_item = block.kind == Block::Kind::item;
    if (is_item != in_list) out += is_item ? "<ul>\n" : "</ul>\n";
    in_list = is_item;
    switch (block.kind) {
      case Block::Kind::heading: add_element(out, "h2", block.emphasis, block.text); break;
      case Block::Kind::paragraph: add_element(out, "p", block.emphasis, block.text); break;
      case Block::Kind::item: add_element(out, "li", block.emphasis, block.text); break;
      case Block::Kind::table: add_html_table(out, block.rows); break;
    }
  }
  if (in_list) out += "</ul>\n";
  return out + "</html>\n";
}

}  // namespace tongzhou
