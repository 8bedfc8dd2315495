#include "schedule/pass.h"

#include <ranges>

namespace tongzhou {
namespace {

bool limits_start_of(Constraint constraint) {
  return constraint == Constraint::start_no_later_than || constraint == Constraint::must_start_on;
}
bool limits_finish_of(Constraint constraint) {
  return constraint == Constraint::finish_no_later_than || constraint == Constraint::must_finish_on;
}

void put_at_actual(const Network::Node& node, const WorkingTime& time, TaskDates& dates) {
  dates.early_start = node.actual_start;
  if (node.actual_finish.is_set())
    dates.early_finish = node.actual_finish;
  else if (node.resume.is_set())
    dates.early_finish = time.add(std::max(node.resume, node.actual_start), {node.remaining});
  else
    dates.early_finish = time.add(node.actual_start, {node.duration});
  dates.reason = {ReasonKind::actual, kNoSlot, node.actual_start};
}

}  // namespace

Pass::Pass(const Plan& plan) : network_(plan) {
  schedule_.tasks.resize(network_.slot_count());
  schedule_.start = schedule_.finish = network_.start();
  summaries_.resize(network_.summary_count());
}

// --- Forward ---------------------------------------------------------------------------------

bool Pass::forward(Step step) {
  switch (step.kind) {
    case StepKind::leaf: return forward_leaf(step.task);
    case StepKind::open: return forward_open(step.task);
    case StepKind::close: return forward_close(step.task);
  }
  return false;
}

// When a predecessor's date allows its successor's, by the successor's calendar.
Instant Pass::shift_forward(const Link& link, Instant from) const {
  if (link.lag.count == 0) return from;
  if (link.lag_kind == LagKind::elapsed) {
    return within_horizon(std::int64_t{from.value} + link.lag.count);
  }
  const WorkingTime& time = network_.time(network_.node(link.to));
  if (!link.binds_start() && link.lag.count < 0) {  // a finish stands where work ends
    return time.earliest(time.position(from) + link.lag.count);
  }
  return time.add(from, link.lag);
}

// What holds the starts and finishes of a task, or of all tasks under a summary, from below.
Pass::Bounds Pass::bounds_of(Slot task) const {
  const Node& node = network_.node(task);
  Bounds bounds;
  if (node.parent != kNoSlot) {
    bounds = state(node.parent).bounds;
  } else {
    bounds.start = {network_.start(), {ReasonKind::plan_start, kNoSlot, network_.start()}};
  }
  for (const Link& link : network_.links_into(task)) {
    const TaskDates& from = schedule_.tasks[link.from];
    const Instant allowed =
        shift_forward(link, link.leaves_finish() ? from.early_finish : from.early_start);
    (link.binds_start() ? bounds.start : bounds.finish)
        .raise(allowed, ReasonKind::dependency, link.dependency);
  }
  switch (node.constraint) {
    case Constraint::start_no_earlier_than:
    case Constraint::must_start_on:
      bounds.start.raise(node.constraint_date, ReasonKind::constraint, task);
      break;
    case Constraint::finish_no_earlier_than:
    case Constraint::must_finish_on:
      bounds.finish.raise(node.constraint_date, ReasonKind::constraint, task);
      break;
    case Constraint::as_soon_as_possible:
    case Constraint::as_late_as_possible:
    case Constraint::start_no_later_than:
    case Constraint::finish_no_later_than: break;
  }
  return bounds;
}

bool Pass::forward_leaf(Slot task) {
  const Node& node = network_.node(task);
  const WorkingTime& time = network_.time(node);
  TaskDates& dates = schedule_.tasks[task];
  const TaskDates before = dates;
  dates.complete = node.complete;
  dates.conflict = false;
  if (node.actual_start.is_set()) {
    put_at_actual(node, time, dates);
  } else {
    Bounds bounds = bounds_of(task);
    if (node.levelled_start.is_set()) {
      bounds.start.raise(node.levelled_start, ReasonKind::levelling, task);
    }
    if (node.resume.is_set()) bounds.start.raise(node.resume, ReasonKind::update, task);
    std::int64_t start = time.position(bounds.start.at);
    Instant point = bounds.start.at;  // of a task without duration
    dates.reason = bounds.start.why;
    if (bounds.finish.at.is_set()) {
      const std::int64_t by_finish = time.position(bounds.finish.at) - node.duration;
      if (by_finish > start) dates.reason = bounds.finish.why;
      start = std::max(start, by_finish);
      point = std::max(point, bounds.finish.at);
    }
    const bool latest_start = limits_start_of(node.constraint);
    if (latest_start || limits_finish_of(node.constraint)) {
      const std::int64_t limit =
          time.position(node.constraint_date) - (latest_start ? 0 : node.duration);
      if (start > limit) {
        dates.conflict = true;
        dates.reason = {ReasonKind::constraint, task, node.constraint_date};
        start = limit;
        point = node.constraint_date;
      }
    }
    if (node.duration == 0) {
      dates.early_start = dates.early_finish = time.settle_forward(point);
    } else {
      dates.early_start = time.latest(start);
      dates.early_finish = time.earliest(start + node.duration);
      // Held by its finish, it ends where that says, be it the beginning of the next working day.
      const Instant finish = bounds.finish.at;
      if (finish > dates.early_finish && time.between(dates.early_finish, finish).count == 0 &&
          time.next_start(finish) == finish) {
        dates.early_finish = finish;
      }
    }
  }
  dates.start = dates.early_start;
  dates.finish = dates.early_finish;
  return dates.early_start != before.early_start || dates.early_finish != before.early_finish ||
         dates.start != before.start || dates.finish != before.finish ||
         dates.complete != before.complete;
}

bool Pass::forward_open(Slot summary) {
  const Bounds bounds = bounds_of(summary);
  const bool changed = !(bounds == state(summary).bounds);
  state(summary).bounds = bounds;
  return changed;
}

// The dates of a task, or the earliest of those under a summary, as far as a predecessor can still
// delay them: what is started stands.
Pass::Limit Pass::early_of(Slot task) const {
  if (network_.node(task).is_summary()) return state(task).early;
  if (network_.node(task).is_started()) return {};
  return {schedule_.tasks[task].early_finish, schedule_.tasks[task].early_start};
}
Pass::Limit Pass::late_of(Slot task) const {
  if (network_.node(task).is_summary()) return state(task).late;
  if (network_.node(task).is_started()) return {};
  return {schedule_.tasks[task].late_finish, schedule_.tasks[task].late_start};
}
Pass::Limit Pass::scheduled_of(Slot task) const {
  if (network_.node(task).is_summary()) return state(task).scheduled;
  if (network_.node(task).is_started()) return {};
  return {schedule_.tasks[task].finish, schedule_.tasks[task].start};
}

bool Pass::forward_close(Slot summary) {
  TaskDates dates = schedule_.tasks[summary];
  dates.summary = true;
  dates.complete = true;
  dates.early_start = kNever;
  dates.early_finish = {};
  Limit early;
  network_.for_each_child(summary, [&](Slot child) {
    const TaskDates& of = schedule_.tasks[child];
    dates.early_start = std::min(dates.early_start, of.early_start);
    dates.early_finish = std::max(dates.early_finish, of.early_finish);
    dates.complete = dates.complete && of.complete;
    early.lower(early_of(child));
  });
  const bool changed = !(dates == schedule_.tasks[summary]) || !(early == state(summary).early);
  schedule_.tasks[summary] = dates;
  state(summary).early = early;
  return span_tasks(summary) || changed;
}

// Puts a summary over the scheduled dates of its tasks. True when that changed something.
bool Pass::span_tasks(Slot summary) {
  TaskDates& dates = schedule_.tasks[summary];
  const Instant start = dates.start, finish = dates.finish;
  dates.start = kNever;
  dates.finish = {};
  Limit scheduled;
  network_.for_each_child(summary, [&](Slot child) {
    const TaskDates& of = schedule_.tasks[child];
    if (of.start < dates.start) dates.reason = {ReasonKind::tasks_under, child, of.start};
    dates.start = std::min(dates.start, of.start);
    dates.finish = std::max(dates.finish, of.finish);
    scheduled.lower(scheduled_of(child));
  });
  state(summary).scheduled = scheduled;
  return start != dates.start || finish != dates.finish;
}

bool Pass::update_finish() {
  const Instant before = schedule_.finish;
  const auto& rows = network_.outline().rows;
  if (!rows.empty()) {
    schedule_.start = kNever;
    schedule_.finish = {};
  }
  for (std::size_t row = 0; row < rows.size(); row = rows[row].end) {
    const TaskDates& dates = schedule_.tasks[rows[row].task];
    schedule_.start = std::min(schedule_.start, dates.early_start);
    schedule_.finish = std::max(schedule_.finish, dates.early_finish);
  }
  return schedule_.finish != before;
}

// --- Backward --------------------------------------------------------------------------------

bool Pass::backward(Step step) {
  switch (step.kind) {
    case StepKind::leaf: return backward_leaf(step.task);
    case StepKind::open: return backward_open(step.task);
    case StepKind::close: return backward_close(step.task);
  }
  return false;
}

// The latest of a predecessor's date that leaves its successor's where it is.
Instant Pass::shift_backward(const Link& link, Instant to) const {
  if (to == kNever || link.lag.count == 0) return to;
  if (link.lag_kind == LagKind::elapsed) {
    return within_horizon(std::int64_t{to.value} - link.lag.count);
  }
  return network_.time(network_.node(link.to)).subtract(to, link.lag);
}

bool Pass::limits_start(Slot summary) const {
  const Limits& limits = state(summary).limits;
  return limits.late.start != kNever || limits.free.start != kNever;
}

// What limits the finish and start of a task, or of all tasks under a summary, from above.
Pass::Limits Pass::limits_of(Slot task) const {
  const Node& node = network_.node(task);
  Limits limits;
  if (node.parent == kNoSlot) {
    limits.late.finish = schedule_.finish;
  } else {
    limits = state(node.parent).limits;
    // Of the tasks under a summary, those that begin it carry what limits its start.
    if (schedule_.tasks[task].early_start != schedule_.tasks[node.parent].early_start) {
      limits.late.start = limits.free.start = kNever;
    }
  }
  if (node.deadline.is_set()) limits.late.lower(true, node.deadline);
  if (limits_start_of(node.constraint)) limits.late.lower(false, node.constraint_date);
  if (limits_finish_of(node.constraint)) limits.late.lower(true, node.constraint_date);
  for (const std::uint32_t index : network_.links_out_of(task)) {
    const Link& link = network_.link(index);
    const Limit late = late_of(link.to), early = early_of(link.to);
    const bool start = link.binds_start(), finish = link.leaves_finish();
    limits.late.lower(finish, shift_backward(link, start ? late.start : late.finish));
    limits.free.lower(finish, shift_backward(link, start ? early.start : early.finish));
  }
  return limits;
}

// Free slack up to the limits, to the plan's finish where there are none; and what follows from
// total slack.
void Pass::set_slack(Slot task, const Limit& free, TaskDates& dates) const {
  const WorkingTime& time = network_.time(network_.node(task));
  std::int32_t slack = std::numeric_limits<std::int32_t>::max();
  const bool none = free.finish == kNever && free.start == kNever;
  if (none) slack = time.between(dates.early_finish, schedule_.finish).count;
  if (free.finish != kNever) slack = time.between(dates.early_finish, free.finish).count;
  if (free.start != kNever) {
    slack = std::min(slack, time.between(dates.early_start, free.start).count);
  }
  dates.free_slack = {dates.complete ? 0 : std::max(slack, 0)};
  dates.critical = dates.total_slack.count <= 0 && !dates.complete;
}

bool Pass::backward_leaf(Slot task) {
  const Node& node = network_.node(task);
  const WorkingTime& time = network_.time(node);
  TaskDates& dates = schedule_.tasks[task];
  const Instant late_start = dates.late_start, late_finish = dates.late_finish;
  const Limits limits = limits_of(task);
  if (dates.complete) {
    dates.late_start = dates.early_start;
    dates.late_finish = dates.early_finish;
    dates.total_slack = {0};
  } else if (node.duration == 0) {
    const Instant point = std::min(limits.late.finish, limits.late.start);
    dates.late_start = dates.late_finish = time.settle_backward(point);
    dates.total_slack = time.between(dates.early_finish, point);
  } else {
    std::int64_t finish = time.position(limits.late.finish);
    if (limits.late.start != kNever) {
      finish = std::min(finish, time.position(limits.late.start) + node.duration);
    }
    dates.late_start = time.latest(finish - node.duration);
    dates.late_finish = time.earliest(finish);
    dates.total_slack = {static_cast<std::int32_t>(finish - time.position(dates.early_finish))};
  }
  set_slack(task, limits.free, dates);
  return dates.late_start != late_start || dates.late_finish != late_finish;
}

bool Pass::backward_close(Slot summary) {
  const Limits limits = limits_of(summary);
  const bool changed = !(limits == state(summary).limits);
  state(summary).limits = limits;
  return changed;
}

bool Pass::backward_open(Slot summary) {
  TaskDates& dates = schedule_.tasks[summary];
  const Instant late_start = dates.late_start, late_finish = dates.late_finish;
  dates.late_start = kNever;
  dates.late_finish = {};
  Limit late;
  network_.for_each_child(summary, [&](Slot child) {
    dates.late_start = std::min(dates.late_start, schedule_.tasks[child].late_start);
    dates.late_finish = std::max(dates.late_finish, schedule_.tasks[child].late_finish);
    late.lower(late_of(child));
  });
  const WorkingTime& time = network_.time(network_.node(summary));
  dates.total_slack = std::min(time.between(dates.early_start, dates.late_start),
                               time.between(dates.early_finish, dates.late_finish));
  set_slack(summary, state(summary).limits.free, dates);
  const bool changed = dates.late_start != late_start || dates.late_finish != late_finish ||
                       !(late == state(summary).late);
  state(summary).late = late;
  return changed;
}

// --- As late as possible ---------------------------------------------------------------------

std::vector<Step> late_steps(const Network& network) {
  std::vector<Step> late;
  std::vector<std::uint8_t> above(network.slot_count(), 0);
  for (const Step step : network.order() | std::views::reverse) {
    const Network::Node& node = network.node(step.task);
    const bool wanted = step.kind == StepKind::leaf
                            ? node.constraint == Constraint::as_late_as_possible
                            : step.kind == StepKind::open && above[step.task] != 0;
    if (!wanted) continue;
    late.push_back(step);
    if (node.parent != kNoSlot) above[node.parent] = 1;
  }
  return late;
}

void Pass::put_late(std::span<const Step> steps) {
  for (const Step step : steps) {
    if (step.kind == StepKind::leaf)
      put_late(step.task);
    else
      span_tasks(step.task);
  }
}

void Pass::put_late(Slot task) {
  forward_leaf(task);
  const Node& node = network_.node(task);
  if (node.is_started() || node.levelled_start.is_set()) return;
  const WorkingTime& time = network_.time(node);
  TaskDates& dates = schedule_.tasks[task];
  Limit limit{std::min(schedule_.finish, dates.late_finish), kNever};
  Reason reason{ReasonKind::as_late_as_possible, kNoSlot, limit.finish};
  for (Slot at = task; at != kNoSlot; at = network_.node(at).parent) {
    const bool begins = schedule_.tasks[at].early_start == dates.early_start;
    for (const std::uint32_t index : network_.links_out_of(at)) {
      const Link& link = network_.link(index);
      if (!link.leaves_finish() && !begins) continue;
      const Limit to = scheduled_of(link.to);
      const Instant allowed = shift_backward(link, link.binds_start() ? to.start : to.finish);
      Instant& held = link.leaves_finish() ? limit.finish : limit.start;
      if (allowed < held) {
        held = allowed;
        reason = {ReasonKind::as_late_as_possible, link.dependency, allowed};
      }
    }
  }
  if (node.duration == 0) {
    const Instant point = time.settle_backward(std::min(limit.finish, limit.start));
    if (point <= dates.early_start) return;
    dates.start = dates.finish = point;
  } else {
    std::int64_t finish = time.position(limit.finish);
    if (limit.start != kNever) {
      finish = std::min(finish, time.position(limit.start) + node.duration);
    }
    if (finish <= time.position(dates.early_finish)) return;
    dates.start = time.latest(finish - node.duration);
    dates.finish = time.earliest(finish);
  }
  dates.reason = reason;
}

}  // namespace tongzhou
