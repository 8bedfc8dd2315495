#include "ui/widgets/checkbox.h"

#include "ui/icons.h"
#include "ui/widgets/item.h"

namespace tongzhou {

bool draw_checkbox(const Look& look, const char* id, std::string_view name, bool ticked) {
  const Item item =
      add_item(id, {kCheckboxSize, kCheckboxSize},
               {.role = access::Role::checkbox, .name = name, .state = {.checked = ticked}});
  if (!item.visible) return item.pressed;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect box = item.box;
  box.Expand(-2);
  constexpr float kRadius = 4;
  if (ticked) {
    list.AddRectFilled(box.Min, box.Max, c.accent, kRadius);
    draw_icon_sized(list, Icon::check, box.GetCenter(), 14, c.surface);
  } else {
    list.AddRect(box.Min, box.Max, item.hovered ? c.second_text : c.faint_text, kRadius, 0, 1.5F);
  }
  draw_veil(look, item, kRadius);
  draw_focus_ring(look, item, kRadius);
  return item.pressed;
}

}  // namespace tongzhou
