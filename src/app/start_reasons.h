// Why a task starts when it starts, in sentences.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/open_plan.h"
#include "documents/value_words.h"
#include "schedule/demands.h"

namespace tongzhou {

// The chain of facts in reading order: what holds the start (a predecessor, a constraint, the
// plan's beginning, an actual date), then the days off that push it further. Never empty for a
// scheduled task.
std::vector<std::string> start_reasons(Wording words, const OpenPlan& open, Slot task);

// The tasks that hold one another back, from this one to the one that nothing but the plan's
// beginning, a constraint or an actual date holds. Each once. Where levelling holds a task, who has
// the people before it comes next.
std::vector<Slot> reason_chain(const OpenPlan& open, Slot task);

// Of the tasks that need some of the same people and are done before it starts, the last one. Looks
// through the whole plan.
struct Holder {
  Slot task = kNoSlot;
  Pool pool = 0;
};
std::optional<Holder> find_holder(const OpenPlan& open, const Demands& demands, Slot task);

}  // namespace tongzhou
