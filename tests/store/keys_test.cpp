#include "store/keys.h"

#include <catch2/catch_test_macros.hpp>

using namespace tongzhou;

TEST_CASE("keys say what they are about, and sort by it") {
  const AnyId plan{0xabc};
  const Dot dot{{0x12}, 7};
  const keys::SnapshotName name{42, {0x12}};
  CHECK(keys::edit(plan, dot) == "tongzhou/plan/0000000000000abc/edit/0000000000000012/0000000007");
  CHECK(keys::dot_of(keys::edit(plan, dot)) == dot);
  CHECK(keys::snapshot_of(keys::snapshot(plan, name)) == name);
  CHECK(keys::snapshot_of(keys::version(plan, name)) == name);
  CHECK(keys::plan_of(keys::about(plan)) == plan);
  CHECK(keys::edit(plan, {{0x12}, 9}) < keys::edit(plan, {{0x12}, 10}));
}

TEST_CASE("keys of others are told apart") {
  CHECK_FALSE(keys::dot_of("tongzhou/preferences"));
  CHECK_FALSE(keys::dot_of(keys::snapshot({1}, {2, {3}})));
  CHECK_FALSE(keys::snapshot_of(keys::edit({1}, {{2}, 3})));
  CHECK_FALSE(keys::plan_of("short"));
}
