#include "app/scenario_copies.h"

#include <algorithm>
#include <utility>

namespace tongzhou {

void ScenarioCopies::look_after(PlanStore& store, AnyId family, AnyId open,
                                std::span<const StoredPlan> stored) {
  const auto is_wanted = [&](const StoredPlan& about) {
    return about.plan != open && (about.plan == family || about.scenario_of == family);
  };
  const std::size_t gone = std::erase_if(copies_, [&](const Copy& copy) {
    const auto about = std::ranges::find(stored, copy.plan, &StoredPlan::plan);
    return about == stored.end() || !is_wanted(*about) ||
           about->edited_unix_milliseconds != copy.edited;
  });
  if (gone > 0) ++revision_;
  for (const StoredPlan& about : stored) {
    if (!is_wanted(about) || std::ranges::find(copies_, about.plan, &Copy::plan) != copies_.end())
      continue;
    copies_.push_back({about.plan, about.edited_unix_milliseconds, nullptr});
    store.open(about.plan, [this, asked = about.plan](Result<StoredCopy> read) {
      const auto copy = std::ranges::find(copies_, asked, &Copy::plan);
      if (copy == copies_.end() || !read) return;
      copy->opened = std::make_unique<OpenPlan>(std::move(read->plan), std::move(read->history));
      ++revision_;
    });
  }
}

void ScenarioCopies::clear() {
  if (copies_.empty()) return;
  copies_.clear();
  ++revision_;
}

const OpenPlan* ScenarioCopies::find(AnyId plan) const {
  const auto copy = std::ranges::find(copies_, plan, &Copy::plan);
  return copy != copies_.end() ? copy->opened.get() : nullptr;
}

}  // namespace tongzhou
