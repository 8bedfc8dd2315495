#include "model/conflicts.h"

#include <algorithm>

#include "model/siblings.h"

namespace tongzhou {
namespace {

void add_conflicts(const Plan& plan, AnyRef record, const std::vector<KeptValue>& kept,
                   std::vector<Conflict>& conflicts) {
  if (!plan.is_live(record)) return;  // also of kinds that this version does not know
  for (auto at = kept.begin(); at != kept.end();) {
    const FieldNumber field = at->field;
    while (at != kept.end() && at->field == field) ++at;
    if (type_of(plan.value_of(record, field)) == ValueType::references) continue;
    Conflict conflict{record, field, {}};
    for (Sibling& sibling : plan.siblings(record, field))
      if (std::ranges::find(conflict.siblings, sibling.value, &Sibling::value) ==
          conflict.siblings.end())
        conflict.siblings.push_back(std::move(sibling));
    if (conflict.siblings.size() > 1) conflicts.push_back(std::move(conflict));
  }
}

}  // namespace

std::vector<Conflict> find_conflicts(const Plan& plan) {
  std::vector<Conflict> conflicts;
  for (const auto& [record, kept] : plan.kept_values())
    add_conflicts(plan, record, kept, conflicts);
  return conflicts;
}

std::vector<Conflict> find_conflicts(const Plan& plan, AnyRef record) {
  std::vector<Conflict> conflicts;
  const auto found = plan.kept_values().find(record);
  if (found != plan.kept_values().end()) add_conflicts(plan, record, found->second, conflicts);
  return conflicts;
}

}  // namespace tongzhou
