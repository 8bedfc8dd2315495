#include <fmt/format.h>

#include <algorithm>

#include "core/utf8.h"
#include "documents/document.h"
#include "documents/document_inside.h"
#include "documents/timetable_chart.h"

namespace tongzhou {
namespace {

// One blank line between blocks, none between the items of a list.
void begin_text_block(std::string& out) {
  if (!out.empty()) out += '\n';
}

void add_text_line(std::string& out, std::string_view text) {
  if (text.empty()) return;
  begin_text_block(out);
  out += text;
  out += '\n';
}

void add_text_item(std::string& out, const Block& block) {
  const auto indent = static_cast<std::size_t>(2 * (std::clamp(block.level, 1, 9) - 1));
  out.append(indent, ' ');
  out += block.number > 0 ? fmt::format("{}. ", block.number) : "- ";
  out += one_line(block.text);
  out += '\n';
}

void add_text_table(std::string& out, const std::vector<std::vector<TableCell>>& rows) {
  if (!rows.empty()) begin_text_block(out);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += '\t';
      out += one_line(row[i].text);
    }
    out += '\n';
  }
}

void add_text(std::string& out, const Block& block, Language language, bool goes_on) {
  switch (block.kind) {
    case Block::Kind::heading:
    case Block::Kind::paragraph: add_text_line(out, block.text); break;
    case Block::Kind::item:
      if (!goes_on) begin_text_block(out);
      add_text_item(out, block);
      break;
    case Block::Kind::table: add_text_table(out, block.rows); break;
    case Block::Kind::chart: add_text_table(out, chart_rows(block.text, language)); break;
    case Block::Kind::page_break: break;
  }
}

}  // namespace

std::string to_text(const Document& document) {
  std::string out;
  const std::size_t place = place_of_title(document);
  bool in_list = false;
  for (std::size_t i = 0; i <= document.blocks.size(); ++i) {
    if (i == place) {
      add_text_line(out, document.title);
      add_text_line(out, document.subtitle);
    }
    if (i == document.blocks.size()) break;
    const Block& block = document.blocks[i];
    add_text(out, block, document.language, in_list);
    in_list = block.kind == Block::Kind::item;
    if (block.part == LetterPart::title) add_text_line(out, document.subtitle);
  }
  return out;
}

}  // namespace tongzhou
