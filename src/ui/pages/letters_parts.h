// The parts of the page of letters. For src/ui/pages/letters*.cpp alone.
#pragma once

#include "imgui_internal.h"
#include "ui/pages/letters.h"

namespace tongzhou {

// What one may do with the letter, and how it looks on paper.
void draw_letter_paper(const Desk& desk, LettersState& state, Id<Letter> letter,
                       const ImRect& area);
// The kinds there are, to choose one to write; opened by LettersState::choosing_kind.
void draw_kind_dialog(const Desk& desk, LettersState& state);

}  // namespace tongzhou
