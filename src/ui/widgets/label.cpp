#include "ui/widgets/label.h"

#include <algorithm>
#include <cmath>

#include "ui/access.h"
#include "ui/widgets/tooltip.h"
#include "ui/wrap.h"

namespace tongzhou {
namespace {

std::vector<std::string_view> lines_of(const Look& look, std::string_view text, Type type,
                                       float width) {
  ImFontBaked* baked = font_of(look, type)->GetFontBaked(font_size_of(type));
  return wrap_lines(text, width, [baked](char32_t c) { return baked->GetCharAdvance(c); });
}

// Claims the box; false where it is out of sight. Words take no keyboard.
bool add_words(ImVec2 size, ImRect& box) {
  box.Min = ImGui::GetCursorScreenPos();
  box.Max = box.Min + size;
  ImGui::ItemSize(size);
  return ImGui::ItemAdd(box, 0);
}

void tell(access::Role role, std::string_view text, const ImRect& box, int level) {
  access::describe({.id = ImGui::GetID(text.data(), text.data() + text.size()),
                    .role = role,
                    .name = std::string(text),
                    .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                    .level = level});
}

// Behind those of the parts that stand in one line of the text.
void draw_grounds(const Look& look, ImDrawList& list, const ImRect& box, std::string_view text,
                  std::string_view line, Type type, std::span<const TextPart> parts, ImU32 ground) {
  const auto first = static_cast<std::size_t>(line.data() - text.data());
  for (const TextPart part : parts) {
    const std::size_t begin = std::max(part.begin, first);
    const std::size_t end = std::min(part.end, first + line.size());
    if (begin >= end) continue;
    const float left = box.Min.x + text_width(look, type, text.substr(first, begin - first));
    const float right = left + text_width(look, type, text.substr(begin, end - begin));
    list.AddRectFilled({left - 1, box.Min.y}, {right + 1, box.Max.y}, ground, 3);
  }
}

}  // namespace

void draw_label(const Look& look, std::string_view text, const TextLook& style, float width) {
  const float natural = std::ceil(text_width(look, style.type, text));
  if (width <= 0) width = std::min(natural, std::max(ImGui::GetContentRegionAvail().x, 1.0F));
  ImRect box;
  if (!add_words({width, line_height(style.type)}, box)) return;
  const Fit fit = draw_text_in(look, *ImGui::GetWindowDrawList(), box, text, style);
  tell(access::Role::note, text, box, 0);
  if (fit == Fit::cut && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    draw_tooltip(look, {.text = text});
}

void draw_heading(const Look& look, std::string_view text, Type type, int level) {
  const float width = std::min(std::ceil(text_width(look, type, text)),
                               std::max(ImGui::GetContentRegionAvail().x, 1.0F));
  ImRect box;
  if (!add_words({width, line_height(type)}, box)) return;
  const Fit fit = draw_text_in(look, *ImGui::GetWindowDrawList(), box, text, {.type = type});
  tell(access::Role::heading, text, box, level);
  if (fit == Fit::cut && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    draw_tooltip(look, {.text = text});
}

void draw_paragraph(const Look& look, std::string_view text, const TextLook& style, float width) {
  if (width <= 0) width = ImGui::GetContentRegionAvail().x;
  const auto lines = lines_of(look, text, style.type, width);
  const float step = line_height(style.type);
  ImRect box;
  if (!add_words({width, step * static_cast<float>(lines.size())}, box)) return;
  ImRect line{box.Min, {box.Max.x, box.Min.y + step}};
  for (const std::string_view words : lines) {
    draw_text_in(look, *ImGui::GetWindowDrawList(), line, words, style);
    line.TranslateY(step);
  }
  tell(access::Role::note, text, box, 0);
}

void draw_lines_in(const Look& look, ImDrawList& list, const ImRect& box, std::string_view text,
                   const TextLook& style) {
  draw_marked_lines_in(look, list, box, text, style, {}, 0);
}

void draw_marked_lines_in(const Look& look, ImDrawList& list, const ImRect& box,
                          std::string_view text, const TextLook& style,
                          std::span<const TextPart> parts, ImU32 ground) {
  const auto lines = lines_of(look, text, style.type, box.GetWidth());
  const float step = line_height(style.type);
  const auto room = static_cast<std::size_t>(std::max(1.0F, std::floor(box.GetHeight() / step)));
  ImRect line{box.Min, {box.Max.x, box.Min.y + step}};
  for (std::size_t i = 0; i < std::min(lines.size(), room); ++i) {
    draw_grounds(look, list, line, text, lines[i], style.type, parts, ground);
    // The last line takes more, so that it ends in an ellipsis.
    const bool cut = i + 1 == room && room < lines.size();
    const std::string more = cut ? std::string(lines[i]) + "…" : std::string();
    draw_text_in(look, list, line, cut ? std::string_view(more) : lines[i], style);
    line.TranslateY(step);
  }
}

float paragraph_height(const Look& look, std::string_view text, Type type, float width) {
  return line_height(type) * static_cast<float>(lines_of(look, text, type, width).size());
}

}  // namespace tongzhou
