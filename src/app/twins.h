// Two runs of the program that take themselves for one: a machine was cloned while it ran, or set
// back to a state in which it ran. Their changes carry the same dots and say different things.
#pragma once

#include <span>
#include <vector>

#include "exchange/plan_file.h"

namespace tongzhou {

bool has_twins(std::span<const Change> mine, std::span<const Change> theirs);

// Gives the changes of such runs in the other copy replica ids of their own, so that merging keeps
// both: named after what the first of them says, the same on every copy. Each follows what it
// followed before, and so is a conflict where both wrote one field. Gives the ids that two runs
// used, as far as both histories tell.
std::vector<ReplicaId> renew_twins(std::span<const Change> mine, PlanFile& theirs);

}  // namespace tongzhou
