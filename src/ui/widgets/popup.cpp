#include "ui/widgets/popup.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"
#include "ui/widgets/item.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kMargin = 8;  // kept free to the window's edge
constexpr float kEntryPadding = 10;
constexpr float kMarkRoom = 26;  // icon, tick or dot

ImVec2 place(const ImRect& anchor, ImVec2 size) {
  const ImRect screen = ImGui::GetCurrentContext()->Viewports[0]->GetMainRect();
  const float below = screen.Max.y - kMargin - anchor.Max.y;
  const float above = anchor.Min.y - screen.Min.y - kMargin;
  float y = anchor.Max.y + 4;
  if (size.y + 4 > below) {
    y = above > below ? std::max(screen.Min.y + kMargin, anchor.Min.y - 4 - size.y)
                      : std::max(screen.Min.y + kMargin, screen.Max.y - kMargin - size.y);
  }
  const float x = std::clamp(anchor.Min.x, screen.Min.x + kMargin,
                             std::max(screen.Min.x + kMargin, screen.Max.x - kMargin - size.x));
  return {std::round(x), std::round(y)};
}

}  // namespace

PopupScope::PopupScope(const Look& look, const PopupId& id, const ImRect& anchor, ImVec2 size) {
  if (!ImGui::IsPopupOpen(id.id)) return;
  ImGui::SetNextWindowPos(place(anchor, size));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(kPopupPadding, kPopupPadding));
  open_ = ImGui::BeginPopup(id.id, ImGuiWindowFlags_NoMove);
  ImGui::PopStyleVar();
  if (!open_) return;
  access::describe_window(id.role, id.name);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();
  draw_shadow(look, list, {ImGui::GetWindowPos(), ImGui::GetWindowPos() + ImGui::GetWindowSize()},
              kCardRadius);
  list.PopClipRect();
}

PopupScope::~PopupScope() {
  if (open_) ImGui::EndPopup();
}

bool draw_menu_entry(const Look& look, const MenuEntry& entry) {
  const Colours& c = look.colours();
  access::State state;
  if (entry.checked) state.checked = true;
  const DisabledScope scope(!entry.enabled);
  const Item item = add_item(entry.id, {ImGui::GetContentRegionAvail().x, kMenuEntryHeight},
                             {.role = access::Role::menuitem, .name = entry.label, .state = state});
  if (!item.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (entry.current || item.focused)
    list.AddRectFilled(item.box.Min, item.box.Max, c.accent_soft, kControlRadius - 2);
  draw_veil(look, item, kControlRadius - 2);

  const float middle = item.box.GetCenter().y;
  const ImU32 ink = !entry.enabled                ? c.faint_text
                    : entry.tone == Tone::neutral ? c.text
                                                  : look.theme.strong(entry.tone);
  float x = item.box.Min.x + kEntryPadding;
  if (entry.dot >= 0) {
    list.AddRectFilled({x, middle - 4}, {x + 8, middle + 4}, department_colour(look, entry.dot), 2);
    x += 16;
  } else if (entry.icon != Icon::none || entry.checked) {
    draw_icon_sized(list, entry.checked ? Icon::check : entry.icon, {x + 8, middle}, 18,
                    entry.checked ? c.accent : c.second_text);
    x += kMarkRoom;
  }
  float right = item.box.Max.x - kEntryPadding;
  if (entry.checked && entry.dot >= 0) {
    draw_icon_sized(list, Icon::check, {right - 8, middle}, 18, c.accent);
    right -= kMarkRoom;
  }
  if (!entry.shortcut.empty())
    right = draw_key_chip_at(look, list, {right, middle}, entry.shortcut) - 8;
  draw_text_in(look, list, {x, item.box.Min.y, right, item.box.Max.y}, entry.label,
               {.type = Type::body, .colour = ink});
  return item.pressed;
}

float menu_entry_width(const Look& look, const MenuEntry& entry) {
  float width = 2 * kEntryPadding + std::ceil(text_width(look, Type::body, entry.label)) + 1;
  if (entry.icon != Icon::none || entry.checked || entry.dot >= 0) width += kMarkRoom;
  if (entry.checked && entry.dot >= 0) width += kMarkRoom;
  if (!entry.shortcut.empty())
    width += 24 + 12 + std::ceil(text_width(look, Type::small, entry.shortcut));
  return width;
}

void draw_shadow(const Look& look, ImDrawList& list, const ImRect& box, float radius) {
  constexpr int kRings = 6;
  ImRect ring = box;
  ring.Translate({0, 3});
  for (int i = 0; i < kRings; ++i) {
    ring.Expand(1.5F);
    const float fade = 0.10F * static_cast<float>(kRings - i) / kRings;
    list.AddRect(ring.Min, ring.Max, with_alpha(look.colours().shadow, fade),
                 radius + 1.5F * static_cast<float>(i + 1), 0, 2);
  }
}

}  // namespace tongzhou
