// What can be grabbed at the bar under the pointer, and what a drag would do.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "schedule/working_time.h"
#include "ui/gantt/inside.h"
#include "ui/gantt/marks.h"
#include "ui/text.h"
#include "ui/value_text.h"
#include "ui/widgets/tooltip.h"

namespace tongzhou {
namespace {

constexpr float kRingRadius = 4;

void draw_dot(const GanttFrame& frame, ImVec2 at, bool strong) {
  const Colours& colours = frame.look.colours();
  frame.list.AddCircleFilled(at, kDotRadius, strong ? colours.accent : colours.surface);
  frame.list.AddCircle(at, kDotRadius, colours.accent, 0, 1.5F);
}

void draw_progress_handle(const GanttFrame& frame, const Bar& bar) {
  const Colours& colours = frame.look.colours();
  const ImVec2 at = progress_handle(bar);
  const ImVec2 tip{at.x, at.y - 4};
  const ImVec2 right{at.x + kHandleRadius, at.y + 4};
  const ImVec2 left{at.x - kHandleRadius, at.y + 4};
  frame.list.AddTriangleFilled(tip, right, left, colours.surface);
  frame.list.AddTriangle(tip, right, left, colours.accent, 1.5F);
}

void draw_ring(const GanttFrame& frame, const Bar& bar, ImU32 colour) {
  ImRect ring = bar.body;
  ring.Expand(3);
  frame.list.AddRect(ring.Min, ring.Max, colour, kRingRadius + 2, 0, 2);
}

std::string dates_text(const GanttFrame& frame, const BarDates& dates, bool milestone) {
  const WorkingTime& hours = frame.plan().working_time(frame.in.drag->task);
  const DayMarks marks = [&](Day day) { return day_mark(hours, day); };
  // The time of day is said where drags are finer than days.
  const bool with_time = !grain_for(frame.in.scale.pixels_per_day).is_whole_days();
  const auto usual = [&](Instant at) {
    return with_time ? std::optional<std::int32_t>(-1)
                     : std::optional<std::int32_t>(minute_of_day(at));
  };
  std::string start = instant_text(frame.look, dates.start, marks, usual(dates.start));
  if (milestone) return start;
  return frame.look.say(
      Word::from_to, {start, instant_text(frame.look, dates.finish, marks, usual(dates.finish))});
}

void draw_ghost(const GanttFrame& frame, const LaidRow& laid, const GanttDrag& drag) {
  const BarPlace place{frame.in.scale, frame.in.layout.detail(), frame.body,
                       frame.in.layout.top_of(laid.number)};
  const WorkingTime& hours = frame.plan().working_time(drag.task);
  const Bar ghost = with_dates(laid.row, drag.preview.start, drag.preview.finish, place, hours);
  const Colours& colours = frame.look.colours();
  const ImVec2 c = ghost.body.GetCenter();
  if (ghost.shape == BarShape::milestone) {
    const std::array<ImVec2, 4> corners{ImVec2{c.x, ghost.body.Min.y},
                                        {ghost.body.Max.x, c.y},
                                        {c.x, ghost.body.Max.y},
                                        {ghost.body.Min.x, c.y}};
    frame.list.AddConvexPolyFilled(corners.data(), 4, with_alpha(colours.accent, 0.3F));
    frame.list.AddPolyline(corners.data(), 4, colours.accent, ImDrawFlags_Closed, 2);
  } else {
    frame.list.AddRectFilled(ghost.body.Min, ghost.body.Max, with_alpha(colours.accent, 0.22F), 3);
    frame.list.AddRect(ghost.body.Min, ghost.body.Max, colours.accent, 3, 0, 2);
  }
  const bool milestone = ghost.shape == BarShape::milestone;
  const Minutes work = hours.between(drag.preview.start, drag.preview.finish);
  const std::string length =
      milestone ? std::string()
                : duration_text(work, DurationUnit::days, frame.plan().minutes_per_day(),
                                frame.look.language);
  draw_tooltip(frame.look, {.text = dates_text(frame, drag.preview, milestone), .detail = length});
}

void draw_progress_drag(const GanttFrame& frame, const LaidRow& laid, const GanttDrag& drag) {
  const ImRect& box = laid.bar.body;
  const float x = box.Min.x + box.GetWidth() * static_cast<float>(drag.percent) / 100;
  frame.list.AddLine({x, box.Min.y - 3}, {x, box.Max.y + 3}, frame.look.colours().accent, 2);
  draw_tooltip(frame.look,
               {.text = frame.look.say(Word::done_so_far, {fmt::to_string(drag.percent)})});
}

Word word_of(BarEnd from, BarEnd to) {
  if (from == BarEnd::finish) return to == BarEnd::start ? Word::link_fs : Word::link_ff;
  return to == BarEnd::start ? Word::link_ss : Word::link_sf;
}

void draw_link_drag(const GanttFrame& frame, const LaidRow& laid, const GanttDrag& drag) {
  const Colours& colours = frame.look.colours();
  const bool refused = !drag.refusal.empty();
  const ImU32 colour = refused ? colours.critical : colours.accent;
  const ImVec2 from = link_dot(laid.bar, drag.link_end);
  ImVec2 to = ImGui::GetMousePos();
  const LaidRow* target =
      drag.target == kNoSlot ? nullptr : frame.in.layout.find(frame.plan().row_of(drag.target));
  if (target != nullptr) {
    draw_ring(frame, target->bar, colour);
    to = link_dot(target->bar, drag.target_end);
  }
  frame.list.AddLine(from, to, colour, 2);
  draw_dot(frame, from, true);
  frame.list.AddCircleFilled(to, kDotRadius, colour);
  if (target == nullptr) {
    draw_tooltip(frame.look, {.text = frame.look.say(Word::link_drop_hint)});
    return;
  }
  if (refused) ImGui::SetMouseCursor(ImGuiMouseCursor_NotAllowed);
  const std::string text = frame.look.say(
      Word::link_preview,
      {frame.look.say(word_of(drag.link_end, drag.target_end)), laid.row.title, target->row.title});
  draw_tooltip(frame.look, {.text = text, .detail = drag.refusal});
}

}  // namespace

void draw_gantt_handles(const GanttFrame& frame) {
  const Hit& hit = frame.in.hit;
  if (frame.in.drag || hit.task == kNoSlot || hit.part == HitPart::link) return;
  const LaidRow* laid = frame.in.layout.find(hit.row);
  if (laid == nullptr || laid->bar.shape == BarShape::none) return;
  for (const BarEnd end : {BarEnd::start, BarEnd::finish}) {
    const HitPart part = end == BarEnd::start ? HitPart::start_dot : HitPart::finish_dot;
    draw_dot(frame, link_dot(laid->bar, end), hit.part == part);
  }
  if (laid->bar.shape == BarShape::task && frame.plan().may_move(hit.task))
    draw_progress_handle(frame, laid->bar);
}

void draw_gantt_drag(const GanttFrame& frame) {
  if (!frame.in.drag || !frame.in.drag->begun) return;
  const GanttDrag& drag = *frame.in.drag;
  const LaidRow* laid = frame.in.layout.find(frame.plan().row_of(drag.task));
  if (laid == nullptr) return;
  switch (drag.kind) {
    case GanttDrag::Kind::pan: break;
    case GanttDrag::Kind::move: ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll); [[fallthrough]];
    case GanttDrag::Kind::start:
    case GanttDrag::Kind::finish: draw_ghost(frame, *laid, drag); break;
    case GanttDrag::Kind::progress: draw_progress_drag(frame, *laid, drag); break;
    case GanttDrag::Kind::link: draw_link_drag(frame, *laid, drag); break;
  }
}

}  // namespace tongzhou
