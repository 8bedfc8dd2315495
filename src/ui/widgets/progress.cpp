#include "ui/widgets/progress.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/numbers.h"
#include "imgui_internal.h"
#include "ui/access.h"

namespace tongzhou {

void draw_progress(const Look& look, std::string_view name, float share, float width,
                   ImU32 colour) {
  constexpr float kThickness = 6;
  share = std::clamp(share, 0.0F, 1.0F);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(width, kThickness)};
  ImGui::ItemSize(box.GetSize());
  if (!ImGui::ItemAdd(box, 0)) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min, box.Max, look.colours().quiet, kThickness / 2);
  if (share > 0) {
    const float filled = std::max(kThickness, width * share);
    list.AddRectFilled(box.Min, {box.Min.x + filled, box.Max.y},
                       colour != 0 ? colour : look.colours().accent, kThickness / 2);
  }
  access::describe({.id = ImGui::GetID(name.data(), name.data() + name.size()),
                    .role = access::Role::progressbar,
                    .name = std::string(name),
                    .value = fixed_text(share * 100, 0) + "%",
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
}

}  // namespace tongzhou
