#include "exchange/bounded_archive.h"

#include <catch2/catch_test_macros.hpp>
#include <cereal/types/vector.hpp>
#include <limits>
#include <optional>

#include "exchange/packed_numbers.h"

namespace tongzhou {
namespace {

template <class... Values>
std::vector<std::byte> written(const Values&... values) {
  BoundedOutputArchive out;
  out(values...);
  return std::move(out).take();
}

// What reading one value of the type from the bytes, and nothing else, comes to.
template <class Type>
std::optional<Flaw> flaw_of(std::span<const std::byte> bytes) {
  try {
    BoundedInputArchive in(bytes);
    Type value{};
    in(value);
    in.expect_end();
    return std::nullopt;
  } catch (const BadBytes& bad) {
    return bad.flaw;
  }
}

// A type of the kind that a file could make nest without end.
struct Tree {
  std::vector<Tree> branches;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(branches);
  }
};

TEST_CASE("Numbers are little-endian on every machine") {
  CHECK(written(std::uint32_t{0x01020304}) ==
        std::vector{std::byte{4}, std::byte{3}, std::byte{2}, std::byte{1}});
  CHECK(written(std::int16_t{-2}) == std::vector{std::byte{0xfe}, std::byte{0xff}});
}

TEST_CASE("A bool is 0 or 1") {
  CHECK_FALSE(flaw_of<bool>(written(true)));
  CHECK(flaw_of<bool>(written(std::uint8_t{2})) == Flaw::damaged);
}

TEST_CASE("Numbers are finite") {
  CHECK_FALSE(flaw_of<double>(written(1.5)));
  CHECK(flaw_of<double>(written(std::numeric_limits<double>::infinity())) == Flaw::damaged);
  CHECK(flaw_of<double>(written(std::numeric_limits<double>::quiet_NaN())) == Flaw::damaged);
}

TEST_CASE("Text is UTF-8") {
  CHECK_FALSE(flaw_of<std::string>(written(std::string("计划"))));
  CHECK(flaw_of<std::string>(written(std::uint64_t{1}, std::uint8_t{0xff})) == Flaw::damaged);
}

TEST_CASE("A size is believed only as far as there are bytes, also beyond 32 bits") {
  for (std::uint64_t size : {std::uint64_t{2}, (std::uint64_t{1} << 32) + 1, ~std::uint64_t{0}}) {
    CHECK(flaw_of<std::string>(written(size, std::uint8_t{'a'})) == Flaw::damaged);
    CHECK(flaw_of<std::vector<std::uint8_t>>(written(size, std::uint8_t{0})) == Flaw::damaged);
  }
}

TEST_CASE("What is built is charged for") {
  std::vector<std::byte> bytes = written(std::uint64_t{9'000'000});
  bytes.resize(bytes.size() + 9'000'000);
  CHECK(flaw_of<std::vector<std::uint8_t>>(bytes) == Flaw::too_large);
}

TEST_CASE("Nesting has an end") {
  Tree tree;
  for (int depth = 0; depth < 5; ++depth) {
    Tree above;
    above.branches.push_back(std::move(tree));
    tree = std::move(above);
  }
  CHECK_FALSE(flaw_of<Tree>(written(tree)));
  std::vector<std::byte> endless;
  for (int depth = 0; depth < 1'000'000; ++depth) {
    const auto one = written(std::uint64_t{1});
    endless.insert(endless.end(), one.begin(), one.end());
  }
  CHECK(flaw_of<Tree>(endless) == Flaw::damaged);
}

TEST_CASE("Bytes left over are refused") {
  CHECK(flaw_of<std::uint8_t>(written(std::uint16_t{1})) == Flaw::damaged);
}

TEST_CASE("A varint holds 64 bits and no more") {
  const auto read = [](const std::vector<std::byte>& bytes) -> std::optional<std::uint64_t> {
    try {
      BoundedInputArchive in(bytes);
      return in.varint();
    } catch (const BadBytes&) {
      return std::nullopt;
    }
  };
  for (std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, ~std::uint64_t{0}}) {
    BoundedOutputArchive out;
    out.varint(value);
    CHECK(read(std::move(out).take()) == value);
  }
  CHECK(read({}) == std::nullopt);
  CHECK(read({std::byte{0x80}}) == std::nullopt);
  std::vector<std::byte> too_long(9, std::byte{0xff});
  too_long.push_back(std::byte{2});
  CHECK(read(too_long) == std::nullopt);
}

std::vector<std::int64_t> there_and_back(const std::vector<std::int64_t>& numbers,
                                         std::size_t* size = nullptr) {
  BoundedOutputArchive out;
  write_numbers(out, numbers);
  const auto bytes = std::move(out).take();
  if (size != nullptr) *size = bytes.size();
  BoundedInputArchive in(bytes);
  std::vector<std::int64_t> back = read_numbers(in, numbers.size());
  in.expect_end();
  return back;
}

TEST_CASE("Columns of numbers come back, whatever they hold") {
  constexpr auto kLow = std::numeric_limits<std::int64_t>::min();
  constexpr auto kHigh = std::numeric_limits<std::int64_t>::max();
  for (const std::vector<std::int64_t>& numbers : {std::vector<std::int64_t>{},
                                                   {0},
                                                   {kLow, kHigh, kLow},
                                                   {1, 2, 3, 4, 5, 9, 9, 9, 9, 9, -1},
                                                   {7, 7, 7},
                                                   {kHigh, kHigh, kHigh, kHigh, kHigh}})
    CHECK(there_and_back(numbers) == numbers);
}

TEST_CASE("Constant and counting columns take a few bytes") {
  std::vector<std::int64_t> constant(100'000, 42), counting;
  for (std::int64_t i = 0; i < 100'000; ++i) counting.push_back(5 + i);
  std::size_t size = 0;
  CHECK(there_and_back(constant, &size) == constant);
  CHECK(size < 12);
  CHECK(there_and_back(counting, &size) == counting);
  CHECK(size < 12);
}

TEST_CASE("A run longer than its column is refused") {
  BoundedOutputArchive out;
  out.varint(std::uint64_t{11} * 2 + kRepeats);
  out.varint(0);
  const auto bytes = std::move(out).take();
  BoundedInputArchive in(bytes);
  CHECK_THROWS_AS(read_numbers(in, 10), BadBytes);
}

}  // namespace
}  // namespace tongzhou
