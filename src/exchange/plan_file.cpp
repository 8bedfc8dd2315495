#include "exchange/plan_file.h"

#include <fmt/format.h>

#include "exchange/change_archive.h"
#include "exchange/change_columns.h"
#include "exchange/envelope.h"
#include "exchange/records_section.h"

namespace tongzhou {

template <class Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, PlanFileHeader& header) {
  archive(header.saved.program, header.saved.person, header.saved.department,
          header.saved.unix_milliseconds, header.plan, header.title, header.task_count);
}

namespace {

Error trouble(Flaw flaw) {
  const Message safe{Word::safe_file_untouched, {}};
  switch (flaw) {
    case Flaw::foreign:
      return {{Word::error_file_foreign, {}}, safe, {Word::todo_choose_plan_file, {}}};
    case Flaw::cut_short:
      return {{Word::error_file_cut_short, {}}, safe, {Word::todo_get_file_again, {}}};
    case Flaw::damaged:
      return {{Word::error_file_damaged, {}}, safe, {Word::todo_get_file_again, {}}};
    case Flaw::newer: return {{Word::error_file_newer, {}}, safe, {Word::todo_update_program, {}}};
    case Flaw::older:
      return {{Word::error_file_older, {}}, safe, {Word::todo_choose_plan_file, {}}};
    case Flaw::too_large:
      return {{Word::error_file_too_large, {}}, safe, {Word::todo_split_plan, {}}};
  }
  std::unreachable();
}

EnvelopeReader::Section next_section(EnvelopeReader& reader) {
  auto section = reader.next();
  require(section.has_value());
  return std::move(*section);
}
Bytes next_section(EnvelopeReader& reader, SectionKind kind) {
  auto section = next_section(reader);
  require(section.kind == kind, Flaw::newer);
  return std::move(section.content);
}

template <class Content>
Content read_content(ByteSpan bytes) {
  BoundedInputArchive in(bytes);
  Content content;
  in(content);
  in.expect_end();
  return content;
}

std::vector<Change> read_history(EnvelopeReader& reader, std::span<const std::uint64_t> ids) {
  const auto section = next_section(reader);
  if (section.kind == SectionKind::change_columns) return read_change_columns(section.content, ids);
  require(section.kind == SectionKind::history, Flaw::newer);  // written until 2026-11
  return read_content<std::vector<Change>>(section.content);
}

}  // namespace

Result<std::vector<std::byte>> encode_plan_file(const Plan& plan, std::span<const Change> history,
                                                const SaveNote& saved) try {
  EnvelopeWriter writer(FileType::plan, 4);
  BoundedOutputArchive header;
  header(PlanFileHeader{saved, plan.id(), plan.info().title, plan.table<Task>().live_count()});
  writer.add(SectionKind::header, std::move(header).take());
  IdNumbers ids;
  const Bytes records = write_records(plan, ids), changes = write_change_columns(history, ids);
  // Ids are random bits: packing them would cost time and save nothing.
  writer.add(SectionKind::ids, write_ids(ids), Packing::none);
  writer.add(SectionKind::records, records);
  writer.add(SectionKind::change_columns, changes);
  return std::move(writer).take();
} catch (const UnstorableValue& bad) {
  return failure({Word::error_value_unstorable, {plan.name_of(bad.record), std::string(bad.field)}},
                 {Word::safe_plan_in_memory, {}}, {Word::todo_correct_value, {}});
} catch (const BadBytes&) {
  return failure({Word::error_plan_too_large, {}}, {Word::safe_plan_in_memory, {}},
                 {Word::todo_divide_plan, {}});
} catch (const std::bad_alloc&) {
  return failure({Word::error_plan_too_large, {}}, {Word::safe_plan_in_memory, {}},
                 {Word::todo_divide_plan, {}});
}

Result<PlanFile> decode_plan_file(std::span<const std::byte> bytes) try {
  PlanFile file;
  file.signature = read_signature(bytes);
  if (file.signature.standing == Signature::Standing::broken)
    return failure({Word::error_signature_broken, {}}, {Word::safe_file_untouched, {}},
                   {Word::todo_get_file_again, {}});
  EnvelopeReader reader(FileType::plan, unsigned_part(bytes));
  const auto header = read_content<PlanFileHeader>(next_section(reader, SectionKind::header));
  file.saved = header.saved;
  const auto ids = read_ids(next_section(reader, SectionKind::ids));
  file.plan = read_records(next_section(reader, SectionKind::records), ids);
  require(file.plan.id() == header.plan);
  file.history = read_history(reader, ids);
  require(!reader.next(), Flaw::newer);
  return file;
} catch (const BadBytes& bad) {
  return std::unexpected(trouble(bad.flaw));
} catch (const std::bad_alloc&) {
  return std::unexpected(trouble(Flaw::too_large));
}

Result<PlanFileHeader> read_plan_file_header(std::span<const std::byte> bytes) try {
  EnvelopeReader reader(FileType::plan, bytes);
  return read_content<PlanFileHeader>(next_section(reader, SectionKind::header));
} catch (const BadBytes& bad) {
  return std::unexpected(trouble(bad.flaw));
} catch (const std::bad_alloc&) {
  return std::unexpected(trouble(Flaw::too_large));
}

}  // namespace tongzhou
