// Files out and in: the plan file for other departments, and what other programs read.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

// Fills the rest of the current window.
void draw_exchange_page(const Desk& desk);

}  // namespace tongzhou
