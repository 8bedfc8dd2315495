// Who edits here: asked on the start page, shown in the top bar, changed in a dialog.
#pragma once

#include <string>

#include "ui/desk.h"

namespace tongzhou {

struct WhoState {
  std::string person, department;
  bool begun = false;  // with what is in the preferences
};

// Opens when a command asks (View::ask_name).
void draw_who_dialog(const Desk& desk, WhoState& state);

// The name as a button that opens the dialog.
void draw_who_button(const Desk& desk, float width);
float who_button_width(const Desk& desk);

}  // namespace tongzhou
