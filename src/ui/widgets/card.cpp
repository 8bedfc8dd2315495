#include "ui/widgets/card.h"

#include <algorithm>
#include <cmath>

#include "ui/access.h"
#include "ui/text.h"
#include "ui/widgets/label.h"

namespace tongzhou {

void draw_card_ground(const Look& look, ImDrawList& list, const ImRect& box) {
  list.AddRectFilled(box.Min, box.Max, look.colours().surface, kCardRadius);
  list.AddRect(box.Min, box.Max, look.colours().line, kCardRadius);
}

void draw_card_corners(const Look& look, ImDrawList& list, const ImRect& box) {
  list.PushClipRect(box.Min, box.Max, false);
  const auto cover = [&](ImVec2 corner, ImVec2 middle, float from) {
    list.PathLineTo(corner);
    list.PathArcTo(middle, kCardRadius, from + IM_PI / 2, from);  // clockwise, as a fill must be
    list.PathFillConcave(look.colours().background);
  };
  const float r = kCardRadius;
  cover(box.Min, box.Min + ImVec2(r, r), IM_PI);
  cover({box.Max.x, box.Min.y}, {box.Max.x - r, box.Min.y + r}, IM_PI * 1.5F);
  cover(box.Max, box.Max - ImVec2(r, r), 0);
  cover({box.Min.x, box.Max.y}, {box.Min.x + r, box.Max.y - r}, IM_PI / 2);
  list.AddRect(box.Min, box.Max, look.colours().line, kCardRadius);
  list.PopClipRect();
}

CardScope::CardScope(const Look& look, const char* id, ImVec2 size) {
  const Colours& c = look.colours();
  ImGui::PushStyleColor(ImGuiCol_ChildBg, c.surface);
  ImGui::PushStyleColor(ImGuiCol_Border, c.line);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, kCardRadius);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 1.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kCardPadding);
  ImGuiChildFlags flags = ImGuiChildFlags_Borders | ImGuiChildFlags_AlwaysUseWindowPadding;
  if (size.y <= 0) flags |= ImGuiChildFlags_AutoResizeY;
  ImGui::BeginChild(id, size, flags, ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(2);
}
CardScope::~CardScope() { ImGui::EndChild(); }

bool draw_empty_state(const Look& look, const ImRect& box, Icon icon, std::string_view sentence,
                      const ButtonSpec& button) {
  const float width = std::min(box.GetWidth() - 2 * kCardPadding.x, 420.0F);
  if (width < 40) return false;
  const float words = paragraph_height(look, sentence, Type::body, width);
  const float height = 40 + 12 + words + 16 + kControlHeight;
  const float middle = std::round(box.GetCenter().x);
  float y = std::round(box.GetCenter().y - height / 2);
  draw_icon_sized(*ImGui::GetWindowDrawList(), icon, {middle, y + 20}, 36,
                  look.colours().faint_text);
  y += 52;
  const float text = std::min(width, std::ceil(text_width(look, Type::body, sentence)) + 1);
  ImGui::SetCursorScreenPos({std::round(middle - text / 2), y});
  draw_paragraph(look, sentence, {.colour = look.colours().second_text, .align = Align::centre},
                 text);
  ImGui::SetCursorScreenPos({std::round(middle - button_width(look, button) / 2), y + words + 16});
  return draw_button(look, button);
}

void draw_figure_card(const Look& look, const ImRect& box, const FigureCard& card) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, box);
  const float x = box.Min.x + 16, right = box.Max.x - 12;
  draw_text_in(look, list, {x, box.Min.y + 10, right, box.Min.y + 28}, card.title,
               {.type = Type::small, .colour = look.colours().second_text});
  draw_text_in(look, list, {x, box.Min.y + 28, right, box.Min.y + 62}, card.figure,
               {.type = Type::figure});
  const ImU32 ink =
      card.tone == Tone::neutral ? look.colours().second_text : look.theme.strong(card.tone);
  draw_text_in(look, list, {x, box.Min.y + 64, right, box.Min.y + 84}, card.note,
               {.type = Type::small, .colour = ink});
  access::describe({.id = ImGui::GetID(card.id),
                    .role = access::Role::note,
                    .name = std::string(card.title),
                    .value = card.figure + (card.note.empty() ? "" : " · ") + card.note,
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
}

void draw_divider(const Look& look) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::ItemSize({width, 1});
  ImGui::GetWindowDrawList()->AddLine({at.x, at.y + 0.5F}, {at.x + width, at.y + 0.5F},
                                      look.colours().line);
}

}  // namespace tongzhou
