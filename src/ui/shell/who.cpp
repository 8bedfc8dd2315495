#include "ui/shell/who.h"

#include <algorithm>
#include <utility>

#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {

constexpr float kWidestName = 150;

void draw_line(const Desk& desk, const char* id, Word label, bool first, std::string& text) {
  draw_label(desk.look, desk.say(label), {.type = Type::table_strong});
  ImGui::Dummy({0, 2});
  (void)draw_field(desk.look, {.id = id, .name = desk.say(label), .take_focus = first}, text);
  ImGui::Dummy({0, 10});
}

}  // namespace

void draw_who_dialog(const Desk& desk, WhoState& state) {
  if (std::exchange(desk.view.ask_name, false)) {
    ImGui::OpenPopup("who");
    state = {desk.session.preferences().person, desk.session.preferences().department, true};
  }
  const DialogScope dialog(desk.look, "who", desk.say(Word::who_title), 440);
  if (!dialog) return;
  draw_paragraph(desk.look, desk.say(Word::who_text),
                 {.type = Type::table, .colour = desk.look.colours().second_text});
  ImGui::Dummy({0, 12});
  draw_line(desk, "person", Word::who_name, std::exchange(state.begun, false), state.person);
  draw_line(desk, "department", Word::who_department, false, state.department);
  ImGui::Dummy({0, 6});
  const ButtonSpec keep{
      .id = "keep", .label = desk.say(Word::who_keep), .kind = ButtonKind::primary};
  const ButtonSpec later{.id = "later", .label = desk.say(Word::who_later)};
  const float right = ImGui::GetWindowWidth() - 24;
  ImGui::SetCursorPosX(right - button_width(desk.look, keep) - button_width(desk.look, later) - 8);
  if (draw_button(desk.look, later)) ImGui::CloseCurrentPopup();
  ImGui::SameLine(0, 8);
  const bool entered = ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  if (draw_button(desk.look, keep) || entered) {
    desk.commands.run("name_set", state.person);
    desk.commands.run("department_set", state.department);
    ImGui::CloseCurrentPopup();
  }
}

float who_button_width(const Desk& desk) {
  const std::string& person = desk.session.preferences().person;
  const std::string_view label =
      person.empty() ? desk.say(Word::who_nobody) : std::string_view(person);
  return std::min(kWidestName, button_width(desk.look, {.label = label, .icon = Icon::person}));
}

void draw_who_button(const Desk& desk, float width) {
  const Preferences& preferences = desk.session.preferences();
  const bool nobody = preferences.person.empty();
  const std::string_view label =
      nobody ? desk.say(Word::who_nobody) : std::string_view(preferences.person);
  if (draw_button(desk.look, {.id = "who_am_i",
                              .label = label,
                              .icon = Icon::person,
                              .kind = nobody ? ButtonKind::prominent : ButtonKind::quiet,
                              .tip = desk.say(Word::command_who_am_i_help),
                              .width = width}))
    desk.commands.run("who_am_i");
}

}  // namespace tongzhou
