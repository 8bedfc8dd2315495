// From a row's dates to the shape that stands for it: where its bar, marks and label lie.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/time_scale.h"
#include "imgui_internal.h"
#include "ui/gantt/gantt.h"

namespace tongzhou {

inline constexpr float kBarHeight = 16;
inline constexpr float kMilestoneRadius = 7;   // half a diagonal of the diamond
inline constexpr float kBracketThickness = 5;  // of a summary; its feet reach kBracketFoot below
inline constexpr float kBracketFoot = 5;
inline constexpr float kLeastBarWidth = 3;
// Between a bar and its label: room for links to leave and arrive, so that they cross no label.
inline constexpr float kLabelGap = 14;

// Whether hours are told apart. Where they are not, a working day fills its column: its first
// working minute is drawn at the left edge and its last at the right, so that bars meet the lines
// between days and what follows overnight follows at once.
enum class DayDetail : std::uint8_t { whole_days, hours };
double shown_x(const TimeScale& scale, DayDetail detail, const WorkingTime& hours, Instant at);

enum class BarShape : std::uint8_t { none, task, milestone, summary };

// In the pixels of the window. Far ends are brought near the view, where nobody sees the
// difference.
struct Bar {
  BarShape shape = BarShape::none;
  ImRect body;                 // of the bar, the diamond or the bracket
  std::vector<ImVec2> pauses;  // of the bar: from x to y
  float progress_right = 0;    // the part done ends here
  float slack_right = 0;       // body.Max.x where there is none
  std::optional<float> deadline;
  bool late = false;  // finishes after its deadline
  ImRect label;       // empty where there is no room or nothing to say
  float middle_y() const { return body.GetCenter().y; }
};

// Where a bar is laid: the row's top edge, and the part of the window that the chart takes.
struct BarPlace {
  const TimeScale& scale;
  DayDetail detail;
  const ImRect& chart;
  float row_top;
};

// `label_width`: of what bar_label says, in pixels.
Bar lay_bar(const GanttRow& row, const BarPlace& place, const WorkingTime& hours,
            float label_width);

// What stands right of a bar: who is responsible; of a milestone its title and day.
std::string bar_label(const GanttRow& row, Language language);

// The same bar between other dates, for what is being dragged.
Bar with_dates(const GanttRow& row, Instant start, Instant finish, const BarPlace& place,
               const WorkingTime& hours);

}  // namespace tongzhou
