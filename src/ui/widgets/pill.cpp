#include "ui/widgets/pill.h"

#include <cmath>

#include "ui/access.h"

namespace tongzhou {
namespace {

constexpr float kPillHeight = 20;
constexpr float kPillPadding = 8;
constexpr float kPillIcon = 14;
constexpr float kDot = 8;
constexpr float kKeyHeight = 18;
constexpr float kKeyPadding = 6;

float key_width(const Look& look, std::string_view key) {
  return std::ceil(text_width(look, Type::small, key)) + 2 * kKeyPadding;
}

}  // namespace

void draw_pill(const Look& look, Tone tone, std::string_view text, Icon icon) {
  const float icon_room = icon == Icon::none ? 0 : kPillIcon + 2;
  const float width = std::ceil(text_width(look, Type::small, text)) + 2 * kPillPadding + icon_room;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(width, kPillHeight)};
  ImGui::ItemSize(box.GetSize());
  if (!ImGui::ItemAdd(box, 0)) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 ink = look.theme.strong(tone);
  list.AddRectFilled(box.Min, box.Max, look.theme.soft(tone), kPillRadius);
  ImRect inside = box;
  inside.Expand({-kPillPadding, 0});
  if (icon != Icon::none) {
    draw_icon_sized(list, icon, {inside.Min.x + kPillIcon / 2 - 1, box.GetCenter().y}, kPillIcon,
                    ink);
    inside.Min.x += icon_room;
  }
  draw_text_at(look, list, {inside.Min.x, box.GetCenter().y}, text,
               {.type = Type::small, .colour = ink});
  access::describe({.id = ImGui::GetID(text.data(), text.data() + text.size()),
                    .role = access::Role::note,
                    .name = std::string(text),
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
}

void draw_key_chip(const Look& look, std::string_view key) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect box{at, at + ImVec2(key_width(look, key), kKeyHeight)};
  ImGui::ItemSize(box.GetSize());
  if (ImGui::ItemAdd(box, 0))
    draw_key_chip_at(look, *ImGui::GetWindowDrawList(), {box.Max.x, box.GetCenter().y}, key);
}

float draw_key_chip_at(const Look& look, ImDrawList& list, ImVec2 right_middle,
                       std::string_view key, ImU32 ink) {
  const float left = right_middle.x - key_width(look, key);
  const float top = std::floor(right_middle.y - kKeyHeight / 2);
  list.AddRect({left, top}, {right_middle.x, top + kKeyHeight},
               ink != 0 ? with_alpha(ink, 0.5F) : look.colours().line, 4);
  draw_text_at(look, list, {left + kKeyPadding, right_middle.y}, key,
               {.type = Type::small, .colour = ink != 0 ? ink : look.colours().faint_text});
  return left;
}

Fit draw_department_in(const Look& look, ImDrawList& list, const ImRect& box, int colour,
                       std::string_view name, const TextLook& style) {
  const float middle = std::round(box.GetCenter().y);
  const ImVec2 dot{box.Min.x, middle - kDot / 2};
  list.AddRectFilled(dot, dot + ImVec2(kDot, kDot), department_colour(look, colour), 2);
  ImRect words = box;
  words.Min.x += kDot + 6;
  return draw_text_in(look, list, words, name, style);
}

ImU32 department_colour(const Look& look, int colour) {
  const auto index = static_cast<std::size_t>(colour < 0 ? 0 : colour) % kDepartmentColours;
  return look.theme.departments[index];
}

}  // namespace tongzhou
