#include "schedule/levelling_input.h"

#include <algorithm>
#include <ranges>

#include "core/sorting.h"

namespace tongzhou {
namespace {

constexpr int kMostParts = 10;

bool stands(const Network::Node& node, const Task& task) {
  return node.is_started() || task.fixed || node.constraint == Constraint::must_start_on ||
         node.constraint == Constraint::must_finish_on;
}

}  // namespace

LevellingInput::LevellingInput(const Plan& plan) : pass_(plan), demands_(plan) {
  read_pauses(plan);
  schedule();
  read_people(plan);
  read_needs(plan);
  find_common_times();
  index_steps();
}

void LevellingInput::read_pauses(const Plan& plan) {
  const Table<Task>& tasks = plan.table<Task>();
  pauses_.resize(1);
  pauses_at_.resize(tasks.slot_count());
  for (const auto& entry : plan.table<Pause>().live()) {
    const Pause& pause = entry.record;
    const Slot task = tasks.find_slot(pause.task);
    if (task == kNoSlot || !pause.from.is_set() || pause.until <= pause.from) continue;
    const Stretch when{pause.from, pause.until};
    if (stands(network().node(task), tasks[task].record)) {
      if (pause.levelled) standing_pauses_.push_back({task, when});
      continue;
    }
    if (pauses_at_[task] == 0) {
      pauses_at_[task] = static_cast<std::uint32_t>(pauses_.size());
      pauses_.emplace_back();
    }
    Pauses& of_task = pauses_[pauses_at_[task]];
    (pause.levelled ? of_task.levelled : of_task.given).push_back(when);
  }
  for (Pauses& pauses : pauses_) {
    pauses.given = join(std::move(pauses.given));
    sort_stably(pauses.levelled);
  }
  sort_stably(standing_pauses_, {},
              [](const LevelledPause& pause) { return std::pair(pause.task, pause.when); });
}

void LevellingInput::schedule() {
  Network& network = pass_.network();
  late_ = late_steps(network);
  schedule_all();
  for (const TaskDates& dates : pass_.schedule().tasks) starts_now_.push_back(dates.start);
  for (const Outline::Row& row : network.outline().rows) {
    network.set_levelled_start(row.task, {});
    if (pauses_at_[row.task] != 0) network.set_pauses(row.task, pauses_of(row.task).given);
  }
  schedule_all();
  unlevelled_ = pass_.schedule();
}

void LevellingInput::schedule_all() {
  for (const Step step : network().order()) pass_.forward(step);
  pass_.update_finish();
  for (const Step step : network().order() | std::views::reverse) pass_.backward(step);
  pass_.put_late(late_);
}

void LevellingInput::read_people(const Plan& plan) {
  // Leave is looked for as long as levelling may reasonably reach.
  constexpr int kMostDays = 20 * 366;
  const Day first = day_of(unlevelled_.start);
  const int span = day_of(unlevelled_.finish) - first;
  const DayRange days{first, std::min(first + std::min(3 * span + 366, kMostDays), kLastDay)};
  const Calendars& calendars = network().calendars();
  std::vector<std::uint8_t> is_needed(demands_.pool_count(), 0);
  for (Slot task = 0; task < plan.table<Task>().slot_count(); ++task)
    for (const Need& need : demands_.of(task)) is_needed[need.pool] = 1;
  const std::vector<PeopleFrom> nobody{{kFirstDay, 0}};
  for (Pool pool = 0; pool < demands_.pool_count(); ++pool) {
    const Slot slot = demands_.slot(pool);
    people_.emplace_back(is_needed[pool] == 0       ? nobody
                         : demands_.is_person(pool) ? share_of_person(plan, calendars, slot, days)
                                                    : people_of_department(plan, slot));
  }
}

void LevellingInput::read_needs(const Plan& plan) {
  const Table<Task>& tasks = plan.table<Task>();
  std::vector<std::int32_t> most;
  for (const FreePeople& people : people_) most.push_back(people.most());
  movable_.assign(tasks.slot_count(), 0);
  first_need_.push_back(0);
  for (Slot task = 0; task < tasks.slot_count(); ++task) {
    const Task& record = tasks[task].record;
    levelled_now_.push_back(record.levelled_start);
    priority_.push_back(std::clamp(record.priority, 0, 1000));
    const Network::Node& node = network().node(task);
    const bool is_scheduled = network().outline().row_of[task] != Outline::kNoRow;
    if (is_scheduled && !node.is_summary() && node.duration > 0) {
      for (const Need& need : demands_.of(task)) {
        const std::int32_t units = to_units(need.people);
        if (units > most[need.pool])
          impossible_.push_back({task, need.pool, need.people, most[need.pool] / kUnitsOfOne});
        else if (units > 0)
          needs_.push_back({need.pool, units});
      }
    }
    first_need_.push_back(static_cast<std::uint32_t>(needs_.size()));
    least_part_.push_back(0);
    if (needs_of(task).empty()) continue;
    if (stands(node, record)) {
      standing_.push_back(task);
      continue;
    }
    movable_[task] = 1;
    const std::int32_t least =
        std::max({plan.info().minutes_per_day, node.duration / kMostParts, 1});
    if (record.splittable && least <= node.duration / 2) least_part_[task] = least;
  }
}

void LevellingInput::find_common_times() {
  common_time_.assign(people_.size(), nullptr);
  std::vector<std::uint8_t> is_mixed(people_.size(), 0);
  for (const Outline::Row& row : network().outline().rows) {
    const WorkingTime* time = &network().calendars()[network().node(row.task).shared_calendar];
    for (const UnitNeed& need : needs_of(row.task)) {
      const WorkingTime*& common = common_time_[need.pool];
      if (common != nullptr && common != time) is_mixed[need.pool] = 1;
      common = time;
    }
  }
  for (Pool pool = 0; pool < people_.size(); ++pool) {
    if (is_mixed[pool] != 0) common_time_[pool] = nullptr;
    if (common_time_[pool] != nullptr) people_[pool].begin_with_work(*common_time_[pool]);
  }
}

void LevellingInput::index_steps() {
  const Network& network = this->network();
  for (const Step step : network.order()) {
    first_after_.push_back(static_cast<std::uint32_t>(after_.size()));
    if (step.kind == StepKind::open) {
      network.for_each_child(step.task,
                             [&](Slot child) { after_.push_back(network.first_rank(child)); });
      continue;
    }
    for (const std::uint32_t link : network.links_out_of(step.task))
      after_.push_back(network.first_rank(network.link(link).to));
    const Slot parent = network.node(step.task).parent;
    if (parent != kNoSlot) after_.push_back(network.last_rank(parent));
  }
  first_after_.push_back(static_cast<std::uint32_t>(after_.size()));
}

}  // namespace tongzhou
