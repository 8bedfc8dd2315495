// Who begins with whose people: the flow of people from task to task in a timetable as it stands
// (resource flow network, Artigues, Michelon & Reusser 2003). Keeping to it, nobody is asked for
// more than there is, however long tasks come to take.
#pragma once

#include <vector>

#include "model/plan.h"

namespace tongzhou {

// `to` begins with people whom `from` had until then.
struct TakeOver {
  Slot from = kNoSlot;
  Slot to = kNoSlot;
  auto operator<=>(const TakeOver&) const = default;
};

// Of tasks that have needs. Who has waited longest goes first; who was there from the beginning, or
// came when there were more of them, comes from nobody. Where more are needed than there are, the
// missing ones are let go. Sorted, each pair once; none for people of what is complete.
std::vector<TakeOver> find_take_overs(const Plan& plan);

}  // namespace tongzhou
