#include "insight/updates.h"

#include <algorithm>

#include "core/sorting.h"
#include "insight/earned_value.h"

namespace tongzhou {
namespace {

constexpr std::int32_t kLeastAhead = 7;  // days

}  // namespace

Instant report_date(const Calendars& calendars, Instant now) {
  return calendars[Calendars::kPlan].previous_finish(now);
}

std::vector<Slot> tasks_due(const Plan& plan, const Outline& outline, const Schedule& schedule,
                            Id<Department> department, Instant now) {
  const PlanInfo& info = plan.info();
  const Instant until = now + Minutes{std::max(info.update_days, kLeastAhead) * kMinutesPerDay};
  std::vector<Slot> due;
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    const Slot slot = outline.rows[row].task;
    const Task& task = plan.table<Task>()[slot].record;
    if (outline.is_summary(row) || (department && task.department != department)) continue;
    const TaskDates& dates = schedule.tasks[slot];
    const bool is_news = task.actual_finish.is_set() && info.status_date.is_set() &&
                         task.actual_finish >= info.status_date;
    if (dates.complete ? is_news : task.actual_start.is_set() || dates.start <= until)
      due.push_back(slot);
  }
  sort_stably(due, {}, [&](Slot task) { return schedule.tasks[task].finish; });
  return due;
}

Instant last_check_in(const Plan& plan, Id<Department> department) {
  Instant last;
  for (const auto& entry : plan.table<CheckIn>().live())
    if (entry.record.department == department) last = std::max(last, entry.record.date);
  return last;
}

bool is_awaited(const Plan& plan, Id<Department> department) {
  const Instant told = last_check_in(plan, department), since = plan.info().status_date;
  return !told.is_set() || (since.is_set() && told <= since);
}

Instant next_update(const Plan& plan, Instant start) {
  const PlanInfo& info = plan.info();
  if (info.update_days <= 0) return {};
  return (info.status_date.is_set() ? info.status_date : start) +
         Minutes{info.update_days * kMinutesPerDay};
}

std::vector<FeverPoint> fever_points(const Plan& plan, const Calendars& calendars,
                                     const std::vector<BaselineInfo>& baselines,
                                     Instant finish_now) {
  const BaselineInfo* promise = promise_of(baselines);
  const Minutes buffer = plan.info().buffer;
  if (promise == nullptr || !promise->finish.is_set() || buffer.count <= 0) return {};
  const WorkingTime& time = calendars[Calendars::kPlan];
  std::vector<FeverPoint> points;
  const auto add = [&](double percent, Instant finish) {
    points.push_back(
        {percent / 100, double(time.between(promise->finish, finish).count) / buffer.count});
  };
  for (const BaselineInfo& info : baselines)
    if (info.is_update && info.taken >= promise->taken) add(info.percent, info.finish);
  add(percent_done(plan), finish_now);
  return points;
}

Fever fever_of(FeverPoint point) {
  const double done = std::clamp(point.done, 0.0, 1.0);
  if (point.used > kActLine.at(done)) return Fever::act;
  return point.used > kWatchLine.at(done) ? Fever::watch : Fever::fine;
}

}  // namespace tongzhou
