// The four pages about copies of a plan share one entry of the rail: files, merging, conflicts,
// history.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

// The way between them, at the head of each.
void draw_exchange_parts(const Desk& desk);

}  // namespace tongzhou
