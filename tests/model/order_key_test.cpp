#include "model/order_key.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

TEST_CASE("A key lies strictly between its neighbours, wherever one inserts") {
  CHECK(rc::check("between", [](const std::vector<std::uint8_t>& places, std::uint64_t seed) {
    SeededRandom random{seed};
    std::vector<std::string> keys;
    for (std::uint8_t place : places) {
      const std::size_t at = place % (keys.size() + 1);
      const std::string before = at == 0 ? "" : keys[at - 1];
      const std::string after = at == keys.size() ? "" : keys[at];
      const std::string key = order_between(before, after, random);
      RC_ASSERT(key > before);
      RC_ASSERT(after.empty() || key < after);
      keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at), key);
    }
  }));
}

TEST_CASE("Keys stay short when rows are appended one after the other") {
  SeededRandom random{1};
  std::string last;
  for (int i = 0; i < 10'000; ++i) last = order_between(last, "", random);
  INFO(last);
  CHECK(last.size() < 400);
}

TEST_CASE("Two copies inserting at one place make different keys") {
  SeededRandom here{1}, there{2};
  CHECK(order_between("A", "B", here) != order_between("A", "B", there));
}

TEST_CASE("Equal neighbours, as a merge may leave them, still give a key after the first") {
  SeededRandom random{1};
  CHECK(order_between("AB", "AB", random) > "AB");
}

TEST_CASE("A sequence is in order, each once, and leaves room at both ends") {
  for (std::size_t count : {0U, 1U, 60U, 62U, 5'000U, 100'000U}) {
    const std::vector<std::string> keys = order_sequence(count);
    REQUIRE(keys.size() == count);
    CHECK(std::ranges::is_sorted(keys));
    CHECK(std::ranges::adjacent_find(keys) == keys.end());
    if (count == 0) continue;
    SeededRandom random{3};
    CHECK(order_between("", keys.front(), random) < keys.front());
    CHECK(keys.back().size() <= 6);
  }
}

}  // namespace
}  // namespace tongzhou
