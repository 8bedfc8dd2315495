// The records of a plan as they stand in a plan file: kind by kind, column by column. FORMAT.md has
// the layout.
#pragma once

#include <exception>
#include <string_view>

#include "exchange/columns.h"
#include "model/plan.h"

namespace tongzhou {

// Thrown by write_records: the field holds what no reader would accept. Only a mistake of ours puts
// it there, but a person should get to know which value keeps the plan from being saved.
struct UnstorableValue : std::exception {
  UnstorableValue(AnyRef r, std::string_view f) : record(r), field(f) {}
  const char* what() const noexcept override { return "a value that cannot be stored"; }
  AnyRef record;
  std::string_view field;
};

// Whether a plan of that version could hold the stamp. A record that no change made has no stamp:
// all zero.
inline bool is_plausible(PackedStamp stamp, const std::vector<Plan::Seen>& version,
                         std::uint32_t largest_counter) {
  if (stamp == PackedStamp{}) return true;
  return stamp.counter > 0 && stamp.counter <= largest_counter && stamp.replica < version.size() &&
         stamp.number > 0 && stamp.number <= version[stamp.replica].number;
}

// The ids of all records, and of whatever else they refer to, are the first of the file's.
std::vector<std::byte> write_records(const Plan& plan, IdNumbers& ids);

// Throws BadBytes. What comes back is well-formed: every value in its range, every stamp's replica
// known and its number claimed by the version, every id once. Whether it makes sense is
// check_plan's matter.
Plan read_records(std::span<const std::byte> records, std::span<const std::uint64_t> ids);

}  // namespace tongzhou
