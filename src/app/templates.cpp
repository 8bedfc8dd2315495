#include "app/templates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <unordered_map>

#include "app/template_text.h"
#include "core/assets_generated.h"
#include "core/check.h"
#include "core/numbers.h"
#include "core/sorting.h"
#include "exchange/json_text.h"
#include "model/kinds.h"
#include "model/order_key.h"
#include "schedule/calendars.h"
#include "schedule/schedule.h"

namespace tongzhou {
namespace {

constexpr std::array kTemplates{
    Template{"product_launch", Word::template_product_launch, Word::template_product_launch_help},
};

// The number that a text begins with.
std::int32_t whole(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  check(error == std::errc{}, "a template's numbers read");
  return value;
}

// "A, B"; names hold no commas.
std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (text.starts_with(',') || text.starts_with(' ')) text.remove_prefix(1);
  }
  return names;
}

Day monday_of(Day day) { return day - weekday_of(day); }

// Builds the plan that a template tells. Built twice: dates of the first time say what is done by
// today, and the second time it is.
class TemplateMaker {
 public:
  TemplateMaker(const TemplateText& text, Language language, Day today, Random& random)
      : text_(text), language_(language), today_(today), random_(random) {
    start_ = at(monday_of(today + text.begins_days), kMorning);
    make_tasks();
  }

  Plan make() {
    const Plan untouched = build();
    report_progress(untouched);
    return build();
  }

 private:
  void make_tasks() {
    const auto orders = order_sequence(text_.tasks.size());
    for (std::size_t i = 0; i < text_.tasks.size(); ++i) {
      const TemplateTask& line = text_.tasks[i];
      Task task{.title = line.title, .order = orders[i], .kind = line.kind};
      task.duration = line.duration;
      task.notes = line.note;
      task.confidence = line.confidence;
      if (line.deadline_days != 0)
        task.deadline = at(day_of(start_) + line.deadline_days, kEvening);
      tasks_.push_back(std::move(task));
      check(row_.emplace(line.title, i).second, "a template's titles differ");
    }
  }

  // What the dates say is past is done, what they say is under way is so at its pace.
  void report_progress(const Plan& plan) {
    const Schedule schedule = make_schedule(plan);
    const Calendars calendars(plan);
    const Instant now = at(today_, kMorning);
    for (Slot slot = 0; slot < tasks_.size(); ++slot) {
      const TaskDates& dates = schedule.tasks[slot];
      Task& task = tasks_[slot];
      if (dates.summary || dates.start >= now) continue;
      const WorkingTime& time = calendars[calendars.of_task(plan, slot)];
      const int worked = time.between(dates.start, now).count;
      const int pace = text_.tasks[slot].pace;
      task.actual_start = dates.start;
      if (dates.finish <= now) {
        task.percent = 100;
        task.actual_finish = dates.finish;
      } else {
        constexpr int kStep = 5;  // as people report it
        const int percent = worked * pace / std::max(1, task.duration.count);
        task.percent = std::clamp(percent / kStep * kStep, kStep, 100 - kStep);
      }
    }
  }

  Plan build() {
    const AnyId id = mint<AnyId>(random_);
    PlanLoader loader(id);
    stamp_ = {1, loader.add_replica(mint<ReplicaId>(random_), 1), 1};
    loader.note_counter(1);
    const auto calendar = loader.add_imported(
        Calendar{.name = text_.calendar, .holidays = Holidays::china}, random_, stamp_);
    loader.add(
        Entry<PlanInfo>{{id.value},
                        false,
                        PlanInfo{.title = text_.title,
                                 .purpose = text_.purpose,
                                 .start = start_,
                                 .language = language_ == Language::chinese ? PlanLanguage::chinese
                                                                            : PlanLanguage::english,
                                 .calendar = calendar,
                                 .status_date = at(today_, kMorning)},
                        FieldStamps(stamp_)});
    add_people(loader);
    add_tasks(loader);
    add_records(loader);
    return std::move(loader).take();
  }

  // People name their department and departments their lead, so ids come first.
  void add_people(PlanLoader& loader) {
    departments_.clear();
    people_.clear();
    for (const auto& line : text_.departments)
      departments_[line.name] = mint<Id<Department>>(random_);
    for (const auto& line : text_.people) people_[line.name] = mint<Id<Person>>(random_);

    const auto department_orders = order_sequence(text_.departments.size());
    for (std::size_t i = 0; i < text_.departments.size(); ++i) {
      const auto& line = text_.departments[i];
      Department department{.name = line.name, .duties = line.duties};
      department.lead = found(people_, line.lead);
      department.colour = static_cast<std::int32_t>(i);
      department.capacity = line.capacity;
      department.order = department_orders[i];
      loader.add(Entry<Department>{departments_[line.name], false, std::move(department),
                                   FieldStamps(stamp_)});
    }
    const auto people_orders = order_sequence(text_.people.size());
    for (std::size_t i = 0; i < text_.people.size(); ++i) {
      const auto& line = text_.people[i];
      Person person{.name = line.name, .department = found(departments_, line.department)};
      person.role = line.role;
      person.order = people_orders[i];
      loader.add(Entry<Person>{people_[line.name], false, std::move(person), FieldStamps(stamp_)});
    }
  }

  // Task slots are the template's rows.
  void add_tasks(PlanLoader& loader) {
    task_ids_.clear();
    std::vector<Id<Task>>& ids = task_ids_;
    std::vector<Id<Task>> above;  // the last task at each depth
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      const TemplateTask& line = text_.tasks[i];
      const auto depth = static_cast<std::size_t>(line.depth);
      check(depth <= above.size(), "a template's levels have no gaps");
      Task task = tasks_[i];
      task.parent = depth == 0 ? Id<Task>{} : above[depth - 1];
      task.department = found(departments_, line.department);
      task.responsible = found(people_, line.responsible);
      for (const std::string& name : line.with)
        task.participants.ids.push_back(found(departments_, name));
      sort_stably(task.participants.ids);
      ids.push_back(loader.add_imported(std::move(task), random_, stamp_));
      above.resize(depth);
      above.push_back(ids.back());
    }
    for (std::size_t i = 0; i < tasks_.size(); ++i)
      for (const TemplateLink& link : text_.tasks[i].after)
        loader.add_imported(Dependency{ids[found(row_, link.from)], ids[i], link.type, link.lag},
                            random_, stamp_);
  }

  // Labels first: records may name those that come later.
  void add_records(PlanLoader& loader) {
    labels_.clear();
    std::vector<AnyId> ids;
    for (const TemplateRecord& line : text_.records) {
      ids.push_back(mint<AnyId>(random_));
      if (!line.label.empty()) labels_[line.label] = ids.back();
    }
    const auto orders = order_sequence(text_.records.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const TemplateRecord& line = text_.records[i];
      const auto kind = std::ranges::find(all_kinds(), line.kind, &KindInfo::name);
      check(kind != all_kinds().end(), "a template's records are of known kinds");
      Row& row = *loader.table(kind->kind)->add(ids[i], kind->blank());
      row.stamps = FieldStamps(stamp_);
      for (const FieldInfo& field : kind->fields)
        if (field.role == Role::order) check(field.write(row, Value(orders[i])), "keys are texts");
      for (const auto& [name, value] : line.fields) {
        const auto field = std::ranges::find(kind->fields, name, &FieldInfo::name);
        check(field != kind->fields.end(), "a template's fields are of their kinds");
        check(field->write(row, read(*field, value)), "a template's values fit their fields");
      }
    }
  }

  Value read(const FieldInfo& field, const std::string& text) const {
    switch (field.type) {
      case ValueType::boolean: return text == "true";
      case ValueType::integer: {
        if (field.choices.empty()) return std::int64_t{whole(text)};
        const auto choice = std::ranges::find(field.choices, std::string_view(text), key_of);
        check(choice != field.choices.end(), "a template's choices are known");
        return std::int64_t{choice - field.choices.begin()};
      }
      case ValueType::number: return parse_decimal(text).value_or(0);
      case ValueType::day: return day_of(start_) + whole(text);
      case ValueType::instant: {
        const std::string_view time = text;
        const std::size_t space = time.find(' '), colon = time.find(':');
        const std::int32_t minute =
            colon == std::string_view::npos
                ? kEvening
                : whole(time.substr(space + 1)) * 60 + whole(time.substr(colon + 1));
        return at(day_of(start_) + whole(text), minute);
      }
      case ValueType::reference:
        return field.refers_to ? refer(*field.refers_to, text) : refer_any(text);
      case ValueType::references: {
        AnyRefs refs;
        for (const std::string& name : split_list(text))
          refs.push_back(refer(*field.refers_to, name));
        sort_stably(refs);
        return refs;
      }
      default: return lines_of(text);
    }
  }

  // A text of several lines has \n between them.
  static std::string lines_of(std::string text) {
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
      text.replace(at, 2, "\n");
    return text;
  }

  // A record that has a label, else a task.
  AnyId refer_any(const std::string& name) const {
    return refer(labels_.contains(name) ? Kind::goal : Kind::task, name);
  }

  AnyId refer(Kind kind, const std::string& name) const {
    switch (kind) {
      case Kind::department: return found(departments_, name).any();
      case Kind::person: return found(people_, name).any();
      case Kind::task: return task_ids_[found(row_, name)].any();
      default: return found(labels_, name);
    }
  }

  template <class Value>
  static Value found(const std::unordered_map<std::string, Value>& map, const std::string& name) {
    const auto place = map.find(name);
    check(place != map.end(), "a template names only what it has");
    return place->second;
  }

  const TemplateText& text_;
  Language language_;
  Day today_;
  Random& random_;
  Instant start_;
  std::vector<Task> tasks_;
  std::unordered_map<std::string, std::size_t> row_;
  std::vector<Id<Task>> task_ids_;  // by row
  std::unordered_map<std::string, AnyId> labels_;
  std::unordered_map<std::string, Id<Department>> departments_;
  std::unordered_map<std::string, Id<Person>> people_;
  PackedStamp stamp_;
};

}  // namespace

std::span<const Template> templates() { return kTemplates; }

Result<OpenPlan> make_from_template(std::string_view id, Language language, Day today,
                                    Random& random) {
  const std::string name =
      "templates/" + std::string(id) + (language == Language::chinese ? ".zh.txt" : ".en.txt");
  const std::string_view text = find_asset(name);
  if (text.empty()) return refusal({Word::template_unknown, {std::string(id)}});
  const TemplateText parsed = parse_template(text);
  return OpenPlan(TemplateMaker(parsed, language, today, random).make());
}

OpenPlan make_empty_plan(std::string title, Language language, Day today, Random& random) {
  const AnyId id = mint<AnyId>(random);
  PlanLoader loader(id);
  const PackedStamp stamp{1, loader.add_replica(mint<ReplicaId>(random), 1), 1};
  loader.note_counter(1);
  const auto calendar =
      loader.add_imported(Calendar{.name = std::string(say(language, Word::template_calendar)),
                                   .holidays = Holidays::china},
                          random, stamp);
  loader.add(
      Entry<PlanInfo>{{id.value},
                      false,
                      PlanInfo{.title = std::move(title),
                               .start = at(today, kMorning),
                               .language = language == Language::chinese ? PlanLanguage::chinese
                                                                         : PlanLanguage::english,
                               .calendar = calendar},
                      FieldStamps(stamp)});
  return OpenPlan(std::move(loader).take());
}

}  // namespace tongzhou
