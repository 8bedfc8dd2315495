// Keeps a plan's timetable up to date while the plan is edited.
#pragma once

#include <cstdint>
#include <vector>

#include "model/change.h"
#include "model/plan.h"
#include "schedule/network.h"
#include "schedule/pass.h"
#include "schedule/schedule.h"

namespace tongzhou {

class Scheduler {
 public:
  explicit Scheduler(const Plan& plan);

  // To be called after each plan.apply(change). Reschedules what the change bears on; all when it
  // makes, moves or deletes tasks or dependencies, edits a calendar, or other changes came between.
  // The result is that of make_schedule.
  void update(const Plan& plan, const Change& change);
  void rebuild(const Plan& plan);

  const Schedule& schedule() const { return pass_.schedule(); }
  const Network& network() const { return pass_.network(); }

  // How many steps the last update computed: what it cost.
  std::size_t last_steps() const { return last_steps_; }

 private:
  // Steps of the network's order still to be computed.
  class Worklist {
   public:
    void resize(std::size_t count) { words_.assign((count + 63) / 64, 0); }
    void add(std::uint32_t rank) { words_[rank / 64] |= std::uint64_t{1} << (rank % 64); }
    template <class Visit>
    void take_upward(Visit&& visit);
    template <class Visit>
    void take_downward(Visit&& visit);

   private:
    std::vector<std::uint64_t> words_;
  };
  enum class Effect : std::uint8_t { none, task, dependency, all };

  static Effect effect_of(const Edit& edit);
  bool reread(const Plan& plan, const Change& change);
  void schedule_all(const Plan& plan);
  void collect_late();
  void mark_task(Slot task);
  void mark_before(Slot task);
  void mark_after_forward(Step step);
  void mark_after_backward(Step step);
  void run_forward();
  void run_backward();
  void run_late();

  Pass pass_;
  Worklist forward_, backward_;
  // Tasks as late as possible and the summaries above them, in an order that has successors first.
  std::vector<Step> late_;
  std::uint64_t revision_ = 0;
  std::uint64_t revivals_ = 0;
  std::size_t last_steps_ = 0;
};

}  // namespace tongzhou
