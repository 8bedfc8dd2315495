#include "ui/address_link.h"

#include <algorithm>
#include <array>

#include "ui/widgets/button.h"

namespace tongzhou {

bool is_link(std::string_view address) {
  constexpr std::array<std::string_view, 4> kBeginnings{"https://", "http://", "mailto:", "tel:"};
  return std::ranges::any_of(
      kBeginnings, [&](std::string_view beginning) { return address.starts_with(beginning); });
}

void draw_address_link(const Desk& desk, std::string_view label, const std::string& address) {
  if (!draw_text_link(desk.look, "address", label)) return;
  if (is_link(address)) {
    ImGui::GetPlatformIO().Platform_OpenInShellFn(ImGui::GetCurrentContext(), address.c_str());
    return;
  }
  desk.view.copied = address;
  desk.note.command.clear();
  show_toast(desk.note.toast, {.text = std::string(desk.say(Word::form_copied))});
}

}  // namespace tongzhou
