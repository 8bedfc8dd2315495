#include "ui/pages/plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "schedule/schedule.h"
#include "ui/pages/plan_chart.h"
#include "ui/pages/plan_load.h"
#include "ui/pages/plan_toolbar.h"
#include "ui/shell/keys.h"
#include "ui/widgets/card.h"
#include "ui/widgets/popup.h"

namespace tongzhou {
namespace {

// Table widths to begin with, each ending with a column: percent, start, finish.
constexpr std::array kFirstTables{478.0F, 590.0F, 702.0F};
constexpr float kNarrowestTable = 180;
constexpr float kNarrowestChart = 200;
// The strip of department load takes at most this share of the page's height.
constexpr float kLoadShare = 0.3F;

void refresh_rows(const Desk& desk, PlanState& state) {
  View& view = desk.view;
  view.rows.update(desk.open(), view.filter, view.folds, desk.session.pinyin(), desk.session.now());
  const PlanState::RowsMadeOf made_of{.open_number = desk.session.open_number(),
                                      .outline = desk.plan().outline_revision(),
                                      .folds = view.folds.revision(),
                                      .plan = view.filter.empty() ? 0 : desk.plan().revision(),
                                      .filter = view.filter};
  if (state.rows_made_of == made_of) return;
  state.rows_made_of = made_of;
  ++state.rows_revision;
}

// What commands asked to be shown.
void follow_wishes(const Desk& desk, GridRows& rows, const GridSpec& spec, PlanState& state) {
  View& view = desk.view;
  if (const auto reveal = std::exchange(view.reveal, std::nullopt)) {
    show_in_grid(state.table);
    state.gantt.show_task(desk.plan().table<Task>().find_slot(*reveal));
  }
  if (const auto rename = std::exchange(view.rename, std::nullopt))
    begin_edit(rows, spec, state.table, ref(*rename), static_cast<int>(TaskColumn::title));
}

std::vector<GridColumn> columns_shown(const Desk& desk, const PlanState& state) {
  std::vector<GridColumn> columns;
  for (const TaskColumnInfo& info : task_columns())
    if (std::ranges::find(state.columns, info.column) != state.columns.end())
      columns.push_back(
          {static_cast<int>(info.column), desk.say(info.head), info.width, info.align});
  return columns;
}

void draw_row_menu(const Desk& desk, bool wanted) {
  static constexpr std::array kEntries{
      std::pair{"task_new", Icon::plus},      std::pair{"milestone_new", Icon::milestone},
      std::pair{"task_indent", Icon::indent}, std::pair{"task_outdent", Icon::outdent},
      std::pair{"task_up", Icon::move_up},    std::pair{"task_down", Icon::move_down},
      std::pair{"task_link", Icon::link},     std::pair{"task_unlink", Icon::unlink},
      std::pair{"task_done", Icon::check},    std::pair{"cut", Icon::cut},
      std::pair{"copy", Icon::copy},          std::pair{"paste", Icon::paste},
      std::pair{"task_delete", Icon::trash},
  };
  if (wanted) ImGui::OpenPopup("row_menu");
  if (!ImGui::IsPopupOpen("row_menu")) return;
  const ImVec2 at = ImGui::GetMousePosOnOpeningCurrentPopup();
  const ImRect anchor{at, at};
  const float height = static_cast<float>(kEntries.size()) * kMenuEntryHeight + 2 * kPopupPadding;
  const PopupScope popup(desk.look, {"row_menu", desk.say(Word::more_actions), access::Role::menu},
                         anchor, {248, height});
  if (!popup) return;
  for (const auto& [id, icon] : kEntries) {
    const Command* command = desk.session.commands().find(id);
    if (command == nullptr) continue;
    const std::string keys = keys_text(*command, desk.look.mac);
    if (draw_menu_entry(desk.look, {.id = id,
                                    .label = desk.say(command->label),
                                    .icon = icon,
                                    .shortcut = keys,
                                    .enabled = why_not(desk, *command) == Word::none})) {
      run_command(desk, *command);
      ImGui::CloseCurrentPopup();
    }
  }
}

// The line between table and chart, which can be moved.
void draw_splitter(const Desk& desk, const ImRect& card, PlanState& state) {
  const float x = card.Min.x + state.table_width;
  const ImRect box{x - 4, card.Min.y, x + 4, card.Max.y};
  const ImGuiID id = ImGui::GetID("splitter");
  bool hovered = false;
  bool held = false;
  ImGui::ItemAdd(box, id, nullptr, ImGuiItemFlags_NoNav);
  ImGui::ButtonBehavior(box, id, &hovered, &held);
  if (hovered || held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (held) state.table_width = ImGui::GetIO().MousePos.x - card.Min.x;
  ImGui::GetWindowDrawList()->AddLine(
      {x - 0.5F, card.Min.y}, {x - 0.5F, card.Max.y},
      hovered || held ? desk.look.colours().accent : desk.look.colours().line,
      hovered || held ? 2.0F : 1.0F);
}

float first_table_width(float card) {
  float width = kFirstTables.front();
  for (const float wider : kFirstTables)
    if (wider <= 0.45F * card) width = wider;
  return width;
}

void draw_table_and_chart(const Desk& desk, const TaskFacts& facts, const ImRect& card,
                          PlanState& state) {
  if (state.table_width == 0) state.table_width = first_table_width(card.GetWidth());
  state.table_width = std::clamp(state.table_width, kNarrowestTable,
                                 std::max(kNarrowestTable, card.GetWidth() - kNarrowestChart));
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImRect inside = card;
  inside.Expand(-1);
  const float split = card.Min.x + state.table_width;
  const std::vector<GridColumn> columns = columns_shown(desk, state);
  TaskRows rows(desk, facts);
  const GridSpec spec{.id = "tasks",
                      .name = desk.say(Word::page_plan),
                      .box = {inside.Min, {split, inside.Max.y}},
                      .columns = columns,
                      .scroll_y = state.scroll.y,
                      .selection = desk.view.selection,
                      .scrollbar = false,
                      .hovered_beside = state.scroll.hovered_in_chart};
  follow_wishes(desk, rows, spec, state);
  draw_grid(desk.look, rows, spec, state.table);
  state.scroll.hovered_in_table = state.table.hovered_row;

  ImGui::SetCursorScreenPos({split, inside.Min.y});
  ImGui::BeginChild("chart", {inside.Max.x - split, inside.GetHeight()}, 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const PlanChart chart(desk, facts, state.rows_revision);
  std::vector<GanttAct> acts;
  draw_gantt(desk.look,
             {.plan = chart,
              .box = {{split, inside.Min.y}, inside.Max},
              .scroll = state.scroll,
              .now = desk.session.now()},
             state.gantt, acts);
  carry_out(desk, acts);
  draw_splitter(desk, card, state);
  draw_card_corners(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::EndChild();
  draw_row_menu(desk, rows.menu_wanted());
}

// How work and capacity meet in each department, under the chart and on its time scale.
void draw_load(const Desk& desk, const PlanLoad& load, const ImRect& card, PlanState& state) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImRect inside = card;
  inside.Expand(-1);
  ImGui::SetCursorScreenPos(inside.Min);
  ImGui::BeginChild("load", inside.GetSize(), 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  draw_load_strip(desk.look,
                  {.load = load,
                   .box = inside,
                   .chart_left = card.Min.x + state.table_width,
                   .now = desk.session.now()},
                  state.gantt);
  draw_card_corners(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::EndChild();
}

}  // namespace

PlanState::PlanState() {
  for (const TaskColumnInfo& info : task_columns())
    if (info.shown_at_first) columns.push_back(info.column);
}

void draw_plan_page(const Desk& desk, const TaskFacts& facts, PlanState& state) {
  if (std::exchange(state.open_number, desk.session.open_number()) != desk.session.open_number()) {
    state.table.editing.reset();
    state.scroll = {};
    state.gantt.show_all();
    desk.view.columns = pasted_columns(state.columns);
  }
  refresh_rows(desk, state);
  draw_plan_toolbar(desk, state);
  ImGui::Dummy({0, kGap - 4});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail()};
  if (!desk.open().outline().rows.empty()) {
    const PlanLoad load(desk);
    const float wanted = load_strip_height(load.department_count()) + 2;
    const float strip = std::min(wanted, std::round(card.GetHeight() * kLoadShare));
    const bool shown = load.department_count() > 0;
    const float end = shown ? card.Max.y - strip - kGap : card.Max.y;
    draw_table_and_chart(desk, facts, {card.Min, {card.Max.x, end}}, state);
    if (shown) draw_load(desk, load, {{card.Min.x, end + kGap}, card.Max}, state);
    return;
  }
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (draw_empty_state(desk.look, card, Icon::plan, desk.say(Word::plan_empty),
                       {.id = "first_task",
                        .label = desk.say(Word::command_task_new),
                        .icon = Icon::plus,
                        .kind = ButtonKind::primary}))
    desk.commands.run("task_new");
}

}  // namespace tongzhou
