// The plan as a project of jobs and ticks, to search for a good order of its tasks. What ticks
// cannot say (other calendars, parts of a tick) is rounded: the order is put on the calendars again
// by LevellingPlacer, which alone makes dates.
#pragma once

#include "schedule/levelling_input.h"
#include "schedule/rcpsp.h"

namespace tongzhou {

// One job for each step of the network's order, by rank, and one more at the end that releases the
// others. Without a flaw.
Rcpsp make_levelling_project(const LevellingInput& input);

}  // namespace tongzhou
