// A copy for an audience comes back: what its readers wrote becomes a change of the plan.
//
// The change follows what the plan held when the copy was made, so that whoever wrote the same
// meanwhile is not overwritten: then there is a conflict, as between any two copies. What they may
// not do by themselves is proposed: to write over, move or delete what they could not see whole,
// and to say who is in a group or a department.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "core/result.h"
#include "exchange/copy_ids.h"
#include "exchange/plan_file.h"
#include "insight/secrecy.h"

namespace tongzhou {

// What a plan holds, as a text: replicas and the numbers of their last changes.
std::string version_text(const Plan& plan);

// How many records that the part shows were written since the copy was made.
std::size_t count_changed(const Plan& plan, const HandedCopy& handed, const VisiblePart& part);

struct ReturnedCopy {
  Change change;
  // Those of its edits that only a person may let in.
  std::set<std::pair<AnyRef, FieldNumber>> proposals;
};

// The handed-out copy that has become the plan of that id; null: none of these.
const Entry<HandedCopy>* find_handed_copy(const Plan& plan, AnyId copy);

// Without edits where nothing was written. The same for everyone who holds the same of the plan.
// Fails where the key does not read.
Result<ReturnedCopy> read_returned_copy(const Plan& plan, const HandedCopy& handed,
                                        const PlanFile& returned, Day today);

}  // namespace tongzhou
