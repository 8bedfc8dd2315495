#include "app/simulation_run.h"

#include <algorithm>

#include "core/sorting.h"
#include "insight/variance.h"
#include "schedule/calendars.h"

namespace tongzhou {
namespace {

constexpr int kMostColumns = 48;

// What the whole is measured by: the wish, else the promise and its buffer.
Instant wanted_finish(const OpenPlan& open) {
  const PlanInfo& info = open.plan().info();
  if (info.finish.is_set()) return info.finish;
  const std::vector<BaselineInfo> baselines = baselines_of(open.plan());
  const BaselineInfo* promise = promise_of(baselines);
  if (promise == nullptr || !promise->finish.is_set()) return {};
  return open.calendars()[Calendars::kPlan].add(promise->finish, info.buffer);
}

}  // namespace

SimulationRun::SimulationRun(const OpenPlan& open, Simulation::People people, std::uint64_t seed)
    : simulation_(open.plan(), seed, people),
      people_(people),
      revision_(open.plan().revision()),
      buffers_(advise_buffers(open.plan(), open.network(), open.schedule())) {
  finish_.wanted = wanted_finish(open);
  if (simulation_.uncertain() == 0) simulation_.run(1);
  tell(open);
}

void SimulationRun::advance(const OpenPlan& open, const Clock& clock, std::int64_t milliseconds) {
  if (!is_running()) return;
  const std::int64_t begun = clock.unix_milliseconds();
  simulation_.run(std::min(step_, kRuns - simulation_.runs()));
  const std::int64_t took = clock.unix_milliseconds() - begun;
  if (took < milliseconds / 2) step_ = std::min(step_ * 2, 1024);
  if (took > milliseconds) step_ = std::max(step_ / 2, 1);
  if (simulation_.runs() >= 2 * told_runs_ || !is_running()) tell(open);
}

void SimulationRun::advance_to(const OpenPlan& open, int runs) {
  if (simulation_.uncertain() > 0) simulation_.run(std::max(runs - simulation_.runs(), 0));
  tell(open);
}

void SimulationRun::tell(const OpenPlan& open) {
  told_runs_ = simulation_.runs();
  const auto finishes = simulation_.finishes();
  finish_ = {.at = percentiles_of(finishes),
             .chance_of_planned = chance_by(finishes, planned()),
             .wanted = finish_.wanted,
             .chance_of_wanted = finish_.wanted.is_set() ? chance_by(finishes, finish_.wanted) : 0};
  dates_.clear();
  for (const Simulation::Tracked& each : simulation_.tracked()) {
    const Instant limit = each.deadline.is_set() ? each.deadline : each.planned;
    dates_.push_back({.task = each.task,
                      .deadline = each.deadline,
                      .planned = each.planned,
                      .at = percentiles_of(each.finishes),
                      .chance = chance_by(each.finishes, limit)});
  }
  risks_.clear();
  for (const Outline::Row& row : open.outline().rows) {
    const double effect = simulation_.effect_on_finish(row.task);
    if (effect > 0) risks_.push_back({row.task, effect, simulation_.criticality(row.task)});
  }
  sort_stably(risks_, {}, [](const TaskRisk& risk) { return std::pair(-risk.effect, risk.task); });
  if (risks_.size() > kMostRisks) risks_.resize(kMostRisks);
  tell_histogram();
}

void SimulationRun::tell_histogram() {
  histogram_ = {};
  const auto finishes = simulation_.finishes();
  if (finishes.empty()) return;
  const auto [first, last] = std::ranges::minmax(finishes);
  const int days = day_of(last) - day_of(first) + 1;
  histogram_.first = day_of(first);
  histogram_.days = (days + kMostColumns - 1) / kMostColumns;
  histogram_.columns.assign(static_cast<std::size_t>((days - 1) / histogram_.days + 1), 0);
  for (const Instant finish : finishes)
    ++histogram_
          .columns[static_cast<std::size_t>((day_of(finish) - histogram_.first) / histogram_.days)];
  histogram_.most = std::ranges::max(histogram_.columns);
}

Draft assume_confidence(const OpenPlan& open, Random& random, Confidence confidence) {
  ChangeBuilder builder(open.plan(), random, make_label(Word::did_assume_confidence, {}));
  for (std::uint32_t row = 0; row < open.outline().rows.size(); ++row) {
    const auto& entry = open.plan().table<Task>()[open.outline().rows[row].task];
    const Task& task = entry.record;
    const bool estimated = task.optimistic.count > 0 || task.pessimistic.count > 0 ||
                           task.confidence != Confidence::none;
    if (open.outline().is_summary(row) || task.kind == TaskKind::milestone || estimated) continue;
    builder.set<&Task::confidence>(entry.id, confidence);
  }
  return std::move(builder).take();
}

}  // namespace tongzhou
