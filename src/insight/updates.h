// The regular update: what is due to be reported and by whom, and how much of the room for
// surprises the updates have used up.
#pragma once

#include <vector>

#include "insight/variance.h"
#include "model/outline.h"

namespace tongzhou {

// Up to when progress is told at that moment: the end of the last working time.
Instant report_date(const Calendars& calendars, Instant now);

// Tasks to report on, by their finish: those not done that have begun or will within the rhythm of
// updates (a week at least), and those finished since the last update. Of all departments where
// none is named.
std::vector<Slot> tasks_due(const Plan& plan, const Outline& outline, const Schedule& schedule,
                            Id<Department> department, Instant now);

// Up to when the department has told; unset: never.
Instant last_check_in(const Plan& plan, Id<Department> department);
// It has told nothing since the last update.
bool is_awaited(const Plan& plan, Id<Department> department);

// A rhythm after the last update, or after `start` where there was none; unset where no rhythm is
// agreed.
Instant next_update(const Plan& plan, Instant start);

// How much of the project buffer is used, against how much of the work is done: the fever chart
// (Newbold 1998). Parts from 0 on; of a buffer that is gone more than 1 is used, less than 0 where
// the plan is ahead of its promise.
struct FeverPoint {
  double done = 0;
  double used = 0;
};
// At each update since the promise, and now; none without a promise or a buffer.
std::vector<FeverPoint> fever_points(const Plan& plan, const Calendars& calendars,
                                     const std::vector<BaselineInfo>& baselines,
                                     Instant finish_now);

// Below a line from (0, 0.15) to (1, 0.75) all is fine, above one from (0, 0.3) to (1, 0.9) it is
// time to act.
enum class Fever : std::uint8_t { fine, watch, act };
struct FeverLine {
  double at_start, at_end;
  double at(double done) const { return at_start + (at_end - at_start) * done; }
};
inline constexpr FeverLine kWatchLine{0.15, 0.75}, kActLine{0.3, 0.9};
Fever fever_of(FeverPoint point);

}  // namespace tongzhou
