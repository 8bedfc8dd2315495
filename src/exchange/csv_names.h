// Departments, people and calendars by their names, made when new. Private to the table readers.
#pragma once

#include <string>
#include <unordered_map>

#include "exchange/imported.h"
#include "model/change.h"
#include "model/plan.h"

namespace tongzhou {

class NamedRecords {
 public:
  // All must outlive it.
  NamedRecords(const Plan& plan, Random& random, ChangeBuilder& build, Notices& notices);

  // The first of that name, in their order; made, and told, when new. None for a blank name.
  Id<Department> department(std::string_view name);
  Id<Person> person(std::string_view name, Id<Department> department);
  // None when there is no such calendar.
  Id<Calendar> calendar(std::string_view name) const;
  // Of those that were in the plan before.
  Id<Department> department_of(Id<Person> person) const;

 private:
  std::string next_order(std::string& last);

  const Plan& plan_;
  Random& random_;
  ChangeBuilder& build_;
  Notices& notices_;
  std::unordered_map<std::string, Id<Department>> departments_;
  std::unordered_map<std::string, Id<Person>> people_;
  std::unordered_map<std::string, Id<Calendar>> calendars_;
  std::string last_department_, last_person_;  // order keys
  std::int32_t colour_ = 0;
};

// A choice by its word in either language, by Microsoft Project's, or by its number in a list of
// other names; dots and blanks do not count.
std::optional<Constraint> find_constraint(std::string_view text);
std::optional<TaskKind> find_kind(std::string_view text);

}  // namespace tongzhou
