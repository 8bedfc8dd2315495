// When the plan may finish, seen that nobody knows how long tasks take: Monte Carlo simulation (Van
// Slyke 1963) of the whole network under its calendars.
//
// Each run draws a duration for every task that is estimated (schedule/estimate.h), independently,
// and computes early dates by the rules of the timetable (schedule/schedule.h); with durations as
// planned it gives the dates of the timetable itself. Levelled starts and updates hold tasks from
// below as they do there. What is done is certain; of what has begun the whole duration is drawn,
// or, where an update has moved the rest, the rest in proportion.
//
// If asked, people are counted: each task waits also for those whose people it takes over in the
// timetable as it stands (schedule/take_overs.h). Nobody is levelled anew for each run: that would
// be a plan that decides anew each morning who works on what (policies of Igelmund & Radermacher
// 1983: this is the one of earliest starts). Where the timetable asks for more people than there
// are, it does so in the runs.
//
// Run number n draws the same durations whoever asks and however many runs are asked at once.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "schedule/estimate.h"
#include "schedule/network.h"
#include "schedule/schedule.h"

namespace tongzhou {

class Simulation {
 public:
  enum class People : std::uint8_t { ignored, counted };
  explicit Simulation(const Plan& plan, std::uint64_t seed = 1, People people = People::ignored);
  ~Simulation();
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;

  void run(int more);
  int runs() const;
  // Tasks whose duration is not certain. Where there are none, all runs are alike.
  int uncertain() const;

  // With durations as planned, and of run number i.
  Instant planned_finish() const;
  std::span<const Instant> finishes() const;

  // Milestones and whatever has a deadline, not yet done: by planned finish, the first
  // kMostTracked of them.
  static constexpr std::size_t kMostTracked = 400;
  struct Tracked {
    Slot task = kNoSlot;
    Instant deadline;  // unset: none
    Instant planned;
    std::vector<Instant> finishes;  // of run number i
  };
  std::span<const Tracked> tracked() const;

  // The part of all runs in which the task lay on a longest path to the finish, 0 to 1.
  double criticality(Slot task) const;
  // How its duration and the plan's finish go together: Pearson's coefficient, -1 to 1; 0 for
  // certain tasks and before the second run.
  double correlation(Slot task) const;
  // The standard deviation of the finish, in working minutes of the plan's calendar.
  double finish_deviation() const;
  // Minutes by which the finish varies on account of the task: correlation times deviation.
  double effect_on_finish(Slot task) const { return correlation(task) * finish_deviation(); }

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

// The dates by which a half, four fifths, nineteen twentieths of sampled dates have come (nearest
// rank); unset where there are none.
struct Percentiles {
  Instant p50, p80, p95;
};
Percentiles percentiles_of(std::span<const Instant> dates);
// The part of them that are no later.
double chance_by(std::span<const Instant> dates, Instant limit);

}  // namespace tongzhou
