// Cards, and what stands in them when there is nothing yet.
#pragma once

#include <string>
#include <string_view>

#include "imgui_internal.h"
#include "ui/look.h"
#include "ui/widgets/button.h"

namespace tongzhou {

// The surface of a card: rounded, with a hairline. Draws only.
void draw_card_ground(const Look& look, ImDrawList& list, const ImRect& box);

// The rounded corners and the outline again, over content that reaches into them. Draws only.
void draw_card_corners(const Look& look, ImDrawList& list, const ImRect& box);

// A child window with the surface and padding of a card. Height 0: as high as its content.
class CardScope {
 public:
  CardScope(const Look& look, const char* id, ImVec2 size);
  ~CardScope();
  CardScope(const CardScope&) = delete;
  CardScope& operator=(const CardScope&) = delete;
};

// What this place is for, in one sentence, with one button. In the middle of `box`. True when
// pressed.
bool draw_empty_state(const Look& look, const ImRect& box, Icon icon, std::string_view sentence,
                      const ButtonSpec& button);

// A card with a small title, a large figure and a line below it, in the colour of its tone.
inline constexpr float kFigureCardHeight = 92;
struct FigureCard {
  const char* id;
  std::string_view title;
  std::string figure;
  std::string note;
  Tone tone = Tone::neutral;
};
void draw_figure_card(const Look& look, const ImRect& box, const FigureCard& card);

// A quiet horizontal line across what is left of the layout.
void draw_divider(const Look& look);

}  // namespace tongzhou
