// Buttons: one filled with the accent a page, the others calm.
#pragma once

#include <cstdint>
#include <string_view>

#include "ui/icons.h"
#include "ui/look.h"

namespace tongzhou {

enum class ButtonKind : std::uint8_t {
  primary,    // filled with the accent; at most one a page
  prominent,  // outlined in the accent: the usual next step
  secondary,  // outlined
  quiet,      // no outline until hovered
  tinted,     // on the accent's soft ground: the one act a note offers
};

struct ButtonSpec {
  const char* id = "";
  std::string_view label;  // without a label the icon stands alone and `tip` names the button
  Icon icon = Icon::none;
  ButtonKind kind = ButtonKind::secondary;
  std::string_view shortcut = {};  // shown as a chip in the button, or in the tip of a bare icon
  std::string_view tip = {};
  std::string_view name = {};  // for screen readers, where neither label nor tip says it
  bool enabled = true;
  bool chosen = false;      // shows the selected state (a toggle that is on)
  bool opens_menu = false;  // ends in a small arrow
  float width = 0;          // 0: as wide as needed
};

// True in the frame in which it was pressed.
bool draw_button(const Look& look, const ButtonSpec& spec);
float button_width(const Look& look, const ButtonSpec& spec);

// Words that act, within running text.
bool draw_text_link(const Look& look, const char* id, std::string_view label);

}  // namespace tongzhou
