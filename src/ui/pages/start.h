// The first page: go on with a plan, begin one, or bring one in.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

struct StartState {};

// Fills the rest of the current window.
void draw_start_page(const Desk& desk, StartState& state);

}  // namespace tongzhou
