// Bringing a plan up to another copy of it by the changes it lacks.
#pragma once

#include <span>
#include <vector>

#include "model/plan.h"
#include "store/stored_plan.h"

namespace tongzhou {

// Those of the offered changes that the plan lacks and may take, in the order to apply them. One
// whose predecessor of the same replica is missing may not be taken: the plan would claim to hold
// what it lacks.
std::vector<Change> changes_to_take(const Plan& plan, std::span<const Change> offered);

// Whether the plan, with these changes of changes_to_take on top, holds all of that version.
bool reaches(const Plan& plan, std::span<const Change> taken, const Version& version);

}  // namespace tongzhou
