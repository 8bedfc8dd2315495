// Feeds the import of JSON; what it accepts must come back from an export.
#include "core/check.h"
#include "exchange/json.h"
#include "exchange/json_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  SeededRandom random(1);
  const auto imported = import_json(std::as_bytes(std::span(data, size)), random);
  if (!imported) return 0;
  const std::string text = export_json(imported->plan);
  const auto again = import_json(std::as_bytes(std::span(text)), random);
  check(again.has_value() && again->notices.empty(), "what was exported can be imported");
  // All but the plan's id, which is new with every import.
  std::string back = export_json(again->plan);
  const std::string id = to_hex(again->plan.id());
  for (std::size_t at = back.find(id); at != std::string::npos; at = back.find(id, at + 1))
    back.replace(at, id.size(), to_hex(imported->plan.id()));
  check(back == text, "a plan stays the same");
  return 0;
}
