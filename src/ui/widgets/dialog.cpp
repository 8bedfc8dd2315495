#include "ui/widgets/dialog.h"

#include <algorithm>

#include "imgui_internal.h"
#include "ui/access.h"
#include "ui/widgets/label.h"

namespace tongzhou {

DialogScope::DialogScope(const Look& look, const char* id, std::string_view title, float width) {
  const ImVec2 screen = ImGui::GetMainViewport()->Size;
  width = std::min(width, screen.x - 32);
  ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.42F}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, screen.y - 64});
  ImGui::PushStyleColor(ImGuiCol_PopupBg, look.colours().surface);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(24, 20));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 14.0F);
  open_ = ImGui::BeginPopupModal(id, nullptr,
                                 ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar |
                                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  if (!open_) return;
  access::describe_window(access::Role::dialog, title);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ImGui::CloseCurrentPopup();
  draw_heading(look, title, Type::title, 2);
  ImGui::Dummy({width - 48, 12});
}

DialogScope::~DialogScope() {
  if (open_) ImGui::EndPopup();
}

}  // namespace tongzhou
