// A passing note at the foot of the window: what was done, and how to take it back.
#pragma once

#include <string>
#include <string_view>

#include "imgui_internal.h"
#include "ui/look.h"

namespace tongzhou {

struct Toast {
  std::string text;
  std::string action;    // label of its one button; empty: none
  std::string shortcut;  // of the action
  Tone tone = Tone::neutral;
  double until = 0;  // in seconds of ImGui's clock
};

// How long a note stands; it stays while the pointer is on it.
inline constexpr double kToastSeconds = 7;

struct ToastState {
  Toast toast;  // the newest; an older one gives way
  bool visible = false;
};

void show_toast(ToastState& state, Toast toast);

// True when its button was pressed. `area`: the page it stands above.
bool draw_toast(const Look& look, const ImRect& area, ToastState& state);

// Seconds until the note must be redrawn to vanish; infinity when none is shown.
double seconds_until_toast_ends(const ToastState& state);

}  // namespace tongzhou
