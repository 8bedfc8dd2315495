// What the parts of the MSPDI import share. Private to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "exchange/mspdi.h"
#include "exchange/mspdi_xml.h"
#include "model/plan.h"
#include "schedule/pauses.h"

namespace tongzhou {

// What a custom field of a file is for, known by its title.
enum class MspdiCustom : std::uint8_t { department, responsible, participants, position };

// One import under way. Records are collected and added to the plan at the end, because people,
// departments and tasks complete one another.
struct MspdiImport {
  Random& random;
  const TextCodec* codec = nullptr;
  Notices notices;

  PlanInfo info;
  std::vector<std::pair<Id<Calendar>, Calendar>> calendars;
  std::vector<CalendarException> exceptions;
  std::vector<std::pair<Id<Department>, Department>> departments;
  std::vector<std::pair<Id<Person>, Person>> people;
  std::vector<std::pair<Id<Task>, Task>> tasks;
  std::vector<Dependency> dependencies;
  std::vector<Assignment> assignments;
  std::vector<Baseline> baselines;
  std::vector<Pause> pauses;

  // By UID or name in the file.
  std::unordered_map<std::int64_t, Id<Calendar>> calendar_of;
  std::unordered_map<std::int64_t, Id<Person>> person_of;
  std::unordered_map<std::int64_t, std::size_t> task_of;  // index into tasks
  std::unordered_map<std::string, Id<Department>> department_of;
  std::vector<std::pair<std::size_t, std::string>> responsible;  // task index, name in its field
  std::unordered_map<std::string, MspdiCustom> custom_of;        // by FieldID
  // By task index, of the first that works on it; nothing where others pause otherwise.
  std::unordered_map<std::size_t, std::optional<std::vector<Stretch>>> pauses_of;
  Id<Calendar> round_the_clock;  // made when first needed

  bool has_custom(MspdiCustom which) const;
  // The department of that name, made when new; none for a blank name.
  Id<Department> department_named(std::string_view name);
  // The calendar of that UID; none for -1, 0 and what is not in the file.
  Id<Calendar> calendar(std::int64_t uid) const;
};

void import_calendars(MspdiImport& import, const pugi::xml_node& project);
// A calendar without any time off, for tasks whose duration is elapsed time.
Id<Calendar> round_the_clock(MspdiImport& import);
void import_people(MspdiImport& import, const pugi::xml_node& project);
void import_tasks(MspdiImport& import, const pugi::xml_node& project);
// After people and tasks: who works on what, and who answers for a task where no field says it.
void import_assignments(MspdiImport& import, const pugi::xml_node& project);

// A custom field's value on a task or resource.
struct MspdiAttribute {
  std::string field;
  std::string value;
};
bool read_attribute(const pugi::xml_node& node, std::vector<MspdiAttribute>& attributes);

// Seconds to minutes, nearest; notes where that loses something.
Minutes whole_minutes(MspdiSeconds seconds, MspdiRecord& record);

// The text of a note: plain, or stripped of RTF marks.
std::string plain_note(std::string_view note, const TextCodec* codec);

}  // namespace tongzhou
