#include "schedule/levelling_placer.h"

#include <algorithm>
#include <queue>
#include <ranges>
#include <tuple>

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
  held_.assign(free_.size(), {});
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
    for (const UnitNeed& need : input_.needs_of(task)) {
      free_[need.pool].take(dates.start, dates.finish, need.units);
      held_[need.pool].push_back(standing_[task]);
    }
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
  std::ranges::sort(placed.plan.waits, [](const Wait& a, const Wait& b) {
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
    Held& held = standing_[task];
    const Held now{dates.early_start, dates.early_finish, task};
    for (const UnitNeed& need : input_.needs_of(task)) {
      free_[need.pool].give_back(held.from, held.to, need.units);
      const auto is_own = [&](const Held& other) { return other.task == task; };
      *std::ranges::find_if(held_[need.pool], is_own) = now;
    }
    held = now;
    if (!has_people(task, held.from, held.to)) placed.plan.crowded.push_back(task);
    for (const UnitNeed& need : input_.needs_of(task))
      free_[need.pool].take(held.from, held.to, need.units);
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
    placed.plan.waits.push_back({task, allowed, start, pool, found.missing->units / 100.0,
                                 holder_until(pool, allowed, start)});
  }
  placed.delay += (std::int64_t{start.value} - input_.unlevelled().tasks[task].early_start.value) *
                  (input_.priority(task) + 1);
  take(task);
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

bool LevellingPlacer::has_people(Slot task, Instant from, Instant to) const {
  return std::ranges::none_of(input_.needs_of(task), [&](const UnitNeed& need) {
    return free_[need.pool].shortage(from, to, need.units).has_value();
  });
}

void LevellingPlacer::take(Slot task) {
  const TaskDates& dates = input_.pass().schedule().tasks[task];
  for (const UnitNeed& need : input_.needs_of(task)) {
    free_[need.pool].take(dates.early_start, dates.early_finish, need.units);
    held_[need.pool].push_back({dates.early_start, dates.early_finish, task});
  }
}

// Of those that have people of the pool and are done by then the last one.
Slot LevellingPlacer::holder_until(Pool pool, Instant after, Instant until) const {
  const Held* last = nullptr;
  for (const Held& held : held_[pool])
    if (held.to <= until && held.to > after && (last == nullptr || held.to > last->to))
      last = &held;
  return last == nullptr ? kNoSlot : last->task;
}

}  // namespace tongzhou
