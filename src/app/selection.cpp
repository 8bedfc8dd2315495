#include "app/selection.h"

#include <algorithm>

#include "core/sorting.h"

namespace tongzhou {

bool Selection::contains(AnyRef record) const {
  return std::ranges::binary_search(chosen_, record);
}

std::vector<Id<Task>> Selection::tasks() const {
  std::vector<Id<Task>> tasks;
  for (AnyRef record : chosen_)
    if (record.kind == Kind::task) tasks.push_back({record.id.value});
  return tasks;
}

Id<Task> Selection::active_task() const {
  return active_.kind == Kind::task ? Id<Task>{active_.id.value} : Id<Task>{};
}

void Selection::choose(AnyRef record) {
  chosen_ = {record};
  active_ = anchor_ = record;
}

void Selection::choose(std::vector<AnyRef> records) {
  clear();
  if (records.empty()) return;
  anchor_ = records.front();
  active_ = records.back();
  chosen_ = std::move(records);
  sort_stably(chosen_);
  chosen_.erase(std::ranges::unique(chosen_).begin(), chosen_.end());
}

void Selection::toggle(AnyRef record) {
  const auto place = std::ranges::lower_bound(chosen_, record);
  if (place != chosen_.end() && *place == record)
    chosen_.erase(place);
  else
    chosen_.insert(place, record);
  active_ = anchor_ = record;
}

void Selection::extend_to(AnyRef active, std::vector<AnyRef> between) {
  const AnyRef anchor = anchor_.id ? anchor_ : active;
  choose(std::move(between));
  anchor_ = anchor;
  active_ = active;
}

void Selection::keep_live(const Plan& plan) {
  std::erase_if(chosen_, [&](AnyRef record) { return !plan.is_live(record); });
  if (!plan.is_live(active_)) active_ = {};
  if (!plan.is_live(anchor_)) anchor_ = active_;
}

}  // namespace tongzhou
