#include "ui/pages/progress_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/edits.h"
#include "schedule/network.h"
#include "schedule/schedule.h"
#include "ui/record_options.h"
#include "ui/table/record_rows.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

namespace tongzhou {
namespace {
struct CheckInRows : RecordRows {
  static constexpr int kStart = 1001, kFinish = 1002;

  CheckInRows(const Desk& desk, const ProblemMarks& problems, const std::vector<AnyRef>& tasks)
      : RecordRows(desk, Kind::task, problems, tasks,
                   {field_number<&Task::title>(), field_number<&Task::department>(),
                    field_number<&Task::percent>(), field_number<&Task::actual_start>(),
                    field_number<&Task::actual_finish>(), field_number<&Task::remaining>(),
                    field_number<&Task::spent>()}),
        desk_(desk) {}

  std::vector<GridColumn> all_columns() const {
    std::vector<GridColumn> columns = RecordRows::columns();
    columns.front().width = 240;
    columns.insert(columns.begin() + 2,
                   {{.key = kStart, .head = desk_.say(Word::progress_plan_start), .width = 100},
                    {.key = kFinish, .head = desk_.say(Word::progress_plan_finish), .width = 100}});
    return columns;
  }
  Cell cell(int at, int column_key) const override {
    const bool is_text = column_key != kStart && column_key != kFinish;
    if (is_text && !is_untold(at, column_key)) return RecordRows::cell(at, column_key);
    const Slot slot = desk_.plan().table<Task>().find_slot({row(at).record.id.value});
    if (is_text) return {.text = counted(slot, column_key), .faint = true};
    const TaskDates& dates = desk_.open().schedule().tasks[slot];
    const bool late = column_key == kStart
                          ? !desk_.plan().table<Task>()[slot].record.actual_start.is_set() &&
                                dates.start < report_day(desk_) && !dates.complete
                          : dates.finish < report_day(desk_) && !dates.complete;
    return {.text = short_date_text(desk_.look, column_key == kStart ? dates.start : dates.finish),
            .faint = !late,
            .tone = late ? Tone::warning : Tone::neutral};
  }
  CellEdit edit(int at, int column_key) const override {
    return column_key == kStart || column_key == kFinish ? CellEdit{}
                                                         : RecordRows::edit(at, column_key);
  }

 private:
  bool is_untold(int at, int column_key) const {
    return (column_key == field_number<&Task::remaining>() ||
            column_key == field_number<&Task::spent>()) &&
           desk_.plan().value_of(row(at).record, static_cast<FieldNumber>(column_key)) ==
               Value(Minutes{});
  }
  // What remains by percent of a task that has begun; of work spent nothing is known.
  std::string counted(Slot slot, int column_key) const {
    const Network::Node& node = desk_.open().network().node(slot);
    if (column_key != field_number<&Task::remaining>() || !node.is_started() || node.complete)
      return {};
    return days_text(desk_.look, desk_.plan(), node.remaining);
  }

  const Desk& desk_;
};

// Of whom the coming update is still awaited.
std::string still_to_tell(const Desk& desk) {
  std::string names;
  for (const AnyRef& record : desk.open().in_order(Kind::department)) {
    if (!is_awaited(desk.plan(), {record.id.value})) continue;
    if (!names.empty()) names += desk.look.language == Language::chinese ? "、" : ", ";
    names += desk.plan().name_of(record);
  }
  return names;
}

void draw_check_in_head(const Desk& desk, ProgressState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  const Department* department = desk.plan().find(state.department);
  const std::string name = department != nullptr
                               ? department->name
                               : std::string(desk.say(Word::progress_all_departments));
  const auto chosen = draw_choice(
      look,
      {.id = "department",
       .name = desk.say(Word::department),
       .current = name,
       .dot = department != nullptr ? department->colour : -1,
       .width = 180},
      state.choice, [&] {
        return reference_options(desk, Kind::department,
                                 state.department ? AnyRefs{state.department.any()} : AnyRefs{});
      });
  if (chosen) {
    state.department = {chosen_reference(desk, Kind::department, *chosen).value};
    state.revision.reset();
  }
  std::string told;
  if (department != nullptr) {
    const Instant last = last_check_in(desk.plan(), state.department);
    told = desk.say(Word::progress_last_check_in,
                    {last.is_set() ? short_date_text(desk.look, last)
                                   : std::string(desk.say(Word::progress_never))});
  } else {
    const Instant next = next_update(desk.plan(), desk.open().network().start());
    if (next.is_set())
      told = desk.say(
                 next <= report_day(desk) ? Word::progress_update_due : Word::progress_next_update,
                 {short_date_text(desk.look, next)}) +
             "   ";
    const std::string names = still_to_tell(desk);
    if (!names.empty()) told += desk.say(Word::progress_waiting_for, {names});
  }
  const std::string label = desk.say(Word::progress_done, {name});
  const ButtonSpec done{
      .id = "told", .label = label, .icon = Icon::check, .tip = desk.say(Word::progress_done_help)};
  const float button = department != nullptr ? button_width(look, done) : 0;
  ImGui::SetCursorPos({left + 196, top + (kControlHeight - line_height(Type::table)) / 2});
  draw_label(look, told, {.type = Type::table, .colour = look.colours().second_text},
             width - 196 - button - 16);
  if (department != nullptr) {
    ImGui::SetCursorPos({left + width - button, top});
    if (draw_button(look, done))
      desk.edit_and_tell(
          check_in(desk.open(), desk.session.random(), state.department, report_day(desk), {}));
  }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

}  // namespace

void draw_check_in(const Desk& desk, const TaskFacts& facts, ProgressState& state) {
  draw_check_in_head(desk, state);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (state.due.empty()) {
    if (draw_empty_state(desk.look, card, Icon::check, desk.say(Word::progress_nothing_due),
                         {.id = "plan", .label = desk.say(Word::go_plan), .icon = Icon::plan}))
      desk.view.page = "plan";
    return;
  }
  CheckInRows rows(desk, facts.problems, state.due);
  const std::vector<GridColumn> columns = rows.all_columns();
  ImRect inside = card;
  inside.Expand(-1);
  draw_grid(desk.look, rows,
            {.id = "due",
             .name = desk.say(Word::progress_check_in),
             .box = inside,
             .columns = columns,
             .scroll_y = state.scroll,
             .selection = desk.view.selection,
             .card = card},
            state.grid);
}

}  // namespace tongzhou
