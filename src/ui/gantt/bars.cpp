#include "ui/gantt/bars.h"

#include <algorithm>
#include <cmath>

#include "schedule/working_time.h"
#include "ui/theme.h"

namespace tongzhou {
namespace {

// A label shorter than this, cut by the edge of the chart, would say nothing.
constexpr float kLeastLabel = 28;
constexpr float kLabelHeight = 18;
constexpr float kDeadlineHalf = 5;
// Beyond the chart by this much nothing is seen, not even of a link that leaves and comes back.
constexpr double kFar = 10'000;

float near_view(double x) { return static_cast<float>(std::clamp(x, -kFar, kFar)); }

BarShape shape_of(const GanttRow& row) {
  if (!row.start.is_set() || !row.finish.is_set()) return BarShape::none;
  if (row.kind == TaskKind::summary) return BarShape::summary;
  if (row.kind == TaskKind::milestone || row.start == row.finish) return BarShape::milestone;
  return BarShape::task;
}

ImRect body_of(BarShape shape, float left, float right, float row_top) {
  const float middle = row_top + kRowHeight / 2;
  if (shape == BarShape::milestone)
    return {left - kMilestoneRadius, middle - kMilestoneRadius, left + kMilestoneRadius,
            middle + kMilestoneRadius};
  right = std::max(right, left + kLeastBarWidth);
  if (shape == BarShape::summary)
    return {left, middle - kBracketThickness, right, middle + kBracketFoot};
  return {left, middle - kBarHeight / 2, right, middle + kBarHeight / 2};
}

// Right of the bar and, where it would be hidden, of the deadline's mark.
ImRect lay_label(const Bar& bar, const ImRect& chart, float width) {
  if (width <= 0) return {};
  float left = bar.body.Max.x + kLabelGap;
  if (bar.deadline && *bar.deadline > left - kLabelGap && *bar.deadline < left + width)
    left = *bar.deadline + kDeadlineHalf + 4;
  const float right = std::min(left + width, chart.Max.x - 4);
  if (right - left < std::min(width, kLeastLabel) || bar.body.Max.x < chart.Min.x) return {};
  const float middle = bar.middle_y();
  return {left, middle - kLabelHeight / 2, right, middle + kLabelHeight / 2};
}

}  // namespace

double shown_x(const TimeScale& scale, DayDetail detail, const WorkingTime& hours, Instant at) {
  if (detail == DayDetail::hours) return scale.x_of(at);
  const Day day = day_of(at);
  const std::int32_t minutes = hours.minutes_on(day);
  if (minutes == 0) return scale.x_of(at);
  const auto worked =
      static_cast<double>(hours.position(at) - hours.position(start_of(day))) / minutes;
  return scale.x_of(day) + worked * scale.pixels_per_day;
}

Bar lay_bar(const GanttRow& row, const BarPlace& place, const WorkingTime& hours,
            float label_width) {
  Bar bar = with_dates(row, row.start, row.finish, place, hours);
  if (bar.shape == BarShape::none) return bar;
  const auto x_of = [&](Instant at) {
    return place.chart.Min.x + near_view(shown_x(place.scale, place.detail, hours, at));
  };
  bar.slack_right = bar.body.Max.x;
  if (bar.shape != BarShape::summary && row.late_finish.is_set() && row.late_finish > row.finish)
    bar.slack_right = std::max(bar.body.Max.x, x_of(row.late_finish));
  if (row.deadline.is_set()) {
    bar.deadline = x_of(row.deadline);
    bar.late = row.finish > row.deadline;
  }
  for (const Stretch pause : row.pauses) {
    const ImVec2 gap{std::max(x_of(pause.from), bar.body.Min.x),
                     std::min(x_of(pause.until), bar.body.Max.x)};
    if (bar.shape == BarShape::task && gap.x < gap.y) bar.pauses.push_back(gap);
  }
  bar.label = lay_label(bar, place.chart, label_width);
  return bar;
}

std::string bar_label(const GanttRow& row, Language language) {
  switch (shape_of(row)) {
    case BarShape::none:
    case BarShape::summary: return {};
    case BarShape::task: return std::string(row.person);
    case BarShape::milestone: break;
  }
  return say(language, Word::milestone_label, {row.title, short_date(day_of(row.start), language)});
}

Bar with_dates(const GanttRow& row, Instant start, Instant finish, const BarPlace& place,
               const WorkingTime& hours) {
  Bar bar;
  bar.shape = shape_of(row);
  if (bar.shape == BarShape::none) return bar;
  const auto x_of = [&](Instant at) {
    return place.chart.Min.x + near_view(shown_x(place.scale, place.detail, hours, at));
  };
  bar.body = body_of(bar.shape, x_of(start), x_of(finish), place.row_top);
  const float done = static_cast<float>(std::clamp(row.percent, 0, 100)) / 100;
  bar.progress_right = bar.body.Min.x + bar.body.GetWidth() * done;
  bar.slack_right = bar.body.Max.x;
  return bar;
}

}  // namespace tongzhou
