// What is wrong with a plan that only its timetable shows.
#pragma once

#include <vector>

#include "model/check_plan.h"
#include "schedule/network.h"
#include "schedule/schedule.h"

namespace tongzhou {

// Rings of dependencies that close through summaries (check_plan tells of the others), deadlines
// and the plan's wanted finish missed, effort that does not fit people and duration, constraints
// kept against predecessors, calendars without work, dates beyond all years, a plan without a
// start. In a fixed order; every problem once.
std::vector<Problem> check_schedule(const Plan& plan, const Network& network,
                                    const Schedule& schedule);

}  // namespace tongzhou
