// The rail at the left: the chapters of the program.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

// Only chapters that exist are shown. Fills the current window.
void draw_rail(const Desk& desk);

}  // namespace tongzhou
