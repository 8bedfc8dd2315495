// Looks for short schedules of a project under limited resources.
//
// A genetic algorithm on two populations, one of schedules as early, one of schedules as late as
// may be, each bred from the other, so that every generation pass is half of a forward-backward
// improvement: after Debels & Vanhoucke (2005), "A bi-population based genetic algorithm for the
// resource-constrained project scheduling problem". A child has its father's order where the pools
// are busy and the mother's before and after: the peak crossover of Valls, Ballestín & Quintanilla
// (2008). Whoever has more time wants larger populations. The same project, seed and expectation
// give the same schedules on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/ports.h"
#include "schedule/rcpsp.h"

namespace tongzhou {

class RcpspSearch {
 public:
  // Of a project without a flaw. It may be run for fewer or more schedules than expected, but is
  // at its best at about as many.
  RcpspSearch(const Rcpsp& project, std::uint64_t seed, std::int64_t expected_schedules);

  // Makes at most so many schedules more; fewer when the best is known to be the best.
  void run(std::int64_t schedules);

  std::int64_t schedules() const { return schedules_; }
  std::span<const Tick> starts() const { return best_starts_; }
  Tick makespan() const { return best_; }
  // No schedule is shorter.
  Tick bound() const { return bound_; }
  bool is_proved() const { return best_ == bound_; }

 private:
  struct Member {
    std::vector<Tick> starts;
    Tick makespan = 0;
  };
  using Population = std::vector<Member>;

  std::uint32_t below(std::uint32_t count);
  bool may_go_on() const { return schedules_ < limit_ && !is_proved(); }
  void evaluate(bool forwards, Member& member);
  void begin();
  void breed(const Population& parents, Population& children, bool forwards);
  const Member& choose_other(const Population& parents, std::size_t than);
  void cross(const Member& father, const Member& mother);
  std::int32_t busy_stretch(const Member& father, std::int32_t low, std::uint32_t length,
                            std::uint32_t stretch);
  void mutate();

  RcpspPasses passes_;
  SeededRandom random_;
  std::vector<std::int32_t> share_;  // of each job: thousandths of the pools, summed up
  std::size_t members_ = 0;          // of each population
  Tick bound_ = 0, best_ = 0;
  std::vector<Tick> best_starts_;
  std::int64_t schedules_ = 0, limit_ = 0;

  Population early_, late_;
  std::size_t next_ = 0;  // member of the population being bred
  bool breeding_early_ = false;
  std::vector<std::int32_t> keys_;
  Member child_;
};

}  // namespace tongzhou
