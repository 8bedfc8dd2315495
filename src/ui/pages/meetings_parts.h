// The parts of the page of meetings. For src/ui/pages/meetings*.cpp alone.
#pragma once

#include "imgui_internal.h"
#include "ui/pages/meetings.h"

namespace tongzhou {

// Whether another meeting has begun since (View::held).
bool begin_meeting(const Desk& desk, MeetingRunState& state);

// The clock, the agenda, who is there, and what is agreed on; writes the minutes as it goes. True
// when the meeting was finished.
bool draw_meeting_run(const Desk& desk, MeetingRunState& state, const ImRect& area);

}  // namespace tongzhou
