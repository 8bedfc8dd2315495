// Pages that share one entry of the rail: files, merging, conflicts and history; load and
// levelling.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

// The way between those that share the entry of the page on screen, at the head of each.
void draw_page_parts(const Desk& desk);

}  // namespace tongzhou
