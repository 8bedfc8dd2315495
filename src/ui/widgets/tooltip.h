// Small notes beside the pointer.
#pragma once

#include <string_view>

#include "ui/look.h"

namespace tongzhou {

struct Tip {
  std::string_view text;
  std::string_view shortcut = {};
  std::string_view detail = {};  // a second paragraph, in second text
};

// Tells about the item just drawn while the pointer rests on it.
void draw_tooltip_for_item(const Look& look, const Tip& tip);

// Shows the note now, beside the pointer.
void draw_tooltip(const Look& look, const Tip& tip);

}  // namespace tongzhou
