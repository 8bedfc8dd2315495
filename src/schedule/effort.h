// The work of a task (effort, as in "12 person-days") beside its duration and its people.
//
// Where a task tells its effort, effort = duration × people at work at once; "at work" as in
// demands.h. Whoever changes the effort or the people gets another duration, whoever changes the
// duration another effort. All three are fields, so that a copy or a version that knows nothing of
// effort shows the same dates; copies that changed two of them apart are told of by check_schedule.
#pragma once

#include "model/change.h"
#include "model/plan.h"
#include "schedule/demands.h"

namespace tongzhou {

// Working minutes, rounded up: what the effort takes when `people`, more than 0, share it evenly.
Minutes duration_of_effort(Minutes effort, double people);

// Whether the three fit, but for the rounding; so does every task without effort.
bool effort_fits(const Task& task, double people);

// Adds to the draft what keeps the three together in the tasks that it bears on. Those it makes are
// left as they come.
void keep_effort(const Plan& plan, Draft& draft, ReplicaId replica);

}  // namespace tongzhou
