// Columns of whole numbers in few bytes.
//
// Each number is written as its difference from the one before (the first from 0), zigzag and
// LEB128; equal differences in a row are written once with their count. So constant columns and
// counting columns take a few bytes, whatever their length.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "exchange/bounded_archive.h"

namespace tongzhou {

// A column is a sequence of runs. A run starts with a varint: its length times two, plus one when
// it repeats. A repeating run goes on with one difference, any other with as many as it is long.
inline constexpr std::uint64_t kRepeats = 1;

constexpr std::uint64_t zigzag(std::uint64_t difference) {
  return (difference << 1) ^ (0 - (difference >> 63));
}
constexpr std::uint64_t unzigzag(std::uint64_t coded) { return (coded >> 1) ^ (0 - (coded & 1)); }

void write_numbers(BoundedOutputArchive& out, std::span<const std::int64_t> numbers);

// `count` of them. The caller has charged for that many.
std::vector<std::int64_t> read_numbers(BoundedInputArchive& in, std::uint64_t count);

// The number, where all `count` are the same and there are several: then they have been read. Else
// nothing has.
std::optional<std::int64_t> read_same_number(BoundedInputArchive& in, std::uint64_t count);

}  // namespace tongzhou
