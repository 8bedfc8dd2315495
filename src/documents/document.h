// A page of words, tables and bars for people: what reports and letters are made as, and written in
// the forms that other programs read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/words.h"
#include "model/records.h"

namespace tongzhou {

// How a cell or item is meant; written as a colour and, where the form has none, not at all.
enum class Emphasis : std::uint8_t { none, good, watch, act, quiet };

struct TableCell {
  std::string text;
  Emphasis emphasis = Emphasis::none;
  float bar = -1;  // 0 to 1: a bar under the text
};

struct Block {
  enum class Kind : std::uint8_t { heading, paragraph, item, table };
  Kind kind = Kind::paragraph;
  std::string text;
  Emphasis emphasis = Emphasis::none;
  AnyRef record;                               // of an item: where it comes from
  std::vector<std::vector<TableCell>> rows{};  // of a table; the first is its head
};

struct Document {
  Language language = Language::chinese;
  std::string title;
  std::string subtitle;
  std::vector<Block> blocks;

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

// One page of HTML without anything from outside, laid out for A4; prints as it is seen.
std::string to_html(const Document& document);

}  // namespace tongzhou
