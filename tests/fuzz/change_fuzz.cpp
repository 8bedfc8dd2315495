// Feeds the decoder of changes, and the plan with whatever it lets through. The first byte chooses:
// 0 a batch as it is; 1 the content of one of a single change, 2 the ids and columns of one of
// many, put into a batch with right checksums.
#include "core/check.h"
#include "exchange/change_codec.h"
#include "exchange/envelope.h"
#include "exchange/plan_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  const ByteSpan input = std::as_bytes(std::span(data, size));
  if (input.empty() || data[0] > 2) return -1;
  Bytes bytes(input.begin() + 1, input.end());
  if (data[0] == 1) {
    EnvelopeWriter writer(FileType::changes, 1);
    writer.add(SectionKind::changes, input.subspan(1), Packing::none);
    bytes = std::move(writer).take();
  }
  if (data[0] == 2 && size > 1) {
    const std::size_t id_bytes = std::min(std::size_t{data[1]} * 8, size - 2);
    EnvelopeWriter writer(FileType::changes, 2);
    writer.add(SectionKind::ids, input.subspan(2, id_bytes), Packing::none);
    writer.add(SectionKind::change_columns, input.subspan(2 + id_bytes), Packing::none);
    bytes = std::move(writer).take();
  }
  const auto changes = decode_changes(bytes);
  if (!changes) return 0;
  check(decode_changes(encode_changes(*changes)) == *changes, "changes stay the same");

  Plan plan = Plan::make({1});
  for (const Change& change : *changes) (void)plan.apply(change);
  const auto file = encode_plan_file(plan, *changes, {});
  check(file.has_value() && decode_plan_file(*file), "a plan that took the changes can be saved");
  return 0;
}
