#include "exchange/change_codec.h"

#include "core/check.h"
#include "exchange/change_archive.h"
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
  BoundedOutputArchive out;
  out(changes);
  EnvelopeWriter writer(FileType::changes, 1);
  writer.add(SectionKind::changes, std::move(out).take());
  return std::move(writer).take();
} catch (const BadBytes&) {
  fail_check("a batch of changes is small enough to be read");
}

Result<std::vector<Change>> decode_changes(std::span<const std::byte> bytes) try {
  EnvelopeReader reader(FileType::changes, bytes);
  const auto section = reader.next();
  require(section && section->kind == SectionKind::changes, Flaw::newer);
  require(!reader.next(), Flaw::newer);
  BoundedInputArchive in(section->content);
  std::vector<Change> changes;
  in(changes);
  in.expect_end();
  return changes;
} catch (const BadBytes& bad) {
  return refused_change(bad.flaw);
} catch (const std::bad_alloc&) {
  return refused_change(Flaw::too_large);
}

std::vector<std::byte> encode_change(const Change& change) {
  return encode_changes(std::span(&change, 1));
}

Result<Change> decode_change(std::span<const std::byte> bytes) {
  auto changes = decode_changes(bytes);
  if (!changes) return std::unexpected(std::move(changes).error());
  if (changes->size() != 1) return refused_change(Flaw::damaged);
  return std::move(changes->front());
}

}  // namespace tongzhou
