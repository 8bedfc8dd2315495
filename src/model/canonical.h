// One form for each content: copies that hold the same changes have equal canonical forms, whatever
// order the changes came in.
#pragma once

#include "model/plan.h"

namespace tongzhou {

// The same plan with replicas, records and everything else in the order of ids. Encoded, it is the
// same bytes for the same content.
Plan make_canonical(const Plan& plan);

}  // namespace tongzhou
