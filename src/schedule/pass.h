// The two passes of the critical path method, step by step: each step is computed from the steps it
// depends on, so that all steps in order make a timetable, and some steps bring one up to date.
#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "schedule/network.h"
#include "schedule/schedule.h"

namespace tongzhou {

// No limit: later than any date.
inline constexpr Instant kNever{std::numeric_limits<std::int32_t>::max()};

class Pass {
 public:
  // Nothing is scheduled yet: all steps forward, update_finish, all steps backward do that.
  explicit Pass(const Plan& plan);

  // Computes a step's early dates from those before it. True when something changed that steps
  // after it depend on, or its own late dates do.
  bool forward(Step step);
  // When all steps have gone forward: the plan's finish. True when it changed.
  bool update_finish();
  // Computes a step's late dates and slack from those after it. True when something changed that
  // steps before it depend on.
  bool backward(Step step);

  // When all steps have gone backward: puts tasks that are to be as late as possible where their
  // successors' scheduled dates just allow; `steps` are those of late_steps.
  void put_late(std::span<const Step> steps);

  // Whether the early start of a summary bears on the late dates of tasks under it.
  bool limits_start(Slot summary) const;

  const Schedule& schedule() const { return schedule_; }
  const Network& network() const { return network_; }
  Network& network() { return network_; }

 private:
  // The latest of several lower bounds, and whose it is.
  struct Bound {
    Instant at;
    Reason why;
    void raise(Instant to, ReasonKind kind, Slot subject) {
      const bool first = !at.is_set() || why.kind == ReasonKind::plan_start;
      if (to > at || (to == at && first)) *this = {to, {kind, subject, to}};
    }
    bool operator==(const Bound&) const = default;
  };
  struct Bounds {
    Bound start;   // on starts
    Bound finish;  // on finishes; often unset
    bool operator==(const Bounds&) const = default;
  };
  // The earliest of several upper limits.
  struct Limit {
    Instant finish = kNever;
    Instant start = kNever;
    void lower(bool of_finish, Instant to) {
      Instant& limit = of_finish ? finish : start;
      limit = std::min(limit, to);
    }
    void lower(const Limit& other) {
      finish = std::min(finish, other.finish);
      start = std::min(start, other.start);
    }
    bool operator==(const Limit&) const = default;
  };
  struct Limits {
    Limit late;  // beyond it something goes wrong
    Limit free;  // beyond it a successor moves
    bool operator==(const Limits&) const = default;
  };
  // What a summary hands down to its tasks and up to its predecessors.
  struct SummaryState {
    Bounds bounds;
    Limits limits;
    // The earliest dates of those tasks under it that a predecessor can still delay.
    Limit early, late, scheduled;
  };

  using Node = Network::Node;
  using Link = Network::Link;

  Instant shift_forward(const Link& link, Instant from) const;
  Instant shift_backward(const Link& link, Instant to) const;
  Bounds bounds_of(Slot task) const;
  Limits limits_of(Slot task) const;
  Limit early_of(Slot task) const;
  Limit late_of(Slot task) const;
  Limit scheduled_of(Slot task) const;

  bool forward_leaf(Slot task);
  bool forward_open(Slot summary);
  bool forward_close(Slot summary);
  bool backward_leaf(Slot task);
  bool backward_open(Slot summary);
  bool backward_close(Slot summary);
  void put_late(Slot task);
  bool span_tasks(Slot summary);
  void set_slack(Slot task, const Limit& free, TaskDates& dates) const;

  SummaryState& state(Slot summary) { return summaries_[network_.node(summary).summary]; }
  const SummaryState& state(Slot summary) const {
    return summaries_[network_.node(summary).summary];
  }

  Network network_;
  Schedule schedule_;
  std::vector<SummaryState> summaries_;
};

// Tasks as late as possible and the summaries above them, in an order that has successors first.
std::vector<Step> late_steps(const Network& network);

}  // namespace tongzhou
