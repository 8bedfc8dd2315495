#include "exchange/plan_file.h"

#include <fmt/format.h>

#include "exchange/change_archive.h"
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

Bytes next_section(EnvelopeReader& reader, SectionKind kind) {
  auto section = reader.next();
  require(section.has_value());
  require(section->kind == kind, Flaw::newer);
  return std::move(section->content);
}

template <class Content>
Content read_section(EnvelopeReader& reader, SectionKind kind) {
  const Bytes bytes = next_section(reader, kind);
  BoundedInputArchive in(bytes);
  Content content;
  in(content);
  in.expect_end();
  return content;
}

template <class Content>
void add_section(EnvelopeWriter& writer, SectionKind kind, const Content& content) {
  BoundedOutputArchive out;
  out(content);
  writer.add(kind, std::move(out).take());
}

}  // namespace

Result<std::vector<std::byte>> encode_plan_file(const Plan& plan, std::span<const Change> history,
                                                const SaveNote& saved) try {
  EnvelopeWriter writer(FileType::plan, 4);
  add_section(writer, SectionKind::header,
              PlanFileHeader{saved, plan.id(), plan.info().title, plan.table<Task>().live_count()});
  const RecordsBytes bytes = write_records(plan);
  writer.add(SectionKind::ids, bytes.ids, Packing::none);
  writer.add(SectionKind::records, bytes.records);
  add_section(writer, SectionKind::history, history);
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
  const auto header = read_section<PlanFileHeader>(reader, SectionKind::header);
  file.saved = header.saved;
  const Bytes ids = next_section(reader, SectionKind::ids);
  file.plan = read_records(ids, next_section(reader, SectionKind::records));
  require(file.plan.id() == header.plan);
  file.history = read_section<std::vector<Change>>(reader, SectionKind::history);
  require(!reader.next(), Flaw::newer);
  return file;
} catch (const BadBytes& bad) {
  return std::unexpected(trouble(bad.flaw));
} catch (const std::bad_alloc&) {
  return std::unexpected(trouble(Flaw::too_large));
}

Result<PlanFileHeader> read_plan_file_header(std::span<const std::byte> bytes) try {
  EnvelopeReader reader(FileType::plan, bytes);
  return read_section<PlanFileHeader>(reader, SectionKind::header);
} catch (const BadBytes& bad) {
  return std::unexpected(trouble(bad.flaw));
} catch (const std::bad_alloc&) {
  return std::unexpected(trouble(Flaw::too_large));
}

}  // namespace tongzhou
