// Whether two plans are the same in everything that is stored of them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "model/plan.h"

namespace tongzhou::test {

// Where the plans differ first ("task 000000000000002a title"); empty when they do not.
inline std::string first_difference(const Plan& a, const Plan& b) {
  if (a.id() != b.id()) return "plan id";
  const auto by_replica = [](std::vector<Plan::Seen> version) {
    std::ranges::sort(version, {}, &Plan::Seen::replica);
    return version;
  };
  if (by_replica(a.version()) != by_replica(b.version())) return "version";
  if (a.largest_counter() != b.largest_counter()) return "largest counter";
  if (a.heads() != b.heads()) return "heads";
  if (a.kept_values() != b.kept_values()) return "kept values";
  if (a.foreign_records() != b.foreign_records()) return "foreign records";
  std::string difference;
  Records::for_each([&]<class Record>() {
    const auto of_a = a.table<Record>().entries(), of_b = b.table<Record>().entries();
    const std::string kind(Description<Record>::name);
    if (difference.empty() && of_a.size() != of_b.size()) difference = kind + " count";
    for (std::size_t i = 0; difference.empty() && i < of_a.size(); ++i) {
      const auto differs = [&](std::string_view what) {
        difference = kind + " " + std::to_string(of_a[i].id.value) + " " + std::string(what);
      };
      if (of_a[i].id != of_b[i].id) differs("id");
      if (of_a[i].deleted != of_b[i].deleted) differs("deleted");
      if (of_a[i].stamps != of_b[i].stamps) differs("stamps");
      for_each_field<Record>([&](const auto& field) {
        if (!(of_a[i].record.*field.member == of_b[i].record.*field.member)) differs(field.name);
      });
    }
  });
  return difference;
}

}  // namespace tongzhou::test
