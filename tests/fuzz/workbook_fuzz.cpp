// Any bytes: as a workbook, and as each of its parts in an archive that is whole. What reads is a
// table that may become a plan.
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

#include "exchange/csv_tasks.h"
#include "exchange/xlsx_table.h"
#include "exchange/zip_archive.h"

namespace {

using namespace tongzhou;

void read(std::span<const std::byte> workbook) {
  const auto sheets = read_workbook(workbook, 4);
  if (!sheets) return;
  SeededRandom random(1);
  for (const SheetText& sheet : *sheets) {
    const auto imported = import_tasks_csv(std::as_bytes(std::span(sheet.csv)), random,
                                           {"fuzz", from_civil(2026, 8, 30), nullptr});
    (void)imported;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto bytes = std::as_bytes(std::span(text));
  struct Part {
    std::string_view name, content;
  };
  std::array parts{
      Part{"xl/workbook.xml",
           R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>)"},
      Part{"xl/_rels/workbook.xml.rels",
           R"(<R><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></R>)"},
      Part{
          "xl/worksheets/sheet1.xml",
          R"(<w><sheetData><row><c t="s"><v>0</v></c><c s="1"><v>1.5</v></c></row></sheetData></w>)"},
      Part{"xl/styles.xml", R"(<s><cellXfs><xf/><xf numFmtId="14"/></cellXfs></s>)"},
      Part{"xl/sharedStrings.xml", "<s><si><t>Name</t></si></s>"}};
  const std::size_t chosen = data[0] % (parts.size() + 1);
  if (chosen == parts.size()) {
    read(bytes);
    return 0;
  }
  parts[chosen].content = text;
  ZipWriter zip;
  for (const Part& part : parts) zip.add(part.name, part.content);
  read(std::move(zip).finish());
  return 0;
}
