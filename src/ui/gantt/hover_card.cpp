// What the chart tells about the bar on which the pointer rests.
#include <fmt/format.h>

#include <algorithm>

#include "schedule/working_time.h"
#include "ui/gantt/inside.h"
#include "ui/text.h"
#include "ui/value_text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

namespace tongzhou {
namespace {

constexpr float kWidth = 300;
constexpr float kNameWidth = 64;
constexpr float kLine = 22;

// "Finish   Fri 18 Sep": a faint name, then a value.
void draw_fact(const GanttFrame& frame, Word name, std::string_view value, ImU32 colour = 0) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_in(frame.look, list, {at, at + ImVec2(kNameWidth, kLine)}, frame.look.say(name),
               {.type = Type::small, .colour = frame.look.colours().faint_text});
  draw_text_in(frame.look, list, {at + ImVec2(kNameWidth + 8, 0), at + ImVec2(kWidth, kLine)},
               value, {.type = Type::small, .colour = colour});
  ImGui::Dummy({kWidth, kLine});
}

std::string owner_text(const GanttRow& row) {
  if (row.person.empty()) return std::string(row.department);
  if (row.department.empty()) return std::string(row.person);
  return fmt::format("{} · {}", row.department, row.person);
}

void draw_dates(const GanttFrame& frame, const GanttRow& row) {
  const WorkingTime& hours = frame.plan().working_time(row.task);
  const DayMarks marks = [&](Day day) { return day_mark(hours, day); };
  const auto text = [&](Instant at) {
    return instant_text(frame.look, at, marks, minute_of_day(at));
  };
  if (row.start == row.finish) {
    draw_fact(frame, Word::fact_date, text(row.start));
    return;
  }
  draw_fact(frame, Word::fact_start, text(row.start));
  draw_fact(frame, Word::fact_finish, text(row.finish));
  const std::string length = duration_text(hours.between(row.start, row.finish), DurationUnit::days,
                                           frame.plan().minutes_per_day(), frame.look.language);
  draw_fact(frame, Word::fact_work,
            frame.look.say(Word::work_and_done, {length, fmt::to_string(row.percent)}));
}

void draw_standing(const GanttFrame& frame, const GanttRow& row) {
  const Colours& colours = frame.look.colours();
  if (row.kind == TaskKind::summary) return;
  const Minutes slack{frame.plan().slack_minutes(row.task)};
  if (row.critical) {
    draw_fact(frame, Word::fact_slack, frame.look.say(Word::slack_critical), colours.critical);
  } else if (slack.count > 0) {
    draw_fact(frame, Word::fact_slack,
              duration_text(slack, DurationUnit::days, frame.plan().minutes_per_day(),
                            frame.look.language));
  }
  if (!row.deadline.is_set()) return;
  const std::string day =
      day_text(day_of(row.deadline), frame.look.this_year(), frame.look.language);
  const bool late = row.finish > row.deadline;
  draw_fact(frame, Word::fact_deadline, late ? frame.look.say(Word::deadline_missed, {day}) : day,
            late ? colours.critical : 0);
}

void draw_reasons(const GanttFrame& frame, const GanttRow& row) {
  const std::vector<std::string> reasons = frame.plan().why_then(row.task);
  if (reasons.empty()) return;
  ImGui::Dummy({kWidth, 4});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddLine(at, at + ImVec2(kWidth, 0), frame.look.colours().line);
  ImGui::Dummy({kWidth, 6});
  for (const std::string& reason : reasons)
    draw_paragraph(frame.look, reason,
                   {.type = Type::small, .colour = frame.look.colours().second_text}, kWidth);
}

void draw_link_tip(const GanttFrame& frame, const GanttLink& link) {
  const GanttRow from = frame.plan().row(link.from_row);
  const GanttRow to = frame.plan().row(link.to_row);
  draw_paragraph(frame.look,
                 frame.look.say(Word::link_preview,
                                {frame.look.say(kLinkTypes[static_cast<std::size_t>(link.type)]),
                                 from.title, to.title}),
                 {.type = Type::small}, kWidth);
}

void draw_task_card(const GanttFrame& frame, const GanttRow& row) {
  draw_paragraph(frame.look, row.title, {.type = Type::body_strong}, kWidth);
  const std::string owner = owner_text(row);
  if (!owner.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_department_in(frame.look, *ImGui::GetWindowDrawList(), {at, at + ImVec2(kWidth, kLine)},
                       row.colour, owner,
                       {.type = Type::small, .colour = frame.look.colours().second_text});
    ImGui::Dummy({kWidth, kLine});
  }
  draw_dates(frame, row);
  draw_standing(frame, row);
  draw_reasons(frame, row);
}

const LaidLink* find_link(const GanttFrame& frame, Slot dependency) {
  const std::span<const LaidLink> links = frame.in.layout.links();
  const auto found = std::ranges::find(links, dependency,
                                       [](const LaidLink& laid) { return laid.link.dependency; });
  return found == links.end() ? nullptr : &*found;
}

// Each bar and each link is rested on for itself, though all are one item of ImGui.
bool is_rested_on(const GanttFrame& frame) {
  const Hit& hit = frame.in.hit;
  const Slot what = hit.part == HitPart::link ? hit.dependency : hit.task;
  ImGui::PushID(hit.part == HitPart::link ? "link" : "bar");
  const ImGuiID id = ImGui::GetID(static_cast<int>(what));
  ImGui::PopID();
  ImGui::SetLastItemData(id, 0, ImGuiItemStatusFlags_HoveredRect, frame.body);
  return ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal);
}

}  // namespace

void draw_hover_card(const GanttFrame& frame) {
  const Hit& hit = frame.in.hit;
  if (frame.in.drag || !frame.in.hovered) return;
  const bool on_bar =
      hit.part == HitPart::bar || hit.part == HitPart::left_edge || hit.part == HitPart::right_edge;
  const LaidLink* link = hit.part == HitPart::link ? find_link(frame, hit.dependency) : nullptr;
  if ((!on_bar && link == nullptr) || !is_rested_on(frame)) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(14, 10));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kCardRadius);
  if (ImGui::BeginTooltip()) {
    if (link != nullptr) {
      draw_link_tip(frame, link->link);
    } else {
      draw_task_card(frame, frame.plan().row(hit.row));
    }
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar(2);
}

}  // namespace tongzhou
