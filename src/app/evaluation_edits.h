// What people do to evaluate, as drafts of changes.
#pragma once

#include <string>

#include "app/edits.h"

namespace tongzhou {

// The indicators that most plans can use, with targets to begin with.
Draft add_usual_indicators(const OpenPlan& open, Random& random);

// An answer to why the issue is, or the cause above it, which it then is a part of.
NewRecord add_cause(const OpenPlan& open, Random& random, Id<Issue> issue, Id<Cause> above,
                    CauseCategory category, std::string why);

// Against the cause and its issue: due in two weeks, looked at again in six.
NewRecord add_action(const OpenPlan& open, Random& random, Id<Cause> cause, std::string title,
                     Day today);

// What the department is told, to be written; of that day.
NewRecord add_evaluation(const OpenPlan& open, Random& random, Id<Department> department,
                         Day today);

}  // namespace tongzhou
