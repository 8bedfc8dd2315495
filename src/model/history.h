// The history of a plan: the changes a copy knows of, for people to read and for journals. The
// plan itself does not need it.
#pragma once

#include <span>
#include <vector>

#include "model/change.h"

namespace tongzhou {

// Adds those of the other history's changes that are not there yet, behind the rest, in an order in
// which each comes after what it follows. Gives how many.
std::size_t add_history(std::vector<Change>& history, std::span<const Change> other);

// Null where the history does not tell of it.
const Change* find_change(std::span<const Change> history, Dot dot);

// The order in which histories are read: whatever follows comes later; else by replica. The same on
// every copy.
bool is_before(const Change& a, const Change& b);

}  // namespace tongzhou
