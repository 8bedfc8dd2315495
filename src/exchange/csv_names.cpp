#include "exchange/csv_names.h"

#include <algorithm>
#include <array>

#include "core/sorting.h"
#include "exchange/csv_cells.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

std::string without_margins(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string{}
                                         : std::string(text.substr(first, last - first + 1));
}

template <class Record>
std::vector<const Entry<Record>*> in_order(const Plan& plan) {
  std::vector<const Entry<Record>*> entries;
  for (const auto& entry : plan.table<Record>().live()) entries.push_back(&entry);
  sort_stably(entries, {}, [](const auto* e) { return std::pair(e->record.order, e->id); });
  return entries;
}

std::string bare(std::string_view text) {
  std::string out = folded(text);
  for (const std::string_view dots : {"…", ".", " "})
    for (std::size_t at = out.find(dots); at != std::string::npos; at = out.find(dots))
      out.erase(at, dots.size());
  return out;
}

template <class Enum>
std::optional<Enum> find_choice(std::string_view text) {
  const std::string wanted = bare(text);
  const auto& words = kChoices<Enum>;
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const Language language : {Language::chinese, Language::english})
      if (wanted == bare(say(language, words[i]))) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

NamedRecords::NamedRecords(const Plan& plan, Random& random, ChangeBuilder& build, Notices& notices)
    : plan_(plan), random_(random), build_(build), notices_(notices) {
  for (const auto* entry : in_order<Department>(plan)) {
    departments_.try_emplace(folded(entry->record.name), entry->id);
    last_department_ = entry->record.order;
    ++colour_;
  }
  for (const auto* entry : in_order<Person>(plan)) {
    people_.try_emplace(folded(entry->record.name), entry->id);
    last_person_ = entry->record.order;
  }
  for (const auto& entry : plan.table<Calendar>().live())
    calendars_.try_emplace(folded(entry.record.name), entry.id);
}

std::string NamedRecords::next_order(std::string& last) {
  last = order_between(last, {}, random_);
  return last;
}

Id<Department> NamedRecords::department(std::string_view name) {
  const std::string key = folded(name);
  if (key.empty()) return {};
  const auto [place, added] = departments_.try_emplace(key);
  if (added) {
    Department department;
    department.name = without_margins(name);
    department.colour = colour_++ % 8;
    department.order = next_order(last_department_);
    notices_.add(Word::notice_departments_made, name);
    place->second = build_.create(std::move(department));
  }
  return place->second;
}

Id<Person> NamedRecords::person(std::string_view name, Id<Department> department) {
  const std::string key = folded(name);
  if (key.empty()) return {};
  const auto [place, added] = people_.try_emplace(key);
  if (added) {
    Person person;
    person.name = without_margins(name);
    person.department = department;
    person.order = next_order(last_person_);
    notices_.add(Word::notice_people_made, name);
    place->second = build_.create(std::move(person));
  }
  return place->second;
}

Id<Calendar> NamedRecords::calendar(std::string_view name) const {
  const auto found = calendars_.find(folded(name));
  return found == calendars_.end() ? Id<Calendar>{} : found->second;
}

Id<Department> NamedRecords::department_of(Id<Person> person) const {
  const Person* known = plan_.find(person);
  return known == nullptr ? Id<Department>{} : known->department;
}

std::optional<Constraint> find_constraint(std::string_view text) {
  if (const auto constraint = find_choice<Constraint>(text)) return constraint;
  // As Microsoft Project says them in Chinese.
  static constexpr std::array<std::pair<std::string_view, Constraint>, 4> kProjects{{
      {"不得早于开始", Constraint::start_no_earlier_than},
      {"不得晚于开始", Constraint::start_no_later_than},
      {"不得早于完成", Constraint::finish_no_earlier_than},
      {"不得晚于完成", Constraint::finish_no_later_than},
  }};
  const std::string wanted = bare(text);
  for (const auto& [name, constraint] : kProjects)
    if (wanted == name) return constraint;
  return std::nullopt;
}

std::optional<TaskKind> find_kind(std::string_view text) { return find_choice<TaskKind>(text); }

}  // namespace tongzhou
