#include "ui/widgets/tooltip.h"

#include <algorithm>

#include "imgui_internal.h"
#include "ui/text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kWidestTip = 320;

}  // namespace

void draw_tooltip_for_item(const Look& look, const Tip& tip) {
  if (tip.text.empty() ||
      !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_AllowWhenDisabled))
    return;
  draw_tooltip(look, tip);
}

void draw_tooltip(const Look& look, const Tip& tip) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(10, 6));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kControlRadius);
  if (ImGui::BeginTooltip()) {
    const float natural = text_width(look, Type::small, tip.text);
    draw_paragraph(look, tip.text, {.type = Type::small}, std::min(natural + 1, kWidestTip));
    if (!tip.shortcut.empty()) {
      ImGui::SameLine(0, 8);
      draw_key_chip(look, tip.shortcut);
    }
    if (!tip.detail.empty()) {
      const float width = std::min(text_width(look, Type::small, tip.detail) + 1, kWidestTip);
      draw_paragraph(look, tip.detail, {.type = Type::small, .colour = look.colours().second_text},
                     width);
    }
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar(2);
}

}  // namespace tongzhou
