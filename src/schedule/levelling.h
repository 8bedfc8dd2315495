// Levelling: when each task can start so that nobody is asked for more than there is.
//
// What the timetable knows stays as it is: links of all types with their lags, calendars,
// constraints, actual dates. What has begun or is done, what must start or finish on a day, and
// what is marked not to be moved keeps its place and takes its people first. All other tasks with
// needs are put one by one where their people are free without a break from start to finish (serial
// schedule generation on the calendars themselves). Their order comes from their late dates at
// first, then from ever shorter schedules of the same project counted in ticks of working time
// (schedule/rcpsp_search.h). A pool counts around the clock: its people are busy from the start of
// a task until work goes on after its finish.
//
// Tasks that are to be as late as possible are levelled like any other. A task that may pause does
// so, while its people are elsewhere, where it finishes earlier for it; no part of it is shorter
// than a day or a tenth of it. The search knows nothing of pauses: they are made on the calendars.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "schedule/demands.h"
#include "schedule/schedule.h"

namespace tongzhou {

// A task that starts later than what comes before it allows, or pauses, because people are missing
// till then.
struct Wait {
  Slot task = kNoSlot;
  Instant allowed;  // by what comes before it, or when it pauses
  Instant start;    // or when it goes on
  Pool pool = 0;    // whose people came last
  double people = 0;
  Slot holder = kNoSlot;  // who has them until then; kNoSlot: there are more of them from then on
  bool is_pause = false;
};

struct LevelledPause {
  Slot task = kNoSlot;
  Stretch when;
  bool operator==(const LevelledPause&) const = default;
};

struct LevelledPlan {
  // By task slot: the start for those that wait, unset for all others.
  std::vector<Instant> levelled_starts;
  std::vector<LevelledPause> pauses;  // by task, then in their order
  // With them: scheduled and early dates, reasons; no late dates.
  Schedule schedule;
  std::vector<Wait> waits;    // by their `start`
  std::vector<Slot> crowded;  // where people are missing although all was tried: fixed tasks and
                              // those that must not start or finish later
  std::int64_t minutes_late = 0;  // sum over the tasks with deadlines

  // Fewer crowded tasks count first, then an earlier finish, then deadlines.
  bool keeps_more_than(const LevelledPlan& other) const;
};

// A need that no day can ever meet; levelling goes on without it.
struct ImpossibleNeed {
  Slot task = kNoSlot;
  Pool pool = 0;
  double people = 0;
  double most = 0;  // that there ever are
};

class Levelling {
 public:
  // There is a first result at once. Where the plan is levelled already, that is the result until
  // there is a better one.
  // The same plan and seed give the same results on every machine.
  explicit Levelling(const Plan& plan, std::uint64_t seed = 1);
  ~Levelling();
  Levelling(Levelling&&) noexcept;
  Levelling& operator=(Levelling&&) noexcept;

  const LevelledPlan& best() const;
  // Counts up with every better result.
  int results() const;
  const std::vector<ImpossibleNeed>& impossible() const;
  const Demands& demands() const;

  // The plan finishes no earlier, however it is levelled, where no task stays crowded.
  Instant bound() const;
  bool is_proved() const { return best().crowded.empty() && best().schedule.finish <= bound(); }

  // Tries so many schedules more.
  void improve(std::int64_t schedules);
  std::int64_t schedules() const;
  // After so many schedules more of them are of little use; none for plans so large that one takes
  // longer than a person who looks on would wait.
  std::int64_t expected_schedules() const;
  bool is_done() const { return is_proved() || schedules() >= expected_schedules(); }

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tongzhou
