#include "ui/widgets/toast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/access.h"
#include "ui/text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popup.h"

namespace tongzhou {

void show_toast(ToastState& state, Toast toast) {
  access::announce(toast.text, toast.tone == Tone::critical ? access::Urgency::assertive
                                                            : access::Urgency::polite);
  toast.until = ImGui::GetTime() + kToastSeconds;
  state.toast = std::move(toast);
  state.visible = true;
}

bool draw_toast(const Look& look, const ImRect& area, ToastState& state) {
  if (!state.visible) return false;
  if (ImGui::GetTime() >= state.toast.until) {
    state.visible = false;
    return false;
  }
  const Toast& toast = state.toast;
  const ButtonSpec action{.id = "action",
                          .label = toast.action,
                          .kind = ButtonKind::tinted,
                          .shortcut = toast.shortcut};
  const float action_width = toast.action.empty() ? 0 : button_width(look, action) + 12;
  const float words = std::min(std::ceil(text_width(look, Type::body, toast.text)) + 1,
                               area.GetWidth() - action_width - 96);
  const ImVec2 size{16 + words + action_width + 8 + kControlHeight + 4, 44};
  ImGui::SetNextWindowPos({std::round(area.GetCenter().x - size.x / 2), area.Max.y - size.y - 16});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.colours().surface);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kCardRadius);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
  ImGui::Begin("###toast", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const ImVec2 at = ImGui::GetWindowPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();
  draw_shadow(look, list, {at, at + size}, kCardRadius);
  list.PopClipRect();
  const ImU32 ink =
      toast.tone == Tone::neutral ? look.colours().text : look.theme.strong(toast.tone);
  draw_text_in(look, list, {at.x + 16, at.y, at.x + 16 + words, at.y + size.y}, toast.text,
               {.colour = ink});
  access::describe({.id = ImGui::GetID("words"),
                    .role = access::Role::status,
                    .name = toast.text,
                    .rect = {at.x, at.y, at.x + size.x, at.y + size.y}});
  bool pressed = false;
  if (!toast.action.empty()) {
    ImGui::SetCursorScreenPos({at.x + 16 + words + 12, at.y + 6});
    pressed = draw_button(look, action);
  }
  ImGui::SetCursorScreenPos({at.x + size.x - kControlHeight - 6, at.y + 6});
  const bool closed = draw_button(look, {.id = "close",
                                         .icon = Icon::close,
                                         .kind = ButtonKind::quiet,
                                         .tip = look.say(Word::close)});
  if (ImGui::IsWindowHovered()) state.toast.until = ImGui::GetTime() + kToastSeconds;
  if (pressed || closed) state.visible = false;
  ImGui::End();
  return pressed;
}

double seconds_until_toast_ends(const ToastState& state) {
  if (!state.visible) return std::numeric_limits<double>::infinity();
  return std::max(0.0, state.toast.until - ImGui::GetTime());
}

}  // namespace tongzhou
