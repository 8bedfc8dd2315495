#include <algorithm>

#include "app/edits.h"
#include "core/words.h"
#include "insight/earned_value.h"
#include "schedule/calendars.h"
#include "schedule/network.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

constexpr std::int32_t kMostNumbers = 10;  // that other programs know

// The number that programs without sets know a baseline by; the last one again where all are taken.
std::int32_t next_number(const Plan& plan) {
  std::int32_t next = 0;
  for (const auto& entry : plan.table<Baseline>().live())
    next = std::max(next, entry.record.number + 1);
  return std::min(next, kMostNumbers);
}

bool is_milestone(const OpenPlan& open, std::uint32_t row) {
  const Slot task = open.outline().rows[row].task;
  return !open.outline().is_summary(row) &&
         open.plan().table<Task>()[task].record.kind == TaskKind::milestone;
}

enum class Which : std::uint8_t { all, milestones };

void keep_dates(ChangeBuilder& builder, const OpenPlan& open, const Schedule& schedule, Which which,
                BaselineSet set, std::int32_t number) {
  const Table<Task>& tasks = open.plan().table<Task>();
  const Id<BaselineSet> id = builder.create(std::move(set));
  for (std::uint32_t row = 0; row < open.outline().rows.size(); ++row) {
    if (which == Which::milestones && !is_milestone(open, row)) continue;
    const Slot task = open.outline().rows[row].task;
    const TaskDates& dates = schedule.tasks[task];
    builder.create(Baseline{.task = tasks[task].id,
                            .number = number,
                            .start = dates.start,
                            .finish = dates.finish,
                            .duration = tasks[task].record.duration,
                            .set = id});
  }
}

void remove_dates(ChangeBuilder& builder, const Plan& plan, Id<BaselineSet> set) {
  for (const auto& entry : plan.table<Baseline>().live())
    if (entry.record.set == set) builder.remove(ref(entry.id));
  if (plan.find(set) != nullptr) builder.remove(ref(set));
}

// Working minutes done of a task that has begun.
std::int32_t minutes_done(const Task& task) {
  return static_cast<std::int32_t>(std::int64_t{std::max(task.duration.count, 0)} *
                                   std::clamp(task.percent, 0, 100) / 100);
}

// Whether the work that should be done by the date is not.
bool is_behind(const OpenPlan& open, Slot slot, Instant date) {
  const Task& task = open.plan().table<Task>()[slot].record;
  const TaskDates& dates = open.schedule().tasks[slot];
  const WorkingTime& time = open.calendars()[open.calendars().of_task(open.plan(), slot)];
  const Instant upto = std::min(date, dates.finish);
  return time.between(dates.start, upto).count > minutes_done(task);
}

// The timetable as the edits so far would make it.
Schedule schedule_after(const Plan& plan, Random& random, ChangeBuilder builder) {
  Plan moved = plan;
  const Change change = moved.stamp(std::move(builder).take(), mint<ReplicaId>(random), {});
  check(moved.apply(change).has_value(), "edits of fields fit");
  return make_schedule(moved);
}

}  // namespace

Draft take_baseline(const OpenPlan& open, Random& random, std::string name, Instant now) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_take_baseline, {name}));
  keep_dates(builder, open, open.schedule(), Which::all,
             {.name = std::move(name),
              .taken = now,
              .finish = open.schedule().finish,
              .percent = percent_done(open.plan())},
             next_number(open.plan()));
  return std::move(builder).take();
}

Draft delete_baseline(const OpenPlan& open, Random& random, Id<BaselineSet> set) {
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_delete_baseline, {open.plan().name_of(ref(set))}));
  remove_dates(builder, open.plan(), set);
  return std::move(builder).take();
}

Draft record_update(const OpenPlan& open, Random& random, Instant date) {
  const Plan& plan = open.plan();
  const Table<Task>& tasks = plan.table<Task>();
  ChangeBuilder builder(plan, random,
                        make_label(Word::did_update_progress, {to_iso(day_of(date))}));
  builder.set<&PlanInfo::status_date>(plan.info_id(), date);
  for (std::uint32_t row = 0; row < open.outline().rows.size(); ++row) {
    const Slot slot = open.outline().rows[row].task;
    const Task& task = tasks[slot].record;
    const TaskDates& dates = open.schedule().tasks[slot];
    if (open.outline().is_summary(row) || dates.complete) continue;
    const bool begun = task.actual_start.is_set();
    if (begun ? is_behind(open, slot, date) : dates.start < date)
      builder.set<&Task::resume>(tasks[slot].id, date);
  }
  const Schedule forecast = schedule_after(plan, random, builder);
  for (const auto& entry : plan.table<BaselineSet>().live())
    if (entry.record.is_update && entry.record.taken == date) remove_dates(builder, plan, entry.id);
  keep_dates(builder, open, forecast, Which::milestones,
             {.name = to_iso(day_of(date)),
              .taken = date,
              .is_update = true,
              .finish = forecast.finish,
              .percent = percent_done(plan)},
             -1);
  return std::move(builder).take();
}

Draft set_remaining(const OpenPlan& open, Random& random, Id<Task> id, Minutes remaining,
                    Instant date) {
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_set_remaining, {open.plan().name_of(ref(id))}));
  const Task* task = open.plan().find(id);
  if (task == nullptr) return std::move(builder).take();
  builder.set<&Task::remaining>(id, remaining);
  if (remaining.count > 0 && task->actual_start.is_set())
    builder.set<&Task::resume>(id, std::max(date, task->actual_start));
  return std::move(builder).take();
}

Draft check_in(const OpenPlan& open, Random& random, Id<Department> department, Instant date,
               std::string note) {
  ChangeBuilder builder(open.plan(), random,
                        make_label(Word::did_check_in, {open.plan().name_of(ref(department))}));
  builder.create(CheckIn{department, date, std::move(note)});
  return std::move(builder).take();
}

}  // namespace tongzhou
