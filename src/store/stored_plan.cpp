#include "store/stored_plan.h"

#include <algorithm>
#include <cereal/types/vector.hpp>
#include <unordered_map>

#include "exchange/bounded_archive.h"

namespace tongzhou {
namespace {

constexpr std::uint8_t kFirstForm = 1;

std::unordered_map<std::uint64_t, std::uint32_t> numbers_of(const Version& version) {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  numbers.reserve(version.size());
  for (const Plan::Seen& seen : version) numbers[seen.replica.value] = seen.number;
  return numbers;
}

// Reads one entry whose first byte names its form; nothing when it does not read to its end.
template <class Entry, class Read>
std::optional<Entry> decode(std::span<const std::byte> bytes, Read&& read) {
  try {
    BoundedInputArchive in(bytes);
    require(in.number<std::uint8_t>() == kFirstForm, Flaw::newer);
    Entry entry;
    read(in, entry);
    in.expect_end();
    return entry;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<std::byte> encode_stored_plan(const StoredPlan& about) {
  BoundedOutputArchive out;
  out(kFirstForm, about.plan.value, about.title, about.edited_unix_milliseconds, about.bytes,
      about.tasks);
  return std::move(out).take();
}

std::optional<StoredPlan> decode_stored_plan(std::span<const std::byte> bytes) {
  return decode<StoredPlan>(bytes, [](BoundedInputArchive& in, StoredPlan& about) {
    in(about.plan.value, about.title, about.edited_unix_milliseconds, about.bytes, about.tasks);
    require(bool{about.plan});
  });
}

std::vector<std::byte> encode_version(const Version& version) {
  BoundedOutputArchive out;
  out(kFirstForm, cereal::make_size_tag(static_cast<cereal::size_type>(version.size())));
  for (const Plan::Seen& seen : version) out(seen.replica.value, seen.number);
  return std::move(out).take();
}

std::optional<Version> decode_version(std::span<const std::byte> bytes) {
  return decode<Version>(bytes, [](BoundedInputArchive& in, Version& version) {
    cereal::size_type size = 0;
    in(cereal::make_size_tag(size));
    for (cereal::size_type i = 0; i < size; ++i) {
      Plan::Seen seen{};
      in(seen.replica.value, seen.number);
      version.push_back(seen);
    }
  });
}

bool covers(const Version& larger, const Version& smaller) {
  const auto numbers = numbers_of(larger);
  return std::ranges::all_of(smaller, [&](const Plan::Seen& seen) {
    const auto held = numbers.find(seen.replica.value);
    return seen.number == 0 || (held != numbers.end() && held->second >= seen.number);
  });
}

bool covers(const Version& version, Dot dot) {
  const auto seen = std::ranges::find(version, dot.replica, &Plan::Seen::replica);
  return seen != version.end() && seen->number >= dot.number;
}

}  // namespace tongzhou
