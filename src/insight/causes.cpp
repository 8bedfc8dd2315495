#include "insight/causes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/sorting.h"

namespace tongzhou {
namespace {

class BoneMaker {
 public:
  BoneMaker(const Plan& plan, Id<Issue> issue) : plan_(plan) {
    for (const auto& entry : plan.table<Cause>().live())
      if (entry.record.issue == issue) causes_.push_back(entry.id);
    sort_stably(causes_, [&](Id<Cause> a, Id<Cause> b) {
      const std::string &first = plan.find(a)->order, &second = plan.find(b)->order;
      return first != second ? first < second : a < b;
    });
    for (const Id<Cause> id : causes_) below_[plan.find(id)->parent.any()].push_back(id);
  }

  CauseBones make() && {
    for (const Id<Cause> id : causes_)
      if (plan_.find(plan_.find(id)->parent) == nullptr) place(id);
    for (const Id<Cause> id : causes_) place(id);  // what runs in rings
    return std::move(bones_);
  }

 private:
  void place(Id<Cause> top) {
    const auto bone = static_cast<std::size_t>(plan_.find(top)->category);
    std::vector<CauseLine> open{{top, 0}};
    while (!open.empty()) {
      const CauseLine line = open.back();
      open.pop_back();
      if (!placed_.insert(line.id.any()).second) continue;
      bones_[bone].push_back(line);
      const std::vector<Id<Cause>>& below = below_[line.id.any()];
      for (std::size_t i = below.size(); i-- > 0;) open.push_back({below[i], line.depth + 1});
    }
  }

  const Plan& plan_;
  std::vector<Id<Cause>> causes_;
  std::unordered_map<AnyId, std::vector<Id<Cause>>> below_;
  std::unordered_set<AnyId> placed_;
  CauseBones bones_;
};

}  // namespace

CauseBones find_cause_bones(const Plan& plan, Id<Issue> issue) {
  return BoneMaker(plan, issue).make();
}

std::array<CauseCount, kChoiceCount<CauseCategory>> count_causes(const Plan& plan) {
  std::array<CauseCount, kChoiceCount<CauseCategory>> counts{};
  for (std::size_t i = 0; i < counts.size(); ++i)
    counts[i].category = static_cast<CauseCategory>(i);
  for (const auto& entry : plan.table<Cause>().live()) {
    CauseCount& count = counts[static_cast<std::size_t>(entry.record.category)];
    ++count.causes;
    count.roots += entry.record.root ? 1U : 0U;
  }
  sort_stably(counts, [](const CauseCount& a, const CauseCount& b) {
    return std::pair(a.roots, a.causes) > std::pair(b.roots, b.causes);
  });
  return counts;
}

RiskMatrix find_risk_matrix(const Plan& plan) {
  RiskMatrix matrix;
  const auto step = [](std::int32_t number) {
    return static_cast<std::size_t>(std::clamp(number, 1, RiskMatrix::kSteps) - 1);
  };
  for (const auto& entry : plan.table<Issue>().live()) {
    if (entry.record.closed.is_set()) continue;
    ++matrix.open;
    matrix.cells[step(entry.record.probability)][step(entry.record.impact)].push_back(entry.id);
  }
  return matrix;
}

}  // namespace tongzhou
