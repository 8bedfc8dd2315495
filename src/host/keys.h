// Keys as web pages name them (UI Events: `key` and `code`), in ImGui's terms.
#pragma once

#include <string_view>

#include "imgui.h"

namespace tongzhou {

// The key pressed: letters and digits by what the layout makes of them (Ctrl+Z is where the user's
// Z is), by their place where the layout has no Latin letters, all others by their place.
// ImGuiKey_None for keys nobody uses.
ImGuiKey key_from_dom(std::string_view key, std::string_view code);

// Whether ImGui itself acts on this key in a page: moving the focus or, while a field takes text,
// editing it. Such a key must not reach the browser as well, all others should. Keys that type a
// character are no such keys while typing: the browser must make the character.
bool acts_in_page(ImGuiKeyChord chord, bool typing);

// Whether the key makes a character, which while a field takes text goes before every shortcut.
bool types_character(ImGuiKeyChord chord);

}  // namespace tongzhou
