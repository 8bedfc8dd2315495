// Bringing a plan up to another copy of it by the changes it lacks.
#pragma once

#include <span>
#include <vector>

#include "model/plan.h"
#include "store/stored_plan.h"

namespace tongzhou {

// Those of the offered changes that the plan lacks and may take, in the order to apply them. One
// that follows a change which is missing may not be taken: the plan would claim to hold what it
// lacks.
std::vector<Change> changes_to_take(const Plan& plan, std::span<const Change> offered);

}  // namespace tongzhou
