// Room for surprises, after the methods of the critical chain (Goldratt 1997): one buffer at the
// end of the plan, and one where a chain of other tasks feeds the critical one.
//
// The critical chain is taken to be the critical tasks of the timetable that are not done, in
// their order; levelled starts are part of it. A task's surprise is what it may take beyond the
// plan: its 90th percentile (schedule/estimate.h) less its duration.
#pragma once

#include <vector>

#include "schedule/network.h"
#include "schedule/schedule.h"

namespace tongzhou {

// Working minutes.
struct BufferSizes {
  Minutes half;             // of the chain's duration: "cut and paste" (Goldratt 1997)
  Minutes root_of_squares;  // of the tasks' surprises, as if they were independent (Newbold 1998)
};

// Where a chain that is not critical joins the critical one.
struct FeedingBuffer {
  Slot last = kNoSlot;      // of the chain
  Slot joins = kNoSlot;     // the critical task that waits for it
  std::vector<Slot> chain;  // from its beginning to `last`
  Minutes wanted;           // root of squares
  Minutes room;             // the free slack that is there already
  bool is_short() const { return room < wanted; }
};

struct BufferAdvice {
  std::vector<Slot> chain;  // the critical chain, by start
  Minutes chain_duration;
  BufferSizes project;
  std::vector<FeedingBuffer> feeding;  // those with too little room first
};

BufferAdvice advise_buffers(const Plan& plan, const Network& network, const Schedule& schedule);

}  // namespace tongzhou
