#include "store/stored_plan.h"

#include <catch2/catch_test_macros.hpp>

#include "store/catch_up.h"
#include "support/plan_edit.h"

using namespace tongzhou;

TEST_CASE("the small entries beside a snapshot come back as they were") {
  const StoredPlan about{{7}, "新品上市", 1'790'000'000'000, 12345, 30};
  CHECK(decode_stored_plan(encode_stored_plan(about)) == about);
  const Version version{{{1}, 5}, {{2}, 9}};
  CHECK(decode_version(encode_version(version)) == version);
}

TEST_CASE("a damaged small entry is nothing, never half of one") {
  const auto whole = encode_stored_plan({{7}, "新品上市", 1, 2, 3});
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(decode_stored_plan(std::span(whole).first(size)));
  auto longer = whole;
  longer.push_back(std::byte{0});
  CHECK_FALSE(decode_stored_plan(longer));
  const auto version = encode_version({{{1}, 5}});
  CHECK_FALSE(decode_version(std::span(version).first(12)));
}

TEST_CASE("a version covers another when it holds all of it") {
  const Version two{{{1}, 5}, {{2}, 9}};
  CHECK(covers(two, Version{{{1}, 5}}));
  CHECK(covers(two, Version{{{1}, 4}, {{2}, 9}, {{3}, 0}}));
  CHECK_FALSE(covers(two, Version{{{1}, 6}}));
  CHECK_FALSE(covers(two, Version{{{3}, 1}}));
  CHECK(covers(two, Dot{{2}, 9}));
  CHECK_FALSE(covers(two, Dot{{2}, 10}));
}

TEST_CASE("changes are taken in order, and none after a gap") {
  PlanEditor far;
  Plan copy = far.plan;
  std::vector<Change> changes;
  for (int i = 0; i < 4; ++i)
    changes.push_back(
        far.edit([&](ChangeBuilder& build) { build.create(Task{.title = std::to_string(i)}); }));
  PlanEditor near(2);
  const std::vector<Change> offered{changes[3], changes[1], changes[0], changes[0]};
  CHECK(changes_to_take(near.plan, offered).empty());

  const auto taken = changes_to_take(copy, offered);
  REQUIRE(taken.size() == 2);
  CHECK(taken[0].dot == changes[0].dot);
  CHECK(taken[1].dot == changes[1].dot);
}
