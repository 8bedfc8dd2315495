// Decides when a frame is due, so that nothing is drawn while nothing happens.
#pragma once

#include <algorithm>
#include <limits>

namespace tongzhou {

// Times are seconds on any clock that only moves forward.
class Pacing {
 public:
  static constexpr double kNever = std::numeric_limits<double>::infinity();

  // Input or a finished job: ImGui needs a few frames until hover, popups and sizes have settled.
  void happened() { settling_frames_ = kSettlingFrames; }

  // A frame was drawn at `now`; the next is wanted after `wait` seconds (kNever: none).
  void drawn(double now, double wait) {
    settling_frames_ = std::max(0, settling_frames_ - 1);
    due_at_ = now + wait;
  }

  // Seconds until the next frame: 0 = now, kNever = sleep until something happens.
  double wait(double now) const {
    return settling_frames_ > 0 ? 0.0 : std::max(0.0, due_at_ - now);
  }

  bool settled() const { return settling_frames_ == 0; }

 private:
  static constexpr int kSettlingFrames = 3;
  int settling_frames_ = kSettlingFrames;
  double due_at_ = kNever;
};

}  // namespace tongzhou
