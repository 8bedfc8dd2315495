#include "ui/gantt/gantt.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "schedule/working_time.h"
#include "ui/access.h"
#include "ui/gantt/inside.h"
#include "ui/text.h"
#include "ui/widgets/item.h"

namespace tongzhou {
namespace {

constexpr Margins kFitMargins{24, 140};  // room for labels at the right
constexpr double kRevealMargin = 60;

struct Preset {
  GanttScale scale;
  double pixels_per_day;
};
constexpr std::array kPresets{Preset{GanttScale::day, 44}, Preset{GanttScale::week, 19},
                              Preset{GanttScale::month, 5.4}, Preset{GanttScale::quarter, 1.7}};

// The whole plan; a month from today where it has no dates.
TimeScale fit_all(const GanttFrame& frame) {
  const double width = static_cast<double>(frame.body.GetWidth());
  Instant first = frame.plan().first();
  Instant last = frame.plan().last();
  if (!first.is_set() || !last.is_set()) {
    first = start_of(frame.look.today);
    last = start_of(frame.look.today + 30);
  }
  last = std::max(last, first + Minutes{7 * kMinutesPerDay});
  return fit(first, last, width, kFitMargins);
}

void show_row(GanttFrame& frame, std::int32_t number) {
  const double top = number * static_cast<double>(kRowHeight);
  const double room = static_cast<double>(frame.body.GetHeight()) - kRowHeight;
  double& y = frame.view.scroll.y;
  if (top < y || top > y + room) y = top - room / 3;
  const GanttRow row = frame.plan().row(number);
  if (row.start.is_set() && row.finish.is_set())
    frame.in.scale = reveal(frame.in.scale, row.start, row.finish, kRevealMargin);
}

void do_what_was_asked(GanttFrame& frame) {
  GanttState::Inside& in = frame.in;
  in.scale.width = static_cast<double>(frame.body.GetWidth());
  if (std::exchange(in.wants_all, false)) in.scale = fit_all(frame);
  if (std::exchange(in.wants_today, false))
    in.scale = pan(in.scale, in.scale.width / 3 - in.scale.x_of(frame.look.today));
  if (in.wants_task != kNoSlot) {
    const std::int32_t row = frame.plan().row_of(std::exchange(in.wants_task, kNoSlot));
    if (row >= 0) show_row(frame, row);
  }
}

void keep_rows_in_range(const GanttFrame& frame) {
  const double content = frame.plan().row_count() * static_cast<double>(kRowHeight);
  const double room = static_cast<double>(frame.body.GetHeight());
  double& y = frame.view.scroll.y;
  y = std::clamp(std::round(y), 0.0, std::max(0.0, content - room));
}

void update_ticks(GanttFrame& frame) {
  GanttState::Inside& in = frame.in;
  if (in.ticks_scale == in.scale && in.ticks_language == frame.look.language) return;
  in.ticks = make_ticks(in.scale, frame.look.language, [&](std::string_view text) {
    return text_width(frame.look, Type::small_strong, text);
  });
  in.ticks_scale = in.scale;
  in.ticks_language = frame.look.language;
}

void draw_row_scrollbar(const GanttFrame& frame) {
  const auto content =
      static_cast<ImS64>(frame.plan().row_count()) * static_cast<ImS64>(kRowHeight);
  const auto room = static_cast<ImS64>(frame.body.GetHeight());
  if (content <= room) return;
  auto scroll = static_cast<ImS64>(frame.view.scroll.y);
  const ImRect bar{frame.body.Max.x - kScrollbar, frame.body.Min.y, frame.body.Max.x,
                   frame.body.Max.y};
  if (ImGui::ScrollbarEx(bar, ImGui::GetID("down"), ImGuiAxis_Y, &scroll, room, content))
    frame.view.scroll.y = static_cast<double>(scroll);
}

// Over the plan's time and what is in sight of the time around it.
void draw_time_scrollbar(const GanttFrame& frame) {
  TimeScale& scale = frame.in.scale;
  const TimeScale all = fit_all(frame);
  const double days = scale.width / scale.pixels_per_day;
  const double first = std::min(scale.first_day, all.first_day);
  const double last =
      std::max(scale.first_day + days, all.first_day + all.width / all.pixels_per_day);
  if (last - first <= days * 1.001) return;
  // ImGui's scrollbar counts in whole numbers: tenths of a pixel.
  const double unit = scale.pixels_per_day * 10;
  auto scroll = static_cast<ImS64>((scale.first_day - first) * unit);
  const ImRect bar{frame.body.Min.x, frame.body.Max.y - kScrollbar, frame.body.Max.x - kScrollbar,
                   frame.body.Max.y};
  if (ImGui::ScrollbarEx(bar, ImGui::GetID("across"), ImGuiAxis_X, &scroll,
                         static_cast<ImS64>(days * unit),
                         static_cast<ImS64>((last - first) * unit)))
    scale.first_day = first + static_cast<double>(scroll) / unit;
}

// The head takes the wheel for zooming and drags for panning; the rows take all the rest. What is
// under the pointer is judged by the picture of the frame before: what the user sees.
void take_input(GanttFrame& frame) {
  ImGui::SetNextItemAllowOverlap();  // the scrollbars lie on top
  const Item rows = add_item_at("rows", frame.body, {.role = access::Role::none, .name = {}});
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
  frame.in.hovered = rows.hovered;
  if (rows.hovered) act_on_wheel(frame, false);
  act_on_pointer(frame);
  act_on_drag(frame);

  const Item head = add_item_at("head", frame.head, {.role = access::Role::none, .name = {}});
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
  frame.in.head_rested_on = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
  if (head.hovered) act_on_wheel(frame, true);
  if (head.held)
    frame.in.scale = pan(frame.in.scale, static_cast<double>(ImGui::GetIO().MouseDelta.x));
}

void lay_out(GanttFrame& frame) {
  GanttState::Inside& in = frame.in;
  keep_rows_in_range(frame);
  update_ticks(frame);
  in.links.update(frame.plan());
  in.layout.lay({frame.look, frame.plan(), in.scale, frame.body, frame.view.scroll.y}, in.links);
  const LaidRow* hit = in.layout.find(in.hit.row);
  if (hit == nullptr || hit->row.task != in.hit.task) in.hit = {};
}

void draw_all(const GanttFrame& frame) {
  frame.list.PushClipRect(frame.body.Min, frame.body.Max, true);
  draw_gantt_ground(frame);
  draw_gantt_links(frame);
  draw_gantt_today(frame);
  draw_gantt_bars(frame);
  draw_gantt_handles(frame);
  draw_gantt_drag(frame);
  frame.list.PopClipRect();
  draw_gantt_head(frame);
  draw_hover_card(frame);
}

std::string telling_of(const GanttFrame& frame, const LaidRow& laid) {
  const GanttRow& row = laid.row;
  std::string text(row.title);
  const auto add = [&](std::string_view more) { text += frame.look.say(Word::and_also, {more}); };
  if (!row.person.empty()) add(row.person);
  if (row.start.is_set() && row.finish.is_set()) {
    const auto day = [&](Instant at) {
      return day_text(day_of(at), frame.look.this_year(), frame.look.language);
    };
    add(row.start == row.finish ? day(row.start)
                                : frame.look.say(Word::from_to, {day(row.start), day(row.finish)}));
  }
  if (row.percent > 0) add(frame.look.say(Word::done_so_far, {fmt::to_string(row.percent)}));
  if (row.critical) add(frame.look.say(Word::is_critical));
  if (laid.bar.late) add(frame.look.say(Word::is_late));
  return text;
}

// Bars for screen readers: rows that say what the picture shows, and can be chosen.
void tell_bars(GanttFrame& frame) {
  if (!access::is_heard()) return;
  const ImRect& box = frame.view.box;
  const access::Scope chart({.id = ImGui::GetID("chart"),
                             .role = access::Role::treegrid,
                             .name = std::string(frame.look.say(Word::gantt_chart)),
                             .rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                             .row_count = frame.plan().row_count()});
  for (const LaidRow& laid : frame.in.layout.rows_in_sight()) {
    const ImGuiID id = ImGui::GetID(static_cast<int>(laid.row.task));
    const float top = frame.in.layout.top_of(laid.number);
    access::describe({.id = id,
                      .role = access::Role::row,
                      .name = telling_of(frame, laid),
                      .rect = {box.Min.x, std::max(top, frame.body.Min.y), box.Max.x,
                               std::min(top + kRowHeight, frame.body.Max.y)},
                      .state = {.selected = laid.row.selected},
                      .level = laid.row.level,
                      .row = laid.number + 1});
    if (access::activated(id)) frame.acts.push_back(SelectTask{laid.row.task});
  }
}

}  // namespace

GanttState::GanttState() : inside_(std::make_unique<Inside>()) {}
GanttState::~GanttState() = default;
GanttState::GanttState(GanttState&&) noexcept = default;
GanttState& GanttState::operator=(GanttState&&) noexcept = default;

void GanttState::show_all() { inside_->wants_all = true; }
void GanttState::show_today() { inside_->wants_today = true; }
void GanttState::show_task(Slot task) { inside_->wants_task = task; }

void GanttState::set_scale(GanttScale scale) {
  for (const Preset& preset : kPresets)
    if (preset.scale == scale)
      inside_->scale = zoom_about(inside_->scale, inside_->scale.width / 2,
                                  preset.pixels_per_day / inside_->scale.pixels_per_day);
}

GanttScale GanttState::scale() const {
  const auto away = [this](const Preset& preset) {
    const double ratio = preset.pixels_per_day / inside_->scale.pixels_per_day;
    return std::max(ratio, 1 / ratio);
  };
  return std::ranges::min_element(kPresets, {}, away)->scale;
}

void GanttState::zoom_by(double factor) {
  inside_->scale = zoom_about(inside_->scale, inside_->scale.width / 2, factor);
}

bool GanttState::is_dragging() const { return inside_->drag.has_value(); }
bool GanttState::is_moving() const { return inside_->auto_pan != 0; }

void draw_gantt(const Look& look, const GanttView& view, GanttState& state,
                std::vector<GanttAct>& acts) {
  if (view.box.GetWidth() < 1 || view.box.GetHeight() <= kTableHeadHeight) return;
  ImGui::PushID("gantt");
  ImRect head = view.box;
  head.Max.y = head.Min.y + kTableHeadHeight;
  ImRect body = view.box;
  body.Min.y = head.Max.y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  GanttFrame frame{look, view, state.inside(), acts, list, head, body};

  do_what_was_asked(frame);
  take_input(frame);
  lay_out(frame);
  draw_all(frame);
  draw_row_scrollbar(frame);
  draw_time_scrollbar(frame);
  tell_bars(frame);
  ImGui::PopID();
}

}  // namespace tongzhou
