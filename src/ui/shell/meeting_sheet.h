// What the inspector shows of a meeting: how it repeats, when it is next held, what it costs; and
// of minutes: the actions agreed.
#pragma once

#include <optional>
#include <string>

#include "ui/form.h"

namespace tongzhou {

struct MeetingSheetState {
  // Made when another meeting is shown, the plan or the day changes.
  Id<Meeting> of;
  std::optional<std::uint64_t> revision;
  Day today;
  std::string next, clocks, cost, broken;
};

void draw_meeting_repeat(const Desk& desk, Id<Meeting> id, MeetingSheetState& state,
                         FormState& form);
void draw_agreed_actions(const Desk& desk, Id<MeetingNotes> id);

}  // namespace tongzhou
