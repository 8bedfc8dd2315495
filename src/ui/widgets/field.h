// Fields to type in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ui/access.h"
#include "ui/icons.h"
#include "ui/text.h"

namespace tongzhou {

struct FieldSpec {
  const char* id = "";
  std::string_view name;  // for screen readers
  std::string_view hint = {};
  Icon icon = Icon::none;
  float width = 0;        // 0: what is left
  float room_at_end = 0;  // for what the caller draws over the right end
  bool enabled = true;
  bool invalid = false;
  bool heading = false;     // large type, a frame only where the pointer or the keyboard is
  bool secret = false;      // its text is neither shown nor told to screen readers
  bool take_focus = false;  // moves the keyboard here in this frame, with all text selected
  // What the field shows while nobody types in it, when that is not the text to edit ("8月30日
  // 周日").
  std::string_view shown = {};
  access::Role role = access::Role::textbox;
};

enum class FieldEvent : std::uint8_t {
  none,
  typing,     // the text changed and the user is still in the field
  committed,  // the user has left the field, or pressed Enter, with a changed text
};

// One line. While the user types, `text` follows; Escape brings back what was there.
FieldEvent draw_field(const Look& look, const FieldSpec& spec, std::string& text);

// Many lines, `height` high.
FieldEvent draw_note_field(const Look& look, const FieldSpec& spec, float height,
                           std::string& text);

// The frame of a field or of a choice: outline, ground, focus. Draws only.
enum class FrameState : std::uint8_t { resting, hovered, active, disabled, invalid };
void draw_field_frame(const Look& look, ImDrawList& list, const ImRect& box, FrameState state);

// Whether the user is typing in the field of that id.
bool is_typing_in(const char* id);
// What stands in the text input that has the keyboard; empty where none has.
std::string_view typed_text();

// Dear ImGui's text input on a std::string, for editors that draw their own frame. Named by the
// ids pushed around it.
bool input_text(const char* hint, std::string& text, ImGuiInputTextFlags flags,
                ImVec2 multiline_size = {});

}  // namespace tongzhou
