// The plan as it was, as far as its history tells.
#pragma once

#include <optional>
#include <span>

#include "model/plan.h"

namespace tongzhou {

// What the plan showed when, of its history in the order of is_before, `last` was the newest
// change; nothing for `last`: before all of it. Fields that no change of the history wrote are as
// they always were. Values only: their stamps are those of today.
Plan make_past(const Plan& plan, std::span<const Change> history, std::optional<Dot> last);

}  // namespace tongzhou
