#include "ui/shell/rail.h"

#include <algorithm>
#include <cmath>

#include "ui/pages.h"
#include "ui/text.h"
#include "ui/widgets/item.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kEntryHeight = 54, kLowestEntry = 40;
constexpr float kBetweenEntries = 4;
constexpr float kRailInset = 6;

void draw_mark(const Desk& desk) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(kRailWidth, 58)};
  draw_text_in(desk.look, *ImGui::GetWindowDrawList(), box, desk.say(Word::product_mark),
               {.type = Type::title, .colour = desk.look.colours().accent, .align = Align::centre});
  ImGui::Dummy(box.GetSize());
}

void draw_entry(const Desk& desk, const PageInfo& page, float height) {
  const Colours& c = desk.look.colours();
  const PageInfo* shown = find_page(desk.view.page);
  const bool current = desk.view.page == page.id || (shown != nullptr && shown->part_of == page.id);
  const bool open = !page.needs_plan || desk.session.open() != nullptr;
  const std::string_view label = desk.say(page.label);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at + ImVec2(kRailInset, 0), at + ImVec2(kRailWidth - kRailInset, height)};
  const DisabledScope scope(!open);
  const Item item =
      add_item_at(page.id.data(), box,
                  {.role = access::Role::link, .name = label, .state = {.current = current}});
  ImGui::Dummy({kRailWidth, height + kBetweenEntries});
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (current) list.AddRectFilled(box.Min, box.Max, c.accent_soft, kControlRadius);
  draw_veil(desk.look, item, kControlRadius);
  const ImU32 ink = !open ? c.faint_text : current ? c.accent : c.second_text;
  const float middle = box.GetCenter().x;
  draw_icon(list, page.icon, {middle, box.Min.y + height / 3}, ink);
  draw_text_in(
      desk.look, list, {box.Min.x, box.Min.y + height * 0.55F, box.Max.x, box.Max.y - 4}, label,
      {.type = current ? Type::small_strong : Type::small, .colour = ink, .align = Align::centre});
  draw_focus_ring(desk.look, item, kControlRadius);
  if (!open) draw_tooltip_for_item(desk.look, {.text = desk.say(Word::needs_plan)});
  if (item.pressed) desk.view.page = page.id;
}

}  // namespace

void draw_rail(const Desk& desk) {
  draw_mark(desk);
  // All in sight where the window is low.
  const auto count =
      std::ranges::count_if(pages(), [](const PageInfo& page) { return page.part_of.empty(); });
  const float room = ImGui::GetContentRegionAvail().y / static_cast<float>(count);
  const float height = std::clamp(std::floor(room) - kBetweenEntries, kLowestEntry, kEntryHeight);
  for (const PageInfo& page : pages())
    if (page.part_of.empty()) draw_entry(desk, page, height);
}

}  // namespace tongzhou
