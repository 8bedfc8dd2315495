#include "ui/widgets/field.h"

#include <algorithm>
#include <optional>

#include "core/graphemes.h"
#include "imgui_internal.h"
#include "ui/widgets/label.h"

// The editor's state is Dear ImGui's own secret; its header must be included as it does itself.
namespace ImStb {
#include "imstb_textedit.h"
}  // namespace ImStb

namespace tongzhou {
namespace {

constexpr float kFieldPadding = 10;
constexpr const char* kInputId = "##text";  // within the id of the field

// A place in the text where one character ends and the next begins. From within a character the
// caret goes on the way it came.
int boundary(std::string_view text, int at, int came_from) {
  const auto place = static_cast<std::size_t>(at);
  return static_cast<int>(at > came_from ? grapheme_ceil(text, place)
                                         : grapheme_floor(text, place));
}

struct Typing {
  std::string& text;
  int caret_before;
};

int on_input(ImGuiInputTextCallbackData* data) {
  auto& typing = *static_cast<Typing*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    typing.text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = typing.text.data();
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways) {
    const std::string_view text(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    for (int* place : {&data->SelectionStart, &data->SelectionEnd, &data->CursorPos})
      *place = boundary(text, *place, typing.caret_before);
  }
  return 0;
}

// Dear ImGui would take one code point out of a character of several: what is about to be deleted
// is selected whole.
void select_character_to_delete(ImGuiInputTextState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  if (state.HasSelection() || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
  const std::string_view text(state.TextA.Data, static_cast<std::size_t>(state.TextLen));
  const int caret = state.GetCursorPos();
  const auto at = static_cast<std::size_t>(caret);
  int other = caret;
  if (ImGui::IsKeyPressed(ImGuiKey_Backspace)) other = static_cast<int>(grapheme_before(text, at));
  if (ImGui::IsKeyPressed(ImGuiKey_Delete)) other = static_cast<int>(grapheme_after(text, at));
  if (other == caret) return;
  state.Stb->select_start = other;
  state.Stb->select_end = caret;
}

FieldEvent event_of_last_item(bool changed) {
  if (ImGui::IsItemDeactivatedAfterEdit()) return FieldEvent::committed;
  return changed ? FieldEvent::typing : FieldEvent::none;
}

FrameState frame_state(const FieldSpec& spec, bool active, bool hovered) {
  if (!spec.enabled) return FrameState::disabled;
  if (spec.invalid) return FrameState::invalid;
  if (active) return FrameState::active;
  return hovered ? FrameState::hovered : FrameState::resting;
}

void tell(const FieldSpec& spec, std::string_view value) {
  access::describe_last(spec.role, spec.name, {.disabled = !spec.enabled, .invalid = spec.invalid},
                        value);
}

}  // namespace

bool is_typing_in(const char* id) {
  ImGui::PushID(id);
  const bool typing = ImGui::GetActiveID() == ImGui::GetID(kInputId);
  ImGui::PopID();
  return typing;
}

std::string_view typed_text() {
  const ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetActiveID());
  if (state == nullptr) return {};
  return {state->TextA.Data, static_cast<std::size_t>(state->TextLen)};
}

bool input_text(const char* hint, std::string& text, ImGuiInputTextFlags flags,
                ImVec2 multiline_size) {
  flags |= ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways;
  Typing typing{text, 0};
  const ImGuiID id = ImGui::GetID(kInputId);
  std::optional<std::string> at_first;  // where it may be given up in this frame
  if (ImGuiInputTextState* state = ImGui::GetInputTextState(id);
      state && ImGui::GetActiveID() == id) {
    typing.caret_before = state->GetCursorPos();
    select_character_to_delete(*state);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) at_first = state->TextToRevertTo.Data;
  }
  const bool changed =
      ImGui::InputTextEx(kInputId, hint, text.data(), static_cast<int>(text.capacity() + 1),
                         multiline_size, flags, on_input, &typing);
  if (!at_first || ImGui::GetActiveID() == id) return changed;
  // Dear ImGui takes back only what the caller keeps while it is typed, else it hands it out.
  text = *at_first;
  ImGui::GetCurrentContext()->InputTextDeactivatedState.ID = 0;
  return true;
}

void draw_field_frame(const Look& look, ImDrawList& list, const ImRect& box, FrameState state) {
  const Colours& c = look.colours();
  list.AddRectFilled(box.Min, box.Max, state == FrameState::disabled ? c.quiet : c.surface,
                     kControlRadius);
  ImU32 outline = c.line;
  if (state == FrameState::hovered) outline = c.faint_text;
  if (state == FrameState::active) outline = c.accent;
  if (state == FrameState::invalid) outline = c.critical;
  if (state == FrameState::active || state == FrameState::invalid)
    list.AddRect(box.Min - ImVec2(1, 1), box.Max + ImVec2(1, 1), with_alpha(outline, 0.25F),
                 kControlRadius + 1, 0, 2);
  list.AddRect(box.Min, box.Max, outline, kControlRadius);
}

FieldEvent draw_field(const Look& look, const FieldSpec& spec, std::string& text) {
  ImGui::PushID(spec.id);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = spec.width > 0 ? spec.width : ImGui::GetContentRegionAvail().x;
  const ImRect box{at, at + ImVec2(width, kControlHeight)};
  const bool active = ImGui::GetActiveID() == ImGui::GetID(kInputId);
  const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.Min, box.Max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Type type = spec.heading ? Type::title : Type::body;
  const FontScope font(look, type);
  const FrameState frame = frame_state(spec, active, hovered);
  if (!spec.heading || frame != FrameState::resting) draw_field_frame(look, list, box, frame);

  float left = box.Min.x;
  if (spec.icon != Icon::none) {
    draw_icon_sized(list, spec.icon, {left + kFieldPadding + 7, box.GetCenter().y}, 18,
                    look.colours().faint_text);
    left += 20;
  }
  const bool stands_in = !active && !spec.shown.empty();
  const float top = text_top(look, type, box.GetCenter().y) - box.Min.y;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(kFieldPadding, std::max(top, 0.0F)));
  ImU32 ink = spec.enabled ? look.colours().text : look.colours().faint_text;
  if (stands_in) ink = with_alpha(ink, 0);
  ImGui::PushStyleColor(ImGuiCol_Text, ink);
  ImGui::SetCursorScreenPos({left, box.Min.y});
  ImGui::SetNextItemWidth(box.Max.x - spec.room_at_end - left);
  if (spec.take_focus) ImGui::SetKeyboardFocusHere();
  ImGui::BeginDisabled(!spec.enabled);
  const bool changed =
      input_text(std::string(spec.hint).c_str(), text,
                 ImGuiInputTextFlags_AutoSelectAll |
                     (spec.secret ? ImGuiInputTextFlags_Password : ImGuiInputTextFlags_None));
  const FieldEvent event = event_of_last_item(changed);
  if (spec.secret)
    tell(spec, {});
  else
    tell(spec, stands_in ? spec.shown : text);
  ImGui::EndDisabled();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (stands_in)
    draw_text_in(
        look, list,
        {left + kFieldPadding, box.Min.y, box.Max.x - spec.room_at_end - kFieldPadding, box.Max.y},
        spec.shown, {.colour = spec.enabled ? look.colours().text : look.colours().faint_text});
  ImGui::SetCursorScreenPos(at);
  ImGui::ItemSize(box.GetSize());
  ImGui::PopID();
  return event;
}

FieldEvent draw_note_field(const Look& look, const FieldSpec& spec, float height,
                           std::string& text) {
  ImGui::PushID(spec.id);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = spec.width > 0 ? spec.width : ImGui::GetContentRegionAvail().x;
  const ImRect box{at, at + ImVec2(width, height)};
  const bool active = ImGui::GetActiveID() == ImGui::GetID(kInputId);
  const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.Min, box.Max);
  const FontScope font(look, Type::body);
  draw_field_frame(look, *ImGui::GetWindowDrawList(), box, frame_state(spec, active, hovered));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(kFieldPadding, 6));
  if (spec.take_focus) ImGui::SetKeyboardFocusHere();
  // Dear ImGui does not wrap what is typed; to be read, it is drawn wrapped over an unseen input.
  ImGui::PushStyleColor(ImGuiCol_Text, with_alpha(look.colours().text, active ? 1 : 0));
  ImGui::BeginDisabled(!spec.enabled);
  const bool changed = input_text(std::string(spec.hint).c_str(), text,
                                  ImGuiInputTextFlags_Multiline, box.GetSize());
  ImGui::PopStyleColor();
  if (!active)
    draw_lines_in(look, *ImGui::GetWindowDrawList(),
                  {box.Min + ImVec2(kFieldPadding, 6), box.Max - ImVec2(kFieldPadding, 4)}, text,
                  {});
  const FieldEvent event = event_of_last_item(changed);
  tell(spec, text);
  ImGui::EndDisabled();
  ImGui::PopStyleVar();
  ImGui::PopID();
  return event;
}

}  // namespace tongzhou
