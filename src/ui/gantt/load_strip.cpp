#include "ui/gantt/load_strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/access.h"
#include "ui/gantt/inside.h"
#include "ui/text.h"
#include "ui/value_text.h"
#include "ui/widgets/item.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr double kLeastColumn = 18;      // pixels
constexpr float kNamePadding = 16;       // left of the names, as in the table
constexpr float kColumnInset = 5;        // above the columns of a row
constexpr float kCapacityShare = 0.62F;  // of a row's height up to the line of capacity
constexpr float kDash = 4;

struct Strip {
  const Look& look;
  const LoadView& view;
  GanttState::Inside& in;
  ImDrawList& list;
  ImRect names, chart;
  std::vector<LoadColumn> columns;

  ImRect row_box(const ImRect& of, std::int32_t index) const {
    const float top =
        of.Min.y + static_cast<float>(index) * kLoadRowHeight - static_cast<float>(in.load_scroll);
    return {of.Min.x, top, of.Max.x, top + kLoadRowHeight};
  }
  RowRange in_sight() const {
    const auto first = static_cast<std::int32_t>(in.load_scroll / kLoadRowHeight);
    const auto count = static_cast<std::int32_t>(chart.GetHeight() / kLoadRowHeight) + 2;
    return {first, std::min(view.load.department_count(), first + count)};
  }
};

// "6.5", one decimal.
std::string people(double number) { return number_text(std::round(number * 10) / 10); }

std::string excess_text(const LoadLevel& level) {
  return "+" + people(level.needed - level.capacity);
}

float column_height(const LoadLevel& level) {
  const float most = kLoadRowHeight - kColumnInset - 1;
  if (level.capacity <= 0) return level.needed > 0 ? most : 0;
  const auto share = static_cast<float>(level.needed / level.capacity);
  return std::min(most, share * kCapacityShare * kLoadRowHeight);
}

void draw_capacity_line(const Strip& strip, const ImRect& row) {
  const float y = std::floor(row.Max.y - 1 - kCapacityShare * kLoadRowHeight);
  const ImU32 colour = strip.look.colours().faint_text;
  for (float x = row.Min.x; x < row.Max.x; x += 2 * kDash)
    strip.list.AddLine({x, y}, {std::min(x + kDash, row.Max.x), y}, colour);
}

void draw_columns(const Strip& strip, std::int32_t index, const ImRect& row) {
  const Colours& colours = strip.look.colours();
  const LoadDepartment department = strip.view.load.department(index);
  const bool dark = is_dark(strip.look.theme.appearance);
  const ImU32 calm =
      blend(colours.surface, department_colour(strip.look, department.colour), dark ? 0.6F : 0.55F);
  for (const LoadColumn& column : strip.columns) {
    const LoadLevel level = strip.view.load.level(index, column.first, column.end);
    if (level.needed <= 0) continue;
    const float left = std::round(row.Min.x + static_cast<float>(column.left)) + 1;
    const float right = std::round(row.Min.x + static_cast<float>(column.right)) - 1;
    const bool too_much = level.is_too_much();
    const float top = row.Max.y - 1 - column_height(level);
    strip.list.AddRectFilled({left, top}, {right, row.Max.y - 1},
                             too_much ? colours.critical : calm, 2, ImDrawFlags_RoundCornersTop);
    if (!too_much) continue;
    const std::string excess = excess_text(level);
    const float width = text_width(strip.look, Type::small_strong, excess);
    if (width + 4 > right - left) continue;
    draw_text_at(strip.look, strip.list, {(left + right - width) / 2, top + 9}, excess,
                 {.type = Type::small_strong, .colour = colours.surface});
  }
}

Word unit_word(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::day: return Word::load_per_day;
    case TimeUnit::week: return Word::load_per_week;
    case TimeUnit::month: return Word::load_per_month;
    case TimeUnit::quarter: return Word::load_per_quarter;
    default: return Word::load_per_year;
  }
}

void draw_name(const Strip& strip, std::int32_t index, const ImRect& row) {
  const LoadDepartment department = strip.view.load.department(index);
  ImRect box{row.Min.x + kNamePadding, row.Min.y, row.Max.x - 8, row.Max.y};
  const TextLook strong{.type = Type::table_strong};
  draw_department_in(strip.look, strip.list, box, department.colour, department.name, strong);
  box.Min.x += 16 + text_width(strip.look, Type::table_strong, department.name) + 8;
  if (box.GetWidth() < 40) return;
  draw_text_in(strip.look, strip.list, box, strip.look.say(unit_word(load_unit(strip.in.scale))),
               {.type = Type::small, .colour = strip.look.colours().second_text});
}

std::string days_text(const Strip& strip, const LoadColumn& column) {
  const auto text = [&](Day day) {
    return day_text(day, strip.look.this_year(), strip.look.language);
  };
  if (column.end - column.first == 1) return text(column.first);
  return strip.look.say(Word::from_to, {text(column.first), text(column.end - 1)});
}

std::string level_text(const Strip& strip, const LoadLevel& level) {
  if (level.is_too_much())
    return strip.look.say(Word::load_too_much, {people(level.needed), people(level.capacity),
                                                people(level.needed - level.capacity)});
  return strip.look.say(Word::load_level, {people(level.needed), people(level.capacity)});
}

void tell_column(const Strip& strip) {
  const ImVec2 mouse = ImGui::GetMousePos();
  const auto x = static_cast<double>(mouse.x - strip.chart.Min.x);
  const auto column = std::ranges::find_if(
      strip.columns, [x](const LoadColumn& at) { return x >= at.left && x < at.right; });
  const auto index = static_cast<std::int32_t>(
      (static_cast<double>(mouse.y - strip.chart.Min.y) + strip.in.load_scroll) / kLoadRowHeight);
  if (column == strip.columns.end() || index >= strip.view.load.department_count()) return;
  const LoadLevel level = strip.view.load.level(index, column->first, column->end);
  const std::string head =
      fmt::format("{} · {}", strip.view.load.department(index).name, days_text(strip, *column));
  draw_tooltip(strip.look, {.text = head, .detail = level_text(strip, level)});
}

// For screen readers: how often, of what is in sight, a department has too much.
void tell_rows(const Strip& strip) {
  if (!access::is_heard()) return;
  const ImRect& box = strip.view.box;
  const access::Scope scope({.id = ImGui::GetID("loads"),
                             .role = access::Role::grid,
                             .name = std::string(strip.look.say(Word::load_strip)),
                             .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                             .row_count = strip.view.load.department_count()});
  for (std::int32_t i = strip.in_sight().begin; i < strip.in_sight().end; ++i) {
    int times = 0;
    for (const LoadColumn& column : strip.columns)
      times += strip.view.load.level(i, column.first, column.end).is_too_much() ? 1 : 0;
    const ImRect row = strip.row_box(box, i);
    const std::string name =
        strip.look.say(Word::load_row, {strip.view.load.department(i).name,
                                        strip.look.say(unit_word(load_unit(strip.in.scale))),
                                        fmt::to_string(times)});
    access::describe({.id = ImGui::GetID(i),
                      .role = access::Role::row,
                      .name = name,
                      .rect = {row.Min.x, row.Min.y, row.Max.x, row.Max.y},
                      .row = i + 1});
  }
}

void take_input(Strip& strip) {
  const Item item = add_item_at("time", strip.chart, {.role = access::Role::none, .name = {}});
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
  const ImGuiIO& io = ImGui::GetIO();
  TimeScale& scale = strip.in.scale;
  if (item.held) scale = pan(scale, static_cast<double>(io.MouseDelta.x));
  if (item.hovered && io.MouseWheelH != 0)
    scale = pan(scale, static_cast<double>(io.MouseWheelH) * kWheelPan);
  if (item.hovered && io.MouseWheel != 0) {
    const auto notches = static_cast<double>(io.MouseWheel);
    if (io.KeyCtrl)
      scale = zoom_about(scale, static_cast<double>(io.MousePos.x - strip.chart.Min.x),
                         wheel_zoom(io.MouseWheel));
    else if (io.KeyShift)
      scale = pan(scale, notches * kWheelPan);
    else
      strip.in.load_scroll -= notches * static_cast<double>(kLoadRowHeight);
  }
  const double content = static_cast<double>(load_strip_height(strip.view.load.department_count()));
  const double room = static_cast<double>(strip.chart.GetHeight());
  strip.in.load_scroll = std::clamp(strip.in.load_scroll, 0.0, std::max(0.0, content - room));
  strip.in.load_rested_on = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
}

void draw_grounds(const Strip& strip) {
  const Colours& colours = strip.look.colours();
  for (const Tick& tick : strip.in.ticks.coarse) {
    const float x = std::floor(strip.chart.Min.x + static_cast<float>(tick.left));
    if (x > strip.chart.Min.x)
      strip.list.AddLine({x, strip.chart.Min.y}, {x, strip.chart.Max.y}, colours.line);
  }
  const float split = strip.chart.Min.x - 1;
  strip.list.AddLine({split, strip.chart.Min.y}, {split, strip.chart.Max.y}, colours.line);
}

void draw_today(const Strip& strip) {
  const Instant now = strip.view.now.is_set() ? strip.view.now : start_of(strip.look.today);
  const float x = std::floor(strip.chart.Min.x + static_cast<float>(strip.in.scale.x_of(now)));
  if (x < strip.chart.Min.x || x > strip.chart.Max.x) return;
  strip.list.AddLine({x, strip.chart.Min.y}, {x, strip.chart.Max.y}, strip.look.colours().accent,
                     1.5F);
}

}  // namespace

float load_strip_height(std::int32_t department_count) {
  return static_cast<float>(department_count) * kLoadRowHeight;
}

TimeUnit load_unit(const TimeScale& scale) {
  constexpr std::array kUnits{std::pair{TimeUnit::day, 1.0}, std::pair{TimeUnit::week, 7.0},
                              std::pair{TimeUnit::month, 28.0}, std::pair{TimeUnit::quarter, 90.0}};
  for (const auto& [unit, days] : kUnits)
    if (days * scale.pixels_per_day >= kLeastColumn) return unit;
  return TimeUnit::year;
}

std::vector<LoadColumn> make_load_columns(const TimeScale& scale) {
  const TimeUnit unit = load_unit(scale);
  std::vector<LoadColumn> columns;
  Instant at = floor_to(unit, scale.instant_at(0));
  while (scale.x_of(at) < scale.width && in_range(at)) {
    const Instant next = step_by(unit, 1, at);
    columns.push_back({day_of(at), day_of(next), scale.x_of(at), scale.x_of(next)});
    at = next;
  }
  return columns;
}

void draw_load_strip(const Look& look, const LoadView& view, GanttState& gantt) {
  if (view.box.GetHeight() < 1 || view.box.Max.x <= view.chart_left) return;
  ImGui::PushID("load");
  Strip strip{look,
              view,
              gantt.inside(),
              *ImGui::GetWindowDrawList(),
              {view.box.Min, {view.chart_left, view.box.Max.y}},
              {{view.chart_left, view.box.Min.y}, view.box.Max},
              make_load_columns(gantt.inside().scale)};
  take_input(strip);
  strip.list.PushClipRect(view.box.Min, view.box.Max, true);
  draw_grounds(strip);
  for (std::int32_t i = strip.in_sight().begin; i < strip.in_sight().end; ++i) {
    draw_name(strip, i, strip.row_box(strip.names, i));
    const ImRect row = strip.row_box(strip.chart, i);
    strip.list.PushClipRect(strip.chart.Min, strip.chart.Max, true);
    draw_columns(strip, i, row);
    draw_capacity_line(strip, row);
    strip.list.PopClipRect();
    strip.list.AddLine({view.box.Min.x, row.Max.y - 1}, {view.box.Max.x, row.Max.y - 1},
                       look.colours().line);
  }
  draw_today(strip);
  strip.list.PopClipRect();
  if (strip.in.load_rested_on) tell_column(strip);
  tell_rows(strip);
  ImGui::PopID();
}

}  // namespace tongzhou
