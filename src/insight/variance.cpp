#include "insight/variance.h"

#include <algorithm>

#include "core/sorting.h"
#include "model/outline.h"

namespace tongzhou {

std::vector<const Baseline*> baselines_by_task(const Plan& plan, const BaselineKey& key) {
  std::vector<const Baseline*> found(plan.table<Task>().slot_count(), nullptr);
  for (const auto& entry : plan.table<Baseline>().live()) {
    const Baseline& baseline = entry.record;
    if (baseline.set != key.set || (!key.set && baseline.number != key.number)) continue;
    const Slot task = plan.table<Task>().find_slot(baseline.task);
    if (task != kNoSlot && found[task] == nullptr) found[task] = &baseline;
  }
  return found;
}

std::vector<BaselineInfo> baselines_of(const Plan& plan) {
  std::vector<BaselineInfo> found;
  for (const auto& entry : plan.table<Baseline>().live()) {
    const Baseline& baseline = entry.record;
    if (baseline.set) continue;
    const BaselineKey key{{}, baseline.number};
    auto place = std::ranges::find(found, key, &BaselineInfo::key);
    if (place == found.end()) place = found.insert(found.end(), {.key = key});
    place->finish = std::max(place->finish, baseline.finish);
  }
  for (const auto& entry : plan.table<BaselineSet>().live()) {
    const BaselineSet& set = entry.record;
    found.push_back({{entry.id, 0}, set.name, set.taken, set.finish, set.percent, set.is_update});
  }
  sort_stably(found, {}, [](const BaselineInfo& info) {
    return std::tuple(bool{info.key.set}, info.key.number, info.taken, info.key.set);
  });
  return found;
}

const BaselineInfo* promise_of(const std::vector<BaselineInfo>& baselines) {
  const BaselineInfo* promise = nullptr;
  for (const BaselineInfo& info : baselines)
    if (!info.is_update && (promise == nullptr || info.key.set)) promise = &info;
  return promise;
}

std::vector<Variance> variance_from(const Plan& plan, const Schedule& schedule,
                                    const Calendars& calendars, const BaselineKey& baseline) {
  const std::vector<const Baseline*> before = baselines_by_task(plan, baseline);
  std::vector<Variance> rows;
  for (const Outline::Row& row : build_outline(plan).rows) {
    const Baseline* was = before[row.task];
    if (was == nullptr || !was->start.is_set() || !was->finish.is_set()) continue;
    const TaskDates& now = schedule.tasks[row.task];
    const WorkingTime& time = calendars[calendars.of_task(plan, row.task)];
    rows.push_back({.task = row.task,
                    .baseline_start = was->start,
                    .baseline_finish = was->finish,
                    .start = now.start,
                    .finish = now.finish,
                    .start_late = time.between(was->start, now.start),
                    .finish_late = time.between(was->finish, now.finish),
                    .longer = {time.between(now.start, now.finish).count -
                               time.between(was->start, was->finish).count}});
  }
  return rows;
}

std::vector<Trend> milestone_trends(const Plan& plan, const Schedule& schedule, Instant now) {
  const Table<Task>& tasks = plan.table<Task>();
  std::vector<Trend> by_task(tasks.slot_count());
  for (const BaselineInfo& info : baselines_of(plan)) {
    if (!info.is_update) continue;
    const std::vector<const Baseline*> told = baselines_by_task(plan, info.key);
    for (Slot task = 0; task < tasks.slot_count(); ++task)
      if (told[task] != nullptr && !tasks[task].deleted)
        by_task[task].points.push_back({info.taken, told[task]->finish});
  }
  std::vector<Trend> trends;
  for (Slot task = 0; task < tasks.slot_count(); ++task) {
    Trend& trend = by_task[task];
    if (trend.points.empty()) continue;
    trend.task = task;
    const Instant forecast = schedule.tasks[task].finish;
    if (trend.points.back().told < now) trend.points.push_back({now, forecast});
    trends.push_back(std::move(trend));
  }
  sort_stably(trends, {}, [](const Trend& trend) {
    return std::pair(trend.points.back().forecast, trend.task);
  });
  return trends;
}

}  // namespace tongzhou
