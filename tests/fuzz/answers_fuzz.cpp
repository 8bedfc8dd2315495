// Any text: what read_answers takes for an answer can be written, and comes back the same.
#include <cstdlib>
#include <string_view>

#include "exchange/answer_sheet.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const AnswerSheet& sheet : read_answers(text).sheets) {
    const ReadAnswers again = read_answers(write_answer(sheet));
    if (again.sheets.size() != 1 || again.sheets.front() != sheet) std::abort();
  }
  return 0;
}
