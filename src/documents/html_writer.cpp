#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/numbers.h"
#include "documents/document.h"
#include "documents/document_inside.h"

namespace tongzhou {
namespace {

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
figure{margin:8px 0;break-inside:avoid}
svg{display:block;print-color-adjust:exact;-webkit-print-color-adjust:exact}
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

// Headings below the first, lists in lists, and the parts of letters.
constexpr std::string_view kLetterStyle = R"(
h1,h2,h3,h4,h5{white-space:pre-line}
h3,h4,h5{font-size:1em;margin:12px 0 4px;break-after:avoid}
h4,h5{color:#5b676b}
ol{margin:4px 0;padding-left:24px}
li>ul,li>ol{margin:0}
a{color:inherit}
.issuer{font-size:1.3em;font-weight:600;padding-bottom:4px;border-bottom:2px solid #0b7a75}
.mark{font-size:1.3em;font-weight:600}
.imprint{display:flex;justify-content:space-between;padding-bottom:4px;border-bottom:2px solid #0b7a75}
.number,.signature,.date{text-align:right}
.grade{font-weight:600}
.addressee{margin-top:12px}
.attachment{white-space:pre-line;margin-top:12px}
.attachment+.attachment{margin-top:0}
.signature{margin-top:20px}
.copies{margin-top:20px;padding-top:4px;border-top:1px solid #dfe5e6;color:#5b676b;break-inside:avoid}
.copies+.copies{margin-top:0}
.page-break{break-after:page}
)";

// GB/T 9704-2012: a type area of 156 x 225 mm with 22 lines of 28 characters in 三号 (16 pt).
constexpr std::string_view kOfficialStyle = R"(
@page{size:A4;margin:37mm 26mm 35mm 28mm}
body,h1,h2,h3,h4,h5{font:16pt/10.227mm "Times New Roman",FangSong,仿宋,仿宋_GB2312,STFangsong,
"Noto Serif CJK SC",serif;color:#000}
body{width:156mm;max-width:none;margin:20mm auto;padding:0;letter-spacing:-.073mm;
text-align:justify;line-break:strict}
@media print{body{margin:0}}
p,li,h2,h3,h4,h5{margin:0;padding:0;border:0;text-indent:2em}
p{orphans:1;widows:1}
h1{font:22pt/10.227mm "Times New Roman",方正小标宋简体,FZXiaoBiaoSong-B05S,"Noto Serif CJK SC",SimSun,
serif;text-align:center;margin:0 0 10.227mm}
.sub{text-indent:0;text-align:center;color:#000;font-family:"Times New Roman",KaiTi,楷体,serif;
margin:0 0 10.227mm}
.sub:empty{display:none}
h2{font-family:"Times New Roman",SimHei,黑体,"Noto Sans CJK SC",sans-serif}
h3{font-family:"Times New Roman",KaiTi,楷体,楷体_GB2312,STKaiti,serif}
h4{font-weight:bold}
h4,h5{color:#000}
ul,ol{margin:0;padding:0;list-style-position:inside}
li>ul,li>ol{padding-left:2em}
table{font-size:12pt;line-height:1.4;letter-spacing:0;text-align:left;border-top:1px solid #000}
th,td{border-bottom:1px solid #000}
th{color:#000}
.grade{font-family:SimHei,黑体,"Noto Sans CJK SC",sans-serif;font-weight:400;text-indent:0}
.issuer,.mark{font:40pt/1.3 "Times New Roman",方正小标宋简体,FZXiaoBiaoSong-B05S,"Noto Serif CJK SC",
SimSun,serif;color:#f00;text-align:center;text-indent:0}
.issuer{padding-bottom:4mm;border-bottom:1.2mm double #f00}
.mark{margin-top:32mm}
.number,.imprint{text-indent:0;margin-top:5mm}
.mark+.number{text-align:center}
.imprint{padding-bottom:1mm;border-bottom:.5mm solid #f00}
.grade~h1,.issuer~h1,.mark~h1,.number~h1{margin-top:20.454mm}
h1~h1{margin-top:0}
.addressee{text-indent:0;margin:0}
.attachment{margin:10.227mm 0 0 5em;text-indent:-3em}
.attachment+.attachment{text-indent:0}
.signature{margin-top:10.227mm;padding-right:2em}
.date{padding-right:4em}
.copies{font-size:14pt;line-height:1.5;color:#000;text-indent:-3em;margin:0;padding:0 1em 0 4em;
break-before:avoid;border-top:.35mm solid #000}
.copies:last-child{border-bottom:.35mm solid #000}
:lang(en) :is(body,h2,h3,h4,h5){font-size:13pt;line-height:18.2pt;letter-spacing:0;text-align:left}
:lang(en) :is(h2,h3,h4,h5,p:not([class])){text-indent:0;margin-bottom:9pt}
:lang(en) :is(h1,h2,.issuer,.mark){font-weight:bold}
:lang(en) :is(ul,ol){list-style-position:outside;padding-left:2em}
:lang(en) li{text-indent:0}
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

std::string_view emphasis_class(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none: return "";
    case Emphasis::good: return "good";
    case Emphasis::watch: return "watch";
    case Emphasis::act: return "act";
    case Emphasis::quiet: return "quiet";
  }
  return "";
}

std::string_view part_class(LetterPart part) {
  switch (part) {
    case LetterPart::body:
    case LetterPart::title: return "";
    case LetterPart::grade: return "grade";
    case LetterPart::issuer: return "issuer";
    case LetterPart::mark: return "mark";
    case LetterPart::number: return "number";
    case LetterPart::imprint: return "imprint";
    case LetterPart::addressee: return "addressee";
    case LetterPart::attachment: return "attachment";
    case LetterPart::signature: return "signature";
    case LetterPart::date: return "date";
    case LetterPart::copies: return "copies";
  }
  return "";
}

// " class=act", ` class="issuer act"` or nothing.
std::string class_attribute(LetterPart part, Emphasis emphasis) {
  const std::string_view first = part_class(part), second = emphasis_class(emphasis);
  if (first.empty() && second.empty()) return {};
  if (first.empty() || second.empty()) return fmt::format(" class={}{}", first, second);
  return fmt::format(" class=\"{} {}\"", first, second);
}

void add_element(std::string& out, std::string_view name, std::string_view text) {
  out += fmt::format("<{}>", name);
  add_html(out, text);
  out += fmt::format("</{}>\n", name);
}

// Begins with the tag, ends after the text.
void add_html_block(std::string& out, std::string_view tag, const Block& block) {
  out += fmt::format("<{}{}>", tag, class_attribute(block.part, block.emphasis));
  if (block.leaf > 0) out += fmt::format("<a href=\"#leaf{}\">", block.leaf);
  for (const TextPiece piece : pieces_of(block)) {
    if (piece.strong) out += "<strong>";
    add_html(out, piece.text);
    if (piece.strong) out += "</strong>";
  }
  if (block.leaf > 0) out += "</a>";
}

void add_html_table(std::string& out, const std::vector<std::vector<TableCell>>& rows) {
  out += "<table>\n";
  bool is_head = true;
  for (const auto& row : rows) {
    const std::string_view cell_name = std::exchange(is_head, false) ? "th" : "td";
    out += "<tr>";
    for (const TableCell& cell : row) {
      out += fmt::format("<{}{}>", cell_name, class_attribute(LetterPart::body, cell.emphasis));
      add_html(out, cell.text);
      if (cell.bar >= 0)
        out += fmt::format("<span class=bar><i style=\"width:{}%\"></i></span>",
                           fixed_text(100 * std::clamp(cell.bar, 0.0F, 1.0F), 0));
      out += fmt::format("</{}>", cell_name);
    }
    out += "</tr>\n";
  }
  out += "</table>\n";
}

class HtmlWriter {
 public:
  explicit HtmlWriter(std::string& out) : out_(out) {}

  void add_title(std::string_view title, std::string_view subtitle) {
    add_element(out_, "h1", title);
    out_ += "<p class=sub>";
    add_html(out_, subtitle);
    out_ += "</p>\n";
  }

  void add(const Block& block) {
    if (block.kind == Block::Kind::item) return add_item(block);
    end_lists();
    switch (block.kind) {
      case Block::Kind::heading: {
        const std::string name = fmt::format("h{}", std::clamp(block.level, 1, 4) + 1);
        add_html_block(out_, name, block);
        out_ += fmt::format("</{}>\n", name);
        break;
      }
      case Block::Kind::paragraph:
        if (block.part == LetterPart::imprint) return add_imprint(block.text);
        add_html_block(out_, "p", block);
        out_ += "</p>\n";
        break;
      case Block::Kind::table: add_html_table(out_, block.rows); break;
      case Block::Kind::chart:
        for (const Drawing& drawing : block.drawings) {
          out_ += "<figure>\n";
          out_ += to_svg(drawing);
          out_ += "</figure>\n";
        }
        break;
      case Block::Kind::page_break:
        out_ += "<div class=page-break></div>\n";
        if (block.leaf > 0) out_ += fmt::format("<a id=leaf{}></a>\n", block.leaf);
        break;
      case Block::Kind::item: break;
    }
  }

  void end_lists() {
    while (!lists_.empty()) end_list();
  }

 private:
  void add_imprint(std::string_view text) {
    const std::size_t tab = std::min(text.find('\t'), text.size());
    out_ += "<p class=imprint><span>";
    add_html(out_, text.substr(0, tab));
    out_ += "</span><span>";
    add_html(out_, text.substr(std::min(tab + 1, text.size())));
    out_ += "</span></p>\n";
  }

  struct OpenList {
    bool is_numbered;
    int number;  // of the last item, which is still open: a list may follow in it
  };

  void add_item(const Block& block) {
    const std::size_t depth =
        std::min(static_cast<std::size_t>(std::max(block.level, 1)), lists_.size() + 1);
    while (lists_.size() > depth) end_list();
    if (lists_.size() == depth) {
      const OpenList& list = lists_.back();
      const bool goes_on = list.is_numbered ? block.number > 0 && block.number - 1 == list.number
                                            : block.number <= 0;
      if (goes_on)
        out_ += "</li>\n";
      else
        end_list();
    }
    if (lists_.size() < depth) begin_list(block.number);
    lists_.back().number = block.number;
    add_html_block(out_, "li", block);
  }

  void begin_list(int number) {
    if (!lists_.empty()) out_ += '\n';
    if (number > 1)
      out_ += fmt::format("<ol start={}>\n", number);
    else
      out_ += number == 1 ? "<ol>\n" : "<ul>\n";
    lists_.push_back({number > 0, number});
  }

  void end_list() {
    out_ += lists_.back().is_numbered ? "</li>\n</ol>\n" : "</li>\n</ul>\n";
    lists_.pop_back();
  }

  std::string& out_;
  std::vector<OpenList> lists_;  // the outermost first
};

bool is_letter_or_nested(const Block& block) {
  return block.part != LetterPart::body || block.kind == Block::Kind::page_break ||
         block.level > 1 || block.number > 0;
}

void add_html_styles(std::string& out, const Document& document) {
  out += fmt::format("<style>{}</style>\n", kStyle);
  const bool is_official = document.paper == Paper::official;
  if (is_official || std::ranges::any_of(document.blocks, is_letter_or_nested))
    out += fmt::format("<style>{}</style>\n", kLetterStyle);
  if (is_official) out += fmt::format("<style>{}</style>\n", kOfficialStyle);
}

std::string html_head(Language language, std::string_view title) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n",
      language == Language::chinese ? "zh-CN" : "en");
  add_element(out, "title", title);
  return out;
}

}  // namespace

std::string to_html_pages(std::span<const Drawing> pages, std::string_view title,
                          Language language) {
  std::string out = html_head(language, title);
  out +=
      "<style>@page{size:A4 landscape;margin:10mm}body{margin:0}"
      "svg{display:block;break-after:page;margin:0 auto;print-color-adjust:exact;"
      "-webkit-print-color-adjust:exact}svg:last-child{break-after:auto}"
      "@media screen{svg{padding:10mm 0}}</style>\n";
  for (const Drawing& page : pages) out += to_svg(page);
  return out + "</html>\n";
}

std::string to_html(const Document& document) {
  std::string out = html_head(document.language, title_of(document));
  add_html_styles(out, document);
  HtmlWriter writer(out);
  write_blocks(document, writer);
  writer.end_lists();
  return out + "</html>\n";
}

}  // namespace tongzhou
