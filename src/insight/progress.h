// How far phases are, from the tasks under them.
#pragma once

#include <cstdint>
#include <vector>

#include "model/outline.h"
#include "model/plan.h"

namespace tongzhou {

// Percent complete by task slot: a task's own; a summary's is the mean of the tasks under it (not
// of its phases), weighted by their durations, rounded down so that 100 means everything is done.
// Milestones weigh nothing, unless a summary holds nothing but milestones: then each counts the
// same.
std::vector<std::int32_t> rolled_percent(const Plan& plan, const Outline& outline);

}  // namespace tongzhou
