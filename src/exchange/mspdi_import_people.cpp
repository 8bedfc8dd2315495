#include <algorithm>
#include <cmath>

#include "exchange/mspdi_import.h"
#include "exchange/mspdi_resource.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

Person make_person(MspdiImport& import, const MspdiResource& resource, MspdiRecord& told) {
  Person person;
  person.name = trimmed(resource.name);
  person.department = import.department_named(resource.group);
  person.contact = trimmed(resource.email);
  if (resource.max_units >= 0 && resource.max_units <= 1000) person.capacity = resource.max_units;
  const Id<Calendar> calendar = import.calendar(resource.calendar);
  if (calendar != import.info.calendar) person.calendar = calendar;
  for (const MspdiAttribute& attribute : resource.attributes) {
    const auto custom = import.custom_of.find(attribute.field);
    if (custom != import.custom_of.end() && custom->second == MspdiCustom::position)
      person.role = attribute.value;
    else if (!attribute.value.empty())
      detail::note_lost(told, Word::notice_custom_fields);
  }
  return person;
}

// A department can do at once what its people can.
void fill_departments(MspdiImport& import) {
  std::unordered_map<Id<Department>, double> capacity;
  for (const auto& [id, person] : import.people) capacity[person.department] += person.capacity;
  for (auto& [id, department] : import.departments)
    if (const double sum = capacity[id]; sum > 0) department.capacity = sum;
}

// Whether the work is what the units do in the duration; then nothing is lost with it.
bool is_plain(const MspdiAssignment& assignment, const Task& task) {
  const double expected = task.duration.count * 60.0 * assignment.units;
  return assignment.work.count == 0 ||
         std::abs(static_cast<double>(assignment.work.count) - expected) <= 60;
}

void add_assignment(MspdiImport& import, const MspdiAssignment& raw) {
  const auto place = import.task_of.find(raw.task);
  if (place == import.task_of.end()) return;  // of the whole project, or of a row left out
  const auto& [task_id, task] = import.tasks[place->second];
  tell(import.notices, raw, task.title);
  const auto person = import.person_of.find(raw.resource);
  if (person == import.person_of.end() && raw.resource != kMspdiNobody) return;  // not a person
  auto [pauses, is_first] = import.pauses_of.try_emplace(place->second, raw.pauses);
  if (!is_first && pauses->second && *pauses->second != raw.pauses) {
    import.notices.add(Word::notice_splits, task.title);
    pauses->second.reset();
  }
  if (person == import.person_of.end()) return;
  if (raw.timephased) import.notices.add(Word::notice_timephased, task.title);
  if (task.kind != TaskKind::summary && !is_plain(raw, task))
    import.notices.add(Word::notice_work, task.title);
  Assignment assignment{task_id, person->second, 1};
  if (raw.units >= 0 && raw.units <= 1000) assignment.units = raw.units;
  import.assignments.push_back(assignment);
}

// Who is named in a task's field: of several with that name the one who works on the task; a name
// that is no resource's becomes a person.
void set_named_responsible(MspdiImport& import) {
  std::unordered_map<std::string, Id<Person>> first_named;
  std::unordered_map<Id<Person>, std::string> name_of;
  for (const auto& [id, person] : import.people) {
    first_named.try_emplace(person.name, id);
    name_of.emplace(id, person.name);
  }
  std::unordered_map<Id<Task>, std::vector<Id<Person>>> working_on;
  for (const Assignment& a : import.assignments) working_on[a.task].push_back(a.person);
  for (const auto& [index, name] : import.responsible) {
    if (name.empty()) continue;
    auto& [task_id, task] = import.tasks[index];
    for (const Id<Person> person : working_on[task_id])
      if (!task.responsible && name_of[person] == name) task.responsible = person;
    if (task.responsible) continue;
    const auto [place, added] = first_named.try_emplace(name);
    if (added) {
      Person person;
      person.name = name;
      place->second = mint<Id<Person>>(import.random);
      import.people.emplace_back(place->second, std::move(person));
    }
    task.responsible = place->second;
  }
}

}  // namespace

void import_people(MspdiImport& import, const pugi::xml_node& project) {
  for (const pugi::xml_node node : project.child("Resources").children("Resource")) {
    const auto resource = read_mspdi_resource(node);
    const std::string name(trimmed(resource.name));
    if (resource.is_null || name.empty()) continue;  // Project's own "nobody"
    if (resource.is_cost || resource.is_budget || resource.type != 1) {
      import.notices.add(Word::notice_not_people, name);
      continue;
    }
    if (resource.availability) import.notices.add(Word::notice_availability, name);
    if (!trimmed(resource.notes).empty()) import.notices.add(Word::notice_resource_notes, name);
    MspdiRecord told = resource;
    Person person = make_person(import, resource, told);
    tell(import.notices, told, name);
    if (person.calendar) import.notices.add(Word::notice_resource_calendars, name);
    const auto id = mint<Id<Person>>(import.random);
    import.person_of.try_emplace(resource.uid, id);
    import.people.emplace_back(id, std::move(person));
  }
}

void import_assignments(MspdiImport& import, const pugi::xml_node& project) {
  for (const pugi::xml_node node : project.child("Assignments").children("Assignment"))
    add_assignment(import, read_mspdi_assignment(node));

  for (std::size_t index = 0; index < import.tasks.size(); ++index) {
    const auto pauses = import.pauses_of.find(index);
    if (pauses == import.pauses_of.end() || !pauses->second) continue;
    for (const Stretch pause : *pauses->second)
      import.pauses.push_back({import.tasks[index].first, pause.from, pause.until});
  }
  set_named_responsible(import);
  std::unordered_map<Id<Person>, Id<Department>> department_of;
  for (const auto& [id, person] : import.people) department_of[id] = person.department;
  std::unordered_map<Id<Task>, Id<Person>> first_person;
  for (const Assignment& a : import.assignments) first_person.try_emplace(a.task, a.person);
  const bool responsible_known = import.has_custom(MspdiCustom::responsible);
  const bool department_known = import.has_custom(MspdiCustom::department);
  for (auto& [id, task] : import.tasks) {
    if (const auto found = first_person.find(id); !responsible_known && found != first_person.end())
      task.responsible = found->second;
    if (!department_known && task.responsible) task.department = department_of[task.responsible];
  }

  fill_departments(import);
  const auto order_all = [](auto& entries) {
    const auto keys = order_sequence(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i].second.order = keys[i];
  };
  order_all(import.departments);
  order_all(import.people);
}

}  // namespace tongzhou
