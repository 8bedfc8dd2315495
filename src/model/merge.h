// Two copies of a plan become one. MERGE.md has the law: in any order, any number of times, in any
// grouping, the same changes make the same plan.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "model/plan.h"

namespace tongzhou {

struct Merged {
  // What shows differently now. A record that came is an edit of kDeleted without `before`, then
  // one for each field that is not its default, as in a change.
  std::vector<Edit> edits;
  std::uint64_t changes = 0;  // that this copy did not hold before
};

// Takes over all that the other copy holds. Refused, and nothing done, for a copy of another plan.
Result<Merged> merge(Plan& into, const Plan& other);

// Of two runs that used one replica id, from `first` on: the changes of the one that this plan
// holds become the first, second, ... of the replica `name`, as if they had been made so. What the
// plan holds of the other run under its name, `other`, counts as those from `first` on.
void rename_twin(Plan& plan, Dot first, ReplicaId name, ReplicaId other);

}  // namespace tongzhou
