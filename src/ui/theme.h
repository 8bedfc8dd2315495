// Colours by meaning, measures and type: the only place where the interface's looks are numbers.
#pragma once

#include <array>
#include <cstdint>

#include "imgui.h"

namespace tongzhou {

enum class Appearance : std::uint8_t { light, dark, contrast_light, contrast_dark };
constexpr bool is_dark(Appearance appearance) {
  return appearance == Appearance::dark || appearance == Appearance::contrast_dark;
}

// What a colour wants to say; each tone is a strong colour and the soft ground it stands on.
enum class Tone : std::uint8_t { neutral, accent, good, warning, critical };

struct Colours {
  ImU32 background, surface, quiet, line;
  ImU32 text, second_text, faint_text;
  ImU32 accent, accent_soft, on_accent;
  ImU32 critical, critical_soft;
  ImU32 warning, warning_soft;
  ImU32 good, good_soft;
  ImU32 holiday;   // days without work behind the chart
  ImU32 selected;  // ground of selected rows
  ImU32 hover;     // veil over whatever the pointer is on
  ImU32 pressed;   // veil over whatever is held down
  ImU32 summary;   // brackets of summary tasks
  ImU32 shadow;    // under popups and cards that float
  ImU32 scrim;     // over the page behind a dialog
};

// Measures in CSS pixels, on a grid of 8, inside controls of 4. The host scales them to the screen.
inline constexpr float kRailWidth = 76;
inline constexpr float kTopBarHeight = 52;
inline constexpr float kFootHeight = 30;
inline constexpr float kInspectorWidth = 312;
inline constexpr float kRowHeight = 32;
inline constexpr float kTableHeadHeight = 44;
inline constexpr float kScrollbar = 10;     // of tables and charts that scroll by themselves
inline constexpr float kWheelRows = 3;      // rows for one notch of the wheel
inline constexpr float kColumnWidth = 920;  // of a page that is one column: lines stay readable
inline constexpr float kControlHeight = 32;
inline constexpr float kCardRadius = 10;
inline constexpr float kControlRadius = 8;
inline constexpr float kPillRadius = 10;
inline constexpr ImVec2 kCardPadding{16, 14};
inline constexpr float kGap = 12;
inline constexpr float kIconSize = 20;
inline constexpr float kIconStroke = 1.6F;
inline constexpr float kFocusRing = 2;

// A palette that people with any kind of colour sight can tell apart (after Okabe and Ito 2008).
// Never used without the department's name beside it.
inline constexpr std::size_t kDepartmentColours = 8;

struct Palette {
  Appearance appearance = Appearance::light;
  Colours colours;
  std::array<ImU32, kDepartmentColours> departments;

  ImU32 strong(Tone tone) const;
  ImU32 soft(Tone tone) const;
};

Palette make_palette(Appearance appearance);

// Makes what ImGui itself still draws (text cursors, scrollbars, popups) follow the theme.
void apply_to_imgui(const Palette& palette, ImGuiStyle& style);

ImU32 with_alpha(ImU32 colour, float alpha);          // alpha replaced, 0 to 1
ImU32 blend(ImU32 below, ImU32 above, float amount);  // amount of `above`, 0 to 1; opaque
float contrast(ImU32 a, ImU32 b);                     // WCAG 2 contrast ratio, 1 to 21

}  // namespace tongzhou
