#include "store/stored_plan.h"

#include <algorithm>
#include <cereal/types/vector.hpp>
#include <unordered_map>

#include "core/base64.h"
#include "core/sorting.h"
#include "exchange/envelope.h"

namespace tongzhou {
namespace {

constexpr std::uint8_t kFirstForm = 1;

using Numbers = std::unordered_map<std::uint64_t, std::uint32_t>;

Numbers numbers_of(const Version& version) {
  Numbers numbers;
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

void write(BoundedOutputArchive& out, const StoredPlan& about) {
  out(about.plan.value, about.title, about.edited_unix_milliseconds, about.bytes, about.tasks);
}

void read(BoundedInputArchive& in, StoredPlan& about) {
  in(about.plan.value, about.title, about.edited_unix_milliseconds, about.bytes, about.tasks);
  require(bool{about.plan});
}

// Behind everything else, and only where there is one: entries written before do without.
void write_scenario(BoundedOutputArchive& out, const StoredPlan& about) {
  if (about.scenario_of) out(about.scenario_of.value);
}

void read_scenario(BoundedInputArchive& in, StoredPlan& about) {
  if (!in.is_at_end()) in(about.scenario_of.value);
}

void write(BoundedOutputArchive& out, const Version& version) {
  out(cereal::make_size_tag(static_cast<cereal::size_type>(version.size())));
  for (const Plan::Seen& seen : version) out(seen.replica.value, seen.number);
}

void read(BoundedInputArchive& in, Version& version) {
  cereal::size_type size = 0;
  in(cereal::make_size_tag(size));
  for (cereal::size_type i = 0; i < size; ++i) {
    Plan::Seen seen{};
    in(seen.replica.value, seen.number);
    version.push_back(seen);
  }
}

}  // namespace

std::vector<std::byte> encode_stored_plan(const StoredPlan& about) {
  BoundedOutputArchive out;
  out(kFirstForm);
  write(out, about);
  write_scenario(out, about);
  return std::move(out).take();
}

std::optional<StoredPlan> decode_stored_plan(std::span<const std::byte> bytes) {
  return decode<StoredPlan>(bytes, [](BoundedInputArchive& in, StoredPlan& about) {
    read(in, about);
    read_scenario(in, about);
  });
}

std::vector<std::byte> encode_version(const Version& version) {
  BoundedOutputArchive out;
  out(kFirstForm);
  write(out, version);
  return std::move(out).take();
}

std::optional<Version> decode_version(std::span<const std::byte> bytes) {
  return decode<Version>(bytes,
                         [](BoundedInputArchive& in, Version& version) { read(in, version); });
}

std::string encode_mark(const Mark& mark) {
  BoundedOutputArchive out;
  write(out, mark.about);
  write(out, mark.version);
  out(mark.saved_at.value);
  write_scenario(out, mark.about);
  EnvelopeWriter writer(FileType::mark, 1);
  writer.add(SectionKind::mark, std::move(out).take());
  return encode_base64(std::move(writer).take());
}

std::optional<Mark> decode_mark(std::string_view text) try {
  const auto bytes = decode_base64(text);
  require(bytes.has_value());
  EnvelopeReader reader(FileType::mark, *bytes);
  const auto section = reader.next();
  require(section && section->kind == SectionKind::mark && !reader.next());
  BoundedInputArchive in(section->content);
  Mark mark;
  read(in, mark.about);
  read(in, mark.version);
  in(mark.saved_at.value);
  require(in_range(mark.saved_at));
  read_scenario(in, mark.about);
  in.expect_end();
  return mark;
} catch (const std::exception&) {
  return std::nullopt;
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

Version join(const Version& a, const Version& b) {
  Numbers numbers = numbers_of(a);
  for (const Plan::Seen& seen : b) {
    std::uint32_t& number = numbers[seen.replica.value];
    number = std::max(number, seen.number);
  }
  Version joined;
  joined.reserve(numbers.size());
  for (const auto& [replica, number] : numbers) joined.push_back({{replica}, number});
  sort_stably(joined, {}, &Plan::Seen::replica);
  return joined;
}

std::uint64_t count_missing(const Version& larger, const Version& held) {
  const Numbers numbers = numbers_of(held);
  std::uint64_t missing = 0;
  for (const Plan::Seen& seen : larger) {
    const auto known = numbers.find(seen.replica.value);
    const std::uint32_t number = known == numbers.end() ? 0 : known->second;
    if (seen.number > number) missing += seen.number - number;
  }
  return missing;
}

}  // namespace tongzhou
