// The form in which plan templates are written (assets/templates).
//
//   plan TITLE                          the plan, what it is for, when it begins (days from today),
//   purpose TEXT                        its calendar
//   begins DAYS
//   calendar NAME
//   department NAME | PEOPLE | LEAD | DUTIES
//   person NAME | DEPARTMENT | POSITION
//   TITLE | LENGTH | DEPARTMENT | RESPONSIBLE | AFTER | MORE        a task, two spaces a level
//   = KIND LABEL | FIELD VALUE | ...    any other record, its fields by their names in files
//   measured GOAL | DAY VALUE, ...      measurements of the goal of that label, or of an indicator:
//   measured indicator LABEL | ...
//
// LENGTH is 5d, 4h, or milestone; empty for phases. AFTER names predecessors with commas between,
// each with a link where it is not finish to start: "Design SS+3d". MORE has parts with semicolons
// between: "with DEPARTMENT, ...", "deadline DAYS" (from the beginning of the plan), "pace PERCENT"
// (how its progress compares with the calendar), "trust firm|fair|rough|guess" (its duration),
// "note TEXT". Fields of other records refer by label, or by the name of a department, person or
// task, sets with commas between; days and instants count from the beginning of the plan ("12", "12
// 16:30"), choices are their names in files. Lines that begin with # are comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/records.h"

namespace tongzhou {

struct TemplateLink {
  std::string from;  // title
  LinkType type = LinkType::finish_start;
  Minutes lag;
};
struct TemplateTask {
  int depth = 0;
  std::string title, department, responsible, note;
  TaskKind kind = TaskKind::task;
  Minutes duration;
  std::vector<TemplateLink> after;
  std::vector<std::string> with;
  int deadline_days = 0;  // 0: none
  int pace = 100;
  Confidence confidence = Confidence::none;
};
struct TemplateDepartment {
  std::string name, lead, duties;
  double capacity = 1;
};
struct TemplatePerson {
  std::string name, department, role;
};
struct TemplateRecord {
  std::string kind, label;
  struct Field {
    std::string name, value;
  };
  std::vector<Field> fields;
};
struct TemplateText {
  std::string title, purpose, calendar;
  int begins_days = 0;
  std::vector<TemplateDepartment> departments;
  std::vector<TemplatePerson> people;
  std::vector<TemplateTask> tasks;
  std::vector<TemplateRecord> records;
};

// Templates are ours: what does not read is our mistake and stops the program.
TemplateText parse_template(std::string_view text);

}  // namespace tongzhou
