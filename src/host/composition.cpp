#include "host/composition.h"

#include <algorithm>

namespace tongzhou {

void draw_composition(const Composition& composition, ImVec2 caret, float line_height) {
  if (composition.text.empty()) return;
  const char* begin = composition.text.data();
  const char* end = begin + composition.text.size();
  const float width = ImGui::CalcTextSize(begin, end).x;
  const float screen_width = ImGui::GetIO().DisplaySize.x;
  const ImVec2 from(std::clamp(caret.x, 0.0F, std::max(0.0F, screen_width - width)), caret.y);
  const ImVec2 to(from.x + width, from.y + line_height);
  const ImU32 text = ImGui::GetColorU32(ImGuiCol_Text);
  ImDrawList& canvas = *ImGui::GetForegroundDrawList();
  canvas.AddRectFilled({from.x - 1, from.y}, {to.x + 1, to.y},
                       ImGui::GetColorU32(ImGuiCol_PopupBg));
  canvas.AddText(from, text, begin, end);
  canvas.AddRectFilled({from.x, to.y - 1}, to, text);
  const float before = ImGui::CalcTextSize(begin, begin + composition.caret_bytes).x;
  canvas.AddRectFilled({from.x + before, from.y}, {from.x + before + 1, to.y - 2}, text);
}

}  // namespace tongzhou
