#include "ui/shell/picture_sheet.h"

#include <algorithm>
#include <utility>

#include "app/reports.h"
#include "ui/drawing_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"

namespace tongzhou {

void draw_picture_sheet(const Desk& desk, PictureSheetState& state) {
  constexpr float kWidest = 900, kLeast = 440, kAround = 48, kRest = 260;
  if (auto shown = std::exchange(desk.view.picture, std::nullopt)) {
    state.drawing = std::move(shown);
    ImGui::OpenPopup("picture");
  }
  if (!state.drawing) return;
  const Drawing& drawing = *state.drawing;
  const ImVec2 window = ImGui::GetMainViewport()->Size;
  const float high = (window.y - kRest) * drawing.width / drawing.height;
  const float width = std::clamp(
      std::min({drawing.width * kDrawingScale, high, window.x - 2 * kAround}), 100.0F, kWidest);
  const DialogScope dialog(desk.look, "picture", drawing.name, std::max(kLeast, width + kAround));
  if (!dialog) return;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() +
                       std::max(0.0F, (ImGui::GetContentRegionAvail().x - width) / 2));
  draw_drawing(desk.look, drawing, width, DrawnAs::paper);
  const auto save = [&](const ButtonSpec& button, std::string_view ending, std::string_view type) {
    if (!draw_button(desk.look, button)) return;
    desk.commands.save(text_file(drawing.name, ending, to_svg(drawing)), std::string(type));
    ImGui::CloseCurrentPopup();
  };
  save({.id = "save",
        .label = desk.say(Word::picture_save),
        .icon = Icon::download,
        .kind = ButtonKind::prominent},
       ".svg", kSvgType);
  if (!desk.session.ports().files.makes_pixels()) return;
  ImGui::SameLine(0, 8);
  save({.id = "pixels", .label = "PNG"}, ".png", kPngType);
}

}  // namespace tongzhou
