#include "ui/shell/top_bar.h"

#include <algorithm>
#include <cmath>

#include "app/preferences.h"
#include "store/save_state.h"
#include "ui/shell/keys.h"
#include "ui/shell/who.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/popup.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kSearchWidth = 328;
constexpr float kSlimSearchWidth = 180;
constexpr float kWideFrom = 1000;  // of the bar

struct SaveLook {
  Tone tone;
  Icon icon;
};
SaveLook look_of(SaveState::Kind kind) {
  switch (kind) {
    case SaveState::Kind::saved: return {Tone::good, Icon::none};
    case SaveState::Kind::not_saved: return {Tone::critical, Icon::warning};
    case SaveState::Kind::saving:
    case SaveState::Kind::no_plan: return {Tone::neutral, Icon::none};
  }
  return {Tone::neutral, Icon::none};
}

// What is wrong with saving, what is safe, and the way out.
void draw_save_trouble(const Desk& desk, const SaveState& state, const ImRect& anchor) {
  constexpr float kWidth = 340;
  const float inner = kWidth - 2 * kPopupPadding - 20;
  const std::string what = say(desk.look.language, state.trouble.what);
  const std::string safe = say(desk.look.language, state.trouble.safe);
  const std::string todo = say(desk.look.language, state.trouble.todo);
  float height = 2 * kPopupPadding + 20 + 16 + kControlHeight;
  height += paragraph_height(desk.look, what, Type::body_strong, inner);
  height += paragraph_height(desk.look, safe, Type::table, inner);
  height += paragraph_height(desk.look, todo, Type::table, inner);
  if (const PopupScope popup(desk.look, {"save_trouble", what}, anchor, {kWidth, height}); popup) {
    ImGui::SetCursorPos(ImGui::GetCursorPos() + ImVec2(10, 10));
    ImGui::BeginGroup();
    draw_paragraph(desk.look, what, {.type = Type::body_strong}, inner);
    ImGui::Dummy({0, 4});
    draw_paragraph(desk.look, safe, {.type = Type::table}, inner);
    draw_paragraph(desk.look, todo, {.type = Type::table}, inner);
    ImGui::Dummy({0, 12});
    if (draw_button(desk.look, {.id = "save_file",
                                .label = desk.say(Word::save_to_file),
                                .icon = Icon::download,
                                .kind = ButtonKind::primary}))
      desk.commands.run("export_plan_file");
    ImGui::EndGroup();
  }
}

void draw_save_state(const Desk& desk) {
  const SaveState state = desk.session.save_state();
  if (state.kind == SaveState::Kind::no_plan) return;
  const SaveLook style = look_of(state.kind);
  const std::string text = say(desk.look.language, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_pill(desk.look, style.tone, text, style.icon);
  const ImRect box{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  if (state.kind != SaveState::Kind::not_saved) {
    access::describe({.id = ImGui::GetID("save_state"),
                      .role = access::Role::status,
                      .name = text,
                      .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
    if (state.kind == SaveState::Kind::saved)
      draw_tooltip_for_item(desk.look, {.text = desk.say(Word::saved_here_help)});
    return;
  }
  ImGui::SetCursorScreenPos(at);
  const Item item =
      add_item("save_state", box.GetSize(), {.role = access::Role::button, .name = text});
  draw_focus_ring(desk.look, item, kPillRadius);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (item.pressed) ImGui::OpenPopup("save_trouble");
  draw_save_trouble(desk, state, box);
}

void draw_title(const Desk& desk, TopBarState& state, float room) {
  const PlanInfo& info = desk.plan().info();
  if (state.renaming) {
    std::string text = info.title;
    const bool appearing = !is_typing_in("title");
    const FieldEvent event = draw_field(desk.look,
                                        {.id = "title",
                                         .name = desk.say(Word::plan_title),
                                         .width = std::min(room, 360.0F),
                                         .heading = true,
                                         .take_focus = appearing},
                                        text);
    if (event == FieldEvent::committed && !text.empty()) {
      ChangeBuilder change = desk.change(make_label(Word::did_rename_plan, {text}));
      change.set<&PlanInfo::title>(desk.plan().info_id(), text);
      desk.edit(std::move(change));
    }
    if (ImGui::IsItemDeactivated() || event != FieldEvent::none) state.renaming = false;
    return;
  }
  const std::string title = info.title.empty() ? std::string(desk.say(Word::untitled)) : info.title;
  const float width = std::min(room, std::ceil(text_width(desk.look, Type::title, title)) + 16);
  const Item item =
      add_item("rename", {width, kControlHeight}, {.role = access::Role::button, .name = title});
  if (!item.visible) return;
  draw_veil(desk.look, item, kControlRadius);
  draw_text_in(desk.look, *ImGui::GetWindowDrawList(),
               {item.box.Min + ImVec2(8, 0), item.box.Max - ImVec2(8, 0)}, title,
               {.type = Type::title});
  draw_focus_ring(desk.look, item, kControlRadius);
  draw_tooltip_for_item(desk.look, {.text = title, .detail = desk.say(Word::click_to_rename)});
  if (item.pressed) state.renaming = true;
}

// Says that what is open is a what-if, and leads to the comparison.
void draw_scenario_pill(const Desk& desk) {
  const AnyId of = desk.plan().info().scenario_of.any();
  if (!of) return;
  const auto& stored = desk.session.stored_plans();
  const auto about = std::ranges::find(stored, of, &StoredPlan::plan);
  const std::string_view text = desk.say(Word::scenario_pill);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_pill(desk.look, Tone::warning, text, Icon::branch);
  const ImVec2 size = ImGui::GetItemRectSize();
  ImGui::SetCursorScreenPos(at);
  const Item item = add_item("scenario", size, {.role = access::Role::button, .name = text});
  draw_focus_ring(desk.look, item, kPillRadius);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const std::string help = desk.say(Word::scenario_pill_help,
                                    {about != stored.end() ? std::string_view(about->title) : "…"});
  draw_tooltip_for_item(desk.look, {.text = text, .detail = help});
  if (item.pressed) desk.view.page = "scenarios";
  ImGui::SameLine(0, 8);
}

// Says that what is on screen is what a reader would have, and leads back; or that it is a copy to
// be read.
void draw_reading_pill(const Desk& desk) {
  if (!desk.session.is_reading()) {
    if (!desk.session.is_for_reading()) return;
    draw_pill(desk.look, Tone::neutral, desk.say(Word::for_reading), Icon::lock);
    return ImGui::SameLine(0, 8);
  }
  const Command& end = *desk.session.commands().find("read_as_end");
  const std::string text = desk.say(Word::reading_pill, {desk.plan().info().audience});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_pill(desk.look, Tone::critical, text, Icon::lock);
  const ImVec2 size = ImGui::GetItemRectSize();
  ImGui::SetCursorScreenPos(at);
  const Item item =
      add_item("reading", size, {.role = access::Role::button, .name = desk.say(end.label)});
  draw_focus_ring(desk.look, item, kPillRadius);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  draw_tooltip_for_item(desk.look, {.text = desk.say(end.label), .detail = desk.say(end.help)});
  if (item.pressed) run_command(desk, end);
  ImGui::SameLine(0, 8);
}

// Looks like a field, opens the palette.
void draw_search(const Desk& desk, float width, PaletteState& palette) {
  const Look& look = desk.look;
  const Item item =
      add_item("search", {width, kControlHeight},
               {.role = access::Role::searchbox, .name = desk.say(Word::search_or_command)});
  if (!item.visible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(item.box.Min, item.box.Max, look.colours().background, kControlRadius);
  list.AddRect(item.box.Min, item.box.Max,
               item.hovered ? look.colours().faint_text : look.colours().line, kControlRadius);
  const float middle = item.box.GetCenter().y;
  draw_icon_sized(list, Icon::search, {item.box.Min.x + 18, middle}, 18, look.colours().faint_text);
  float right = item.box.Max.x - 8;
  if (const Command* command = desk.session.commands().find("palette"))
    right = draw_key_chip_at(look, list, {right, middle}, keys_text(*command, look.mac)) - 8;
  draw_text_in(look, list, {item.box.Min.x + 34, item.box.Min.y, right, item.box.Max.y},
               desk.say(Word::search_or_command), {.colour = look.colours().faint_text});
  draw_focus_ring(look, item, kControlRadius);
  if (item.pressed) open_palette(palette);
}

void draw_command_icon(const Desk& desk, std::string_view id, Icon icon) {
  const Command* command = desk.session.commands().find(id);
  if (command == nullptr) return;
  const Word refusal = why_not(desk, *command);
  const std::string keys = keys_text(*command, desk.look.mac);
  if (draw_button(desk.look, {.id = command->id.data(),
                              .icon = icon,
                              .kind = ButtonKind::quiet,
                              .shortcut = keys,
                              .tip = desk.say(refusal == Word::none ? command->label : refusal),
                              .name = desk.say(command->label),
                              .enabled = refusal == Word::none}))
    run_command(desk, *command);
  ImGui::SameLine(0, 4);
}

}  // namespace

void draw_top_bar(const Desk& desk, TopBarState& state, PaletteState& palette) {
  const float width = ImGui::GetWindowWidth();
  const float search = width >= kWideFrom ? kSearchWidth : kSlimSearchWidth;
  const float who = who_button_width(desk);
  const float icons = 4 * (kControlHeight + 4) + who + 4;
  const float search_left = width - search - icons - 8 - kCardPadding.x;
  const float top = (kTopBarHeight - kControlHeight) / 2;
  if (desk.session.open() != nullptr) {
    const bool has_pill = desk.plan().info().scenario_of || desk.session.is_reading() ||
                          desk.session.is_for_reading();
    const float pills = has_pill ? 300 : 130;
    ImGui::SetCursorPos({kCardPadding.x - 8, top});
    draw_title(desk, state, std::max(60.0F, search_left - pills - kCardPadding.x));
    ImGui::SameLine(0, 8);
    ImGui::SetCursorPosY(top + 6);
    draw_scenario_pill(desk);
    ImGui::SetCursorPosY(top + 6);
    draw_reading_pill(desk);
    ImGui::SetCursorPosY(top + 6);
    draw_save_state(desk);
  }
  ImGui::SetCursorPos({search_left, top});
  draw_search(desk, search, palette);
  ImGui::SetCursorPos({search_left + search + 8, top});
  draw_who_button(desk, who);
  ImGui::SameLine(0, 4);
  draw_command_icon(desk, "undo", Icon::undo);
  draw_command_icon(desk, "redo", Icon::redo);
  draw_command_icon(desk, "language_toggle", Icon::language);
  const bool dark = is_dark(desk.look.theme.appearance);
  draw_command_icon(desk, dark ? "theme_light" : "theme_dark", dark ? Icon::light : Icon::dark);
}

}  // namespace tongzhou
