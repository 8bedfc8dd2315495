// What one state of a plan says otherwise than another: for comparing, restoring, and for merging
// files that have no stamps.
#pragma once

#include <vector>

#include "model/plan.h"

namespace tongzhou {

// The edits that would make `from` show what `to` shows, by kind, in the order of the tables of
// `to`, then what is gone. A record that only `to` has is an edit of kDeleted without `before`,
// then one for each field that is not its default. Of records deleted in both nothing is said.
std::vector<Edit> find_differences(const Plan& from, const Plan& to);

}  // namespace tongzhou
