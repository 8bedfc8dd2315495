#include "schedule/network.h"

#include <algorithm>
#include <queue>

#include "core/check.h"
#include "core/sorting.h"
#include "schedule/components.h"

namespace tongzhou {
namespace {

// What is told of the rest, else what the share done leaves, rounded up.
std::int32_t remaining_of(const Task& task, std::int32_t duration) {
  if (task.remaining.count > 0) return task.remaining.count;
  const std::int64_t left = 100 - std::clamp(task.percent, 0, 100);
  return static_cast<std::int32_t>((duration * left + 99) / 100);
}

constexpr std::uint32_t kNone = 0xffffffffU;

// Steps by number: a task's only or opening step, and a summary's closing.
std::uint32_t first_step(Slot task) { return task * 2; }
std::uint32_t closing_step(Slot task) { return task * 2 + 1; }
Slot task_of(std::uint32_t step) { return step / 2; }

bool is_dated(Constraint constraint) {
  return constraint != Constraint::as_soon_as_possible &&
         constraint != Constraint::as_late_as_possible;
}

}  // namespace

Network::Network(const Plan& plan, std::span<const TakeOver> take_overs)
    : calendars_(plan), outline_(build_outline(plan)), start_(schedule_start(plan)) {
  read_tasks(plan);
  read_links(plan);
  index_links();
  if (!sort_steps()) {
    leave_out_cycles(plan);
    index_links();
    check(sort_steps(), "without the dependencies of cycles there is an order");
  }
  if (!take_overs.empty()) add_links(take_overs);
  link_of_.assign(plan.table<Dependency>().slot_count(), kNone);
  for (std::uint32_t i = 0; i < links_.size(); ++i)
    if (links_[i].dependency != kNoSlot) link_of_[links_[i].dependency] = i;
}

void Network::read_tasks(const Plan& plan) {
  nodes_.resize(plan.table<Task>().slot_count());
  for (std::uint32_t row = 0; row < outline_.rows.size(); ++row) {
    const Outline::Row& at = outline_.rows[row];
    Node& node = nodes_[at.task];
    if (at.parent >= 0) {
      node.parent = outline_.rows[static_cast<std::size_t>(at.parent)].task;
    }
    if (outline_.is_summary(row)) node.summary = summaries_++;
    node = make_node(plan, at.task);
  }
}

// What the record says, in the place that the node has already.
Network::Node Network::make_node(const Plan& plan, Slot slot) const {
  const Task& task = plan.table<Task>()[slot].record;
  Node node;
  node.parent = nodes_[slot].parent;
  node.summary = nodes_[slot].summary;
  node.shared_calendar = calendars_.without_pauses(plan, slot);
  node.calendar = node.is_summary() ? node.shared_calendar : calendars_.of_task(plan, slot);
  node.deadline = task.deadline;
  if (!is_dated(task.constraint) || task.constraint_date.is_set()) {
    node.constraint = task.constraint;
    node.constraint_date = task.constraint_date;
  }
  if (node.is_summary()) return node;
  if (task.kind != TaskKind::milestone) node.duration = std::max(task.duration.count, 0);
  node.complete = task.actual_finish.is_set() || task.percent >= 100;
  node.actual_start = task.actual_start;
  node.actual_finish = task.actual_finish;
  node.levelled_start = task.levelled_start;
  node.resume = task.resume;
  node.remaining = remaining_of(task, node.duration);
  if (node.actual_finish.is_set() && !node.actual_start.is_set()) {
    node.actual_start = time(node).subtract(node.actual_finish, {node.duration});
  }
  return node;
}

void Network::read_links(const Plan& plan) {
  const Table<Task>& tasks = plan.table<Task>();
  const Table<Dependency>& dependencies = plan.table<Dependency>();
  const auto row_of = [&](Id<Task> id) {
    const Slot slot = tasks.find_slot(id);
    return slot == kNoSlot ? Outline::kNoRow : outline_.row_of[slot];
  };
  const auto is_within = [&](std::uint32_t below, std::uint32_t above) {
    return above <= below && below < outline_.rows[above].end;
  };
  links_.reserve(dependencies.slot_count());
  for (Slot slot = 0; slot < dependencies.slot_count(); ++slot) {
    if (dependencies[slot].deleted) continue;
    const Dependency& record = dependencies[slot].record;
    const std::uint32_t from = row_of(record.from), to = row_of(record.to);
    if (from == Outline::kNoRow || to == Outline::kNoRow) continue;
    if (is_within(from, to) || is_within(to, from)) continue;  // check_plan tells of these
    links_.push_back({outline_.rows[from].task, outline_.rows[to].task, slot, record.lag,
                      record.type, record.lag_kind});
  }
}

void Network::add_links(std::span<const TakeOver> take_overs) {
  const std::vector<Link> without = links_;
  for (const TakeOver each : take_overs) links_.push_back({.from = each.from, .to = each.to});
  index_links();
  if (sort_steps()) return;
  links_ = without;
  index_links();
  check(sort_steps(), "it was in order before");
}

// Groups the links by successor, in the order of dependency slots, and lists them by predecessor.
void Network::index_links() {
  in_first_.assign(nodes_.size() + 1, 0);
  out_first_.assign(nodes_.size() + 1, 0);
  for (const Link& link : links_) {
    ++in_first_[link.to + 1];
    ++out_first_[link.from + 1];
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    in_first_[i + 1] += in_first_[i];
    out_first_[i + 1] += out_first_[i];
  }
  std::vector<std::uint32_t> next(in_first_.begin(), in_first_.end() - 1);
  std::vector<Link> grouped(links_.size());
  for (const Link& link : links_) grouped[next[link.to]++] = link;
  links_ = std::move(grouped);
  next.assign(out_first_.begin(), out_first_.end() - 1);
  out_.resize(links_.size());
  for (std::uint32_t i = 0; i < links_.size(); ++i) out_[next[links_[i].from]++] = i;
}

// Calls `visit(step)` for the steps that wait for this one.
template <class Visitor>
void Network::for_each_step_after(std::uint32_t step, Visitor&& visit) const {
  const Slot task = task_of(step);
  if (nodes_[task].is_summary() && step == first_step(task)) {
    for_each_child(task, [&](Slot child) { visit(first_step(child)); });
    return;
  }
  for (const std::uint32_t i : links_out_of(task)) visit(first_step(links_[i].to));
  if (nodes_[task].parent != kNoSlot) visit(closing_step(nodes_[task].parent));
}

// Removes steps that wait for nothing, one after the other (Kahn 1962); false when some are left.
// Last in, first out: what comes next in the order then mostly lies close in memory.
bool Network::sort_steps() {
  std::vector<std::uint32_t> waits_for(nodes_.size() * 2, 0);
  std::vector<std::uint32_t> ready;
  std::size_t steps = outline_.rows.size() + summaries_;
  for (auto row = outline_.rows.rbegin(); row != outline_.rows.rend(); ++row) {
    const auto waits =
        static_cast<std::uint32_t>(links_into(row->task).size()) + (row->parent >= 0 ? 1U : 0U);
    waits_for[first_step(row->task)] = waits;
    if (waits == 0) ready.push_back(first_step(row->task));
    if (row->parent >= 0) {
      ++waits_for[closing_step(outline_.rows[static_cast<std::size_t>(row->parent)].task)];
    }
  }
  order_.clear();
  order_.reserve(steps);
  rank_.assign(nodes_.size(), {});
  while (!ready.empty()) {
    const std::uint32_t step = ready.back();
    ready.pop_back();
    const Slot task = task_of(step);
    const auto rank = static_cast<std::uint32_t>(order_.size());
    const bool closes = step == closing_step(task);
    const bool opens = nodes_[task].is_summary() && !closes;
    order_.push_back({task, closes ? StepKind::close : opens ? StepKind::open : StepKind::leaf});
    if (!closes) rank_[task].first = rank;
    if (!opens) rank_[task].last = rank;
    for_each_step_after(step, [&](std::uint32_t next) {
      if (--waits_for[next] == 0) ready.push_back(next);
    });
  }
  return order_.size() == steps;
}

// Finds the groups of steps that wait for one another and leaves out all their dependencies: which
// ones does not hang on the order of anything, so every copy of the plan leaves out the same.
void Network::leave_out_cycles(const Plan& plan) {
  Arrows arrows;
  for (std::uint32_t step = 0; step < nodes_.size() * 2; ++step) {
    arrows.first.push_back(static_cast<std::uint32_t>(arrows.targets.size()));
    const Slot task = task_of(step);
    if (outline_.row_of[task] == Outline::kNoRow) continue;
    if (step == closing_step(task) && !nodes_[task].is_summary()) continue;
    for_each_step_after(step, [&](std::uint32_t next) { arrows.targets.push_back(next); });
  }
  arrows.first.push_back(static_cast<std::uint32_t>(arrows.targets.size()));
  const std::vector<std::uint32_t> component = find_components(arrows);

  const auto last_step = [&](Slot task) {
    return nodes_[task].is_summary() ? closing_step(task) : first_step(task);
  };
  const auto component_of = [&](const Link& link) {
    const std::uint32_t from = component[last_step(link.from)];
    return from == component[first_step(link.to)] ? from : kNone;
  };
  const auto id_of = [&](const Link& link) { return plan.table<Dependency>()[link.dependency].id; };

  // The shortest way from a link's successor back to its predecessor.
  const auto way_around = [&](const Link& link) {
    std::vector<std::uint32_t> came_from(component.size(), kNone);
    std::queue<std::uint32_t> next;
    next.push(first_step(link.to));
    came_from[first_step(link.to)] = first_step(link.to);
    while (came_from[last_step(link.from)] == kNone) {
      const std::uint32_t step = next.front();
      next.pop();
      for (std::uint32_t i = arrows.first[step]; i < arrows.first[step + 1]; ++i) {
        const std::uint32_t target = arrows.targets[i];
        if (came_from[target] != kNone || component[target] != component[step]) continue;
        came_from[target] = step;
        next.push(target);
      }
    }
    std::vector<Slot> tasks;
    for (std::uint32_t step = last_step(link.from);; step = came_from[step]) {
      if (std::ranges::find(tasks, task_of(step)) == tasks.end()) tasks.push_back(task_of(step));
      if (came_from[step] == step) break;
    }
    std::ranges::reverse(tasks);
    return tasks;
  };

  std::vector<Link> in_cycles;
  for (const Link& link : links_) {
    if (component_of(link) != kNone) in_cycles.push_back(link);
  }
  sort_stably(in_cycles, {}, id_of);
  std::vector<std::uint32_t> told;  // components, in the order of cycles_
  for (const Link& link : in_cycles) {
    const auto found = std::ranges::find(told, component_of(link));
    const auto place = static_cast<std::size_t>(found - told.begin());
    if (found == told.end()) {
      told.push_back(component_of(link));
      cycles_.push_back({way_around(link), {}});
    }
    cycles_[place].dependencies.push_back(link.dependency);
  }
  std::erase_if(links_, [&](const Link& link) { return component_of(link) != kNone; });
}

bool Network::reread_task(const Plan& plan, Slot slot) {
  const Task& task = plan.table<Task>()[slot].record;
  if (task.calendar && plan.find(task.calendar) != nullptr && !calendars_.has(task.calendar)) {
    return false;
  }
  const Node before = nodes_[slot];
  nodes_[slot] = make_node(plan, slot);
  // Its own working time was made from the calendar that it had.
  if (nodes_[slot].shared_calendar != before.shared_calendar && !calendars_.pauses(slot).empty())
    return false;
  return true;
}

std::optional<std::uint32_t> Network::reread_dependency(const Plan& plan, Slot slot) {
  if (link_of_[slot] == kNone) return std::nullopt;
  const Dependency& record = plan.table<Dependency>()[slot].record;
  Link& link = links_[link_of_[slot]];
  link.lag = record.lag;
  link.lag_kind = record.lag_kind;
  link.type = record.type;
  return link_of_[slot];
}

}  // namespace tongzhou
