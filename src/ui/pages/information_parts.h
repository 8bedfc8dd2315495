// The parts of the page of information. For src/ui/pages/information*.cpp alone.
#pragma once

#include "imgui_internal.h"
#include "ui/pages/information.h"

namespace tongzhou {

// Entries x departments, who owes and awaits what, and what is found.
void draw_information_matrix(const Desk& desk, InformationState& state, const ImRect& area);
AnyRef create_information(const Desk& desk);

}  // namespace tongzhou
