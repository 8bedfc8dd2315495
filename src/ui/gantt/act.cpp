// What pointer and wheel do on the chart.
#include <algorithm>
#include <cmath>
#include <utility>

#include "schedule/working_time.h"
#include "ui/gantt/inside.h"
#include "ui/gantt/marks.h"

namespace tongzhou {
namespace {

constexpr float kEdgeGrip = 4;       // to either side of a bar's edge
constexpr float kLeastGripped = 14;  // narrower bars can only be moved
constexpr float kNearLink = 4;
constexpr float kEdgeSign = 24;       // the strip at the edge of the chart that holds the signs
constexpr float kClickSlop = 4;       // a pointer that went no further has clicked
constexpr float kAutoPanStrip = 28;   // drags this near the edge bring in more time
constexpr float kAutoPanSpeed = 420;  // pixels a second

float distance(ImVec2 a, ImVec2 b) { return std::sqrt(ImLengthSqr(a - b)); }

float distance_to_segment(ImVec2 p, ImVec2 a, ImVec2 b) {  // level or upright
  const ImVec2 nearest{std::clamp(p.x, std::min(a.x, b.x), std::max(a.x, b.x)),
                       std::clamp(p.y, std::min(a.y, b.y), std::max(a.y, b.y))};
  return distance(p, nearest);
}

HitPart part_of_bar(const LaidRow& laid, ImVec2 mouse, bool movable) {
  const Bar& bar = laid.bar;
  for (const BarEnd end : {BarEnd::start, BarEnd::finish})
    if (distance(mouse, link_dot(bar, end)) <= kDotRadius + 2)
      return end == BarEnd::start ? HitPart::start_dot : HitPart::finish_dot;
  ImRect around = bar.body;
  around.Expand(ImVec2(kEdgeGrip, 3));
  if (!around.Contains(mouse)) return HitPart::ground;
  if (bar.shape == BarShape::task && movable) {
    if (distance(mouse, progress_handle(bar)) <= kHandleRadius + 2) return HitPart::progress;
    if (bar.body.GetWidth() >= kLeastGripped) {
      if (mouse.x < bar.body.Min.x + kEdgeGrip) return HitPart::left_edge;
      if (mouse.x > bar.body.Max.x - kEdgeGrip) return HitPart::right_edge;
    }
  }
  return bar.body.Contains(mouse) ? HitPart::bar : HitPart::ground;
}

Slot link_near(const GanttLayout& layout, ImVec2 mouse) {
  Slot nearest = kNoSlot;
  float least = kNearLink;
  for (const LaidLink& link : layout.links()) {
    const std::span<const ImVec2> points = layout.points(link);
    for (std::size_t k = 1; k < points.size(); ++k) {
      const float away = distance_to_segment(mouse, points[k - 1], points[k]);
      if (away < least) least = away, nearest = link.link.dependency;
    }
  }
  return nearest;
}

Hit hit_at(const GanttFrame& frame, ImVec2 mouse) {
  const GanttLayout& layout = frame.in.layout;
  Hit hit;
  const std::int32_t row = layout.row_at(mouse.y);
  const LaidRow* laid = layout.in_sight().holds(row) ? layout.find(row) : nullptr;
  if (laid != nullptr) {
    hit = {HitPart::ground, row, laid->row.task, kNoSlot};
    if (laid->bar.shape != BarShape::none) {
      const ImRect& bar = laid->bar.body;
      if (bar.Max.x < frame.body.Min.x && mouse.x < frame.body.Min.x + kEdgeSign)
        hit.part = HitPart::earlier;
      else if (bar.Min.x > frame.body.Max.x && mouse.x > frame.body.Max.x - kEdgeSign - 8)
        hit.part = HitPart::later;
      else
        hit.part = part_of_bar(*laid, mouse, frame.plan().may_move(laid->row.task));
    }
  }
  if (hit.part != HitPart::ground && hit.part != HitPart::nothing) return hit;
  hit.dependency = link_near(layout, mouse);
  if (hit.dependency != kNoSlot) hit.part = HitPart::link;
  return hit;
}

void show_cursor(HitPart part) {
  switch (part) {
    case HitPart::left_edge:
    case HitPart::right_edge:
    case HitPart::progress: ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW); break;
    case HitPart::start_dot:
    case HitPart::finish_dot:
    case HitPart::link:
    case HitPart::earlier:
    case HitPart::later: ImGui::SetMouseCursor(ImGuiMouseCursor_Hand); break;
    case HitPart::nothing:
    case HitPart::ground:
    case HitPart::bar: break;
  }
}

bool is_choosing_several() { return ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeyShift; }

void select(GanttFrame& frame, Slot task) {
  const ImGuiIO& io = ImGui::GetIO();
  const SelectHow how = io.KeyCtrl    ? SelectHow::toggle
                        : io.KeyShift ? SelectHow::range
                                      : SelectHow::only;
  frame.acts.push_back(SelectTask{task, how});
}

GanttDrag::Kind kind_of(HitPart part) {
  switch (part) {
    case HitPart::bar: return GanttDrag::Kind::move;
    case HitPart::left_edge: return GanttDrag::Kind::start;
    case HitPart::right_edge: return GanttDrag::Kind::finish;
    case HitPart::progress: return GanttDrag::Kind::progress;
    case HitPart::start_dot:
    case HitPart::finish_dot: return GanttDrag::Kind::link;
    default: return GanttDrag::Kind::pan;
  }
}

void begin_drag(GanttFrame& frame, ImVec2 mouse) {
  const Hit& hit = frame.in.hit;
  GanttDrag drag{.kind = kind_of(hit.part), .task = hit.task, .from = mouse};
  drag.grabbed = frame.instant_at(mouse.x);
  drag.link_end = hit.part == HitPart::start_dot ? BarEnd::start : BarEnd::finish;
  if (const LaidRow* laid = frame.in.layout.find(hit.row)) {
    drag.dates = drag.preview = {laid->row.start, laid->row.finish};
    drag.percent = laid->row.percent;
  }
  if (hit.part == HitPart::bar) {
    // One of several chosen bars stays one of several while it is dragged.
    const LaidRow* laid = frame.in.layout.find(hit.row);
    drag.chosen_at_once = laid == nullptr || !laid->row.selected || is_choosing_several();
    if (drag.chosen_at_once) select(frame, hit.task);
    if (!frame.plan().may_move(hit.task)) drag.kind = GanttDrag::Kind::pan;
  }
  frame.in.drag = std::move(drag);
}

LinkType type_of(BarEnd from, BarEnd to) {
  if (from == BarEnd::finish)
    return to == BarEnd::start ? LinkType::finish_start : LinkType::finish_finish;
  return to == BarEnd::start ? LinkType::start_start : LinkType::start_finish;
}

// The bar near the pointer that a link could end at.
const LaidRow* link_target(const GanttFrame& frame, const GanttDrag& drag, ImVec2 mouse) {
  const std::int32_t row = frame.in.layout.row_at(mouse.y);
  const LaidRow* laid = frame.in.layout.in_sight().holds(row) ? frame.in.layout.find(row) : nullptr;
  if (laid == nullptr || laid->row.task == drag.task || laid->bar.shape == BarShape::none)
    return nullptr;
  ImRect reach = laid->bar.body;
  reach.Expand(ImVec2(16, 8));
  return reach.Contains(mouse) ? laid : nullptr;
}

// Whether a link is refused is asked once for each target: it may take a walk through the plan.
void aim_link(GanttFrame& frame, GanttDrag& drag, ImVec2 mouse) {
  const LaidRow* laid = link_target(frame, drag, mouse);
  if (laid == nullptr) {
    drag.target = kNoSlot;
    drag.refusal.clear();
    return;
  }
  const BarEnd end = mouse.x < laid->bar.body.GetCenter().x ? BarEnd::start : BarEnd::finish;
  if (drag.target == laid->row.task && drag.target_end == end) return;
  drag.target = laid->row.task;
  drag.target_end = end;
  const LinkType type = type_of(drag.link_end, end);
  drag.refusal = frame.plan().link_refusal(drag.task, drag.target, type).value_or("");
}

void follow_pointer(GanttFrame& frame, GanttDrag& drag, ImVec2 mouse) {
  const WorkingTime& hours = frame.plan().working_time(drag.task);
  const Grain grain = grain_for(frame.in.scale.pixels_per_day);
  const Instant at = frame.instant_at(mouse.x);
  switch (drag.kind) {
    case GanttDrag::Kind::pan: {
      const ImVec2 way = ImGui::GetIO().MouseDelta;
      frame.in.scale = pan(frame.in.scale, static_cast<double>(way.x));
      frame.view.scroll.y -= static_cast<double>(way.y);
      break;
    }
    case GanttDrag::Kind::move:
      drag.preview = moved(drag.dates, at - drag.grabbed, grain, hours);
      break;
    case GanttDrag::Kind::start: drag.preview = with_start_at(drag.dates, at, grain, hours); break;
    case GanttDrag::Kind::finish:
      drag.preview = with_finish_at(drag.dates, at, grain, hours);
      break;
    case GanttDrag::Kind::progress:
      if (const LaidRow* laid = frame.in.layout.find(frame.plan().row_of(drag.task)))
        drag.percent = dragged_percent(laid->bar.body.Min.x, laid->bar.body.Max.x, mouse.x);
      break;
    case GanttDrag::Kind::link: aim_link(frame, drag, mouse); break;
  }
}

// A drag at the edge brings in more time, the faster the nearer.
void pan_at_edges(GanttFrame& frame, const GanttDrag& drag, ImVec2 mouse) {
  frame.in.auto_pan = 0;
  if (drag.kind == GanttDrag::Kind::pan || drag.kind == GanttDrag::Kind::progress) return;
  const float past_left = frame.body.Min.x + kAutoPanStrip - mouse.x;
  const float past_right = mouse.x - (frame.body.Max.x - kAutoPanStrip);
  const float past = std::max(past_left, past_right);
  if (past <= 0) return;
  const float speed = std::min(past / kAutoPanStrip, 2.0F) * kAutoPanSpeed;
  frame.in.auto_pan = static_cast<double>(past_left > 0 ? speed : -speed);
  frame.in.scale =
      pan(frame.in.scale, frame.in.auto_pan * static_cast<double>(ImGui::GetIO().DeltaTime));
}

void drop(GanttFrame& frame, const GanttDrag& drag) {
  const bool changed = drag.preview != drag.dates;
  switch (drag.kind) {
    case GanttDrag::Kind::pan: break;
    case GanttDrag::Kind::move:
      if (changed) frame.acts.push_back(MoveTask{drag.task, drag.preview.start});
      break;
    case GanttDrag::Kind::start:
      if (changed) frame.acts.push_back(ResizeTask{drag.task, drag.preview.start, {}});
      break;
    case GanttDrag::Kind::finish:
      if (changed) frame.acts.push_back(ResizeTask{drag.task, {}, drag.preview.finish});
      break;
    case GanttDrag::Kind::progress:
      frame.acts.push_back(SetProgress{drag.task, drag.percent});
      break;
    case GanttDrag::Kind::link:
      if (drag.target != kNoSlot && drag.refusal.empty())
        frame.acts.push_back(
            LinkTasks{drag.task, drag.target, type_of(drag.link_end, drag.target_end)});
  }
}

void click(GanttFrame& frame) {
  const Hit& hit = frame.in.hit;
  switch (hit.part) {
    case HitPart::nothing: frame.acts.push_back(SelectTask{kNoSlot}); break;
    case HitPart::link: frame.acts.push_back(SelectLink{hit.dependency}); break;
    case HitPart::earlier:
    case HitPart::later: frame.in.wants_task = hit.task; break;
    default: select(frame, hit.task);
  }
}

}  // namespace

void act_on_wheel(GanttFrame& frame, bool over_head) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheelH != 0)
    frame.in.scale = pan(frame.in.scale, static_cast<double>(io.MouseWheelH) * kWheelPan);
  if (io.MouseWheel == 0) return;
  if (over_head || io.KeyCtrl) {
    frame.in.scale =
        zoom_about(frame.in.scale, frame.x_in_chart(io.MousePos.x), wheel_zoom(io.MouseWheel));
  } else if (io.KeyShift) {
    frame.in.scale = pan(frame.in.scale, static_cast<double>(io.MouseWheel) * kWheelPan);
  } else {
    frame.view.scroll.y -= static_cast<double>(io.MouseWheel * kWheelRows * kRowHeight);
  }
}

void act_on_pointer(GanttFrame& frame) {
  const ImVec2 mouse = ImGui::GetMousePos();
  if (!frame.in.drag) {
    frame.in.hit = frame.in.hovered ? hit_at(frame, mouse) : Hit{};
    show_cursor(frame.in.hit.part);
  }
  frame.view.scroll.hovered_in_chart = frame.in.hit.row;
  if (!frame.in.hovered || !ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return;
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && frame.in.hit.task != kNoSlot &&
      frame.in.hit.part != HitPart::link) {
    frame.acts.push_back(OpenTask{frame.in.hit.task});
    return;
  }
  begin_drag(frame, mouse);
}

void act_on_drag(GanttFrame& frame) {
  frame.in.auto_pan = 0;
  if (!frame.in.drag) return;
  GanttDrag& drag = *frame.in.drag;
  const ImVec2 mouse = ImGui::GetMousePos();
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    frame.in.drag.reset();
    ImGui::ClearActiveID();
    return;
  }
  drag.begun = drag.begun || distance(mouse, drag.from) >= kClickSlop;
  if (drag.begun) {
    pan_at_edges(frame, drag, mouse);
    follow_pointer(frame, drag, mouse);
  }
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
  const GanttDrag ended = *std::exchange(frame.in.drag, std::nullopt);
  if (ended.begun)
    drop(frame, ended);
  else if (!ended.chosen_at_once)
    click(frame);
}

}  // namespace tongzhou
