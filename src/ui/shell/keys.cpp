#include "ui/shell/keys.h"

#include <array>
#include <utility>

#include "imgui_internal.h"

namespace tongzhou {
namespace {

constexpr std::array kKeys = std::to_array<std::pair<Key, ImGuiKey>>({
    {Key::enter, ImGuiKey_Enter},
    {Key::escape, ImGuiKey_Escape},
    {Key::insert, ImGuiKey_Insert},
    {Key::erase, ImGuiKey_Delete},
    {Key::backspace, ImGuiKey_Backspace},
    {Key::space, ImGuiKey_Space},
    {Key::tab, ImGuiKey_Tab},
    {Key::left, ImGuiKey_LeftArrow},
    {Key::right, ImGuiKey_RightArrow},
    {Key::up, ImGuiKey_UpArrow},
    {Key::down, ImGuiKey_DownArrow},
    {Key::home, ImGuiKey_Home},
    {Key::end, ImGuiKey_End},
    {Key::plus, ImGuiKey_Equal},
    {Key::minus, ImGuiKey_Minus},
    {Key::slash, ImGuiKey_Slash},
    {Key::f2, ImGuiKey_F2},
});

ImGuiKey key_of(Key key) {
  const auto code = static_cast<int>(key);
  if (code >= 'A' && code <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (code - 'A'));
  if (code >= '0' && code <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (code - '0'));
  for (const auto& [ours, theirs] : kKeys)
    if (ours == key) return theirs;
  return ImGuiKey_None;
}

// A letter alone, or with Shift: what could as well be typed.
bool is_typed(Shortcut shortcut) {
  return static_cast<int>(shortcut.key) < 128 && !shortcut.command && !shortcut.alt;
}

}  // namespace

int chord_of(Shortcut shortcut) {
  const ImGuiKey key = key_of(shortcut.key);
  if (key == ImGuiKey_None) return 0;
  return key | (shortcut.command ? ImGuiMod_Ctrl : 0) | (shortcut.shift ? ImGuiMod_Shift : 0) |
         (shortcut.alt ? ImGuiMod_Alt : 0);
}

Word why_not(const Desk& desk, const Command& command) {
  return command.why_not ? command.why_not(desk.session, desk.view) : Word::none;
}

void run_command(const Desk& desk, const Command& command) {
  if (command.id != "paste") return desk.commands.run(command.id);
  const char* text = ImGui::GetClipboardText();
  desk.commands.run(command.id, std::string(text == nullptr ? "" : text));
}

void run_pressed_command(const Desk& desk) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool in_field = g.ActiveId != 0 && g.ActiveId == g.InputTextState.ID;
  const bool wants_letters = g.PlatformImeData.WantTextInput;
  if (ImGui::GetTopMostPopupModal() != nullptr) return;
  for (const Command& command : desk.session.commands().all()) {
    if (in_field && command.reach == KeyReach::outside_text) continue;
    for (const Shortcut shortcut : command.shortcuts) {
      if (wants_letters && is_typed(shortcut)) continue;
      if (!ImGui::IsKeyChordPressed(chord_of(shortcut))) continue;
      if (const Word refusal = why_not(desk, command); refusal == Word::none)
        run_command(desk, command);
      return;
    }
  }
}

bool is_command_key(const CommandList& commands, int key_chord) {
  for (const Command& command : commands.all())
    for (const Shortcut shortcut : command.shortcuts)
      if (chord_of(shortcut) == key_chord) return true;
  return false;
}

std::string keys_text(const Command& command, bool mac) {
  for (const Shortcut shortcut : command.shortcuts)
    if (!is_typed(shortcut)) return shortcut_text(shortcut, mac);
  return command.shortcuts.empty() ? std::string{} : shortcut_text(command.shortcuts.front(), mac);
}

}  // namespace tongzhou
