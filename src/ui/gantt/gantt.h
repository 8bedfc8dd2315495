// The chart beside the task table: a time scale, a bar for each row, the links between them, and
// what pointer and keyboard do there. Under it, on the same scale, the load of departments.
//
// The table and the chart are two drawings of the same rows with one scroll: rows are kRowHeight
// (32) high, the first begins kTableHeadHeight (44) below the top of either, and `RowScroll::y` is
// the height that has gone up out of sight, for both. The chart stands at the right edge, so it
// draws the scrollbar of both. A page does:
//
//   draw_task_table(...left of the splitter..., page.scroll);
//   draw_gantt(look, {plan, box_right_of_the_splitter, page.scroll}, page.gantt, acts);
//   for (const GanttAct& act : acts) ...make it a command...
//
// Whatever the size of the plan, a frame asks only for rows and links that are in sight.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/date.h"
#include "imgui_internal.h"
#include "model/records.h"
#include "model/table.h"
#include "schedule/working_time.h"

namespace tongzhou {

struct Look;

// The vertical scroll that table and chart share, in pixels, and the row under the pointer. Both
// may change them; draw_gantt, which comes last, brings `y` back within the rows.
struct RowScroll {
  double y = 0;
  std::int32_t hovered_in_table = -1;  // each says its own, -1 for none; both show either
  std::int32_t hovered_in_chart = -1;
  std::int32_t hovered() const {
    return hovered_in_table >= 0 ? hovered_in_table : hovered_in_chart;
  }
};

// What a row shows. The views last until the plan changes.
struct GanttRow {
  Slot task = kNoSlot;
  TaskKind kind = TaskKind::task;  // `summary` for whatever has rows under it
  Instant start, finish;           // as scheduled; unset: nothing to draw
  Instant late_finish;             // up to where it may slip without delaying the end
  Instant deadline;
  std::span<const Stretch> pauses;  // in order and apart
  std::int32_t percent = 0;
  int level = 1;    // in the outline
  int colour = -1;  // of the department, into the theme's palette
  bool critical = false;
  bool selected = false;
  std::string_view title;
  std::string_view person;      // who is responsible
  std::string_view department;  // said by the hover card and to screen readers
};

struct GanttLink {
  std::int32_t from_row = -1;  // -1: its task is not among the rows; the link is not drawn
  std::int32_t to_row = -1;
  Slot dependency = kNoSlot;
  LinkType type = LinkType::finish_start;
  bool critical = false;
};

// What the chart asks of the plan. Rows are counted from 0 in the order of the table, filtered and
// collapsed ones left out.
struct GanttSource {
  virtual ~GanttSource() = default;

  virtual std::int32_t row_count() const = 0;
  virtual GanttRow row(std::int32_t row) const = 0;
  virtual std::int32_t row_of(Slot task) const = 0;  // -1: not shown

  // Links by number, from 0; asked for all of them only when `link_revision` has changed, which it
  // does when links or the order of rows change but need not when dates do.
  virtual std::uint64_t link_revision() const = 0;
  virtual std::uint32_t link_count() const = 0;
  virtual GanttLink link(std::uint32_t number) const = 0;

  // Of the task's own calendar; of the plan's for kNoSlot.
  virtual const WorkingTime& working_time(Slot task) const = 0;

  // How many working minutes are spoken of as a day.
  virtual std::int32_t minutes_per_day() const = 0;

  // From the first start to the last finish; unset for a plan without dates.
  virtual Instant first() const = 0;
  virtual Instant last() const = 0;

  // Asked for one task at a time, when the pointer rests on it or a drag is over it.
  virtual std::vector<std::string> why_then(Slot task) const = 0;  // why it starts when it starts
  virtual std::int32_t slack_minutes(Slot task) const = 0;         // working minutes
  virtual bool may_move(Slot task) const = 0;                      // not a summary, not finished
  // Why these two cannot be linked (a ring, its own phase, linked already); nothing: they can.
  virtual std::optional<std::string> link_refusal(Slot from, Slot to, LinkType type) const = 0;
};

// What the user did, for the page to make a command of. Instants are within working time of the
// task's calendar.
enum class SelectHow : std::uint8_t { only, toggle, range };
struct SelectTask {
  Slot task;  // kNoSlot: nothing any more
  SelectHow how = SelectHow::only;
};
struct OpenTask {  // show it in the inspector
  Slot task;
};
struct MoveTask {
  Slot task;
  Instant start;
};
struct ResizeTask {  // by one end, the other stays
  Slot task;
  std::optional<Instant> start;
  std::optional<Instant> finish;
};
struct SetProgress {
  Slot task;
  std::int32_t percent;
};
struct LinkTasks {
  Slot from;
  Slot to;
  LinkType type;
};
struct SelectLink {
  Slot dependency;
};
using GanttAct =
    std::variant<SelectTask, OpenTask, MoveTask, ResizeTask, SetProgress, LinkTasks, SelectLink>;

struct GanttView {
  const GanttSource& plan;
  ImRect box;  // right of the splitter: head and rows
  RowScroll& scroll;
  Instant now = {};  // where the line of today stands; unset: at the beginning of today
};

// How much time is in sight: what the buttons beside the chart choose between.
enum class GanttScale : std::uint8_t { day, week, month, quarter };

// What the chart remembers from frame to frame. Its owner asks by these verbs.
class GanttState {
 public:
  GanttState();
  ~GanttState();
  GanttState(GanttState&&) noexcept;
  GanttState& operator=(GanttState&&) noexcept;

  void show_all();                   // fits the whole plan into the width, at the next frame
  void show_today();                 // today in the left third
  void show_task(Slot task);         // its row and its bar, moving no more than needed
  void set_scale(GanttScale scale);  // around the middle of what is in sight
  GanttScale scale() const;          // the one nearest to the zoom that is
  void zoom_by(double factor);       // above 1: less time, drawn larger
  bool is_dragging() const;          // Escape then belongs to the chart
  bool is_moving() const;            // a drag at the edge moves the picture: draw again at once

  struct Inside;  // for src/ui/gantt alone
  Inside& inside() { return *inside_; }

 private:
  std::unique_ptr<Inside> inside_;
};

// Draws into the current ImGui window. A new state shows the whole plan.
void draw_gantt(const Look& look, const GanttView& view, GanttState& state,
                std::vector<GanttAct>& acts);

}  // namespace tongzhou
