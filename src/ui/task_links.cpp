#include "ui/task_links.h"

#include <algorithm>

namespace tongzhou {
namespace {

bool bears_on_links(const Change& change) {
  return std::ranges::any_of(change.edits, [](const Edit& edit) {
    const bool comes_or_goes = edit.record.kind == Kind::task && edit.field == kDeleted;
    return comes_or_goes || edit.record.kind == Kind::dependency;
  });
}

Slot live_slot(const Plan& plan, Id<Task> task) {
  const Table<Task>& tasks = plan.table<Task>();
  const Slot slot = tasks.find_slot(task);
  return slot == kNoSlot || tasks[slot].deleted ? kNoSlot : slot;
}

}  // namespace

void TaskLinks::update(const OpenPlan& open, std::uint64_t open_number) {
  const auto& history = open.history();
  bool stale = open_number_ != open_number || changes_ > history.size();
  for (std::size_t i = changes_; !stale && i < history.size(); ++i)
    stale = bears_on_links(history[i]);
  open_number_ = open_number;
  changes_ = history.size();
  if (stale) rebuild(open.plan());
}

void TaskLinks::rebuild(const Plan& plan) {
  ++revision_;
  const Table<Dependency>& dependencies = plan.table<Dependency>();
  ends_.assign(dependencies.slot_count(), {});
  all_.clear();
  for (Slot slot = 0; slot < dependencies.slot_count(); ++slot) {
    const auto& entry = dependencies[slot];
    if (entry.deleted) continue;
    ends_[slot] = {live_slot(plan, entry.record.from), live_slot(plan, entry.record.to)};
    if (ends_[slot].from != kNoSlot && ends_[slot].to != kNoSlot) all_.push_back(slot);
  }
  const Slot tasks = plan.table<Task>().slot_count();
  into_ = sort_by(tasks, &Ends::to);
  out_of_ = sort_by(tasks, &Ends::from);
}

TaskLinks::Buckets TaskLinks::sort_by(Slot tasks, Slot Ends::* end) const {
  Buckets buckets{std::vector<std::uint32_t>(tasks + 1, 0), std::vector<Slot>(all_.size())};
  for (const Slot dependency : all_) ++buckets.first[ends_[dependency].*end + 1];
  for (Slot task = 0; task < tasks; ++task) buckets.first[task + 1] += buckets.first[task];
  std::vector<std::uint32_t> next(buckets.first.begin(), buckets.first.end() - 1);
  for (const Slot dependency : all_)
    buckets.dependencies[next[ends_[dependency].*end]++] = dependency;
  return buckets;
}

std::span<const Slot> TaskLinks::bucket(const Buckets& buckets, Slot task) {
  if (task + 1 >= buckets.first.size()) return {};
  return {buckets.dependencies.data() + buckets.first[task],
          buckets.first[task + 1] - buckets.first[task]};
}

}  // namespace tongzhou
