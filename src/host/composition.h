// The text that an input method is still composing, drawn underlined at the caret.
#pragma once

#include <string>

#include "imgui.h"

namespace tongzhou {

struct Composition {
  std::string text;     // UTF-8; empty when nothing is being composed
  int caret_bytes = 0;  // where the input method's own caret stands in it
};

// Call between NewFrame and Render, after the page was drawn; `caret` and `line_height` are
// ImGui's, from ImGuiPlatformImeData.
void draw_composition(const Composition& composition, ImVec2 caret, float line_height);

}  // namespace tongzhou
