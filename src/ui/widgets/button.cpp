#include "ui/widgets/button.h"

#include <cmath>

#include "ui/text.h"
#include "ui/widgets/item.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kButtonPadding = 12;
constexpr float kIconGap = 4;
constexpr float kArrowRoom = 16;

struct ButtonInk {
  ImU32 ground = 0;   // 0: none
  ImU32 outline = 0;  // 0: none
  ImU32 words = 0;
};

ButtonInk ink_of(const Look& look, const ButtonSpec& spec) {
  const Colours& c = look.colours();
  if (!spec.enabled) {
    const bool bare = spec.kind == ButtonKind::quiet;
    return {spec.kind == ButtonKind::primary ? c.quiet : 0, bare ? 0 : c.line, c.faint_text};
  }
  if (spec.chosen) return {c.accent_soft, 0, c.accent};
  switch (spec.kind) {
    case ButtonKind::primary: return {c.accent, 0, c.on_accent};
    case ButtonKind::prominent: return {c.surface, c.accent, c.accent};
    case ButtonKind::secondary: return {c.surface, c.line, c.text};
    case ButtonKind::quiet: return {0, 0, c.second_text};
    case ButtonKind::tinted: return {c.accent_soft, 0, c.accent};
  }
  return {};
}

float chip_room(const Look& look, const ButtonSpec& spec) {
  if (spec.shortcut.empty() || spec.label.empty()) return 0;
  return std::ceil(text_width(look, Type::small, spec.shortcut)) + 12 + 8;
}

void draw_inside(const Look& look, const ButtonSpec& spec, const ImRect& box,
                 const ButtonInk& ink) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = box.GetCenter().y;
  if (spec.label.empty() && !spec.opens_menu) {
    draw_icon(list, spec.icon, box.GetCenter(), ink.words);
    return;
  }
  float natural = button_width(look, spec);
  float x = box.Min.x + kButtonPadding;
  if (box.GetWidth() > natural && !spec.opens_menu) x += std::floor((box.GetWidth() - natural) / 2);
  if (spec.icon != Icon::none) {
    draw_icon(list, spec.icon, {x + kIconSize / 2 - 2, middle}, ink.words);
    x += kIconSize + kIconGap - 2;
  }
  float right = box.Max.x - kButtonPadding;
  if (spec.opens_menu) {
    draw_icon_sized(list, Icon::chevron_down, {right - 5, middle}, 16, ink.words);
    right -= kArrowRoom;
  }
  if (chip_room(look, spec) > 0) {
    const float chip_left = x + std::ceil(text_width(look, Type::body, spec.label)) + 8;
    draw_key_chip_at(look, list, {chip_left + chip_room(look, spec) - 8, middle}, spec.shortcut,
                     spec.kind == ButtonKind::primary ? ink.words : 0);
  }
  draw_text_in(look, list, {x, box.Min.y, right, box.Max.y}, spec.label,
               {.type = Type::body, .colour = ink.words});
}

}  // namespace

float button_width(const Look& look, const ButtonSpec& spec) {
  if (spec.label.empty() && !spec.opens_menu) return kControlHeight;
  float width = 2 * kButtonPadding + std::ceil(text_width(look, Type::body, spec.label));
  if (spec.icon != Icon::none) width += kIconSize + kIconGap - 2;
  if (spec.opens_menu) width += kArrowRoom;
  return width + chip_room(look, spec);
}

bool draw_button(const Look& look, const ButtonSpec& spec) {
  const std::string_view seen = spec.label.empty() ? spec.tip : spec.label;
  const std::string_view name = spec.name.empty() ? seen : spec.name;
  access::State state;
  if (spec.chosen) state.checked = true;
  const DisabledScope scope(!spec.enabled);
  const float width = spec.width > 0 ? spec.width : button_width(look, spec);
  const Item item = add_item(spec.id, {width, kControlHeight},
                             {.role = access::Role::button, .name = name, .state = state});
  if (!item.visible) return false;

  const ButtonInk ink = ink_of(look, spec);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ink.ground != 0) list.AddRectFilled(item.box.Min, item.box.Max, ink.ground, kControlRadius);
  draw_veil(look, item, kControlRadius);
  if (ink.outline != 0) list.AddRect(item.box.Min, item.box.Max, ink.outline, kControlRadius);
  draw_inside(look, spec, item.box, ink);
  draw_focus_ring(look, item, kControlRadius);
  draw_tooltip_for_item(look,
                        {.text = spec.tip, .shortcut = spec.label.empty() ? spec.shortcut : ""});
  return item.pressed;
}

bool draw_text_link(const Look& look, const char* id, std::string_view label) {
  const ImVec2 size{std::ceil(text_width(look, Type::table, label)), line_height(Type::table)};
  const Item item = add_item(id, size, {.role = access::Role::link, .name = label});
  if (!item.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_in(look, list, item.box, label, {.type = Type::table, .colour = look.colours().accent});
  if (item.hovered) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    list.AddLine({item.box.Min.x, item.box.Max.y - 1.5F}, {item.box.Max.x, item.box.Max.y - 1.5F},
                 look.colours().accent);
  }
  draw_focus_ring(look, item, 3);
  return item.pressed;
}

}  // namespace tongzhou
