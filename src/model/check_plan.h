// What is wrong with a plan, in sentences: results to be seen, never errors that stop work.
#pragma once

#include <vector>

#include "model/plan.h"

namespace tongzhou {

enum class Severity : std::uint8_t { error, warning };

struct Problem {
  Severity severity = Severity::error;
  AnyRef record;  // the one it concerns
  Message sentence;
  bool operator==(const Problem&) const = default;
};

// Everything that can be said without a timetable: names missing, references to records that are
// not there, parents in a ring, dependencies in a ring or from a task to itself or its summary,
// doubled dependencies, summaries with dates of their own, percent and dates that contradict.
// In a fixed order; every problem once.
std::vector<Problem> check_plan(const Plan& plan);

}  // namespace tongzhou
