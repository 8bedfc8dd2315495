// What the files that write .docx share. Private to them.
//
// Lengths are in twips, twentieths of a point: 1 mm is 56.7 of them, A4 11906 x 16838.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace tongzhou {

// How the pages of a document look.
struct DocxLook {
  bool is_official;
  bool is_chinese;
  int text_width;   // of the type area
  int line;         // an empty line between the parts of a letter
  int character;    // how wide a 汉字 is, or an em: in the text,
  int cell_text;    // in a table,
  int copies_text;  // in who gets copies
};
DocxLook docx_look(const Document& document);

// XML with the values in the places of '@'.
void add_xml(std::string& out, std::string_view pattern,
             std::initializer_list<std::string_view> values);
void add_xml(std::string& out, std::string_view pattern, std::initializer_list<int> values);

// Characters without markup: what XML does not know is left out, and so are the marks that turn the
// direction of writing, because they let a text look like another. A byte that is no UTF-8 becomes
// U+FFFD.
void add_docx_characters(std::string& out, std::string_view text);

// How the characters of a run differ from their style.
struct DocxRun {
  bool strong = false;
  std::string_view colour = {};
  int half_points = 0;  // 0: as large as in the style
};
// Runs with the text; line feeds and tabs are elements in them. Nothing for no text.
void add_docx_run(std::string& out, std::string_view text, const DocxLook& look,
                  const DocxRun& as = {});
// Colours are those of to_html; empty for none.
std::string_view docx_colour(Emphasis emphasis);

// How wide a text is, in quarters of a 汉字: about half of one for a Latin letter, a quarter for a
// blank or a full stop. Of several lines, the widest.
int text_quarters(std::string_view text);

// A numbered list: which level of the numbering it counts, and from what number.
struct DocxList {
  int level = 0;  // from 0
  int first = 1;
};
// Lists have the numbers of `w:num`; 1 are the bullets, 2 the style of numbered lists.
inline constexpr int kDocxBullets = 1;
inline constexpr int kFirstDocxList = 3;
inline constexpr int kDocxLevels = 9;

// The content of `w:body` but for the section, and the lists that it uses.
struct DocxBody {
  std::string xml;
  std::vector<DocxList> lists;
};
DocxBody make_docx_body(const Document& document, const DocxLook& look);

// Rows over the whole width, the head repeated on every page.
void add_docx_table(std::string& out, const std::vector<std::vector<TableCell>>& rows,
                    const DocxLook& look);

// What stands in the roots of the other parts of the package, and the section that ends the body.
std::string docx_styles(const DocxLook& look);
std::string docx_numbering(const DocxLook& look, std::span<const DocxList> lists);
std::string docx_settings(const DocxLook& look);
std::string_view docx_font_table();
std::string docx_footer(const DocxLook& look, bool is_even);
std::string docx_section(const DocxLook& look);

}  // namespace tongzhou
