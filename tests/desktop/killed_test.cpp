// The program is killed while it writes. TONGZHOU_KILLS=1000 for more.
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

#include "support/killed_programs.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

int kills() {
  const char* wanted = std::getenv("TONGZHOU_KILLS");
  return wanted == nullptr ? 10 : std::atoi(wanted);
}

}  // namespace

TEST_CASE("no edit that was said to be saved is lost when the program is killed") {
  KilledPrograms one(1);
  for (int round = 0; round < kills(); ++round) {
    const auto outcome = one.kill_once();
    CHECK(outcome.saved > 0);
    CHECK(outcome.lost == 0);
    CHECK(outcome.whole);
  }
}

TEST_CASE("nor when two programs edit one plan and both are killed") {
  KilledPrograms two(2);
  for (int round = 0; round < kills(); ++round) {
    const auto outcome = two.kill_once();
    CHECK(outcome.saved > 1);
    CHECK(outcome.lost == 0);
    CHECK(outcome.whole);
  }
}
