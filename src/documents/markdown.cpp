#include "documents/markdown.h"

#include <algorithm>
#include <utility>

#include <md4c.h>

#include "documents/timetable_chart.h"

namespace tongzhou {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// --- Out -----------------------------------------------------------------------------------------

// What begins a line must not begin a list, a heading, a rule or a quotation.
void escape_line_begin(std::string& out, std::string_view line) {
  if (line.empty()) return;
  if (std::string_view("-+=").find(line.front()) != std::string_view::npos) {
    out += '\\';
    return;
  }
  const auto digits =
      static_cast<std::size_t>(std::ranges::find_if_not(line, is_digit) - line.begin());
  if (digits == 0 || digits == line.size() || (line[digits] != '.' && line[digits] != ')')) return;
  out += line.substr(0, digits);
  out += '\\';
}

void escape_line(std::string& out, std::string_view line) {
  const std::size_t before = out.size();
  escape_line_begin(out, line);
  const bool wrote_digits = out.size() > before + 1;
  if (wrote_digits) line.remove_prefix(out.size() - before - 1);
  add_escaped(out, line);
}

// --- In ------------------------------------------------------------------------------------------

// What md4c tells, one thing after the other, becomes blocks.
class MarkdownReader {
 public:
  MarkdownReader(Document& document, int lower) : document_(document), lower_(lower) {}

  int enter(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        start(Block::Kind::heading);
        // The title of a page is its #.
        block_.level = std::clamp(
            static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level) - 1, 1, 4);
        block_.level = std::min(4, block_.level + lower_);
        break;
      case MD_BLOCK_P:
      case MD_BLOCK_CODE:
        is_diagram_ = type == MD_BLOCK_CODE && items_.empty() && quotes_ == 0 &&
                      words_of(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang) == kDiagram;
        if (items_.empty() || !open_)
          start(Block::Kind::paragraph);
        else if (!block_.text.empty())
          block_.text += '\n';
        if (quotes_ > 0) block_.emphasis = Emphasis::quiet;
        break;
      case MD_BLOCK_QUOTE: ++quotes_; break;
      case MD_BLOCK_UL: items_.push_back(0); break;
      case MD_BLOCK_OL:
        items_.push_back(
            std::max(1, static_cast<int>(static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start)));
        break;
      case MD_BLOCK_LI:
        start(Block::Kind::item);
        block_.level = static_cast<int>(items_.size());
        if (items_.back() > 0) block_.number = items_.back()++;
        break;
      case MD_BLOCK_TABLE: start(Block::Kind::table); break;
      case MD_BLOCK_TR: block_.rows.emplace_back(); break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: block_.rows.back().emplace_back(); break;
      case MD_BLOCK_HR:
        finish();
        document_.blocks.push_back({.kind = Block::Kind::page_break, .text = {}});
        break;
      default: break;
    }
    return 0;
  }

  int leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_P:
      case MD_BLOCK_CODE:
        if (std::exchange(is_diagram_, false)) make_chart();
        if (block_.kind == Block::Kind::paragraph || block_.kind == Block::Kind::chart) finish();
        break;
      case MD_BLOCK_H:
      case MD_BLOCK_LI:
      case MD_BLOCK_TABLE: finish(); break;
      case MD_BLOCK_QUOTE: --quotes_; break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        finish();
        items_.pop_back();
        break;
      default: break;
    }
    return 0;
  }

  int span(MD_SPANTYPE type, bool enters) {
    if (type != MD_SPAN_STRONG && type != MD_SPAN_EM) return 0;
    if (enters && strong_++ == 0) strong_from_ = size();
    if (!enters && --strong_ == 0 && block_.kind != Block::Kind::table && strong_from_ < size())
      block_.strong.push_back({strong_from_, size()});
    return 0;
  }

  int text(MD_TEXTTYPE type, std::string_view words) {
    const bool is_cell = block_.kind == Block::Kind::table;
    std::string& into =
        is_cell && !block_.rows.empty() ? block_.rows.back().back().text : block_.text;
    switch (type) {
      case MD_TEXT_BR: into += is_cell ? ' ' : '\n'; break;
      // Lines of one paragraph: no blank between Chinese.
      case MD_TEXT_SOFTBR:
        if (!into.empty() && static_cast<unsigned char>(into.back()) < 0x80) into += ' ';
        break;
      case MD_TEXT_NULLCHAR: break;
      default: into += words;
    }
    return 0;
  }

 private:
  static constexpr std::string_view kDiagram = "mermaid";
  static std::string_view words_of(const MD_ATTRIBUTE& attribute) {
    return {attribute.text, attribute.size};
  }

  // A diagram that is none of ours stays text.
  void make_chart() {
    if (const auto chart = read_mermaid(block_.text, document_.language))
      block_ = chart_block(*chart, document_.paper);
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(block_.text.size()); }

  void start(Block::Kind kind) {
    finish();  // what this one stands in
    block_ = {.kind = kind, .text = {}};
    open_ = true;
  }
  void finish() {
    if (!std::exchange(open_, false)) return;
    if (strong_ > 0) strong_from_ = 0;
    if (block_.kind != Block::Kind::chart)
      while (block_.text.ends_with('\n')) block_.text.pop_back();
    document_.blocks.push_back(std::move(block_));
    block_ = {};
  }

  Document& document_;
  int lower_;
  Block block_;
  bool open_ = false, is_diagram_ = false;
  std::vector<int> items_;  // the lists around: the next number, or 0 of one with dots
  int quotes_ = 0, strong_ = 0;
  std::uint32_t strong_from_ = 0;
};

MarkdownReader& reader_of(void* data) { return *static_cast<MarkdownReader*>(data); }

}  // namespace

void add_markdown(Document& document, std::string_view text, int lower) {
  MarkdownReader reader(document, lower);
  const MD_PARSER parser{
      .abi_version = 0,
      .flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
      .enter_block = [](MD_BLOCKTYPE type, void* detail,
                        void* data) { return reader_of(data).enter(type, detail); },
      .leave_block = [](MD_BLOCKTYPE type, void*,
                        void* data) { return reader_of(data).leave(type); },
      .enter_span = [](MD_SPANTYPE type, void*,
                       void* data) { return reader_of(data).span(type, true); },
      .leave_span = [](MD_SPANTYPE type, void*,
                       void* data) { return reader_of(data).span(type, false); },
      .text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size,
                 void* data) { return reader_of(data).text(type, {words, size}); },
      .debug_log = nullptr,
      .syntax = nullptr};
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reader);
}

void add_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>|#&~!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
}

std::string escape_markdown(std::string_view text, MarkdownPlace place) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  bool is_first = true;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    if (!line.empty()) {
      if (!std::exchange(is_first, false)) out += place == MarkdownPlace::cell ? " " : "\\\n";
      escape_line(out, line);
    }
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

}  // namespace tongzhou
