#include "exchange/change_codec.h"

#include "core/check.h"
#include "exchange/change_archive.h"
#include "exchange/change_columns.h"
#include "exchange/envelope.h"

namespace tongzhou {
namespace {

std::unexpected<Error> refused_change(Flaw flaw) {
  const bool newer = flaw == Flaw::newer;
  return failure({newer ? Word::error_edits_newer : Word::error_edits_damaged, {}},
                 {Word::safe_edits_kept, {}},
                 {newer ? Word::todo_update_program : Word::todo_save_plan_file, {}});
}

}  // namespace

std::vector<std::byte> encode_changes(std::span<const Change> changes) try {
  IdNumbers ids;
  const Bytes columns = write_change_columns(changes, ids);
  EnvelopeWriter writer(FileType::changes, 2);
  writer.add(SectionKind::ids, write_ids(ids), Packing::none);
  writer.add(SectionKind::change_columns, columns);
  return std::move(writer).take();
} catch (const BadBytes&) {
  fail_check("a batch of changes is small enough to be read");
}

Result<std::vector<Change>> decode_changes(std::span<const std::byte> bytes) try {
  EnvelopeReader reader(FileType::changes, bytes);
  const auto section = reader.next();
  require(section.has_value());
  std::vector<Change> changes;
  if (section->kind == SectionKind::ids) {
    const auto columns = reader.next();
    require(columns && columns->kind == SectionKind::change_columns, Flaw::newer);
    changes = read_change_columns(columns->content, read_ids(section->content));
  } else {
    require(section->kind == SectionKind::changes, Flaw::newer);
    BoundedInputArchive in(section->content);
    in(changes);
    in.expect_end();
  }
  require(!reader.next(), Flaw::newer);
  return changes;
} catch (const BadBytes& bad) {
  return refused_change(bad.flaw);
} catch (const std::bad_alloc&) {
  return refused_change(Flaw::too_large);
}

std::vector<std::byte> encode_change(const Change& change) try {
  BoundedOutputArchive out;
  out(std::span(&change, 1));
  EnvelopeWriter writer(FileType::changes, 1);
  writer.add(SectionKind::changes, std::move(out).take());
  return std::move(writer).take();
} catch (const BadBytes&) {
  fail_check("a change is small enough to be read");
}

Result<Change> decode_change(std::span<const std::byte> bytes) {
  auto changes = decode_changes(bytes);
  if (!changes) return std::unexpected(std::move(changes).error());
  if (changes->size() != 1) return refused_change(Flaw::damaged);
  return std::move(changes->front());
}

}  // namespace tongzhou
