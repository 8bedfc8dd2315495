#include "ui/pages/plan_load.h"

namespace tongzhou {

const Department& PlanLoad::record(std::int32_t index) const {
  const PoolLoad& load = load_.departments[static_cast<std::size_t>(index)];
  return plan_.table<Department>()[load.slot()].record;
}

std::int32_t PlanLoad::department_count() const {
  return static_cast<std::int32_t>(load_.departments.size());
}

LoadDepartment PlanLoad::department(std::int32_t index) const {
  return {record(index).name, record(index).colour};
}

LoadLevel PlanLoad::level(std::int32_t index, Day first, Day end) const {
  const Load load = load_.departments[static_cast<std::size_t>(index)].between(first, end);
  if (load.minutes > 0) return {load.needed / load.minutes, load.capacity / load.minutes};
  const double capacity = record(index).capacity;  // days off
  return {load.needed > 0 ? capacity + 1 : 0, capacity};
}

}  // namespace tongzhou
