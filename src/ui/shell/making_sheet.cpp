#include "ui/shell/making_sheet.h"

#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/label.h"
#include "ui/widgets/progress.h"

namespace tongzhou {

void draw_making_sheet(const Desk& desk) {
  constexpr float kWidth = 420, kInset = 24;
  const auto work = desk.session.under_way();
  if (work && !ImGui::IsPopupOpen("making")) ImGui::OpenPopup("making");
  const DialogScope dialog(desk.look, "making", work ? work->title : std::string(), kWidth);
  if (!dialog) return;
  if (!work) return ImGui::CloseCurrentPopup();
  draw_progress(desk.look, work->text, static_cast<float>(work->progress), kWidth - 2 * kInset);
  ImGui::Dummy({0, 10});
  draw_label(desk.look, work->text,
             {.type = Type::table, .colour = desk.look.colours().second_text});
  ImGui::Dummy({0, 12});
  const bool escapes = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  if (draw_button(desk.look, {.id = "stop", .label = desk.say(Word::cancel)}) || escapes)
    desk.commands.run("making_stop");
}

}  // namespace tongzhou
