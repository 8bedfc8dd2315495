#include "schedule/levelling_placer.h"

#include <algorithm>
#include <queue>
#include <ranges>
#include <tuple>
#include <utility>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// Whether the task's own constraint lets it be there.
bool may_be(const Network::Node& node, Instant start, Instant finish) {
  if (start == kNever) return false;
  if (node.constraint == Constraint::start_no_later_than) return start <= node.constraint_date;
  if (node.constraint == Constraint::finish_no_later_than) return finish <= node.constraint_date;
  return true;
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
  for (const Slot task : std::exchange(paused_, {})) set_pauses(task, {});
  placed.plan.pauses = input_.standing_pauses();
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
  sort_stably(placed.plan.pauses, {},
              [](const LevelledPause& pause) { return std::pair(pause.task, pause.when); });
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
    hold(standing_[task]);
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
  const bool as_now = begin_ == Begin::as_now;
  const Instant from = as_now ? std::max(allowed, input_.levelled_now(task)) : allowed;
  Found found;
  if (as_now && input_.may_pause(task) && !input_.pauses_of(task).levelled.empty())
    found = find_as_now(task, from);
  if (found.start == kNever) found = as_now ? find_whole(task, from) : find_place(task, from);
  if (!may_be(node, found.start, found.finish)) {
    placed.plan.crowded.push_back(task);
  } else {
    if (!found.pauses.empty()) {
      set_pauses(task, found.pauses);
      for (const Stretch pause : found.pauses) placed.plan.pauses.push_back({task, pause});
      pass.forward(step);  // held by its finish, it would now begin earlier
    }
    if (found.start != pass.schedule().tasks[task].early_start ||
        input_.is_as_late_as_possible(task)) {
      pass.network().set_levelled_start(task, found.start);
      placed.plan.levelled_starts[task] = found.start;
      pass.forward(step);
    }
  }
  const TaskDates& dates = pass.schedule().tasks[task];
  const auto wait_for = [&](const UnitNeed& need, Instant since, Instant until, bool is_pause) {
    placed.plan.waits.push_back(
        {task, since, until, need.pool, need.units / kUnitsOfOne, kNoSlot, is_pause});
  };
  if (found.missing != nullptr && dates.early_start != allowed)
    wait_for(*found.missing, allowed, dates.early_start, false);
  for (std::size_t i = 0; i < found.missing_in_pauses.size(); ++i)
    wait_for(*found.missing_in_pauses[i], found.pauses[i].from, found.pauses[i].until, true);
  const TaskDates& before = input_.unlevelled().tasks[task];
  placed.delay += (std::int64_t{dates.early_finish.value} - before.early_finish.value) *
                  (input_.priority(task) + 1);
  hold({dates.early_start, dates.early_finish, task});
}

LevellingPlacer::Found LevellingPlacer::find_place(Slot task, Instant from) const {
  Found whole = find_whole(task, from);
  if (!input_.may_pause(task)) return whole;
  const Network::Node& node = input_.network().node(task);
  Found parts = find_parts(task, from);
  const bool is_better = parts.finish < whole.finish && (may_be(node, parts.start, parts.finish) ||
                                                         !may_be(node, whole.start, whole.finish));
  return is_better ? parts : whole;
}

LevellingPlacer::Found LevellingPlacer::find_whole(Slot task, Instant from) const {
  const Network::Node& node = input_.network().node(task);
  const WorkingTime& time = input_.network().time(node);
  Found found{.start = time.next_start(from)};
  for (;;) {
    found.finish = time.add(found.start, {node.duration});
    Instant next = found.start;
    for_each_use({found.start, found.finish, task},
                 [&](Instant begin, Instant end, const UnitNeed& need) {
                   const auto until = free_[need.pool].shortage(begin, end, need.units);
                   if (!until || *until <= next) return;
                   next = *until;
                   found.missing = &need;
                 });
    if (next == found.start) return found;
    if (next >= kHorizonEnd) return {.missing = found.missing};
    found.start = time.next_start(next);
  }
}

// Works whenever all are there, in parts that are not too short.
LevellingPlacer::Found LevellingPlacer::find_parts(Slot task, Instant from) const {
  const Network::Node& node = input_.network().node(task);
  const WorkingTime& time = input_.network().time(node);
  const std::int32_t least = input_.least_part(task);
  const auto needs = input_.needs_of(task);
  Found found;
  const UnitNeed* missing = nullptr;
  std::int32_t left = node.duration;
  for (Instant at = time.next_start(from);;) {
    Instant end = kNever;
    for (const UnitNeed& need : needs)
      end = std::min(end, free_[need.pool].enough_until(at, need.units));
    std::int32_t work = end == kNever ? left : std::min(left, time.between(at, end).count);
    if (work < left) work = std::min(work, left - least);
    if (work == left || work >= least) {
      if (found.start == kNever) {
        found.start = at;
        found.missing = missing;
      } else if (time.between(found.finish, at).count > 0) {
        found.pauses.push_back({found.finish, at});
        found.missing_in_pauses.push_back(missing);
      }
      found.finish = time.add(at, {work});
      left -= work;
      if (left == 0) return found;
    }
    // Until all are there again.
    Instant again = end;
    for (bool is_short = true; is_short;) {
      is_short = false;
      for (const UnitNeed& need : needs) {
        const auto until = free_[need.pool].shortage(again, again + Minutes{1}, need.units);
        if (!until) continue;
        if (*until >= kHorizonEnd) return {.missing = &need};
        again = *until;
        missing = &need;
        is_short = true;
      }
    }
    at = time.next_start(again);
  }
}

LevellingPlacer::Found LevellingPlacer::find_as_now(Slot task, Instant from) {
  const std::vector<Stretch>& pauses = input_.pauses_of(task).levelled;
  set_pauses(task, pauses);
  const Network::Node& node = input_.network().node(task);
  const WorkingTime& time = input_.network().time(node);
  Found found{.start = time.next_start(from), .pauses = pauses};
  found.finish = time.add(found.start, {node.duration});
  std::erase_if(found.pauses, [&](Stretch pause) {  // the task was put elsewhere since
    return pause.until <= found.start || pause.from >= found.finish;
  });
  if (has_people({found.start, found.finish, task})) return found;
  set_pauses(task, {});
  return {};
}

void LevellingPlacer::set_pauses(Slot task, std::span<const Stretch> levelled) {
  std::vector<Stretch> pauses = input_.pauses_of(task).given;
  pauses.insert(pauses.end(), levelled.begin(), levelled.end());
  if (!levelled.empty()) paused_.push_back(task);
  input_.pass().network().set_pauses(task, join(std::move(pauses)));
}

// Calls `visit(Instant from, Instant to, const UnitNeed&)` for each part of it and each need.
template <class Visitor>
void LevellingPlacer::for_each_use(const Held& held, Visitor&& visit) const {
  for_each_part(input_.network().pauses(held.task), held.from, held.to,
                [&](Instant from, Instant to) {
                  for (const UnitNeed& need : input_.needs_of(held.task)) visit(from, to, need);
                });
}

bool LevellingPlacer::has_people(const Held& held) const {
  bool has_all = true;
  for_each_use(held, [&](Instant from, Instant to, const UnitNeed& need) {
    has_all = has_all && !free_[need.pool].shortage(from, to, need.units);
  });
  return has_all;
}

void LevellingPlacer::take(const Held& held) {
  for_each_use(held, [&](Instant from, Instant to, const UnitNeed& need) {
    free_[need.pool].take(from, input_.free_again(need.pool, to), need.units);
  });
}
void LevellingPlacer::give_back(const Held& held) {
  for_each_use(held, [&](Instant from, Instant to, const UnitNeed& need) {
    free_[need.pool].give_back(from, input_.free_again(need.pool, to), need.units);
  });
}
void LevellingPlacer::hold(const Held& held) {
  take(held);
  for_each_use(held, [&](Instant from, Instant to, const UnitNeed& need) {
    done_[need.pool].push_back({from, to, held.task});
  });
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
