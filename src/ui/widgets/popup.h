// What opens beside a control: menus, lists, pickers.
#pragma once

#include <string_view>

#include "imgui_internal.h"
#include "ui/access.h"
#include "ui/icons.h"
#include "ui/look.h"

namespace tongzhou {

// A popup of our look, opened with ImGui::OpenPopup(id). It stands below `anchor`, or above where
// there is more room, and inside the window. True while it is open:
//   if (const PopupScope popup(look, {"more", name}, anchor, size); popup) { ... }
struct PopupId {
  const char* id = "";
  std::string_view name;  // for screen readers
  access::Role role = access::Role::dialog;
};
class PopupScope {
 public:
  PopupScope(const Look& look, const PopupId& id, const ImRect& anchor, ImVec2 size);
  ~PopupScope();
  PopupScope(const PopupScope&) = delete;
  PopupScope& operator=(const PopupScope&) = delete;
  explicit operator bool() const { return open_; }

 private:
  bool open_ = false;
};

// The padding around the content of a popup; part of the size that a PopupScope is given.
inline constexpr float kPopupPadding = 6;

struct MenuEntry {
  const char* id = "";
  std::string_view label;
  Icon icon = Icon::none;
  std::string_view shortcut = {};
  bool enabled = true;
  bool checked = false;
  bool current = false;  // under the keyboard of a list that handles arrows itself
  int dot = -1;          // a department's colour before the label
  Tone tone = Tone::neutral;
};

// A line of a menu or list, as wide as the popup. True when chosen; closing is the caller's.
bool draw_menu_entry(const Look& look, const MenuEntry& entry);
float menu_entry_width(const Look& look, const MenuEntry& entry);
inline constexpr float kMenuEntryHeight = 32;

// Soft darkness around something that floats.
void draw_shadow(const Look& look, ImDrawList& list, const ImRect& box, float radius);

}  // namespace tongzhou
