// The meetings there are, and their minutes.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"

namespace tongzhou {

struct MeetingsState {
  int part = 0;  // of the segments: meetings, minutes
  RecordGridState meetings, minutes;
  AnyRef seen;  // chosen last: another one leads to its part

  // Made when the plan or the day changes.
  std::uint64_t open_number = 0, revision = 0;
  Day today;
  std::vector<Instant> next;                // when each meeting is next held, by slot
  std::vector<AnyRef> all_meetings, notes;  // these the latest first
};

// Fills the rest of the current window.
void draw_meetings_page(const Desk& desk, const TaskFacts& facts, MeetingsState& state);

}  // namespace tongzhou
