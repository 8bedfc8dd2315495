// Bars, marks, labels and links on the draw list.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/gantt/inside.h"
#include "ui/text.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kBarRadius = 3;
constexpr float kCornerRadius = 4;  // of links
constexpr float kArrowLength = 5.5F;
constexpr float kArrowHalf = 3.3F;
constexpr float kLinkWidth = 1.3F;

ImU32 bar_colour(const Look& look, const GanttRow& row) {
  return row.colour < 0 ? look.colours().second_text : department_colour(look, row.colour);
}

// The part still to do: the department's colour, mixed into the ground it stands on.
ImU32 remainder_colour(const Look& look, const GanttRow& row) {
  const Colours& colours = look.colours();
  const ImU32 ground = row.selected ? colours.selected : colours.surface;
  const bool dark = is_dark(look.theme.appearance);
  return blend(ground, bar_colour(look, row), dark ? 0.45F : 0.36F);
}

void draw_diamond(ImDrawList& list, const ImRect& box, ImU32 colour) {
  const ImVec2 c = box.GetCenter();
  list.AddQuadFilled({c.x, box.Min.y}, {box.Max.x, c.y}, {c.x, box.Max.y}, {box.Min.x, c.y},
                     colour);
}

void draw_bracket(const GanttFrame& frame, const LaidRow& laid) {
  const ImRect& box = laid.bar.body;
  const Colours& colours = frame.look.colours();
  const float foot = std::min(kBracketFoot, box.GetWidth() / 2);
  const float bottom = box.Min.y + kBracketThickness;
  const ImU32 colour = colours.summary;
  frame.list.AddRectFilled(box.Min, {box.Max.x, bottom}, colour);
  frame.list.AddTriangleFilled({box.Min.x, bottom}, {box.Min.x + foot, bottom},
                               {box.Min.x, box.Max.y}, colour);
  frame.list.AddTriangleFilled({box.Max.x - foot, bottom}, {box.Max.x, bottom},
                               {box.Max.x, box.Max.y}, colour);
}

void draw_task_bar(const GanttFrame& frame, const LaidRow& laid) {
  const ImRect& box = laid.bar.body;
  const float radius = std::min(kBarRadius, box.GetWidth() / 2);
  frame.list.AddRectFilled(box.Min, box.Max, remainder_colour(frame.look, laid.row), radius);
  if (laid.bar.progress_right > box.Min.x + 0.5F) {
    const bool all = laid.bar.progress_right >= box.Max.x - 0.5F;
    frame.list.AddRectFilled(box.Min, {laid.bar.progress_right, box.Max.y},
                             bar_colour(frame.look, laid.row), radius,
                             all ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersLeft);
  }
  if (laid.row.critical)
    frame.list.AddRect(box.Min - ImVec2(0.5F, 0.5F), box.Max + ImVec2(0.5F, 0.5F),
                       frame.look.colours().critical, radius + 0.5F, 0, 1.5F);
}

// The bar but for its pauses, over which a thin line leads.
void draw_parts(const GanttFrame& frame, const LaidRow& laid) {
  const Bar& bar = laid.bar;
  if (bar.pauses.empty()) return draw_task_bar(frame, laid);
  const float top = bar.body.Min.y - 2, bottom = bar.body.Max.y + 2, y = std::floor(bar.middle_y());
  float left = bar.body.Min.x - 2;
  const auto draw_up_to = [&](float right) {
    frame.list.PushClipRect({left, top}, {right, bottom}, true);
    draw_task_bar(frame, laid);
    frame.list.PopClipRect();
  };
  for (const ImVec2 pause : bar.pauses) {
    draw_up_to(pause.x);
    left = pause.y;
    frame.list.AddLine(
        {pause.x, y}, {pause.y, y},
        laid.row.critical ? frame.look.colours().critical : bar_colour(frame.look, laid.row));
  }
  draw_up_to(bar.body.Max.x + 2);
}

void draw_shape(const GanttFrame& frame, const LaidRow& laid) {
  switch (laid.bar.shape) {
    case BarShape::none: break;
    case BarShape::task: draw_parts(frame, laid); break;
    case BarShape::summary: draw_bracket(frame, laid); break;
    case BarShape::milestone:
      draw_diamond(
          frame.list, laid.bar.body,
          laid.row.critical ? frame.look.colours().critical : bar_colour(frame.look, laid.row));
  }
}

// Up to where the bar may slip: a thin line at its foot, under the label, with a hook.
void draw_slack(const GanttFrame& frame, const Bar& bar) {
  if (bar.slack_right <= bar.body.Max.x + 2) return;
  const float y = bar.middle_y() + kBarHeight / 2 - 1;
  const ImU32 colour = with_alpha(frame.look.colours().faint_text, 0.7F);
  frame.list.AddLine({bar.body.Max.x, y}, {bar.slack_right, y}, colour);
  const float end = std::floor(bar.slack_right);
  frame.list.AddLine({end, y}, {end, y + 4}, colour);
}

// A small flag on a pole where the deadline is.
void draw_deadline(const GanttFrame& frame, const Bar& bar) {
  if (!bar.deadline) return;
  const Colours& colours = frame.look.colours();
  const ImU32 colour = bar.late ? colours.critical : colours.second_text;
  const float x = std::floor(*bar.deadline);
  const float top = bar.middle_y() - kBarHeight / 2 - 2;
  frame.list.AddLine({x, top}, {x, bar.middle_y() + kBarHeight / 2}, colour, 1.5F);
  frame.list.AddTriangleFilled({x, top}, {x + 6, top + 3}, {x, top + 6}, colour);
}

// Bars out of sight to the left or right leave a sign at the edge that leads to them.
void draw_edge_sign(const GanttFrame& frame, const LaidRow& laid) {
  if (laid.bar.shape == BarShape::none) return;
  const bool earlier = laid.bar.body.Max.x < frame.body.Min.x;
  if (!earlier && laid.bar.body.Min.x <= frame.body.Max.x) return;
  const bool here = frame.in.hit.row == laid.number &&
                    (frame.in.hit.part == HitPart::earlier || frame.in.hit.part == HitPart::later);
  const ImVec2 at{earlier ? frame.body.Min.x + 10 : frame.body.Max.x - 20, laid.bar.middle_y()};
  draw_icon_sized(frame.list, earlier ? Icon::chevron_left : Icon::chevron_right, at, 14,
                  here ? frame.look.colours().accent : frame.look.colours().faint_text);
}

// The line of today does not run through words.
void draw_label(const GanttFrame& frame, const LaidRow& laid) {
  const ImRect& box = laid.bar.label;
  const bool dragged = frame.in.drag && frame.in.drag->begun &&
                       frame.in.drag->task == laid.row.task;  // the ghost may lie there
  if (laid.label.empty() || box.GetWidth() <= 0 || dragged) return;
  const Colours& colours = frame.look.colours();
  const float now = frame.x_of(frame.now());
  if (now > box.Min.x - 3 && now < box.Max.x + 3)
    frame.list.AddRectFilled({box.Min.x - 2, box.Min.y}, {box.Max.x + 2, box.Max.y},
                             laid.row.selected ? colours.selected : colours.surface);
  draw_text_in(frame.look, frame.list, box, laid.label,
               {.type = Type::small, .colour = colours.second_text});
}

// --- Links --------------------------------------------------------------------------------------

// From `corner` towards `to`, so far.
ImVec2 towards(ImVec2 corner, ImVec2 to, float so_far) {
  const ImVec2 way = to - corner;
  const float length = std::max(std::abs(way.x), std::abs(way.y));
  return length <= 0 ? corner : corner + way * (std::min(so_far, length / 2) / length);
}

void draw_arrow(ImDrawList& list, ImVec2 from, ImVec2 tip, ImU32 colour) {
  const ImVec2 back = towards(tip, from, 2 * kArrowLength) - tip;
  const float length = std::max(std::abs(back.x), std::abs(back.y));
  if (length <= 0) return;
  const ImVec2 along = back * (kArrowLength / length);
  const ImVec2 across{along.y * kArrowHalf / kArrowLength, along.x * kArrowHalf / kArrowLength};
  list.AddTriangleFilled(tip, tip + along + across, tip + along - across, colour);
}

struct Stroke {
  ImU32 colour;
  float width;
};
void draw_route(ImDrawList& list, std::span<const ImVec2> points, Stroke stroke) {
  if (points.size() < 2) return;
  list.PathLineTo(points.front());
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    list.PathLineTo(towards(points[i], points[i - 1], kCornerRadius));
    list.PathBezierQuadraticCurveTo(points[i], towards(points[i], points[i + 1], kCornerRadius), 4);
  }
  const ImVec2 tip = points.back();
  list.PathLineTo(towards(tip, points[points.size() - 2], kArrowLength - 1));
  list.PathStroke(stroke.colour, 0, stroke.width);
  draw_arrow(list, points[points.size() - 2], tip, stroke.colour);
}

}  // namespace

void draw_gantt_links(const GanttFrame& frame) {
  const Colours& colours = frame.look.colours();
  const std::span<const LaidLink> links = frame.in.layout.links();
  // What matters most is drawn last.
  for (const bool critical : {false, true}) {
    const ImU32 colour = critical ? colours.critical : colours.faint_text;
    for (const LaidLink& link : links)
      if (link.link.critical == critical)
        draw_route(frame.list, frame.in.layout.points(link), {colour, kLinkWidth});
  }
  if (frame.in.hit.part != HitPart::link || frame.in.drag) return;
  for (const LaidLink& link : links)
    if (link.link.dependency == frame.in.hit.dependency)
      draw_route(frame.list, frame.in.layout.points(link), {colours.accent, 2});
}

void draw_gantt_bars(const GanttFrame& frame) {
  for (const LaidRow& laid : frame.in.layout.rows_in_sight()) {
    draw_slack(frame, laid.bar);
    draw_shape(frame, laid);
    draw_deadline(frame, laid.bar);
    draw_edge_sign(frame, laid);
    draw_label(frame, laid);
  }
}

}  // namespace tongzhou
