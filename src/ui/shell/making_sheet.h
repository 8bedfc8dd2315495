// What is being made over some frames: how far it is, and the way to stop it.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

void draw_making_sheet(const Desk& desk);

}  // namespace tongzhou
