// Any text: as a template of a letter. Whatever comes of it is a letter in every form, and its file
// for word processors can be unpacked.
#include <cstdlib>
#include <string_view>

#include "app/reports.h"
#include "app/templates.h"
#include "documents/docx.h"
#include "documents/letter.h"
#include "documents/letter_template.h"
#include "exchange/zip_archive.h"

namespace {

using namespace tongzhou;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Day today = from_civil(2026, 8, 30);
  static const OpenPlan open = [] {
    SeededRandom random(1);
    return make_empty_plan("fuzz", Language::chinese, today, random);
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Letter letter{.title = "x", .date = today, .body = std::string(text)};
  letter.layout = size % 2 == 0 ? LetterLayout::official : LetterLayout::plain;
  const WrittenLetter written =
      write_template(text, report_sources(open, today, Language::chinese), letter, {});
  const Document document =
      make_letter(letter, {.issuer = "a", .addressees = "b", .copies = "c", .signer = "d"},
                  written.markdown, Language::chinese);
  require(!to_html(document).empty() && !to_markdown(document).empty() &&
          !to_text(document).empty());
  require(read_zipped(to_docx(document), "word/document.xml", 1U << 28U).has_value());
  return 0;
}
