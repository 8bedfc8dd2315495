// What has become of a plan since a baseline was taken of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/plan.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"

namespace tongzhou {

// A baseline set, or the baselines that share a number where no set names them.
struct BaselineKey {
  Id<BaselineSet> set;
  std::int32_t number = 0;  // without a set
  bool operator==(const BaselineKey&) const = default;
};

struct BaselineInfo {
  BaselineKey key;
  std::string name;  // empty without a set
  Instant taken;
  Instant finish;  // of the whole plan
  double percent = 0;
  bool is_update = false;
};

// Those without a set by number, then the sets by the time at which they were taken.
std::vector<BaselineInfo> baselines_of(const Plan& plan);
// The promise that is measured against: the last set that is no update, else the lowest number.
// Null where there is none.
const BaselineInfo* promise_of(const std::vector<BaselineInfo>& baselines);

// By task slot, null where the baseline does not know the task; the one of the lowest slot where
// copies took two.
std::vector<const Baseline*> baselines_by_task(const Plan& plan, const BaselineKey& baseline);

struct Variance {
  Slot task = kNoSlot;
  Instant baseline_start, baseline_finish;
  Instant start, finish;  // as scheduled now
  // Working time of the task's calendar; positive: later, longer.
  Minutes start_late, finish_late, longer;
};

// In the order of the outline; tasks that the baseline does not know are left out.
std::vector<Variance> variance_from(const Plan& plan, const Schedule& schedule,
                                    const Calendars& calendars, const BaselineKey& baseline);

// How the forecasts of one milestone went from update to update: milestone trend analysis.
struct Trend {
  Slot task = kNoSlot;
  struct Point {
    Instant told;      // when the update was taken
    Instant forecast;  // of the milestone, as it was then
  };
  std::vector<Point> points;  // in time order, the last one as it is now
};
// Of the milestones that at least one update knows, by their forecasts now.
std::vector<Trend> milestone_trends(const Plan& plan, const Schedule& schedule, Instant now);

}  // namespace tongzhou
