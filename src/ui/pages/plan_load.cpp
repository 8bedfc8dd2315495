#include "ui/pages/plan_load.h"

namespace tongzhou {

const Department& PlanLoad::record(std::int32_t index) const {
  const DepartmentLoad& load = load_.departments[static_cast<std::size_t>(index)];
  return plan_.table<Department>()[load.department()].record;
}

std::int32_t PlanLoad::department_count() const {
  return static_cast<std::int32_t>(load_.departments.size());
}

LoadDepartment PlanLoad::department(std::int32_t index) const {
  return {record(index).name, record(index).colour};
}

LoadLevel PlanLoad::level(std::int32_t index, Day first, Day end) const {
  const Load load = load_.departments[static_cast<std::size_t>(index)].between(first, end);
  const double people = record(index).capacity;
  // Minutes that one person works in these days; where the department has nobody, by the plan's
  // day.
  const double working =
      people > 0 ? load.capacity / people : (end - first) * double(plan_.info().minutes_per_day);
  if (working <= 0) return {load.needed > 0 ? people + 1 : 0, people};
  return {load.needed / working, people};
}

}  // namespace tongzhou
