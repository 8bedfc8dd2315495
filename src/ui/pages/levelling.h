// When there are people for every task: what would move, why, and what becomes of the dates that
// matter; taken over in whole or in part.
#pragma once

#include <cstdint>
#include <vector>

#include "app/levelling_run.h"
#include "ui/run_state.h"

namespace tongzhou {

struct LevellingState : RunState<LevellingRun> {
  std::vector<Id<Task>> left_out;
  // Of the run's own moves those not left out, and what it was counted from.
  std::size_t taken = 0;
  int counted_results = 0;
  std::size_t counted_left_out = 0;
};

void draw_levelling_page(const Desk& desk, LevellingState& state);

}  // namespace tongzhou
