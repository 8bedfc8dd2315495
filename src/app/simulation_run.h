// A simulation of the open plan while a person looks on: when it may finish, what is kept and what
// not, and on whose account (schedule/simulation.h). It changes nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "app/open_plan.h"
#include "core/ports.h"
#include "schedule/buffers.h"
#include "schedule/simulation.h"

namespace tongzhou {

// A milestone, or something with a deadline.
struct DateChance {
  Slot task = kNoSlot;
  Instant deadline;  // unset: none
  Instant planned;
  Percentiles at;
  double chance = 0;  // of the deadline, else of the planned date; 0 to 1
};

struct TaskRisk {
  Slot task = kNoSlot;
  double effect = 0;       // working minutes by which the finish varies on its account
  double criticality = 0;  // part of the runs in which it was on a longest path
};

struct FinishForecast {
  Percentiles at;
  double chance_of_planned = 0;
  // The finish that is asked for (PlanInfo::finish), else that of the promise with its buffer;
  // unset: none.
  Instant wanted;
  double chance_of_wanted = 0;
};

class SimulationRun {
 public:
  static constexpr int kRuns = 10'000;
  static constexpr std::size_t kMostRisks = 12;

  explicit SimulationRun(const OpenPlan& open, Simulation::People people = {},
                         std::uint64_t seed = 1);

  // False where the plan has changed since: make another one.
  bool is_of(const OpenPlan& open) const { return revision_ == open.plan().revision(); }

  const Simulation& simulation() const { return simulation_; }
  Simulation::People people() const { return people_; }
  bool is_running() const { return simulation_.runs() < kRuns && simulation_.uncertain() > 0; }
  double progress() const { return double(simulation_.runs()) / kRuns; }
  void advance(const OpenPlan& open, const Clock& clock, std::int64_t milliseconds);
  // Goes on until so many runs are done.
  void advance_to(const OpenPlan& open, int runs);

  // What follows is told anew whenever the runs have doubled, and at the end.
  int told_runs() const { return told_runs_; }
  Instant planned() const { return simulation_.planned_finish(); }
  const FinishForecast& finish() const { return finish_; }
  const std::vector<DateChance>& dates() const { return dates_; }
  const std::vector<TaskRisk>& risks() const { return risks_; }  // the largest effects first
  const BufferAdvice& buffers() const { return buffers_; }

  // How many runs finished on each stretch of days; all stretches are equally long.
  struct Histogram {
    Day first;
    int days = 1;  // of each column
    std::vector<int> columns;
    int most = 0;
  };
  const Histogram& histogram() const { return histogram_; }

 private:
  void tell(const OpenPlan& open);
  void tell_histogram();

  Simulation simulation_;
  Simulation::People people_;
  std::uint64_t revision_ = 0;
  int step_ = 1;  // runs that take a few milliseconds
  int told_runs_ = -1;
  FinishForecast finish_;
  std::vector<DateChance> dates_;
  std::vector<TaskRisk> risks_;
  BufferAdvice buffers_;
  Histogram histogram_;
};

// Gives every task that nobody has estimated this class of confidence.
Draft assume_confidence(const OpenPlan& open, Random& random, Confidence confidence);

}  // namespace tongzhou
