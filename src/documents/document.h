// A page of words, tables and bars for people: what reports and letters are made as, and written in
// the forms that other programs read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/words.h"
#include "documents/drawing.h"
#include "model/records.h"

namespace tongzhou {

// How a cell or item is meant; written as a colour and, where the form has none, not at all.
enum class Emphasis : std::uint8_t { none, good, watch, act, quiet };

struct TableCell {
  std::string text;
  Emphasis emphasis = Emphasis::none;
  float bar = -1;  // 0 to 1: a bar under the text
};

// Where on a letter a block stands; everything else is its body.
enum class LetterPart : std::uint8_t {
  body,
  grade,       // how secret and how urgent, before anything else
  issuer,      // whose letter it is, in large red letters, a rule below
  mark,        // "市场部会议纪要": what minutes are, in large red letters
  number,      // "同舟发〔2026〕3号"
  imprint,     // of minutes: who issued them, a tab, and when; a red rule below
  title,       // in the place of Document::title
  addressee,   // "市场部、生产部："
  attachment,  // "附件：1. ..."
  signature,   // who signs
  date,        //
  copies,      // "抄送：...", between rules at the foot
};

// Bytes of a block's text that are printed in bold type.
struct StrongPart {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const StrongPart&) const = default;
};

struct Block {
  enum class Kind : std::uint8_t { heading, paragraph, item, table, chart, page_break };
  Kind kind = Kind::paragraph;
  std::string text;  // line feeds begin new lines; of a chart: its diagram (timetable_chart.h)
  Emphasis emphasis = Emphasis::none;
  AnyRef record;                               // of an item: where it comes from
  std::vector<std::vector<TableCell>> rows{};  // of a table; the first is its head
  int level = 1;   // of a heading: 1 to 4; of an item: 1, or more where it is in another
  int number = 0;  // of an item of a numbered list; 0: of one with dots
  std::vector<StrongPart> strong{};  // in order, not over each other
  LetterPart part = LetterPart::body;
  std::vector<Drawing> drawings{};  // of a chart, for the paper: below each other
  // Of a page break: which it is, from 1, where something leads there. Of an item: which it leads
  // to; where there are pages, with the number of that page.
  int leaf = 0;
};

enum class Paper : std::uint8_t {
  plain,     // for the office: sans serif, compact
  official,  // GB/T 9704-2012: A4, 22 lines of 28 characters
};

struct Document {
  Language language = Language::chinese;
  std::string title;  // empty where a block is the title
  std::string subtitle;
  std::vector<Block> blocks;
  Paper paper = Paper::plain;

  void heading(std::string text) { blocks.push_back({Block::Kind::heading, std::move(text)}); }
  void paragraph(std::string text, Emphasis emphasis = Emphasis::none) {
    blocks.push_back({Block::Kind::paragraph, std::move(text), emphasis});
  }
  void item(std::string text, Emphasis emphasis = Emphasis::none, AnyRef record = {}) {
    blocks.push_back({Block::Kind::item, std::move(text), emphasis, record});
  }
  void table(std::vector<std::vector<TableCell>> rows) {
    blocks.push_back({.kind = Block::Kind::table, .text = {}, .rows = std::move(rows)});
  }
};

// CommonMark with the tables of GitHub Flavored Markdown. What would be taken for markup is
// escaped.
std::string to_markdown(const Document& document);

// One page of HTML without anything from outside, laid out for A4; prints as it is seen. Parts of a
// letter are classes of CSS; page numbers are left to the browser.
std::string to_html(const Document& document);

// Drawings that fill pages of A4 across, one on each. kA4Across is what fits between the margins.
inline constexpr DrawPoint kA4Across{785, 535};  // points
std::string to_html_pages(std::span<const Drawing> pages, std::string_view title,
                          Language language);

// Text without markup, as it is pasted into a message: items begin with "- " or their number, tabs
// stand between the columns of a table.
std::string to_text(const Document& document);

}  // namespace tongzhou
