#include "ui/problem_marks.h"

#include <algorithm>
#include <limits>

namespace tongzhou {

void ProblemMarks::update(const OpenPlan& open, std::uint64_t open_number, double seconds) {
  const std::uint64_t revision = open.plan().revision();
  const bool other_plan = open_number_ != open_number;
  if (!other_plan && checked_ == revision) return;
  if (seen_ != revision) {
    seen_ = revision;
    seen_at_ = seconds;
  }
  const bool small = open.plan().table<Task>().slot_count() <= kAtOnce;
  if (!other_plan && !small && seconds < seen_at_ + kPauseSeconds) return;
  open_number_ = open_number;
  checked_ = revision;
  problems_ = open.problems();
  first_.clear();
  for (std::size_t i = 0; i < problems_.size(); ++i) first_.try_emplace(problems_[i].record.id, i);
}

double ProblemMarks::seconds_until_due(double seconds) const {
  if (seen_ == checked_) return std::numeric_limits<double>::infinity();
  return std::max(0.0, seen_at_ + kPauseSeconds - seconds);
}

const Problem* ProblemMarks::find(AnyRef record) const {
  const auto found = first_.find(record.id);
  return found == first_.end() ? nullptr : &problems_[found->second];
}

}  // namespace tongzhou
