// Documents for word processors: Office Open XML (ISO/IEC 29500-1), as Word, WPS and LibreOffice
// read it.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "documents/document.h"

namespace tongzhou {

// Real styles, headings, lists and tables (their heads repeated on every page), page numbers. Text
// is text: nothing in it becomes a field, a formula, a link or markup; characters that XML 1.0
// does not know are left out.
//
// Paper::official is laid out after GB/T 9704-2012: A4, margins 37 mm above and 28 mm left, a type
// area of 156 x 225 mm with 22 lines of 28 characters (document grid), 三号仿宋 text, 二号小标宋
// title, first headings 黑体, second 楷体, red issuer and rule, page numbers "— 1 —" outside.
std::vector<std::byte> to_docx(const Document& document);

// The same block by block, for documents so large that others should act between.
class DocxWriter {
 public:
  // Which must outlive it.
  explicit DocxWriter(const Document& document);
  ~DocxWriter();
  // Writes the next so many blocks; false where none is left.
  bool advance(std::size_t blocks);
  std::size_t written() const;  // blocks
  // With what was not written yet.
  std::vector<std::byte> finish() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tongzhou
