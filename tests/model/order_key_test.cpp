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

// 4,000 rows into one gap, each beside the one before it in a way of its own.
TEST_CASE("4,000 inserts into one gap keep keys short") {
  enum class Way { down, up, random, first_and_last };
  for (const Way way : {Way::down, Way::up, Way::random, Way::first_and_last}) {
    SeededRandom random{7}, dice{8};
    std::vector<std::string> keys{"C", "D"};
    std::size_t at = 1, longest = 0;
    for (int i = 0; i < 4'000; ++i) {
      if (way == Way::random) at = 1 + dice.bits() % (keys.size() - 1);
      if (way == Way::first_and_last) at = i % 2 == 0 ? 1 : keys.size() - 1;
      const std::string key = order_between(keys[at - 1], keys[at], random);
      REQUIRE(key > keys[at - 1]);
      REQUIRE(key < keys[at]);
      longest = std::max(longest, key.size());
      keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at), key);
      if (way == Way::down) ++at;
    }
    INFO(static_cast<int>(way) << ": " << longest);
    CHECK(longest <= 40);
  }
}

TEST_CASE("What two copies insert at one place does not interleave") {
  CHECK(rc::check([](std::uint64_t seed) {
    SeededRandom dice{seed}, here{seed + 1}, there{seed + 2};
    const auto run = [&](Random& random, char name) {
      std::vector<std::string> keys{order_between("C", "D", random)};
      for (int i = 0; i < 40; ++i) {
        const std::size_t at = dice.bits() % (keys.size() + 1);
        keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at),
                    order_between(at == 0 ? "C" : keys[at - 1], at == keys.size() ? "D" : keys[at],
                                  random));
      }
      std::vector<std::pair<std::string, char>> named;
      for (std::string& key : keys) named.emplace_back(std::move(key), name);
      return named;
    };
    auto all = run(here, 'a');
    for (auto& each : run(there, 'b')) all.push_back(std::move(each));
    std::ranges::sort(all);
    int changes = 0;
    for (std::size_t i = 1; i < all.size(); ++i) changes += all[i].second != all[i - 1].second;
    RC_ASSERT(changes == 1);
  }));
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
