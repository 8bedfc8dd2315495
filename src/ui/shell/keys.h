// The keys of commands, between our list of commands and Dear ImGui.
#pragma once

#include "ui/desk.h"

namespace tongzhou {

// ImGuiKeyChord of a shortcut; 0 for none.
int chord_of(Shortcut shortcut);

// Runs the command whose keys were pressed in this frame, where it may run now. What is typed into
// a field is left to the field.
void run_pressed_command(const Desk& desk);

// Whether a command answers to these keys: they are then not the browser's.
bool is_command_key(const CommandList& commands, int key_chord);

// Whether it may run now; and if not, why.
Word why_not(const Desk& desk, const Command& command);

// Runs it with what it needs of the machine (the clipboard's text for pasting).
void run_command(const Desk& desk, const Command& command);

// Its shortcut in words; empty for none. One that works in a table, where letters are typed, goes
// before one that does not.
std::string keys_text(const Command& command, bool mac);

}  // namespace tongzhou
