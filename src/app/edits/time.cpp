#include <algorithm>

#include "app/edits.h"
#include "app/task_rows.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

constexpr Minutes kShortestTask{15};

const WorkingTime& time_of(const OpenPlan& open, std::uint32_t row) {
  const Calendars& calendars = open.calendars();
  return calendars[calendars.of_task(open.plan(), open.outline().rows[row].task)];
}

const TaskDates& dates_at(const OpenPlan& open, std::uint32_t row) {
  return open.schedule().tasks[open.outline().rows[row].task];
}

// Where the bar lies that was dropped to begin at `wanted`: work begins in working time; what takes
// no time may also stand at the end of it.
Instant snapped(const WorkingTime& time, const Task& task, Instant wanted) {
  const bool takes_no_time = task.kind == TaskKind::milestone || task.duration == Minutes{0};
  if (takes_no_time && time.previous_finish(wanted) == wanted) return wanted;
  return time.next_start(wanted);
}

void move_one(const OpenPlan& open, ChangeBuilder& builder, std::uint32_t row, Instant wanted) {
  const Task& task = task_at(open, row);
  const Id<Task> id = id_at(open, row);
  const WorkingTime& time = time_of(open, row);
  const Instant start = snapped(time, task, wanted);
  if (task.actual_start.is_set() || task.percent > 0) {
    builder.set<&Task::actual_start>(id, start);
    if (task.actual_finish.is_set()) {
      const Instant old_start =
          task.actual_start.is_set() ? task.actual_start : dates_at(open, row).start;
      const Minutes work = time.between(old_start, task.actual_finish);
      builder.set<&Task::actual_finish>(id, time.add(start, work));
    }
    return;
  }
  builder.set<&Task::constraint>(id, Constraint::start_no_earlier_than);
  builder.set<&Task::constraint_date>(id, start);
  if (start < task.levelled_start) builder.set<&Task::levelled_start>(id, Instant{});
  if (start < task.resume) builder.set<&Task::resume>(id, Instant{});
}

// Whether something within the phase already decides when this task begins.
std::vector<char> held_within(const OpenPlan& open, std::uint32_t top) {
  const Outline& outline = open.outline();
  const auto& tasks = open.plan().table<Task>();
  const auto within = [&](Slot slot) {
    const std::uint32_t row = slot == kNoSlot ? Outline::kNoRow : outline.row_of[slot];
    return row != Outline::kNoRow && row > top && row < outline.rows[top].end;
  };
  std::vector<char> held(tasks.slot_count(), 0);
  for (const auto& entry : open.plan().table<Dependency>().live()) {
    const Slot from = tasks.find_slot(entry.record.from);
    const Slot to = tasks.find_slot(entry.record.to);
    if (within(from) && within(to)) held[to] = 1;
  }
  // What holds a phase holds all under it; parents stand before children.
  for (std::uint32_t row = top + 1; row < outline.rows[top].end; ++row) {
    const std::int32_t parent = outline.rows[row].parent;
    if (static_cast<std::uint32_t>(parent) != top &&
        held[outline.rows[static_cast<std::size_t>(parent)].task] != 0)
      held[outline.rows[row].task] = 1;
  }
  return held;
}

}  // namespace

Result<Draft> move_task(const OpenPlan& open, Random& random, Id<Task> task, Instant start) {
  const std::uint32_t top = row_of(open, task);
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_move_task, {open.plan().name_of(ref(task))}));
  if (top == Outline::kNoRow) return std::move(builder).take();
  const Outline& outline = open.outline();
  if (!outline.is_summary(top)) {
    move_one(open, builder, top, start);
    return std::move(builder).take();
  }
  const Minutes shift = start - dates_at(open, top).start;
  const std::vector<char> held = held_within(open, top);
  for (std::uint32_t row = top + 1; row < outline.rows[top].end; ++row) {
    const Task& under = task_at(open, row);
    const bool begun = under.actual_start.is_set() || under.percent > 0;
    if (outline.is_summary(row) || begun || held[outline.rows[row].task] != 0) continue;
    move_one(open, builder, row, dates_at(open, row).start + shift);
  }
  return std::move(builder).take();
}

Result<Draft> resize_task(const OpenPlan& open, Random& random, Id<Task> task, Instant finish) {
  const std::uint32_t row = row_of(open, task);
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_resize_task, {open.plan().name_of(ref(task))}));
  if (row == Outline::kNoRow) return std::move(builder).take();
  const Task& record = task_at(open, row);
  if (open.outline().is_summary(row) || record.kind == TaskKind::milestone)
    return refusal({Word::cannot_resize, {record.title}});
  const Minutes work = time_of(open, row).between(dates_at(open, row).start, finish);
  builder.set<&Task::duration>(task, std::max(work, kShortestTask));
  if (record.actual_finish.is_set()) builder.set<&Task::actual_finish>(task, finish);
  return std::move(builder).take();
}

void write_percent(ChangeBuilder& builder, const OpenPlan& open, std::uint32_t row, int percent) {
  const Id<Task> id = id_at(open, row);
  const TaskDates& dates = dates_at(open, row);
  const auto is_told = [&](FieldNumber date) {  // by the plan, or earlier in this edit
    return std::get<Instant>(builder.value_of(ref(id), date)).is_set();
  };
  builder.set<&Task::percent>(id, percent);
  if (percent > 0 && !is_told(field_number<&Task::actual_start>()))
    builder.set<&Task::actual_start>(id, dates.start);
  if (percent == 100 && !is_told(field_number<&Task::actual_finish>()))
    builder.set<&Task::actual_finish>(id, dates.finish);
  if (percent < 100) builder.set<&Task::actual_finish>(id, Instant{});
  if (percent == 0) builder.set<&Task::actual_start>(id, Instant{});
}

Result<Draft> set_percent(const OpenPlan& open, Random& random, Tasks tasks, int percent) {
  percent = std::clamp(percent, 0, 100);
  const std::vector<std::uint32_t> rows = rows_of(open, tasks);
  const auto label = rows.size() == 1
                         ? make_label(Word::did_set_percent,
                                      {task_at(open, rows.front()).title, std::to_string(percent)})
                         : make_label(Word::did_set_percents,
                                      {std::to_string(rows.size()), std::to_string(percent)});
  ChangeBuilder builder(open.plan(), random, label);
  const auto set = [&](std::uint32_t row) { write_percent(builder, open, row, percent); };
  for (std::uint32_t row : rows) {
    // Of a phase, what it says of the tasks under it.
    const Outline& outline = open.outline();
    if (!outline.is_summary(row)) {
      set(row);
      continue;
    }
    for (std::uint32_t under = row + 1; under < outline.rows[row].end; ++under)
      if (!outline.is_summary(under)) set(under);
  }
  return std::move(builder).take();
}

}  // namespace tongzhou
