#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "documents/document.h"
#include "documents/document_inside.h"
#include "documents/markdown.h"

namespace tongzhou {
namespace {

// Line feeds stay lines, but in a table.
void add_words(std::string& out, std::string_view text, MarkdownPlace place) {
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    add_escaped(out, text.substr(0, end));
    if (end == text.size()) return;
    out += place == MarkdownPlace::cell ? " " : "\\\n";
    text.remove_prefix(end + 1);
  }
}

// Asterisks are markup only where no blank stands inside of them.
void add_bold_markdown(std::string& out, std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::size_t end = text.find_last_not_of(kBlanks) + 1;
  add_words(out, text.substr(0, begin), MarkdownPlace::paragraph);
  if (begin < end) {
    out += "**";
    add_words(out, text.substr(begin, end - begin), MarkdownPlace::paragraph);
    out += "**";
    add_words(out, text.substr(end), MarkdownPlace::paragraph);
  }
}

void add_markdown_table(std::string& out, const std::vector<std::vector<TableCell>>& rows) {
  bool is_head = true;
  for (const auto& row : rows) {
    out += '|';
    for (const TableCell& cell : row) {
      out += ' ';
      add_words(out, cell.text, MarkdownPlace::cell);
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

class MarkdownWriter {
 public:
  void add_title(std::string_view title, std::string_view subtitle) {
    if (title.empty()) return;
    begin_block();
    out_ += "# ";
    add_words(out_, title, MarkdownPlace::cell);
    out_ += '\n';
    if (subtitle.empty()) return;
    begin_block();
    add_words(out_, subtitle, MarkdownPlace::cell);
    out_ += '\n';
  }

  void add(const Block& block) {
    if (block.kind == Block::Kind::item) {
      begin_item(block);
    } else {
      begin_block();
      lists_.clear();
    }
    switch (block.kind) {
      case Block::Kind::heading:
        out_.append(static_cast<std::size_t>(std::clamp(block.level, 1, 4)) + 1, '#');
        out_ += ' ';
        break;
      case Block::Kind::item:
      case Block::Kind::paragraph: break;
      case Block::Kind::table: add_markdown_table(out_, block.rows); return;
      case Block::Kind::chart: out_ += fmt::format("```mermaid\n{}```\n", block.text); return;
      case Block::Kind::page_break: out_ += "---\n"; return;
    }
    add_text(block);
  }

  std::string take() && { return std::move(out_); }

 private:
  struct OpenList {
    std::size_t indent = 0;
    std::size_t marker_width = 0;
    int number = 0;
    char delimiter = '.';
  };

  void begin_block() {
    if (!out_.empty()) out_ += '\n';
  }

  void begin_item(const Block& block) {
    if (lists_.empty()) begin_block();
    const std::size_t depth =
        std::min(static_cast<std::size_t>(std::max(block.level, 1)), lists_.size() + 1);
    if (depth > lists_.size())
      lists_.push_back({lists_.empty() ? 0 : lists_.back().indent + lists_.back().marker_width});
    lists_.resize(depth);
    OpenList& list = lists_.back();
    if (block.number > 0 && block.number - 1 != list.number) {
      // Another delimiter begins another list; a number other than 1 does so after a blank line.
      if (list.number > 0) list.delimiter = list.delimiter == '.' ? ')' : '.';
      if (block.number != 1 && !out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    }
    const std::string marker =
        block.number > 0 ? fmt::format("{}{} ", block.number, list.delimiter) : "- ";
    list.marker_width = marker.size();
    list.number = block.number;
    out_.append(list.indent, ' ');
    out_ += marker;
  }

  void add_text(const Block& block) {
    bool is_first = true;
    for (const TextPiece piece : pieces_of(block)) {
      // What begins a line may be a list of Markdown's.
      if (std::exchange(is_first, false) && !piece.strong &&
          std::string_view("-+=").find(piece.text.front()) != std::string_view::npos)
        out_ += '\\';
      if (piece.strong)
        add_bold_markdown(out_, piece.text);
      else
        add_words(out_, piece.text, MarkdownPlace::paragraph);
    }
    out_ += '\n';
  }

  std::string out_;
  std::vector<OpenList> lists_;  // that the last item is in, the outermost first
};

}  // namespace

std::string to_markdown(const Document& document) {
  MarkdownWriter writer;
  write_blocks(document, writer);
  return std::move(writer).take();
}

}  // namespace tongzhou
