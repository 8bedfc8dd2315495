#include "ui/pages/plan_toolbar.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "ui/record_filter.h"
#include "ui/record_options.h"
#include "ui/shell/keys.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popup.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

constexpr std::array kScaleWords{Word::scale_day, Word::scale_week, Word::scale_month,
                                 Word::scale_quarter};
constexpr std::array kStates{TaskState::any,         TaskState::open,        TaskState::late,
                             TaskState::not_started, TaskState::in_progress, TaskState::done,
                             TaskState::critical};
constexpr float kFilterWidth = 300;

std::string filter_text(const Desk& desk) {
  const Filter& filter = desk.view.filter;
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!text.empty()) text += " · ";
    text += part;
  };
  if (!filter.text.empty()) add(desk.say(Word::quoted, {filter.text}));
  if (filter.department) {
    const Department* department = desk.plan().find(*filter.department);
    add(department == nullptr ? desk.say(Word::nobody) : std::string_view(department->name));
  }
  if (filter.person) {
    const Person* person = desk.plan().find(*filter.person);
    add(person == nullptr ? desk.say(Word::nobody) : std::string_view(person->name));
  }
  if (filter.state != TaskState::any) add(desk.say(word_of(filter.state)));
  return text;
}

template <class Record>
void draw_filter_of(const Desk& desk, Word any, std::optional<Id<Record>>& chosen,
                    ChoiceState& state) {
  Id<Record> id = chosen.value_or(Id<Record>{});
  if (draw_record_filter(desk, any, id, state, 0)) chosen = id ? std::optional(id) : std::nullopt;
}

void draw_state_filter(const Desk& desk, ChoiceState& state) {
  Filter& filter = desk.view.filter;
  const auto picked =
      draw_choice(desk.look,
                  {.id = "state",
                   .name = desk.say(word_of(TaskState::any)),
                   .current = desk.say(word_of(filter.state))},
                  state, [&] {
                    return Options{.count = static_cast<int>(kStates.size()), .at = [&](int i) {
                                     const TaskState at = kStates[static_cast<std::size_t>(i)];
                                     return Option{.text = std::string(desk.say(word_of(at))),
                                                   .chosen = at == filter.state};
                                   }};
                  });
  if (picked) filter.state = kStates[static_cast<std::size_t>(*picked)];
}

void draw_filter_panel(const Desk& desk, const ImRect& anchor, PlanState& state) {
  constexpr float kGapBetween = 8;
  const float height = 5 * kControlHeight + 4 * kGapBetween + 2 * kPopupPadding + 12;
  const PopupScope popup(desk.look, {"filter", desk.say(Word::filter)}, anchor,
                         {kFilterWidth, height});
  if (!popup) return;
  Filter& filter = desk.view.filter;
  ImGui::SetCursorPos(ImGui::GetCursorPos() + ImVec2(6, 6));
  ImGui::BeginChild("conditions", ImGui::GetContentRegionAvail() - ImVec2(6, 0));
  draw_field(desk.look,
             {.id = "text",
              .name = desk.say(Word::filter_text_hint),
              .hint = desk.say(Word::filter_text_hint),
              .icon = Icon::search,
              .take_focus = ImGui::IsWindowAppearing()},
             filter.text);
  ImGui::Dummy({0, kGapBetween});
  draw_filter_of(desk, Word::any_department, filter.department, state.choice);
  ImGui::Dummy({0, kGapBetween});
  draw_filter_of(desk, Word::any_person, filter.person, state.choice);
  ImGui::Dummy({0, kGapBetween});
  draw_state_filter(desk, state.choice);
  ImGui::Dummy({0, kGapBetween});
  if (draw_button(desk.look, {.id = "clear",
                              .label = desk.say(Word::clear_filter),
                              .kind = ButtonKind::quiet,
                              .enabled = !filter.empty()}))
    filter = {};
  ImGui::EndChild();
}

void draw_filter(const Desk& desk, PlanState& state) {
  const std::string said = filter_text(desk);
  const bool on = !desk.view.filter.empty();
  const std::string label =
      on ? desk.say(Word::filtered_by, {said}) : std::string(desk.say(Word::filter));
  ButtonSpec spec{.id = "filter_button",
                  .label = label,
                  .icon = Icon::filter,
                  .tip = desk.say(Word::filter_help),
                  .chosen = on,
                  .opens_menu = true};
  spec.width = std::min(button_width(desk.look, spec), 260.0F);
  const bool pressed = draw_button(desk.look, spec);
  const ImRect anchor{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  if (pressed || std::exchange(state.find, false)) ImGui::OpenPopup("filter");
  draw_filter_panel(desk, anchor, state);
  if (!on) return;
  ImGui::SameLine(0, 4);
  if (draw_button(desk.look, {.id = "clear_filter",
                              .icon = Icon::close,
                              .kind = ButtonKind::quiet,
                              .tip = desk.say(Word::clear_filter)}))
    desk.view.filter = {};
  const std::string count =
      desk.say(Word::rows_of_all, {fmt::format("{}", desk.view.rows.fitting_count()),
                                   fmt::format("{}", desk.open().outline().rows.size())});
  ImGui::SameLine(0, 4);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (kControlHeight - line_height(Type::small)) / 2);
  draw_label(desk.look, count, {.type = Type::small, .colour = desk.look.colours().second_text});
}

// Columns come and go at the place they have in the list of all.
void toggle_column(std::vector<TaskColumn>& shown, TaskColumn column) {
  if (std::erase(shown, column) > 0) return;
  std::vector<TaskColumn> now;
  for (const TaskColumnInfo& info : task_columns())
    if (info.column == column || std::ranges::find(shown, info.column) != shown.end())
      now.push_back(info.column);
  shown = std::move(now);
}

void draw_columns(const Desk& desk, PlanState& state) {
  if (draw_button(desk.look, {.id = "columns_button",
                              .icon = Icon::columns,
                              .kind = ButtonKind::quiet,
                              .tip = desk.say(Word::choose_columns)}))
    ImGui::OpenPopup("columns");
  const ImRect anchor{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  const auto columns = task_columns();
  const float height =
      static_cast<float>(columns.size() - 1) * kMenuEntryHeight + 2 * kPopupPadding;
  const PopupScope popup(desk.look, {"columns", desk.say(Word::choose_columns), access::Role::menu},
                         anchor, {200, height});
  if (!popup) return;
  for (const TaskColumnInfo& info : columns.subspan(1)) {  // the title always stands
    const bool shown = std::ranges::find(state.columns, info.column) != state.columns.end();
    ImGui::PushID(static_cast<int>(info.column));
    if (draw_menu_entry(desk.look, {.id = "column",
                                    .label = desk.say(info.head),
                                    .icon = Icon::columns,
                                    .checked = shown})) {
      toggle_column(state.columns, info.column);
      desk.view.columns = pasted_columns(state.columns);
    }
    ImGui::PopID();
  }
}

void draw_scale(const Desk& desk, PlanState& state) {
  std::array<std::string_view, kScaleWords.size()> labels;
  std::ranges::transform(kScaleWords, labels.begin(), [&](Word word) { return desk.say(word); });
  const int before = static_cast<int>(state.gantt.scale());
  const int chosen = draw_segments(desk.look, "scale", desk.say(Word::scale), labels, before);
  if (chosen != before) state.gantt.set_scale(static_cast<GanttScale>(chosen));
}

}  // namespace

void draw_plan_toolbar(const Desk& desk, PlanState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const Command* create = desk.session.commands().find("task_new");
  const std::string keys = create == nullptr ? "" : keys_text(*create, look.mac);
  if (draw_button(look, {.id = "task_new",
                         .label = desk.say(Word::command_task_new),
                         .icon = Icon::plus,
                         .kind = ButtonKind::prominent,
                         .shortcut = keys}))
    desk.commands.run("task_new");
  ImGui::SameLine(0, 8);
  draw_filter(desk, state);
  ImGui::SameLine(0, 4);
  draw_columns(desk, state);

  float scale_width = 6;
  for (const Word word : kScaleWords)
    scale_width += text_width(look, Type::body_strong, desk.say(word)) + 25;
  ImGui::SameLine(left + width - scale_width - 2 * (kControlHeight + 4) - 4);
  if (draw_button(look, {.id = "today",
                         .icon = Icon::today,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::show_today)}))
    state.gantt.show_today();
  ImGui::SameLine(0, 4);
  if (draw_button(look, {.id = "fit",
                         .icon = Icon::fit,
                         .kind = ButtonKind::quiet,
                         .tip = desk.say(Word::show_all)}))
    state.gantt.show_all();
  ImGui::SameLine(0, 4);
  draw_scale(desk, state);
}

}  // namespace tongzhou
