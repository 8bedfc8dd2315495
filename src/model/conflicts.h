// What copies disagree on: data of the plan, to be decided by a person. MERGE.md has the law.
#pragma once

#include <vector>

#include "model/plan.h"

namespace tongzhou {

// A field of a record that is there with siblings of different values. In field 0: deleted here,
// edited there.
struct Conflict {
  AnyRef record;
  FieldNumber field = kDeleted;
  std::vector<Sibling> siblings;  // the one that shows first, each value once
  bool operator==(const Conflict&) const = default;
};

// By record, then field.
std::vector<Conflict> find_conflicts(const Plan& plan);
// Those of one record.
std::vector<Conflict> find_conflicts(const Plan& plan, AnyRef record);

}  // namespace tongzhou
