#include "host/keys.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tongzhou {

namespace {

using Named = std::pair<std::string_view, ImGuiKey>;

// Sorted by name.
constexpr std::array kByCode = std::to_array<Named>({
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"Backquote", ImGuiKey_GraveAccent},
    {"Backslash", ImGuiKey_Backslash},
    {"Backspace", ImGuiKey_Backspace},
    {"BracketLeft", ImGuiKey_LeftBracket},
    {"BracketRight", ImGuiKey_RightBracket},
    {"Comma", ImGuiKey_Comma},
    {"ContextMenu", ImGuiKey_Menu},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"Delete", ImGuiKey_Delete},
    {"End", ImGuiKey_End},
    {"Enter", ImGuiKey_Enter},
    {"Equal", ImGuiKey_Equal},
    {"Escape", ImGuiKey_Escape},
    {"F1", ImGuiKey_F1},
    {"F10", ImGuiKey_F10},
    {"F11", ImGuiKey_F11},
    {"F12", ImGuiKey_F12},
    {"F2", ImGuiKey_F2},
    {"F3", ImGuiKey_F3},
    {"F4", ImGuiKey_F4},
    {"F5", ImGuiKey_F5},
    {"F6", ImGuiKey_F6},
    {"F7", ImGuiKey_F7},
    {"F8", ImGuiKey_F8},
    {"F9", ImGuiKey_F9},
    {"Home", ImGuiKey_Home},
    {"Insert", ImGuiKey_Insert},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
    {"Minus", ImGuiKey_Minus},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"PageDown", ImGuiKey_PageDown},
    {"PageUp", ImGuiKey_PageUp},
    {"Period", ImGuiKey_Period},
    {"Quote", ImGuiKey_Apostrophe},
    {"Semicolon", ImGuiKey_Semicolon},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"Slash", ImGuiKey_Slash},
    {"Space", ImGuiKey_Space},
    {"Tab", ImGuiKey_Tab},
});
static_assert(std::ranges::is_sorted(kByCode, {}, &Named::first));

ImGuiKey find_named(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kByCode, name, {}, &Named::first);
  return found != kByCode.end() && found->first == name ? found->second : ImGuiKey_None;
}

ImGuiKey letter_or_digit(char c) {
  if (c >= 'a' && c <= 'z') return ImGuiKey(ImGuiKey_A + (c - 'a'));
  if (c >= 'A' && c <= 'Z') return ImGuiKey(ImGuiKey_A + (c - 'A'));
  if (c >= '0' && c <= '9') return ImGuiKey(ImGuiKey_0 + (c - '0'));
  return ImGuiKey_None;
}

// What the keypad means with NumLock off.
bool is_movement(ImGuiKey key) { return key >= ImGuiKey_LeftArrow && key <= ImGuiKey_Delete; }

ImGuiKey keypad(std::string_view key, std::string_view code) {
  if (const ImGuiKey moved = find_named(key); is_movement(moved)) return moved;
  const char last = code.back();
  if (last >= '0' && last <= '9') return ImGuiKey(ImGuiKey_Keypad0 + (last - '0'));
  return find_named(code);
}

ImGuiKey key_of(ImGuiKeyChord chord) { return ImGuiKey(chord & ~ImGuiMod_Mask_); }

// With nothing but Shift held.
bool is_alone(ImGuiKeyChord chord) {
  return (chord & (ImGuiMod_Ctrl | ImGuiMod_Alt | ImGuiMod_Super)) == 0;
}

// With nothing but Shift held: keys that move, confirm, delete, and would scroll or search the
// page.
bool acts_alone(ImGuiKey key, bool typing) {
  switch (key) {
    case ImGuiKey_Tab:
    case ImGuiKey_LeftArrow:
    case ImGuiKey_RightArrow:
    case ImGuiKey_UpArrow:
    case ImGuiKey_DownArrow:
    case ImGuiKey_PageUp:
    case ImGuiKey_PageDown:
    case ImGuiKey_Home:
    case ImGuiKey_End:
    case ImGuiKey_Insert:
    case ImGuiKey_Delete:
    case ImGuiKey_Backspace:
    case ImGuiKey_Enter:
    case ImGuiKey_KeypadEnter:
    case ImGuiKey_Escape: return true;
    case ImGuiKey_Space:
    case ImGuiKey_Slash:
    case ImGuiKey_Apostrophe: return !typing;
    default: return false;
  }
}

// With Ctrl, Cmd or (on macOS, by words) Alt held, in a field.
bool edits(ImGuiKey key) {
  switch (key) {
    case ImGuiKey_A:
    case ImGuiKey_Y:
    case ImGuiKey_Z:
    case ImGuiKey_LeftArrow:
    case ImGuiKey_RightArrow:
    case ImGuiKey_UpArrow:
    case ImGuiKey_DownArrow:
    case ImGuiKey_Home:
    case ImGuiKey_End:
    case ImGuiKey_Delete:
    case ImGuiKey_Backspace:
    case ImGuiKey_Enter: return true;
    default: return false;
  }
}

}  // namespace

ImGuiKey key_from_dom(std::string_view key, std::string_view code) {
  if (code.starts_with("Numpad")) return keypad(key, code);
  if (key.size() == 1) {
    if (const ImGuiKey typed = letter_or_digit(key[0]); typed != ImGuiKey_None) return typed;
  }
  if (code.size() == 4 && code.starts_with("Key")) return letter_or_digit(code[3]);
  if (code.size() == 6 && code.starts_with("Digit")) return letter_or_digit(code[5]);
  if (const ImGuiKey placed = find_named(code); placed != ImGuiKey_None) return placed;
  return find_named(key);  // touch keyboards send no code
}

bool acts_in_page(ImGuiKeyChord chord, bool typing) {
  const ImGuiKey key = key_of(chord);
  return is_alone(chord) ? acts_alone(key, typing) : typing && edits(key);
}

bool types_character(ImGuiKeyChord chord) {
  const ImGuiKey key = key_of(chord);
  const bool has_character =
      (key >= ImGuiKey_0 && key <= ImGuiKey_Z) || key == ImGuiKey_Space ||
      (key >= ImGuiKey_Apostrophe && key <= ImGuiKey_GraveAccent) ||
      (key >= ImGuiKey_Keypad0 && key <= ImGuiKey_KeypadEqual && key != ImGuiKey_KeypadEnter);
  return is_alone(chord) && has_character;
}

}  // namespace tongzhou
