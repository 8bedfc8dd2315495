// What all our widgets share: a box that can be hovered, pressed, focused and told about.
#pragma once

#include <string_view>

#include "imgui_internal.h"
#include "ui/access.h"
#include "ui/look.h"

namespace tongzhou {

struct Item {
  ImRect box;
  bool visible = false;  // false: scrolled out of sight; nothing to draw
  bool enabled = true;
  bool hovered = false;
  bool held = false;
  bool focused = false;  // has the keyboard and should show it
  bool pressed = false;  // was clicked, or activated by key or screen reader, just now
};

// What a screen reader is told about an item.
struct Telling {
  access::Role role = access::Role::button;
  std::string_view name;
  std::string_view value = {};
  access::State state = {};
};

// Claims `size` at the cursor for a widget that can be pressed. Every widget passes here once, so
// this is the only place that registers with ImGui and with the accessibility tree.
Item add_item(const char* id, ImVec2 size, const Telling& telling);

// The same anywhere in the window, without moving the cursor.
Item add_item_at(const char* id, const ImRect& box, const Telling& telling);

// Goes on with the layout at a place that was reached by drawing, not by items.
void continue_at(ImVec2 place);

// A ring outside the box where the item has the keyboard.
void draw_focus_ring(const Look& look, const Item& item, float radius);

// The veil of hovering and pressing, over whatever the box shows already.
void draw_veil(const Look& look, const Item& item, float radius);

// Items inside the scope are shown but refuse to act.
class DisabledScope {
 public:
  explicit DisabledScope(bool disabled) { ImGui::BeginDisabled(disabled); }
  ~DisabledScope() { ImGui::EndDisabled(); }
  DisabledScope(const DisabledScope&) = delete;
  DisabledScope& operator=(const DisabledScope&) = delete;
};

}  // namespace tongzhou
