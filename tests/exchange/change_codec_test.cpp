#include "exchange/change_codec.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "support/random_plan.h"

namespace tongzhou {
namespace {

Change small_change() {
  test::Dice dice(1);
  Change change{.dot = {{7}, 3},
                .counter = 9,
                .author = {"李明", "研发部", "", 1'790'000'000'000},
                .label = {"task", {"设计"}},
                .edits = {}};
  for (int type = 0; type <= static_cast<int>(ValueType::hours); ++type)
    change.edits.push_back({{Kind::task, {5}},
                            static_cast<FieldNumber>(type),
                            {},
                            make_random_value(dice, static_cast<ValueType>(type))});
  return change;
}

TEST_CASE("Changes come back as they were written") {
  CHECK(rc::check([](std::uint64_t seed) {
    test::Dice dice(seed);
    std::vector<Change> changes;
    for (std::uint64_t n = dice.below(4); n > 0; --n) changes.push_back(make_random_change(dice));
    const auto back = decode_changes(encode_changes(changes));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == changes);
  }));
}

TEST_CASE("The same change makes the same bytes") {
  CHECK(encode_change(small_change()) == encode_change(small_change()));
}

TEST_CASE("A stored change cut short anywhere is refused") {
  const auto bytes = encode_change(small_change());
  for (std::size_t length = 0; length < bytes.size(); ++length)
    REQUIRE_FALSE(decode_change(std::span(bytes).first(length)));
}

TEST_CASE("A stored change with any one bit flipped is refused") {
  const auto bytes = encode_change(small_change());
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto flipped = bytes;
    flipped[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
    REQUIRE_FALSE(decode_change(flipped));
  }
}

TEST_CASE("Bytes after a stored change are refused") {
  auto bytes = encode_change(small_change());
  bytes.push_back(std::byte{0});
  CHECK_FALSE(decode_change(bytes));
}

TEST_CASE("A batch is not taken for one change") {
  CHECK_FALSE(decode_change(encode_changes({})));
  const std::vector<Change> two{small_change(), small_change()};
  CHECK_FALSE(decode_change(encode_changes(two)));
  CHECK(decode_changes(encode_changes(two)) == two);
}

TEST_CASE("Text that is not UTF-8 is stored repaired, not lost") {
  Change change = small_change();
  change.author.person = "a\xff z\xe8\xae";
  const auto back = decode_change(encode_change(change));
  REQUIRE(back);
  CHECK(back->author.person == "a\xef\xbf\xbd z\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace tongzhou
