// Feeds the decoder of plan files. The first byte chooses what the rest is: 0 a file; 1 the two
// records sections, put into a file with right checksums, which chance would never find; 2 the
// history section as it was written until 2026-11, 3 the changes by columns, likewise.
#include "core/check.h"
#include "exchange/envelope.h"
#include "exchange/plan_file.h"
#include "support/same_plan.h"

namespace tongzhou {
namespace {

Bytes file_of(ByteSpan ids, ByteSpan records, ByteSpan history,
              SectionKind history_kind = SectionKind::history) {
  BoundedOutputArchive header;  // program, person, department, time, plan, title, tasks
  header(std::string(), std::string(), std::string(), std::int64_t{0}, std::uint64_t{1},
         std::string(), std::uint64_t{0});
  EnvelopeWriter writer(FileType::plan, 4);
  writer.add(SectionKind::header, std::move(header).take());
  writer.add(SectionKind::ids, ids, Packing::none);
  writer.add(SectionKind::records, records, Packing::none);
  writer.add(history_kind, history, Packing::none);
  return std::move(writer).take();
}

Bytes file_with_records(ByteSpan input) {
  if (input.empty()) return {};
  const std::size_t id_bytes =
      std::min(std::to_integer<std::size_t>(input[0]) * 8, input.size() - 1);
  BoundedOutputArchive records;
  records(std::uint64_t{1});  // the plan's id, as the header has it
  records.put(input.subspan(1 + id_bytes));
  return file_of(input.subspan(1, id_bytes), std::move(records).take(), Bytes(8));
}

Bytes empty_plan() {
  BoundedOutputArchive records;  // id, largest counter; no replicas, heads, kinds
  records(std::uint64_t{1}, std::uint32_t{0}, std::uint64_t{0}, std::uint64_t{0}, std::uint64_t{0});
  return std::move(records).take();
}
Bytes file_with_history(ByteSpan input) { return file_of({}, empty_plan(), input); }
Bytes file_with_columns(ByteSpan input) {
  if (input.empty()) return {};
  const std::size_t id_bytes =
      std::min(std::to_integer<std::size_t>(input[0]) * 8, input.size() - 1);
  return file_of(input.subspan(1, id_bytes), empty_plan(), input.subspan(1 + id_bytes),
                 SectionKind::change_columns);
}

// What goes into a section gets as far as its reader: the file around it is right.
bool reaches_the_readers() {
  return decode_plan_file(file_with_history(Bytes(8))) &&
         decode_plan_file(file_with_columns(Bytes(1 + 6 * 8)));
}

// Whatever is accepted can be written and read again, and is the same then.
void decode_and_return(ByteSpan bytes) {
  const auto file = decode_plan_file(bytes);
  if (!file) return;
  const auto again = encode_plan_file(file->plan, file->history, file->saved);
  check(again.has_value(), "a plan that was read can be written");
  const auto back = decode_plan_file(*again);
  check(back.has_value(), "a plan that was written can be read");
  check(test::first_difference(file->plan, back->plan).empty(), "a plan stays the same");
  check(file->history == back->history, "a history stays the same");
}

}  // namespace
}  // namespace tongzhou

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tongzhou;
  static const bool reaches = reaches_the_readers();
  check(reaches, "the files made here are right");
  const ByteSpan input = std::as_bytes(std::span(data, size));
  if (input.empty()) return 0;
  const ByteSpan rest = input.subspan(1);
  switch (data[0]) {
    case 0: decode_and_return(rest); break;
    case 1: decode_and_return(file_with_records(rest)); break;
    case 2: decode_and_return(file_with_history(rest)); break;
    case 3: decode_and_return(file_with_columns(rest)); break;
    default: return -1;
  }
  return 0;
}
