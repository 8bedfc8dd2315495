// What would have to give for a plan to finish earlier, or for a task to start earlier: each way on
// its own, by what it gains; and the fewest of them, taken one after the other, that meet a wish.
// Nothing changes: the ways are tried on a copy.
#pragma once

#include <cstdint>
#include <vector>

#include "app/open_plan.h"
#include "core/words.h"
#include "model/table.h"

namespace tongzhou {

struct Relaxation {
  enum class Way : std::uint8_t {
    shorter,     // subject: a task, done in half the time
    unlinked,    // subject: a dependency, without which its successor need not wait
    no_lag,      // subject: a dependency, followed at once
    free,        // subject: a task, without its date constraint
    more_hands,  // subject: a task that need not wait for people (levelling)
  };
  Way way = Way::shorter;
  Slot subject = kNoSlot;
  Instant reached;  // the finish, or the task's start, with it
  Minutes gain;     // working time of the plan's calendar; more than 0
};

// Of the plan's finish, or of a task's start.
struct RelaxationTarget {
  Slot task = kNoSlot;  // kNoSlot: the plan's finish
};

// The largest gains first, at most so many. Looks at the critical tasks, or at the chain of what
// holds the task's start; of very many the longest.
std::vector<Relaxation> find_relaxations(const OpenPlan& open, RelaxationTarget target,
                                         std::size_t most);

// One after the other, each the one that gains most after those before it, until the wish is met or
// nothing gains any more; each `reached` with all before it. The gain of the last may be more than
// needed.
struct WayToWish {
  std::vector<Relaxation> steps;
  bool meets_wish = false;
};
WayToWish find_way(const OpenPlan& open, RelaxationTarget target, Instant wish);

// "“Design” in half the time (10 d → 5 d)".
std::string tell_relaxation(const OpenPlan& open, const Relaxation& relaxation, Language language);

}  // namespace tongzhou
