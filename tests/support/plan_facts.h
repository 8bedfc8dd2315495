// What a plan says, as lines of text without ids, stamps and order keys: two plans with the same
// lines are the same plan to a person. For comparing a plan with what came back from a file.
#pragma once

#include <string>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

std::vector<std::string> plan_facts(const Plan& plan);

}  // namespace tongzhou
