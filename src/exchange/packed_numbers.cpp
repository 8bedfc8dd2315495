#include "exchange/packed_numbers.h"

namespace tongzhou {
namespace {

// From here on a repeating run is shorter than the single differences it replaces.
constexpr std::size_t kShortestRepeat = 4;

}  // namespace

void write_numbers(BoundedOutputArchive& out, std::span<const std::int64_t> numbers) {
  const auto coded = [&](std::size_t i) {
    const std::uint64_t before = i == 0 ? 0 : static_cast<std::uint64_t>(numbers[i - 1]);
    return zigzag(static_cast<std::uint64_t>(numbers[i]) - before);
  };
  const auto repeat_length = [&](std::size_t i) {
    const std::uint64_t first = coded(i);
    std::size_t end = i + 1;
    while (end < numbers.size() && coded(end) == first) ++end;
    return end - i;
  };
  std::size_t single = 0;  // start of the differences not written yet
  const auto write_singles = [&](std::size_t end) {
    if (single == end) return;
    out.varint((end - single) * 2);
    for (std::size_t i = single; i < end; ++i) out.varint(coded(i));
  };
  for (std::size_t i = 0; i < numbers.size();) {
    const std::size_t length = repeat_length(i);
    if (length >= kShortestRepeat) {
      write_singles(i);
      out.varint(std::uint64_t{length} * 2 + kRepeats);
      out.varint(coded(i));
      single = i + length;
    }
    i += length;
  }
  write_singles(numbers.size());
}

std::vector<std::int64_t> read_numbers(BoundedInputArchive& in, std::uint64_t count) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
  auto next = numbers.begin();
  std::uint64_t number = 0;  // unsigned: differences wrap around
  while (next != numbers.end()) {
    const std::uint64_t head = in.varint(), length = head >> 1;
    require(length > 0 && std::cmp_less_equal(length, numbers.end() - next));
    const auto end = next + static_cast<std::ptrdiff_t>(length);
    const bool repeats = (head & kRepeats) != 0;
    std::uint64_t difference = repeats ? unzigzag(in.varint()) : 0;
    for (; next != end; ++next) {
      if (!repeats) difference = unzigzag(in.varint());
      number += difference;
      *next = static_cast<std::int64_t>(number);
    }
  }
  return numbers;
}

std::optional<std::int64_t> read_same_number(BoundedInputArchive& in, std::uint64_t count) {
  if (count < 2) return std::nullopt;
  const auto rest = in.rest();
  std::uint64_t number = 0, left = count, head = in.varint();
  if (head == 2) {  // the first one alone, unless it is 0 as what goes before it
    number = unzigzag(in.varint());
    --left;
    head = in.varint();
  }
  if (head == left * 2 + kRepeats && in.varint() == 0) return static_cast<std::int64_t>(number);
  in.go_back(rest);
  return std::nullopt;
}

}  // namespace tongzhou
