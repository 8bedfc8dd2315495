#include "ui/pages/progress.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/edits.h"
#include "core/sorting.h"
#include "schedule/buffers.h"
#include "schedule/calendars.h"
#include "schedule/network.h"
#include "schedule/schedule.h"
#include "ui/pages.h"
#include "ui/record_options.h"
#include "ui/table/record_rows.h"
#include "ui/value_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checkbox.h"
#include "ui/widgets/item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/segments.h"

namespace tongzhou {
namespace {

enum Part : std::uint8_t { kCheckIn, kVariance, kTrend, kEarned };
constexpr float kVarianceLine = 32;
constexpr int kCurveSamples = 120;
constexpr int kLeastAhead = 7;  // days ahead of which tasks are reported on

std::string late_text(const Desk& desk, Minutes late) {
  if (late.count == 0) return std::string(desk.say(Word::progress_on_time));
  return (late.count > 0 ? "+" : "−") + days_text(desk.look, desk.plan(), std::abs(late.count));
}

std::string name_of(const Desk& desk, const BaselineInfo& info) {
  return info.key.set ? info.name
                      : desk.say(Word::progress_number_name, {fmt::format("{}", info.key.number)});
}

Instant today(const Desk& desk) { return report_date(desk.open(), desk.session.now()); }

// --- What is shown -------------------------------------------------------------------------------

// Tasks not done that have begun or should soon, and those finished since the last update.
std::vector<AnyRef> tasks_due(const Desk& desk, Id<Department> department) {
  const OpenPlan& open = desk.open();
  const PlanInfo& info = open.plan().info();
  const Instant until =
      today(desk) + Minutes{std::max(info.update_days, kLeastAhead) * kMinutesPerDay};
  std::vector<AnyRef> due;
  for (std::uint32_t row = 0; row < open.outline().rows.size(); ++row) {
    const Slot slot = open.outline().rows[row].task;
    const auto& entry = open.plan().table<Task>()[slot];
    const Task& task = entry.record;
    if (open.outline().is_summary(row) || (department && task.department != department)) continue;
    const TaskDates& dates = open.schedule().tasks[slot];
    const bool fresh = task.actual_finish.is_set() && info.status_date.is_set() &&
                       task.actual_finish >= info.status_date;
    if (dates.complete ? fresh : task.actual_start.is_set() || dates.start <= until)
      due.push_back(ref(entry.id));
  }
  sort_stably(due, {}, [&](AnyRef task) {
    const Slot slot = open.plan().table<Task>().find_slot({task.id.value});
    return open.schedule().tasks[slot].finish;
  });
  return due;
}

void refresh(const Desk& desk, ProgressState& state) {
  const OpenPlan& open = desk.open();
  const std::uint64_t revision = open.plan().revision();
  if (state.open_number != desk.session.open_number()) {
    state.has_baseline = false;
    state.department = {};
  } else if (state.revision == revision && state.told_on == desk.look.today) {
    return;
  }
  state.open_number = desk.session.open_number();
  state.revision = revision;
  state.told_on = desk.look.today;
  state.baselines = baselines_of(open.plan());
  state.due = tasks_due(desk, state.department);
  const bool there = std::ranges::find(state.baselines, state.baseline, &BaselineInfo::key) !=
                     state.baselines.end();
  if (!state.has_baseline || !there) {
    const BaselineInfo* promise = promise_of(state.baselines);
    state.has_baseline = false;
    if (promise != nullptr) state.baseline = promise->key;
  }
  state.variance = variance_from(open.plan(), open.schedule(), open.calendars(), state.baseline);
  state.trends = milestone_trends(open.plan(), open.schedule(), today(desk));
  state.value = earned_value(open.plan(), open.calendars(), state.baseline, today(desk));
  state.curve =
      earned_curve(open.plan(), open.calendars(), state.baseline, today(desk), kCurveSamples);
}

// --- The head ------------------------------------------------------------------------------------

void draw_head(const Desk& desk, ProgressState& state) {
  const Look& look = desk.look;
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosY(top + (kControlHeight - line_height(Type::title)) / 2);
  draw_heading(look, desk.say(Word::progress_title), Type::title, 2);
  ImGui::SameLine(0, 16);
  ImGui::SetCursorPosY(top);
  const std::array parts{desk.say(Word::progress_check_in), desk.say(Word::progress_variance),
                         desk.say(Word::progress_trend), desk.say(Word::progress_earned)};
  state.part = draw_segments(look, "part", desk.say(Word::progress_title), parts, state.part);
  const Instant now = today(desk);
  const std::string update_label =
      desk.say(Word::progress_update, {short_date_text(desk.look, now)});
  const ButtonSpec update{.id = "update",
                          .label = update_label,
                          .icon = Icon::check,
                          .kind = ButtonKind::primary,
                          .tip = desk.say(Word::progress_update_help)};
  const ButtonSpec baseline{.id = "baseline",
                            .label = desk.say(Word::progress_take_baseline),
                            .tip = desk.say(Word::progress_take_baseline_help)};
  const float buttons = button_width(look, update) + 8 + button_width(look, baseline);
  ImGui::SetCursorPos({left + width - button_width(look, update), top});
  if (draw_button(look, update))
    desk.commands.edit(record_update(desk.open(), desk.session.random(), now));
  ImGui::SetCursorPos({left + width - buttons, top});
  if (draw_button(look, baseline))
    desk.commands.edit(take_baseline(
        desk.open(), desk.session.random(),
        desk.say(Word::progress_baseline_name, {to_iso(desk.look.today)}), desk.session.now()));
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

// --- Check-in ------------------------------------------------------------------------------------

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
                                dates.start < today(desk_) && !dates.complete
                          : dates.finish < today(desk_) && !dates.complete;
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

// When each department told last; unset: never.
Instant last_check_in(const Plan& plan, Id<Department> department) {
  Instant last;
  for (const auto& entry : plan.table<CheckIn>().live())
    if (entry.record.department == department) last = std::max(last, entry.record.date);
  return last;
}

// Of whom the coming update is still awaited.
std::string still_to_tell(const Desk& desk) {
  const Instant since = desk.plan().info().status_date;
  std::string names;
  for (const AnyRef& record : records_in_order(desk.open(), Kind::department)) {
    const Instant told = last_check_in(desk.plan(), {record.id.value});
    if (told.is_set() && (!since.is_set() || told > since)) continue;
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
    const Instant next = next_update(desk.open());
    if (next.is_set())
      told = desk.say(next <= today(desk) ? Word::progress_update_due : Word::progress_next_update,
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
      desk.commands.edit(
          check_in(desk.open(), desk.session.random(), state.department, today(desk), {}));
  }
  ImGui::SetCursorPos({left, top + kControlHeight + kGap});
}

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

// --- Against a baseline --------------------------------------------------------------------------

bool draw_without_baseline(const Desk& desk, const ProgressState& state) {
  if (promise_of(state.baselines) != nullptr) return false;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  if (draw_empty_state(desk.look, card, Icon::milestone, desk.say(Word::progress_no_baseline),
                       {.id = "take", .label = desk.say(Word::progress_take_baseline)}))
    desk.commands.edit(take_baseline(
        desk.open(), desk.session.random(),
        desk.say(Word::progress_baseline_name, {to_iso(desk.look.today)}), desk.session.now()));
  return true;
}

void draw_baseline_choice(const Desk& desk, ProgressState& state) {
  const auto chosen = std::ranges::find(state.baselines, state.baseline, &BaselineInfo::key);
  const std::string name = chosen == state.baselines.end() ? std::string{} : name_of(desk, *chosen);
  std::vector<Option> options;
  std::vector<BaselineKey> keys;
  for (const BaselineInfo& info : state.baselines) {
    if (info.is_update) continue;
    options.push_back({.text = name_of(desk, info), .chosen = info.key == state.baseline});
    keys.push_back(info.key);
  }
  const auto picked = draw_choice(
      desk.look,
      {.id = "against", .name = desk.say(Word::progress_against), .current = name, .width = 240},
      state.choice, [&] {
        return Options{static_cast<int>(options.size()),
                       [options](int i) { return options[static_cast<std::size_t>(i)]; }};
      });
  if (!picked) return;
  state.baseline = keys[static_cast<std::size_t>(*picked)];
  state.has_baseline = true;
  state.revision.reset();
}

struct VarianceColumns {
  std::array<float, 8> left;  // of department, then six of dates, and the right edge
};
VarianceColumns variance_columns(const ImRect& box) {
  VarianceColumns columns{};
  const float right = box.Max.x - 16;
  const float each = std::min(112.0F, box.GetWidth() * 0.095F);
  for (std::size_t i = 0; i < 7; ++i) columns.left[7 - i] = right - each * float(i);
  columns.left[0] = columns.left[1] - 130;
  return columns;
}

void draw_variance_line(const Desk& desk, const Variance& row, const ImRect& box) {
  const Look& look = desk.look;
  const Colours& c = look.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& entry = desk.plan().table<Task>()[row.task];
  const Item item = add_item_at("row", {box.Min + ImVec2(8, 1), box.Max - ImVec2(8, 1)},
                                {.role = access::Role::button,
                                 .name = entry.record.title,
                                 .value = late_text(desk, row.finish_late)});
  if (item.pressed) show_record(desk, ref(entry.id));
  if (!item.visible) return;
  draw_veil(look, item, 6);
  const VarianceColumns columns = variance_columns(box);
  const auto cell = [&](std::size_t i, std::string_view text, ImU32 colour,
                        Type type = Type::table) {
    draw_text_in(look, list, {{columns.left[i], box.Min.y}, {columns.left[i + 1] - 8, box.Max.y}},
                 text, {.type = type, .colour = colour});
  };
  const auto ink = [&](Minutes late) {
    if (late.count == 0) return c.faint_text;
    return look.theme.strong(late.count > 0 ? Tone::critical : Tone::good);
  };
  draw_text_in(look, list, {{box.Min.x + 16, box.Min.y}, {columns.left[0] - 12, box.Max.y}},
               entry.record.title, {.type = Type::table_strong});
  if (const Department* of = desk.plan().find(entry.record.department))
    draw_department_in(look, list, {{columns.left[0], box.Min.y}, {columns.left[1] - 8, box.Max.y}},
                       of->colour, of->name, {.type = Type::small, .colour = c.second_text});
  cell(1, short_date_text(desk.look, row.baseline_start), c.second_text);
  cell(2, short_date_text(desk.look, row.start), c.text);
  cell(3, late_text(desk, row.start_late), ink(row.start_late));
  cell(4, short_date_text(desk.look, row.baseline_finish), c.second_text);
  cell(5, short_date_text(desk.look, row.finish), c.text);
  cell(6, late_text(desk, row.finish_late), ink(row.finish_late), Type::table_strong);
  draw_focus_ring(look, item, 6);
  list.AddLine({box.Min.x + 12, box.Max.y - 1}, {box.Max.x - 12, box.Max.y - 1}, c.line);
}

void draw_variance(const Desk& desk, ProgressState& state) {
  if (draw_without_baseline(desk, state)) return;
  const Look& look = desk.look;
  const ImVec2 head = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_baseline_choice(desk, state);
  ImGui::SetCursorScreenPos(head + ImVec2(256, (kControlHeight - kCheckboxSize) / 2));
  if (draw_checkbox(look, "changed", desk.say(Word::progress_only_changed), state.only_changed))
    state.only_changed = !state.only_changed;
  draw_text_at(look, *ImGui::GetWindowDrawList(), head + ImVec2(256 + 26, kControlHeight / 2),
               desk.say(Word::progress_only_changed), {.type = Type::table});
  if (state.baseline.set) {
    ImGui::SetCursorScreenPos({head.x + width - kControlHeight, head.y});
    if (draw_button(look, {.id = "delete",
                           .icon = Icon::trash,
                           .kind = ButtonKind::quiet,
                           .tip = desk.say(Word::progress_delete_baseline)}))
      desk.commands.edit(delete_baseline(desk.open(), desk.session.random(), state.baseline.set));
  }
  ImGui::SetCursorScreenPos(head + ImVec2(0, kControlHeight + kGap));
  std::vector<const Variance*> rows;
  for (const Variance& row : state.variance)
    if (!state.only_changed || row.start_late.count != 0 || row.finish_late.count != 0)
      rows.push_back(&row);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImRect card{at, at + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_card_ground(look, list, card);
  if (rows.empty()) {
    draw_text_in(look, list, card, desk.say(Word::progress_all_on_time),
                 {.colour = look.colours().second_text, .align = Align::centre});
    return;
  }
  const VarianceColumns columns = variance_columns(card);
  const std::array heads{
      Word::department,          Word::progress_baseline_start,  Word::column_start,
      Word::progress_difference, Word::progress_baseline_finish, Word::column_finish,
      Word::progress_difference};
  const TextLook small{.type = Type::small_strong, .colour = look.colours().second_text};
  draw_text_in(look, list, {{card.Min.x + 16, card.Min.y}, {columns.left[0], card.Min.y + 34}},
               desk.say(Word::task), small);
  for (std::size_t i = 0; i < heads.size(); ++i)
    draw_text_in(look, list,
                 {{columns.left[i], card.Min.y}, {columns.left[i + 1] - 6, card.Min.y + 34}},
                 desk.say(heads[i]), small);
  list.AddLine({card.Min.x, card.Min.y + 34}, {card.Max.x, card.Min.y + 34}, look.colours().line);
  ImGui::SetCursorScreenPos({card.Min.x, card.Min.y + 35});
  ImGui::BeginChild("variance", {card.GetWidth(), card.GetHeight() - 41});
  const ImVec2 top = ImGui::GetCursorScreenPos();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), kVarianceLine);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ImVec2 corner = top + ImVec2(0, kVarianceLine * float(i));
      ImGui::PushID(i);
      draw_variance_line(desk, *rows[static_cast<std::size_t>(i)],
                         {corner, corner + ImVec2(card.GetWidth(), kVarianceLine)});
      ImGui::PopID();
      continue_at(corner + ImVec2(0, kVarianceLine));
    }
  ImGui::EndChild();
}

// --- Trend ---------------------------------------------------------------------------------------

// The title of a card, and what is left of it for a plot with its axes.
ImRect draw_plot_card(const Desk& desk, const ImRect& card, Word title, float left) {
  draw_card_ground(desk.look, *ImGui::GetWindowDrawList(), card);
  ImGui::SetCursorScreenPos(card.Min + ImVec2(16, 10));
  draw_heading(desk.look, desk.say(title), Type::table_strong, 3);
  return {card.Min + ImVec2(left, 44), card.Max - ImVec2(20, 46)};
}

void draw_trend(const Desk& desk, const ImRect& card, const ProgressState& state) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImRect plot_box = draw_plot_card(desk, card, Word::progress_trend_title, 104);
  if (state.trends.empty()) {
    draw_lines_in(look, list, {plot_box.Min - ImVec2(70, 0), plot_box.Max},
                  desk.say(Word::progress_no_updates), {.colour = look.colours().second_text});
    return;
  }
  constexpr std::size_t kMost = 8;
  const std::size_t count = std::min(kMost, state.trends.size());
  const float names = std::min(200.0F, card.GetWidth() * 0.25F);
  plot_box.Max.x -= names;
  Instant first, last, low, high;
  const auto widen = [](Instant& from, Instant& to, Instant at) {
    from = from.is_set() ? std::min(from, at) : at;
    to = std::max(to, at);
  };
  for (std::size_t i = 0; i < count; ++i)
    for (const Trend::Point& point : state.trends[i].points) {
      widen(first, last, point.told);
      widen(low, high, point.forecast);
    }
  const double margin = std::max(kMinutesPerDay * 2.0, (high.value - low.value) * 0.06);
  const Plot plot(look, plot_box, first, last, low.value - margin, high.value + margin);
  plot.draw_values(
      4, [&](double at) { return short_date_text(desk.look, {static_cast<std::int32_t>(at)}); });
  plot.draw_dates();
  // What is forecast for the day it is told on has come: the line where milestones arrive.
  const std::array arrival{Plot::Point{first, double(first.value)},
                           Plot::Point{last, double(last.value)}};
  list.PushClipRect(plot_box.Min, plot_box.Max, true);
  plot.draw_line(arrival, look.colours().faint_text, 1);
  list.PopClipRect();
  float below = plot_box.Min.y - 20;
  for (std::size_t i = count; i-- > 0;) {  // the latest forecast stands highest
    const Trend& trend = state.trends[i];
    std::vector<Plot::Point> points;
    for (const Trend::Point& point : trend.points)
      points.push_back({point.told, double(point.forecast.value)});
    const ImU32 colour = department_colour(look, static_cast<int>(i));
    plot.draw_line(points, colour, 2, 3.5F);
    const std::string& title = desk.title(trend.task);
    below = std::max(plot.y_of(points.back().value), below + 18);
    draw_text_in(look, list,
                 {{plot_box.Max.x + 12, below - 9}, {plot_box.Max.x + names, below + 9}}, title,
                 {.type = Type::small_strong, .colour = colour});
    access::describe({.id = ImGui::GetID(title.c_str()),
                      .role = access::Role::note,
                      .name = title,
                      .value = short_date_text(desk.look, trend.points.front().forecast) + " → " +
                               short_date_text(desk.look, trend.points.back().forecast),
                      .rect = {plot_box.Max.x, below - 9, card.Max.x, below + 9}});
  }
}

struct FeverPoint {
  double done, consumed;
};
// At each update and now; none without a promise or a buffer.
std::vector<FeverPoint> fever_points(const Desk& desk, const ProgressState& state) {
  std::vector<FeverPoint> points;
  const BaselineInfo* promise = promise_of(state.baselines);
  const Minutes buffer = desk.plan().info().buffer;
  if (promise == nullptr || buffer.count <= 0 || !promise->finish.is_set()) return points;
  const WorkingTime& time = desk.open().calendars()[Calendars::kPlan];
  const auto add = [&](double percent, Instant finish) {
    points.push_back(
        {percent / 100, double(time.between(promise->finish, finish).count) / buffer.count});
  };
  for (const BaselineInfo& info : state.baselines)
    if (info.is_update && info.taken >= promise->taken) add(info.percent, info.finish);
  add(percent_done(desk.plan()), desk.open().schedule().finish);
  return points;
}

void draw_fever(const Desk& desk, const ImRect& card, const ProgressState& state) {
  const Look& look = desk.look;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImRect box = draw_plot_card(desk, card, Word::progress_fever_title, 52);
  const std::vector<FeverPoint> points = fever_points(desk, state);
  if (points.empty()) {
    draw_lines_in(look, list, {box.Min - ImVec2(30, 0), box.Max},
                  desk.say(Word::progress_fever_none), {.colour = look.colours().second_text});
    return;
  }
  const auto at = [&](double done, double consumed) {
    const float y = static_cast<float>(std::clamp(consumed, 0.0, 1.2) / 1.2);
    return ImVec2{box.Min.x + static_cast<float>(done) * box.GetWidth(),
                  box.Max.y - y * box.GetHeight()};
  };
  list.AddRectFilled(box.Min, box.Max, look.theme.soft(Tone::critical), 4);
  list.AddQuadFilled(at(0, 0.3), at(1, 0.9), at(1, 0), at(0, 0), look.theme.soft(Tone::warning));
  list.AddQuadFilled(at(0, 0.15), at(1, 0.75), at(1, 0), at(0, 0), look.theme.soft(Tone::good));
  ImVec2 last;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 here = at(points[i].done, points[i].consumed);
    if (i > 0) list.AddLine(last, here, look.colours().text, 1.5F);
    list.AddCircleFilled(here, i + 1 == points.size() ? 5.0F : 3.0F, look.colours().text);
    last = here;
  }
  for (const double part : {0.0, 0.5, 1.0}) {
    draw_text_in(look, list, {at(0, part) - ImVec2(46, 9), at(0, part) + ImVec2(-6, 9)},
                 percent_text(part),
                 {.type = Type::small, .colour = look.colours().faint_text, .align = Align::right});
    draw_text_at(look, list, at(part, 0) + ImVec2(part > 0.9 ? -32.0F : -4.0F, 12),
                 percent_text(part), {.type = Type::small, .colour = look.colours().faint_text});
  }
  const Fever fever = fever_of(points.back().consumed, points.back().done);
  const Word words[] = {Word::progress_fever_fine, Word::progress_fever_watch,
                        Word::progress_fever_act};
  const std::string told =
      desk.say(Word::progress_fever_told,
               {percent_text(points.back().done), percent_text(points.back().consumed),
                desk.say(words[static_cast<std::size_t>(fever)])});
  draw_text_in(look, list, {{card.Min.x + 16, card.Max.y - 26}, {card.Max.x - 16, card.Max.y - 6}},
               told, {.type = Type::small});
  access::describe({.id = ImGui::GetID("fever"),
                    .role = access::Role::picture,
                    .name = std::string(desk.say(Word::progress_fever_title)),
                    .value = told,
                    .rect = {card.Min.x, card.Min.y, card.Max.x, card.Max.y}});
}

void draw_trends(const Desk& desk, const ProgressState& state) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail() - ImVec2(0, kGap);
  const float wide = (room.x - kGap) * 0.66F;
  draw_trend(desk, {at, at + ImVec2(wide, room.y)}, state);
  draw_fever(desk, {at + ImVec2(wide + kGap, 0), at + room}, state);
  continue_at({at.x, at.y + room.y});
}

// --- Earned value --------------------------------------------------------------------------------

void draw_earned(const Desk& desk, ProgressState& state) {
  if (draw_without_baseline(desk, state)) return;
  const Look& look = desk.look;
  draw_baseline_choice(desk, state);
  const EarnedValue& value = state.value;
  const double per_day = std::max(desk.plan().info().minutes_per_day, 1);
  const auto person_days = [&](double minutes) {
    return desk.say(Word::progress_person_days,
                    {number_text(std::round(minutes / per_day * 10) / 10)});
  };
  const auto number = [](double of) { return fmt::format("{:.2f}", of); };
  const auto of_budget = [&](double part) {
    return desk.say(
        Word::progress_of_budget,
        {person_days(value.budget), percent_text(value.budget > 0 ? part / value.budget : 0)});
  };
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + kGap);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float each = (ImGui::GetContentRegionAvail().x - 3 * kGap) / 4;
  const auto box = [&](int i) {
    const ImVec2 corner = at + ImVec2(float(i) * (each + kGap), 0);
    return ImRect{corner, corner + ImVec2(each, kFigureCardHeight)};
  };
  draw_figure_card(look, box(0),
                   {"pv", desk.say(Word::progress_planned_value), person_days(value.planned),
                    of_budget(value.planned)});
  draw_figure_card(look, box(1),
                   {"ev", desk.say(Word::progress_earned_value), person_days(value.earned),
                    of_budget(value.earned)});
  const bool behind = value.schedule_performance() < 0.995;
  draw_figure_card(
      look, box(2),
      {"spi", desk.say(Word::progress_spi), number(value.schedule_performance()),
       behind ? desk.say(Word::progress_spi_bad, {person_days(value.planned - value.earned)})
              : std::string(desk.say(Word::progress_spi_good)),
       behind ? Tone::critical : Tone::good});
  const bool dear = value.knows_cost() && value.cost_performance() < 0.995;
  draw_figure_card(look, box(3),
                   {"cpi", desk.say(Word::progress_cpi),
                    value.knows_cost() ? number(value.cost_performance()) : "—",
                    value.knows_cost() ? desk.say(Word::progress_cpi_note,
                                                  {person_days(value.estimate_at_completion())})
                                       : std::string(desk.say(Word::progress_cpi_none)),
                    dear ? Tone::critical : Tone::neutral});
  const ImVec2 under = at + ImVec2(0, kFigureCardHeight + kGap);
  ImGui::SetCursorScreenPos(under);
  const ImRect card{under, under + ImGui::GetContentRegionAvail() - ImVec2(0, kGap)};
  const ImRect plot_box = draw_plot_card(desk, card, Word::progress_curve, 104);
  if (state.curve.planned.empty()) return;
  const Instant last = std::max(state.curve.planned.back().at, state.curve.earned.back().at);
  const Plot plot(look, plot_box, state.curve.planned.front().at, last, 0,
                  std::max(1.0, value.budget) * 1.04);
  plot.draw_values(4, [&](double minutes) { return number_text(std::round(minutes / per_day)); });
  plot.draw_dates();
  const auto line = [&](const std::vector<EarnedCurve::Point>& points, ImU32 colour, float dot) {
    std::vector<Plot::Point> drawn;
    for (const auto& point : points) drawn.push_back({point.at, point.value});
    plot.draw_line(drawn, colour, 2, dot);
  };
  line(state.curve.planned, look.colours().faint_text, 0);
  line(state.curve.earned, look.theme.strong(behind ? Tone::critical : Tone::good), 3.5F);
  if (value.without_baseline > 0)
    draw_text_in(
        look, *ImGui::GetWindowDrawList(),
        {{card.Min.x + 280, card.Min.y + 10}, {card.Max.x - 16, card.Min.y + 30}},
        desk.say(Word::progress_without, {fmt::format("{}", value.without_baseline)}),
        {.type = Type::small, .colour = look.colours().second_text, .align = Align::right});
}

}  // namespace

void draw_progress_page(const Desk& desk, const TaskFacts& facts, ProgressState& state) {
  refresh(desk, state);
  draw_head(desk, state);
  switch (state.part) {
    case kVariance: draw_variance(desk, state); break;
    case kTrend: draw_trends(desk, state); break;
    case kEarned: draw_earned(desk, state); break;
    default: draw_check_in(desk, facts, state); break;
  }
  continue_at(ImGui::GetCursorScreenPos());
}

}  // namespace tongzhou
