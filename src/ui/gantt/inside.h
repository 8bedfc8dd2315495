// What the parts of the chart share: its memory, and what they work with during one frame. For
// src/ui/gantt alone.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "ui/gantt/drag.h"
#include "ui/gantt/gantt.h"
#include "ui/gantt/layout.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

// How much larger after so many notches of the wheel.
inline double wheel_zoom(float notches) {
  constexpr float kNotch = 1.18F;
  return static_cast<double>(std::pow(kNotch, notches));
}
inline constexpr double kWheelPan = 60;  // pixels

enum class BarEnd : std::uint8_t { start, finish };

// What lies under the pointer.
enum class HitPart : std::uint8_t {
  nothing,
  ground,     // a row, beside its bar
  bar,        // its middle: moves
  left_edge,  // resizes
  right_edge,
  progress,   // the handle of the part done
  start_dot,  // begins a link
  finish_dot,
  link,
  earlier,  // the sign at the left edge that the bar lies before what is in sight
  later,
};
struct Hit {
  HitPart part = HitPart::nothing;
  std::int32_t row = -1;
  Slot task = kNoSlot;
  Slot dependency = kNoSlot;  // of the link
};

struct GanttDrag {
  enum class Kind : std::uint8_t { pan, move, start, finish, progress, link };
  Kind kind{};
  Slot task = kNoSlot;
  ImVec2 from;                  // where the button went down
  Instant grabbed;              // the instant there
  bool begun = false;           // moved far enough to be no click
  bool chosen_at_once = false;  // the press has selected already
  BarDates dates;               // before the drag
  BarDates preview;             // what dropping would give
  std::int32_t percent = 0;
  BarEnd link_end{};      // of the task, for links
  Slot target = kNoSlot;  // what a link would end at
  BarEnd target_end{};
  std::string refusal;  // why it cannot
};

struct GanttState::Inside {
  TimeScale scale;
  // Asked for, to be done at the next frame.
  bool wants_all = true;
  bool wants_today = false;
  Slot wants_task = kNoSlot;

  LinkIndex links;
  GanttLayout layout;
  TimeTicks ticks;
  TimeScale ticks_scale{.width = -1};  // that the ticks were made for
  Language ticks_language{};

  Hit hit;
  std::optional<GanttDrag> drag;
  bool hovered = false;         // the pointer is over the rows
  bool head_rested_on = false;  // ... or rests on the head
  double load_scroll = 0;       // pixels of the load strip out of sight above
  bool load_rested_on = false;
  double auto_pan = 0;  // pixels a second while a drag is at the edge
};

struct GanttFrame {
  const Look& look;
  const GanttView& view;
  GanttState::Inside& in;
  std::vector<GanttAct>& acts;
  ImDrawList& list;
  ImRect head, body;

  const GanttSource& plan() const { return view.plan; }
  double x_in_chart(float x) const { return static_cast<double>(x - body.Min.x); }
  Instant instant_at(float x) const { return in.scale.instant_at(x_in_chart(x)); }
  float x_of(Instant at) const { return body.Min.x + static_cast<float>(in.scale.x_of(at)); }
  Instant now() const { return view.now.is_set() ? view.now : start_of(look.today); }
};

// act.cpp
void act_on_wheel(GanttFrame& frame, bool over_head);
void act_on_pointer(GanttFrame& frame);
void act_on_drag(GanttFrame& frame);
// draw_time.cpp, in this order, the head last
void draw_gantt_ground(const GanttFrame& frame);
void draw_gantt_today(const GanttFrame& frame);
void draw_gantt_head(const GanttFrame& frame);
// draw_bars.cpp
void draw_gantt_links(const GanttFrame& frame);
void draw_gantt_bars(const GanttFrame& frame);
// draw_drag.cpp
void draw_gantt_handles(const GanttFrame& frame);
void draw_gantt_drag(const GanttFrame& frame);
// hover_card.cpp
void draw_hover_card(const GanttFrame& frame);

// How the days of a calendar are marked in dates that people read.
DayMark day_mark(const WorkingTime& hours, Day day);

}  // namespace tongzhou
