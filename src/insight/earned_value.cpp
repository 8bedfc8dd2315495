#include "insight/earned_value.h"

#include <algorithm>

#include "model/outline.h"
#include "schedule/demands.h"

namespace tongzhou {
namespace {

// A task of the baseline: what it weighs, and its working time.
struct Weighed {
  double weight = 0;
  std::int64_t start = 0, finish = 0;  // positions in its calendar
  const WorkingTime* time = nullptr;
  double percent = 0, spent = 0;

  double planned_by(Instant at) const {
    const std::int64_t now = time->position(at);
    if (now >= finish) return weight;
    if (now <= start) return 0;
    return weight * static_cast<double>(now - start) / static_cast<double>(finish - start);
  }
};

struct Weights {
  std::vector<Weighed> tasks;
  Instant first, last;
  int without_baseline = 0;
};

Weights weigh(const Plan& plan, const Calendars& calendars, const BaselineKey& key) {
  const Table<Task>& tasks = plan.table<Task>();
  const Demands demands(plan);
  const std::vector<const Baseline*> known = baselines_by_task(plan, key);
  Weights weights;
  const Outline outline = build_outline(plan);
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    const Slot slot = outline.rows[row].task;
    const Task& task = tasks[slot].record;
    if (outline.is_summary(row) || task.kind == TaskKind::milestone) continue;
    const Baseline* baseline = known[slot];
    if (baseline == nullptr || !baseline->start.is_set() || !baseline->finish.is_set()) {
      ++weights.without_baseline;
      continue;
    }
    const WorkingTime& time = calendars[calendars.of_task(plan, slot)];
    Weighed of{.start = time.position(baseline->start),
               .finish = time.position(baseline->finish),
               .time = &time,
               .percent = double(std::clamp(task.percent, 0, 100)),
               .spent = double(std::max(task.spent.count, 0))};
    of.weight = static_cast<double>(of.finish - of.start) * demands.people_at_work(slot);
    weights.tasks.push_back(of);
    weights.first =
        weights.first.is_set() ? std::min(weights.first, baseline->start) : baseline->start;
    weights.last = std::max(weights.last, baseline->finish);
  }
  return weights;
}

double planned_by(const Weights& weights, Instant at) {
  double sum = 0;
  for (const Weighed& task : weights.tasks) sum += task.planned_by(at);
  return sum;
}

EarnedValue value_at(const Weights& weights, Instant at) {
  EarnedValue value{.planned = planned_by(weights, at),
                    .without_baseline = weights.without_baseline};
  for (const Weighed& task : weights.tasks) {
    value.budget += task.weight;
    value.earned += task.weight * task.percent / 100;
    value.spent += task.spent;
  }
  return value;
}

}  // namespace

EarnedValue earned_value(const Plan& plan, const Calendars& calendars, const BaselineKey& baseline,
                         Instant at) {
  return value_at(weigh(plan, calendars, baseline), at);
}

double percent_done(const Plan& plan) {
  const Demands demands(plan);
  const Outline outline = build_outline(plan);
  double whole = 0, done = 0;
  for (std::uint32_t row = 0; row < outline.rows.size(); ++row) {
    const Slot slot = outline.rows[row].task;
    const Task& task = plan.table<Task>()[slot].record;
    if (outline.is_summary(row) || task.kind == TaskKind::milestone) continue;
    const double weight = std::max(task.duration.count, 0) * demands.people_at_work(slot);
    whole += weight;
    done += weight * std::clamp(task.percent, 0, 100) / 100;
  }
  return whole > 0 ? 100 * done / whole : 0;
}

EarnedCurve earned_curve(const Plan& plan, const Calendars& calendars, const BaselineKey& baseline,
                         Instant now, int samples) {
  const Weights weights = weigh(plan, calendars, baseline);
  EarnedCurve curve;
  if (weights.tasks.empty()) return curve;
  const double minutes = weights.last.value - weights.first.value;
  for (int i = 0; i <= samples; ++i) {
    const Instant at = weights.first + Minutes{static_cast<std::int32_t>(minutes * i / samples)};
    curve.planned.push_back({at, planned_by(weights, at)});
  }
  const EarnedValue value = value_at(weights, now);
  for (const BaselineInfo& info : baselines_of(plan))
    if (info.is_update && info.taken < now)
      curve.earned.push_back({info.taken, value.budget * info.percent / 100});
  curve.earned.push_back({now, value.earned});
  return curve;
}

}  // namespace tongzhou
