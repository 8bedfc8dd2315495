// How many people of one pool are free from instant to instant.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/date.h"
#include "schedule/demands.h"

namespace tongzhou {

// People are counted in hundredths, so that sums are exact.
inline constexpr double kUnitsOfOne = 100;
std::int32_t to_units(double people);        // rounded up, for needs
std::int32_t to_whole_units(double people);  // rounded down, for capacities

class FreePeople {
 public:
  struct Step {
    Instant from;
    std::int32_t units = 0;  // may be less than none where more was taken than there is
  };

  explicit FreePeople(std::span<const PeopleFrom> people);

  // Lets every step begin when work goes on. Before anything is taken.
  void begin_with_work(const WorkingTime& time);

  // Where fewer are free at some instant of [from, to): the next instant at which there are enough
  // again; kNever where that never comes. Nothing where there are enough all the while.
  std::optional<Instant> shortage(Instant from, Instant to, std::int32_t units) const;
  // From then on there are enough until the instant given; the same instant where there are too few
  // already, kNever where there always are.
  Instant enough_until(Instant at, std::int32_t units) const;
  void take(Instant from, Instant to, std::int32_t units);
  void give_back(Instant from, Instant to, std::int32_t units) { take(from, to, -units); }

  // The first step holds from the beginning of all times.
  std::span<const Step> steps() const { return steps_; }
  // The most that are free at any time.
  std::int32_t most() const;

 private:
  std::size_t place(Instant at) const;
  std::size_t split(Instant at);

  std::vector<Step> steps_;
};

}  // namespace tongzhou
