#include "schedule/buffers.h"

#include <algorithm>
#include <cmath>

#include "core/sorting.h"
#include "schedule/estimate.h"

namespace tongzhou {
namespace {

double surprise_of(const Task& task, const PertTable& table) {
  const Estimate estimate = estimate_of(task);
  if (estimate.is_certain()) return 0;
  const double range = estimate.pessimistic - estimate.optimistic;
  const double mode = (estimate.likely - estimate.optimistic) / range;
  const double at_90 = estimate.optimistic + range * table.quantile(mode, 0.9);
  return std::max(0.0, at_90 - estimate.likely);
}

class Advisor {
 public:
  Advisor(const Plan& plan, const Network& network, const Schedule& schedule)
      : tasks_(plan.table<Task>()), network_(network), schedule_(schedule) {}

  BufferAdvice run() && {
    BufferAdvice advice;
    for (const Outline::Row& row : network_.outline().rows)
      if (is_leaf(row.task) && schedule_.tasks[row.task].critical) advice.chain.push_back(row.task);
    sort_stably(advice.chain, {},
                [&](Slot task) { return std::pair(schedule_.tasks[task].start, task); });
    for (const Slot task : advice.chain)
      advice.chain_duration.count += network_.node(task).duration;
    advice.project = {{advice.chain_duration.count / 2}, root_of_squares(advice.chain)};
    for (const Slot task : advice.chain) find_feeding(task, advice.feeding);
    sort_stably(advice.feeding, {}, [](const FeedingBuffer& feeding) {
      return std::tuple(!feeding.is_short(), feeding.room.count - feeding.wanted.count,
                        feeding.last);
    });
    return advice;
  }

 private:
  bool is_leaf(Slot task) const { return !network_.node(task).is_summary(); }

  Minutes root_of_squares(const std::vector<Slot>& chain) const {
    double sum = 0;
    for (const Slot task : chain) {
      const double surprise = surprise_of(tasks_[task].record, table_);
      sum += surprise * surprise;
    }
    return {static_cast<std::int32_t>(std::lround(std::sqrt(sum)))};
  }

  void find_feeding(Slot critical, std::vector<FeedingBuffer>& found) const {
    for (const Network::Link& link : network_.links_into(critical)) {
      const TaskDates& from = schedule_.tasks[link.from];
      if (!is_leaf(link.from) || from.critical || from.complete) continue;
      FeedingBuffer feeding{.last = link.from, .joins = critical, .room = from.free_slack};
      for (Slot task = link.from; task != kNoSlot; task = before(task))
        feeding.chain.push_back(task);
      std::ranges::reverse(feeding.chain);
      feeding.wanted = root_of_squares(feeding.chain);
      if (feeding.wanted.count > 0) found.push_back(std::move(feeding));
    }
  }

  // The task that holds this one's start, where it is not critical or done either.
  Slot before(Slot task) const {
    const Reason& reason = schedule_.tasks[task].reason;
    if (reason.kind != ReasonKind::dependency) return kNoSlot;
    for (const Network::Link& link : network_.links_into(task)) {
      const TaskDates& from = schedule_.tasks[link.from];
      if (link.dependency == reason.subject && is_leaf(link.from) && !from.critical &&
          !from.complete)
        return link.from;
    }
    return kNoSlot;
  }

  const Table<Task>& tasks_;
  const Network& network_;
  const Schedule& schedule_;
  PertTable table_;
};

}  // namespace

BufferAdvice advise_buffers(const Plan& plan, const Network& network, const Schedule& schedule) {
  return Advisor(plan, network, schedule).run();
}

}  // namespace tongzhou
