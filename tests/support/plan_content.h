// What a person sees of a plan, to compare copies that came about in different ways.
#pragma once

#include <algorithm>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "model/plan.h"

namespace tongzhou::test {

// Live records and their fields, without who wrote them, in the order of their text.
using Content = std::vector<std::string>;
inline Content content_of(const Plan& plan) {
  Content lines;
  Records::for_each([&]<class Record>() {
    for (const auto& entry : plan.table<Record>().live()) {
      std::string line = std::string(Description<Record>::name) + std::to_string(entry.id.value);
      for_each_field<Record>([&](const auto& field) {
        const Value value = to_value(entry.record.*field.member);
        std::visit(
            [&]<class Stored>(const Stored& stored) {
              line += "|";
              if constexpr (std::is_same_v<Stored, std::string>)
                line += stored;
              else if constexpr (requires { std::to_string(stored); })
                line += std::to_string(stored);
              else if constexpr (requires { std::to_string(stored.value); })
                line += std::to_string(stored.value);
              else if constexpr (requires { std::to_string(stored.count); })
                line += std::to_string(stored.count);
              else if constexpr (std::is_same_v<Stored, AnyRefs>)
                for (AnyId id : stored) line += std::to_string(id.value) + ",";
            },
            value);
      });
      lines.push_back(std::move(line));
    }
  });
  std::ranges::sort(lines);
  return lines;
}

// What the first has and the second lacks, in one line.
inline std::string lacking(const Content& a, const Content& b) {
  std::string lines;
  for (const std::string& line : a)
    if (!std::ranges::binary_search(b, line)) lines += line + "\n";
  return lines;
}

}  // namespace tongzhou::test
