// The small entries beside the snapshots of a plan: what the list tells, what a snapshot holds, and
// what one lane remembers of the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "model/plan.h"

namespace tongzhou {

struct StoredPlan {
  AnyId plan;
  std::string title;
  std::int64_t edited_unix_milliseconds = 0;  // 0: unknown
  std::uint64_t bytes = 0;                    // of its last snapshot
  std::uint32_t tasks = 0;
  AnyId scenario_of;  // the plan that it is a what-if of; else unset
  bool operator==(const StoredPlan&) const = default;
};
std::vector<std::byte> encode_stored_plan(const StoredPlan& about);
std::optional<StoredPlan> decode_stored_plan(std::span<const std::byte> bytes);

// Which changes a copy holds: for each replica, all up to a number.
using Version = std::vector<Plan::Seen>;
std::vector<std::byte> encode_version(const Version& version);
std::optional<Version> decode_version(std::span<const std::byte> bytes);
// Whether `larger` holds everything that `smaller` holds.
bool covers(const Version& larger, const Version& smaller);
bool covers(const Version& version, Dot dot);
// All that either holds.
Version join(const Version& a, const Version& b);
// How many changes `larger` holds and `held` does not.
std::uint64_t count_missing(const Version& larger, const Version& held);

// What the safe lane has acknowledged of a plan, remembered in the quick lane: a safe lane that
// holds less was wiped or set back.
struct Mark {
  StoredPlan about;
  Version version;
  Instant saved_at;  // by the wall clock
  bool operator==(const Mark&) const = default;
};
// Checksummed, as ASCII.
std::string encode_mark(const Mark& mark);
std::optional<Mark> decode_mark(std::string_view text);

}  // namespace tongzhou
