#include "host/keys.h"

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

TEST_CASE("Letters and digits are what the layout makes of them") {
  CHECK(key_from_dom("z", "KeyY") == ImGuiKey_Z);  // German
  CHECK(key_from_dom("Z", "KeyZ") == ImGuiKey_Z);  // with Shift
  CHECK(key_from_dom("5", "Digit5") == ImGuiKey_5);
  CHECK(key_from_dom("!", "Digit1") == ImGuiKey_1);
}

TEST_CASE("Where the layout has no Latin letters, the place decides") {
  CHECK(key_from_dom("я", "KeyZ") == ImGuiKey_Z);
  CHECK(key_from_dom("ㅋ", "KeyZ") == ImGuiKey_Z);
}

TEST_CASE("Named keys are known by their place, or by name where a keyboard tells no place") {
  CHECK(key_from_dom("ArrowLeft", "ArrowLeft") == ImGuiKey_LeftArrow);
  CHECK(key_from_dom("F2", "F2") == ImGuiKey_F2);
  CHECK(key_from_dom("=", "Equal") == ImGuiKey_Equal);
  CHECK(key_from_dom("Enter", "") == ImGuiKey_Enter);
  CHECK(key_from_dom("AudioVolumeUp", "AudioVolumeUp") == ImGuiKey_None);
}

TEST_CASE("The keypad types with NumLock and moves without") {
  CHECK(key_from_dom("7", "Numpad7") == ImGuiKey_Keypad7);
  CHECK(key_from_dom("Home", "Numpad7") == ImGuiKey_Home);
  CHECK(key_from_dom("Enter", "NumpadEnter") == ImGuiKey_KeypadEnter);
  CHECK(key_from_dom("+", "NumpadAdd") == ImGuiKey_KeypadAdd);
}

TEST_CASE("Keys of the browser are left to the browser") {
  for (const bool typing : {false, true}) {
    for (const ImGuiKeyChord chord :
         {ImGuiKeyChord(ImGuiKey_F5), ImGuiKeyChord(ImGuiKey_F12), ImGuiMod_Ctrl | ImGuiKey_R,
          ImGuiMod_Ctrl | ImGuiKey_L, ImGuiMod_Ctrl | ImGuiKey_T, ImGuiMod_Ctrl | ImGuiKey_W,
          ImGuiMod_Ctrl | ImGuiKey_Equal, ImGuiMod_Ctrl | ImGuiKey_Minus,
          ImGuiMod_Alt | ImGuiKey_LeftArrow}) {
      if (typing && chord == (ImGuiMod_Alt | ImGuiKey_LeftArrow)) continue;  // by words, on macOS
      CHECK_FALSE(acts_in_page(chord, typing));
    }
  }
}

TEST_CASE(
    "Keys that move the focus act in the page; those that type are the browser's while typing") {
  CHECK(acts_in_page(ImGuiKey_Tab, false));
  CHECK(acts_in_page(ImGuiMod_Shift | ImGuiKey_Tab, true));
  CHECK(acts_in_page(ImGuiKey_Space, false));
  CHECK_FALSE(acts_in_page(ImGuiKey_Space, true));
  CHECK(acts_in_page(ImGuiKey_Backspace, true));
  CHECK(acts_in_page(ImGuiMod_Ctrl | ImGuiKey_Z, true));
  CHECK_FALSE(acts_in_page(ImGuiMod_Ctrl | ImGuiKey_Z, false));
  CHECK_FALSE(acts_in_page(ImGuiKey_A, true));
}

TEST_CASE("A key that makes a character is known, with Shift too, but not with Ctrl or Alt") {
  for (const ImGuiKey key : {ImGuiKey_N, ImGuiKey_7, ImGuiKey_Space, ImGuiKey_Slash,
                             ImGuiKey_Keypad5, ImGuiKey_KeypadAdd}) {
    CHECK(types_character(key));
    CHECK(types_character(ImGuiMod_Shift | key));
    CHECK_FALSE(types_character(ImGuiMod_Ctrl | key));
    CHECK_FALSE(types_character(ImGuiMod_Alt | key));
  }
  for (const ImGuiKey key : {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_F2, ImGuiKey_Tab,
                             ImGuiKey_Delete, ImGuiKey_LeftArrow}) {
    CHECK_FALSE(types_character(key));
  }
}

}  // namespace
}  // namespace tongzhou
