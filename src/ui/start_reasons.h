// Why a task starts when it starts, in sentences.
#pragma once

#include <string>
#include <vector>

#include "app/open_plan.h"
#include "ui/look.h"

namespace tongzhou {

// The chain of facts in reading order: what holds the start (a predecessor, a constraint, the
// plan's beginning, an actual date), then the days off that push it further. Never empty for a
// scheduled task.
std::vector<std::string> start_reasons(const Look& look, const OpenPlan& open, Slot task);

}  // namespace tongzhou
