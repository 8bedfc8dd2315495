// What the files that write .docx share. Private to them.
//
// Lengths are in twips, twentieths of a point: 1 mm is 56.7 of them, A4 11906 x 16838.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"
#include "documents/xml_text.h"

namespace tongzhou {

// How the pages of a document look.
struct DocxLook {
  bool is_official;
  bool is_chinese;
  int text_width;          // of the type area
  int line;                // an empty line between the parts of a letter
  int character;           // how wide a 汉字 is, or an em: in the text,
  int cell_text;           // in a table,
  int copies_text;         // in who gets copies
  bool is_letter = false;  // with a red head: its first page has a red rule for a foot, no number
};
DocxLook docx_look(const Document& document);

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
  std::vector<std::vector<std::byte>> pictures;  // EMF; their relationships are counted on
};
inline constexpr int kFirstDocxPicture = 8;  // the number of its relationship
// Writes it block by block. Document and look must outlive it.
class DocxBodyWriter {
 public:
  virtual ~DocxBodyWriter() = default;
  // The next so many blocks; false where none is left.
  virtual bool advance(std::size_t blocks) = 0;
  virtual std::size_t written() const = 0;
  // Once none is left.
  virtual DocxBody finish() = 0;
};
std::unique_ptr<DocxBodyWriter> make_docx_body_writer(const Document& document,
                                                      const DocxLook& look);

// Rows over the whole width, the head repeated on every page.
void add_docx_table(std::string& out, const std::vector<std::vector<TableCell>>& rows,
                    const DocxLook& look);

// What stands in the roots of the other parts of the package, and the section that ends the body.
std::string docx_styles(const DocxLook& look);
std::string docx_numbering(const DocxLook& look, std::span<const DocxList> lists);
std::string docx_settings(const DocxLook& look);
std::string_view docx_font_table();
std::string docx_footer(const DocxLook& look, bool is_even);
std::string_view docx_letter_foot();
std::string docx_section(const DocxLook& look);

}  // namespace tongzhou
