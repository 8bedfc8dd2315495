#include "ui/widgets/item.h"

namespace tongzhou {

Item add_item(const char* id, ImVec2 size, const Telling& telling) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::ItemSize(size);
  return add_item_at(id, {at, at + size}, telling);
}

Item add_item_at(const char* id, const ImRect& box, const Telling& telling) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  Item item{.box = box};
  item.enabled = (g.CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;
  const ImGuiID item_id = ImGui::GetID(id);
  if (!ImGui::ItemAdd(box, item_id)) return item;
  item.visible = true;
  item.pressed = ImGui::ButtonBehavior(box, item_id, &item.hovered, &item.held);
  item.focused = g.NavId == item_id && g.NavCursorVisible && ImGui::IsWindowFocused();
  access::describe_last(telling.role, telling.name, telling.state, telling.value);
  return item;
}

void continue_at(ImVec2 place) {
  ImGui::SetCursorScreenPos(place);
  ImGui::Dummy({0, 0});  // ImGui wants an item after a move that may make the window larger
}

void draw_focus_ring(const Look& look, const Item& item, float radius) {
  if (!item.focused) return;
  ImRect ring = item.box;
  ring.Expand(kFocusRing);
  ImGui::GetWindowDrawList()->AddRect(ring.Min, ring.Max, look.colours().accent,
                                      radius + kFocusRing, 0, kFocusRing);
}

void draw_veil(const Look& look, const Item& item, float radius) {
  if (!item.enabled || !item.hovered) return;
  ImGui::GetWindowDrawList()->AddRectFilled(
      item.box.Min, item.box.Max, item.held ? look.colours().pressed : look.colours().hover,
      radius);
}

}  // namespace tongzhou
