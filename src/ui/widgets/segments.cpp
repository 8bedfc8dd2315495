#include "ui/widgets/segments.h"

#include <cmath>

#include "ui/text.h"
#include "ui/widgets/item.h"

namespace tongzhou {
namespace {

constexpr float kSegmentPadding = 12;
constexpr float kSegmentInset = 3;

float segment_width(const Look& look, std::string_view label) {
  // Reserved for the bolder chosen state, so that choosing moves nothing.
  return std::ceil(text_width(look, Type::body_strong, label)) + 2 * kSegmentPadding;
}

}  // namespace

int draw_segments(const Look& look, const char* id, std::string_view name,
                  std::span<const std::string_view> labels, int chosen) {
  const Colours& c = look.colours();
  float width = 2 * kSegmentInset;
  for (const std::string_view label : labels) width += segment_width(look, label);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect frame{at, at + ImVec2(width, kControlHeight)};
  ImGui::ItemSize(frame.GetSize());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(frame.Min, frame.Max, c.quiet, kControlRadius);

  ImGui::PushID(id);
  const access::Scope scope({.id = ImGui::GetID("segments"),
                             .role = access::Role::tablist,
                             .name = std::string(name),
                             .rect = {frame.Min.x, frame.Min.y, frame.Max.x, frame.Max.y}});
  float x = frame.Min.x + kSegmentInset;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const std::string_view label = labels[static_cast<std::size_t>(i)];
    const float w = segment_width(look, label);
    ImGui::PushID(i);
    const Item item = add_item_at(
        "segment", {{x, frame.Min.y + kSegmentInset}, {x + w, frame.Max.y - kSegmentInset}},
        {.role = access::Role::tab, .name = label, .state = {.selected = i == chosen}});
    ImGui::PopID();
    x += w;
    if (!item.visible) continue;
    if (item.pressed) chosen = i;
    const float radius = kControlRadius - kSegmentInset + 1;
    if (i == chosen) {
      list.AddRectFilled(item.box.Min, item.box.Max, c.surface, radius);
      list.AddRect(item.box.Min, item.box.Max, c.line, radius);
    } else {
      draw_veil(look, item, radius);
    }
    draw_text_in(look, list, item.box, label,
                 {.type = i == chosen ? Type::body_strong : Type::body,
                  .colour = i == chosen ? c.text : c.second_text,
                  .align = Align::centre});
    draw_focus_ring(look, item, radius);
  }
  ImGui::PopID();
  return chosen;
}

}  // namespace tongzhou
