#include "schedule/levelling_placer.h"

#include <algorithm>
#include <queue>
#include <ranges>
#include <tuple>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// The latest start that the task's own constraint allows; kNever where it says nothing.
Instant latest_start_of(const Network::Node& node, const WorkingTime& time) {
  if (node.constraint == Constraint::start_no_later_than) return node.constraint_date;
  if (node.constraint == Constraint::finish_no_later_than)
    return time.subtract(node.constraint_date, {node.duration});
  return kNever;
}

}  // namespace

bool LevelledPlan::keeps_more_than(const LevelledPlan& other) const {
  const auto key = [](const LevelledPlan& plan) {
    return std::tuple(plan.crowded.size(), plan.schedule.finish, plan.minutes_late);
  };
  return key(*this) < key(other);
}

bool Placed::is_better_than(const Placed& other) const {
  if (plan.keeps_more_than(other.plan)) return true;
  return !other.plan.keeps_more_than(plan) && delay < other.delay;
}

LevellingPlacer::LevellingPlacer(LevellingInput& input)
    : input_(input), waits_(input.network().order().size(), 0) {
  for (std::uint32_t rank = 0; rank < waits_.size(); ++rank)
    for (const std::uint32_t next : input.after(rank)) ++waits_[next];
}

Placed LevellingPlacer::place(std::span<const std::int32_t> keys, Begin begin) {
  begin_ = begin;
  Placed placed;
  placed.plan.levelled_starts.resize(input_.network().slot_count());
  free_ = input_.people();
  done_.assign(free_.size(), {});
  standing_.assign(input_.network().slot_count(), {});
  for (const Outline::Row& row : input_.network().outline().rows)
    input_.pass().network().set_levelled_start(row.task, {});
  for (const Slot task : input_.standing()) {
    const TaskDates& dates = input_.unlevelled().tasks[task];
    if (dates.start > dates.early_start) {  // as late as possible: that is where it stands
      input_.pass().network().set_levelled_start(task, dates.start);
      placed.plan.levelled_starts[task] = dates.start;
    }
    standing_[task] = {dates.start, dates.finish, task};
    take(standing_[task]);
  }

  using Ready = std::pair<std::int32_t, std::uint32_t>;  // key, rank
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
  std::vector<std::uint32_t> waits = waits_;
  for (std::uint32_t rank = 0; rank < waits.size(); ++rank)
    if (waits[rank] == 0) ready.emplace(keys[rank], rank);
  while (!ready.empty()) {
    const std::uint32_t rank = ready.top().second;
    ready.pop();
    visit(input_.network().order()[rank], placed);
    for (const std::uint32_t next : input_.after(rank))
      if (--waits[next] == 0) ready.emplace(keys[next], next);
  }

  Pass& pass = input_.pass();
  pass.update_finish();
  if (!input_.late().empty()) {
    const auto& order = input_.network().order();
    for (const Step step : order | std::views::reverse) pass.backward(step);
    pass.put_late(input_.late());
  }
  placed.plan.schedule = pass.schedule();
  name_holders(placed.plan.waits);
  sort_stably(placed.plan.waits, [](const Wait& a, const Wait& b) {
    return std::tie(a.start, a.task) < std::tie(b.start, b.task);
  });
  return placed;
}

void LevellingPlacer::visit(Step step, Placed& placed) {
  Pass& pass = input_.pass();
  pass.forward(step);
  if (step.kind == StepKind::open) return;
  const Slot task = step.task;
  if (input_.is_movable(task)) {
    put(task, step, placed);
  } else if (!input_.needs_of(task).empty()) {  // it stands, unless what comes before it moved
    const TaskDates& dates = pass.schedule().tasks[task];
    give_back(standing_[task]);
    standing_[task] = {dates.early_start, dates.early_finish, task};
    if (!has_people(standing_[task])) placed.plan.crowded.push_back(task);
    take(standing_[task]);
    for (const UnitNeed& need : input_.needs_of(task)) done_[need.pool].push_back(standing_[task]);
  }
  const TaskDates& dates = pass.schedule().tasks[task];
  const Instant deadline = input_.network().node(task).deadline;
  if (deadline.is_set() && dates.early_finish > deadline)
    placed.plan.minutes_late += std::int64_t{dates.early_finish.value} - deadline.value;
}

void LevellingPlacer::put(Slot task, Step step, Placed& placed) {
  Pass& pass = input_.pass();
  const Network::Node& node = input_.network().node(task);
  const Instant allowed = pass.schedule().tasks[task].early_start;
  const Instant now = input_.levelled_now(task);
  const Found found = find_start(task, begin_ == Begin::as_now ? std::max(allowed, now) : allowed);
  const Instant latest = latest_start_of(node, input_.network().time(node));
  if (found.start == kNever || found.start > latest) {
    placed.plan.crowded.push_back(task);
  } else if (found.start != allowed || input_.is_as_late_as_possible(task)) {
    pass.network().set_levelled_start(task, found.start);
    pass.forward(step);
    placed.plan.levelled_starts[task] = found.start;
  }
  const Instant start = pass.schedule().tasks[task].early_start;
  if (found.missing != nullptr && start != allowed) {
    const Pool pool = found.missing->pool;
    placed.plan.waits.push_back(
        {task, allowed, start, pool, found.missing->units / kUnitsOfOne, kNoSlot});
  }
  placed.delay += (std::int64_t{start.value} - input_.unlevelled().tasks[task].early_start.value) *
                  (input_.priority(task) + 1);
  const Held held{start, pass.schedule().tasks[task].early_finish, task};
  take(held);
  for (const UnitNeed& need : input_.needs_of(task)) done_[need.pool].push_back(held);
}

LevellingPlacer::Found LevellingPlacer::find_start(Slot task, Instant from) const {
  const Network::Node& node = input_.network().node(task);
  const WorkingTime& time = input_.network().time(node);
  Found found{time.next_start(from), nullptr};
  for (;;) {
    const Instant finish = time.add(found.start, {node.duration});
    Instant next = found.start;
    for (const UnitNeed& need : input_.needs_of(task)) {
      const auto until = free_[need.pool].shortage(found.start, finish, need.units);
      if (!until || *until <= next) continue;
      next = *until;
      found.missing = &need;
    }
    if (next == found.start) return found;
    if (next >= kHorizonEnd) return {kNever, found.missing};
    found.start = time.next_start(next);
  }
}

bool LevellingPlacer::has_people(const Held& held) const {
  return std::ranges::none_of(input_.needs_of(held.task), [&](const UnitNeed& need) {
    return free_[need.pool].shortage(held.from, held.to, need.units).has_value();
  });
}

void LevellingPlacer::take(const Held& held) {
  for (const UnitNeed& need : input_.needs_of(held.task))
    free_[need.pool].take(held.from, input_.free_again(need.pool, held.to), need.units);
}
void LevellingPlacer::give_back(const Held& held) {
  for (const UnitNeed& need : input_.needs_of(held.task))
    free_[need.pool].give_back(held.from, input_.free_again(need.pool, held.to), need.units);
}

// For each wait: who had people of the pool till then. Nobody where there just are more from then
// on.
void LevellingPlacer::name_holders(std::vector<Wait>& waits) {
  for (std::vector<Held>& done : done_)
    sort_stably(done, [](const Held& a, const Held& b) {
      return std::tie(a.to, a.task) < std::tie(b.to, b.task);
    });
  for (Wait& wait : waits) {
    const std::vector<Held>& done = done_[wait.pool];
    const auto after = std::ranges::upper_bound(done, wait.start, {}, &Held::to);
    if (after == done.begin()) continue;
    const WorkingTime& time = input_.network().time(input_.network().node(wait.task));
    if (time.next_start((after - 1)->to) == wait.start) wait.holder = (after - 1)->task;
  }
}

}  // namespace tongzhou
