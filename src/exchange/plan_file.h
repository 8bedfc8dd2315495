// The plan file, `.tongzhou`: a plan whole, with the stamps of every field and its history.
//
// FORMAT.md describes it byte by byte. What a newer version added to a plan (fields, kinds of
// records, choices) is kept and written back; a file whose shape this version does not know is
// refused as newer. The same bytes get the same verdict on every machine.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "exchange/signing.h"
#include "model/plan.h"

namespace tongzhou {

// Who saved a file, and when.
struct SaveNote {
  std::string program;  // its version, for people to read
  std::string person;   // as they call themselves; empty: unknown
  std::string department;
  std::int64_t unix_milliseconds = 0;
  bool operator==(const SaveNote&) const = default;
};

struct PlanFile {
  SaveNote saved;
  Plan plan;
  std::vector<Change> history;  // oldest first; for reading, the plan does not need it
  Signature signature;          // never a broken one
};

// What a list of files shows of one.
struct PlanFileHeader {
  SaveNote saved;
  AnyId plan;
  std::string title;
  std::uint64_t task_count = 0;
  bool operator==(const PlanFileHeader&) const = default;
};

// The same plan, history and note make the same bytes. Fails only for a plan that holds more than
// can be read back, or a value that no reader would accept.
Result<std::vector<std::byte>> encode_plan_file(const Plan& plan, std::span<const Change> history,
                                                const SaveNote& saved);

// A file that was changed after it was signed is refused. The plan is well-formed: ids are there
// and unique, values in range, text UTF-8, stamps covered by the version. Whether it makes sense is
// check_plan's matter.
Result<PlanFile> decode_plan_file(std::span<const std::byte> bytes);

// Needs only the start of the file, up to the end of its first section: 4 KB will do but for very
// long titles.
Result<PlanFileHeader> read_plan_file_header(std::span<const std::byte> bytes);

}  // namespace tongzhou
