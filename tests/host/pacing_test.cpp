#include "host/pacing.h"

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

void draw_until_settled(Pacing& pacing, double now) {
  for (int i = 0; i < 10 && pacing.wait(now) == 0; ++i) pacing.drawn(now, Pacing::kNever);
}

TEST_CASE("Nothing is drawn while nothing happens") {
  Pacing pacing;
  CHECK(pacing.wait(0) == 0);  // the first frames
  draw_until_settled(pacing, 0);
  CHECK(pacing.settled());
  CHECK(pacing.wait(1000) == Pacing::kNever);
}

TEST_CASE("An event is followed by a few frames, then by sleep") {
  Pacing pacing;
  draw_until_settled(pacing, 0);
  pacing.happened();
  int frames = 0;
  while (pacing.wait(1) == 0) {
    pacing.drawn(1, Pacing::kNever);
    ++frames;
  }
  CHECK(frames == 3);
}

TEST_CASE("A frame wanted later comes later, and only once") {
  Pacing pacing;
  draw_until_settled(pacing, 0);
  pacing.happened();
  for (int i = 0; i < 3; ++i) pacing.drawn(10, 0.5);
  CHECK(pacing.wait(10) == 0.5);
  CHECK(pacing.wait(10.5) == 0);
  pacing.drawn(10.5, Pacing::kNever);
  CHECK(pacing.wait(11) == Pacing::kNever);
}

}  // namespace
}  // namespace tongzhou
