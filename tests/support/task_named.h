// Tasks by their titles, in tests that know every title. A title that is not there fails the test.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string_view>

#include "model/plan.h"

namespace tongzhou::test {

inline Id<Task> id_named(const Plan& plan, std::string_view title) {
  for (const auto& entry : plan.table<Task>().live())
    if (entry.record.title == title) return entry.id;
  FAIL("no task " << title);
  return {};
}

inline const Task& task_named(const Plan& plan, std::string_view title) {
  return *plan.table<Task>().find(id_named(plan, title));
}

}  // namespace tongzhou::test
