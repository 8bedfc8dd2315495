#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace tongzhou {
namespace {

// 0xRRGGBB, as designers write it, to ImGui's order.
constexpr ImU32 rgb(std::uint32_t hex, std::uint32_t alpha = 0xFF) {
  return (alpha << IM_COL32_A_SHIFT) | ((hex >> 16 & 0xFF) << IM_COL32_R_SHIFT) |
         ((hex >> 8 & 0xFF) << IM_COL32_G_SHIFT) | ((hex & 0xFF) << IM_COL32_B_SHIFT);
}

constexpr Colours kLight{
    .background = rgb(0xF4F6F8),
    .surface = rgb(0xFFFFFF),
    .quiet = rgb(0xF0F3F5),
    .line = rgb(0xE2E6EA),
    .text = rgb(0x1D2329),
    .second_text = rgb(0x5B6570),
    .faint_text = rgb(0x626D77),
    .accent = rgb(0x0B7A75),
    .accent_soft = rgb(0xE4F4F2),
    .on_accent = rgb(0xFFFFFF),
    .critical = rgb(0xC23232),
    .critical_soft = rgb(0xFBE6E4),
    .warning = rgb(0x8F5B0E),
    .warning_soft = rgb(0xFCF1DA),
    .good = rgb(0x1B7049),
    .good_soft = rgb(0xDFF3E8),
    .holiday = rgb(0xEEF1F4),
    .selected = rgb(0xE6F4F3),
    .hover = rgb(0x1D2329, 0x0C),
    .pressed = rgb(0x1D2329, 0x18),
    .summary = rgb(0x5B6570),
    .shadow = rgb(0x1D2329, 0x16),
    .scrim = rgb(0x1D2329, 0x66),
};

constexpr Colours kDark{
    .background = rgb(0x121518),
    .surface = rgb(0x1A1E22),
    .quiet = rgb(0x23292E),
    .line = rgb(0x313940),
    .text = rgb(0xE6E9EC),
    .second_text = rgb(0xA3ADB7),
    .faint_text = rgb(0x8C97A1),
    .accent = rgb(0x3FB8B0),
    .accent_soft = rgb(0x17393A),
    .on_accent = rgb(0x10201F),
    .critical = rgb(0xF07C74),
    .critical_soft = rgb(0x44211F),
    .warning = rgb(0xE3B04B),
    .warning_soft = rgb(0x3D2F12),
    .good = rgb(0x55C08E),
    .good_soft = rgb(0x143426),
    .holiday = rgb(0x1F2429),
    .selected = rgb(0x16302F),
    .hover = rgb(0xE6E9EC, 0x10),
    .pressed = rgb(0xE6E9EC, 0x1E),
    .summary = rgb(0xA3ADB7),
    .shadow = rgb(0x000000, 0x50),
    .scrim = rgb(0x000000, 0x99),
};

// For people who asked for more contrast: text at least 7:1, lines and shapes at least 4.5:1.
constexpr Colours kContrastLight{
    .background = rgb(0xFFFFFF),
    .surface = rgb(0xFFFFFF),
    .quiet = rgb(0xF4F4F4),
    .line = rgb(0x6B6B6B),
    .text = rgb(0x000000),
    .second_text = rgb(0x1F1F1F),
    .faint_text = rgb(0x3D3D3D),
    .accent = rgb(0x004E4B),
    .accent_soft = rgb(0xE3F5F4),
    .on_accent = rgb(0xFFFFFF),
    .critical = rgb(0x8F0D0D),
    .critical_soft = rgb(0xFFEDEB),
    .warning = rgb(0x5E3A00),
    .warning_soft = rgb(0xFFF3DC),
    .good = rgb(0x0A4A2C),
    .good_soft = rgb(0xE2F6EA),
    .holiday = rgb(0xE4E4E4),
    .selected = rgb(0xD5F0EE),
    .hover = rgb(0x000000, 0x1C),
    .pressed = rgb(0x000000, 0x34),
    .summary = rgb(0x000000),
    .shadow = rgb(0x000000, 0x40),
    .scrim = rgb(0x000000, 0x99),
};

constexpr Colours kContrastDark{
    .background = rgb(0x000000),
    .surface = rgb(0x000000),
    .quiet = rgb(0x151515),
    .line = rgb(0x9A9A9A),
    .text = rgb(0xFFFFFF),
    .second_text = rgb(0xEDEDED),
    .faint_text = rgb(0xCFCFCF),
    .accent = rgb(0x5FE3DA),
    .accent_soft = rgb(0x0C2F2D),
    .on_accent = rgb(0x000000),
    .critical = rgb(0xFFB3AD),
    .critical_soft = rgb(0x3D1210),
    .warning = rgb(0xFFD27A),
    .warning_soft = rgb(0x33260A),
    .good = rgb(0x86E8B5),
    .good_soft = rgb(0x0C2C1D),
    .holiday = rgb(0x222222),
    .selected = rgb(0x0D3533),
    .hover = rgb(0xFFFFFF, 0x24),
    .pressed = rgb(0xFFFFFF, 0x40),
    .summary = rgb(0xFFFFFF),
    .shadow = rgb(0xFFFFFF, 0x28),
    .scrim = rgb(0x000000, 0xC0),
};

constexpr const Colours& colours_of(Appearance appearance) {
  switch (appearance) {
    case Appearance::light: return kLight;
    case Appearance::dark: return kDark;
    case Appearance::contrast_light: return kContrastLight;
    case Appearance::contrast_dark: return kContrastDark;
  }
  return kLight;
}

constexpr std::array<ImU32, kDepartmentColours> kDepartments{
    rgb(0x0072B2), rgb(0xD98200), rgb(0x008A66), rgb(0xB85C92),
    rgb(0x6E64C8), rgb(0x56B4E9), rgb(0xD55E00), rgb(0x8C8C8C)};

ImVec4 as_vector(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

float linear(float channel) {  // sRGB to light, as WCAG 2 defines it
  return channel <= 0.04045F ? channel / 12.92F : std::pow((channel + 0.055F) / 1.055F, 2.4F);
}

float luminance(ImU32 colour) {
  const ImVec4 c = as_vector(colour);
  return 0.2126F * linear(c.x) + 0.7152F * linear(c.y) + 0.0722F * linear(c.z);
}

}  // namespace

ImU32 Palette::strong(Tone tone) const {
  switch (tone) {
    case Tone::neutral: return colours.second_text;
    case Tone::accent: return colours.accent;
    case Tone::good: return colours.good;
    case Tone::warning: return colours.warning;
    case Tone::critical: return colours.critical;
  }
  return colours.text;
}

ImU32 Palette::soft(Tone tone) const {
  switch (tone) {
    case Tone::neutral: return colours.quiet;
    case Tone::accent: return colours.accent_soft;
    case Tone::good: return colours.good_soft;
    case Tone::warning: return colours.warning_soft;
    case Tone::critical: return colours.critical_soft;
  }
  return colours.quiet;
}

Palette make_palette(Appearance appearance) {
  return {appearance, colours_of(appearance), kDepartments};
}

void apply_to_imgui(const Palette& palette, ImGuiStyle& style) {
  const Colours& c = palette.colours;
  style = ImGuiStyle();
  style.WindowPadding = style.FramePadding = style.ItemSpacing = style.ItemInnerSpacing = {0, 0};
  style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
  style.PopupBorderSize = 1;
  style.PopupRounding = kCardRadius;
  style.FrameRounding = kControlRadius;
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.WindowMinSize = {1, 1};
  style.DisabledAlpha = 1.0F;  // disabled controls choose their own colours
  style.AntiAliasedLinesUseTex = true;

  for (ImVec4& colour : style.Colors) colour = as_vector(c.text);
  const auto set = [&](ImGuiCol slot, ImU32 colour) { style.Colors[slot] = as_vector(colour); };
  set(ImGuiCol_TextDisabled, c.faint_text);
  set(ImGuiCol_WindowBg, c.background);
  set(ImGuiCol_ChildBg, with_alpha(c.background, 0));
  set(ImGuiCol_PopupBg, c.surface);
  set(ImGuiCol_Border, c.line);
  set(ImGuiCol_BorderShadow, with_alpha(c.shadow, 0));
  for (const ImGuiCol slot : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive})
    set(slot, with_alpha(c.surface, 0));  // our fields draw their own frames
  set(ImGuiCol_ScrollbarBg, with_alpha(c.surface, 0));
  set(ImGuiCol_ScrollbarGrab, with_alpha(c.faint_text, 0.45F));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(c.faint_text, 0.7F));
  set(ImGuiCol_ScrollbarGrabActive, c.faint_text);
  set(ImGuiCol_TextSelectedBg, with_alpha(c.accent, 0.28F));
  set(ImGuiCol_InputTextCursor, c.accent);
  set(ImGuiCol_NavCursor, with_alpha(c.accent, 0));  // we draw the focus ring ourselves
  set(ImGuiCol_DragDropTarget, c.accent);
  set(ImGuiCol_ModalWindowDimBg, c.scrim);
}

ImU32 with_alpha(ImU32 colour, float alpha) {
  const auto a = static_cast<ImU32>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
  return (colour & ~IM_COL32_A_MASK) | (a << IM_COL32_A_SHIFT);
}

ImU32 blend(ImU32 below, ImU32 above, float amount) {
  const ImVec4 a = as_vector(below);
  const ImVec4 b = as_vector(above);
  const auto mix = [amount](float x, float y) { return x + (y - x) * amount; };
  return ImGui::ColorConvertFloat4ToU32({mix(a.x, b.x), mix(a.y, b.y), mix(a.z, b.z), 1.0F});
}

float contrast(ImU32 a, ImU32 b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05F) / (darker + 0.05F);
}

}  // namespace tongzhou
