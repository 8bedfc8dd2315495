// When there are people for every task: what would move, why, and what becomes of the dates that
// matter; taken over in whole or in part.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/levelling_run.h"
#include "ui/desk.h"

namespace tongzhou {

struct LevellingState {
  std::optional<LevellingRun> run;
  std::uint64_t open_number = 0;
  std::vector<Id<Task>> left_out;
  std::size_t taken =
      0;  // of the run's own moves those not left out, and below what it was counted from
  int counted_results = 0;
  std::size_t counted_left_out = 0;
};

void draw_levelling_page(const Desk& desk, LevellingState& state);

// Goes on searching for a few milliseconds; true while there is more to do.
bool advance_levelling(const Session& session, LevellingState& state);

}  // namespace tongzhou
