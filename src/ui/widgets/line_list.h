// Lines of equal height that scroll inside a box.
#pragma once

#include <cstddef>

#include "imgui_internal.h"
#include "ui/widgets/item.h"

namespace tongzhou {

// Calls `draw(std::size_t index, const ImRect& box)` for the lines in sight.
template <class Draw>
void draw_line_list(const char* id, const ImRect& box, std::size_t count, float height,
                    Draw&& draw) {
  ImGui::SetCursorScreenPos(box.Min);
  ImGui::BeginChild(id, {box.GetWidth(), ImMax(1.0F, box.GetHeight())});
  const ImVec2 top = ImGui::GetCursorScreenPos();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count), height);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ImVec2 at = top + ImVec2(0, height * static_cast<float>(i));
      ImGui::PushID(i);
      draw(static_cast<std::size_t>(i), ImRect{at, at + ImVec2(box.GetWidth(), height)});
      ImGui::PopID();
      continue_at(at + ImVec2(0, height));
    }
  ImGui::EndChild();
}

}  // namespace tongzhou
