// Projects under limited resources (RCPSP with minimal time lags): the problem, and the serial
// schedule generation scheme forwards and backwards.
//
// Time is counted in ticks. A job runs without pause from its start for its duration, and needs
// units of some pools all the while; a pool has a capacity that may differ from tick to tick.
// An arc says that one job starts at least so many ticks after another has started (lags may be
// negative; finish to start is a lag of the duration).
//
// Terms and scheme: Kolisch & Hartmann (1999), "Heuristic algorithms for the resource-constrained
// project scheduling problem".
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tongzhou {

using Tick = std::int32_t;
using Job = std::uint32_t;

struct RcpspNeed {
  std::uint32_t pool = 0;
  std::int32_t units = 0;  // at least 1
};
struct RcpspArc {
  Job from = 0, to = 0;
  Tick lag = 0;
};
// From `from` on the pool has that capacity, until the next step.
struct RcpspCapacity {
  Tick from = 0;
  std::int32_t units = 0;
};

struct Rcpsp {
  std::vector<Tick> durations;
  std::vector<std::vector<RcpspNeed>> needs;           // by job; each pool once
  std::vector<RcpspArc> arcs;                          // without rings
  std::vector<std::vector<RcpspCapacity>> capacities;  // by pool, the first from 0 on
  std::size_t size() const { return durations.size(); }
};

inline constexpr std::int32_t kMostUnits = 0x7fff;  // of a capacity or need

// Why a project has no schedule at all, or none of this kind; empty: it has one.
struct RcpspFlaw {
  enum class Kind : std::uint8_t { none, ring, needs_more_than_there_is, too_many_units } kind{};
  Job job = 0;
  std::uint32_t pool = 0;
};
RcpspFlaw find_flaw(const Rcpsp& project);

// Makes schedules of one project, many thousands a second. Of a project without a flaw.
class RcpspPasses {
 public:
  explicit RcpspPasses(const Rcpsp& project);

  std::size_t size() const { return durations_.size(); }
  Tick duration(Job job) const { return durations_[job]; }
  // Each job starts where it is earliest in its turn: those with smaller keys first, each after
  // those that it follows. Gives the makespan: the last finish.
  Tick forward(std::span<const std::int32_t> keys, std::span<Tick> starts);
  // The mirror: largest keys first, each as late as may be, all done by `end`. The first start may
  // come out negative. Gives end minus the first start.
  Tick backward(std::span<const std::int32_t> keys, Tick end, std::span<Tick> starts);
  // No schedule ends earlier, were there hands for everything.
  Tick critical_path() const { return critical_path_; }
  // A makespan that some schedule surely keeps within.
  Tick horizon() const { return horizon_; }

 private:
  struct End {
    Job job;
    Tick lag;
  };
  struct Use {
    std::uint32_t plane;   // of four pools each
    std::uint64_t packed;  // what is needed of them, 16 bits each
  };
  std::span<const End> before(Job job) const {
    return {before_.data() + before_first_[job], before_.data() + before_first_[job + 1]};
  }
  std::span<const End> after(Job job) const {
    return {after_.data() + after_first_[job], after_.data() + after_first_[job + 1]};
  }
  std::span<const Use> uses(Job job) const {
    return {uses_.data() + uses_first_[job], uses_.data() + uses_first_[job + 1]};
  }
  std::uint64_t* plane(std::uint32_t number) {
    return left_.data() + std::size_t(number) * width_ + std::size_t(horizon_);
  }
  void sort_by(std::span<const std::int32_t> keys);
  void place_forward(Job job, std::span<Tick> starts);
  void place_backward(Job job, Tick end, std::span<Tick> starts);
  void take(Job job, Tick start);
  void give_back();

  std::vector<Tick> durations_;
  std::vector<End> before_, after_;
  std::vector<Use> uses_;
  std::vector<std::uint32_t> before_first_, after_first_, uses_first_;
  Tick critical_path_ = 0, horizon_ = 0;

  // What is left of the pools at each tick from -horizon to 2 horizon, and what there is.
  std::size_t width_ = 0;
  std::vector<std::uint64_t> left_, there_is_;
  Tick first_taken_ = 0, end_taken_ = 0;

  // Of the pass under way.
  std::vector<Job> order_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint8_t> placed_;
};

}  // namespace tongzhou
