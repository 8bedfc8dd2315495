#include "schedule/effort.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace tongzhou {
namespace {

Minutes whole_minutes(double minutes) {
  constexpr double kMost = std::numeric_limits<std::int32_t>::max();
  return {static_cast<std::int32_t>(std::clamp(minutes, 0.0, kMost))};
}

// The tasks that edits bear on: themselves, or as what their records are parts of, or by whom they
// have.
class Touched {
 public:
  explicit Touched(const Plan& plan) : plan_(plan) {}

  void add(const Edit& edit) {
    const AnyRef record = edit.record;
    if (is_field<&Task::effort>(edit) || is_field<&Task::duration>(edit)) {
      tasks.insert({record.id.value});
    } else if (is_field<&Task::people>(edit) || is_field<&Task::department>(edit)) {
      tasks.insert({record.id.value});
      people = true;
    } else if (record.kind == Kind::assignment || record.kind == Kind::demand) {
      const FieldNumber owner = record.kind == Kind::demand ? field_number<&Demand::task>()
                                                            : field_number<&Assignment::task>();
      add_task(plan_.value_of(record, owner));  // of one that is new: among the edits
      if (edit.field == owner) add_task(edit.after);
      people = true;
    } else if (is_field<&Person::department>(edit) ||
               (edit.field == kDeleted &&
                (record.kind == Kind::person || record.kind == Kind::department))) {
      for (const auto& entry : plan_.table<Task>().live()) tasks.insert(entry.id);
      people = true;
    }
  }

  std::set<Id<Task>> tasks;
  bool people = false;  // are others than before

 private:
  void add_task(const Value& task) {
    if (const AnyId* id = std::get_if<AnyId>(&task)) tasks.insert({id->value});
  }
  const Plan& plan_;
};

// Effort and duration of tasks as they will be after the draft.
class Amounts {
 public:
  Amounts(const Plan& plan, Draft& draft) : plan_(plan), draft_(draft) {
    for (std::size_t i = 0; i < draft.edits.size(); ++i)
      if (draft.edits[i].record.kind == Kind::task)
        place_[{draft.edits[i].record.id, draft.edits[i].field}] = i;
  }
  bool is_edited(Id<Task> task, FieldNumber field) const {
    return place_.contains({task.any(), field});
  }
  Minutes get(Id<Task> task, FieldNumber field) const {
    const auto edit = place_.find({task.any(), field});
    const Value value =
        edit != place_.end() ? draft_.edits[edit->second].after : plan_.value_of(ref(task), field);
    const Minutes* minutes = std::get_if<Minutes>(&value);
    return minutes != nullptr ? *minutes : Minutes{};
  }
  void set(Id<Task> task, FieldNumber field, Minutes minutes) {
    if (const auto edit = place_.find({task.any(), field}); edit != place_.end()) {
      draft_.edits[edit->second].after = minutes;
      return;
    }
    const Value before = plan_.value_of(ref(task), field);
    if (before != Value(minutes)) draft_.edits.push_back({ref(task), field, before, minutes});
  }

 private:
  const Plan& plan_;
  Draft& draft_;
  std::map<std::pair<AnyId, FieldNumber>, std::size_t> place_;
};

bool fits(Minutes effort, Minutes duration, double people) {
  return std::abs(duration.count * people - effort.count) <= std::max(people, 1.0);
}

}  // namespace

Minutes duration_of_effort(Minutes effort, double people) {
  return whole_minutes(std::ceil(effort.count / people));
}

bool effort_fits(const Task& task, double people) {
  return task.effort.count <= 0 || task.kind != TaskKind::task ||
         fits(task.effort, task.duration, people);
}

void keep_effort(const Plan& plan, Draft& draft, ReplicaId replica) {
  constexpr FieldNumber kEffort = field_number<&Task::effort>();
  constexpr FieldNumber kDuration = field_number<&Task::duration>();
  Touched touched(plan);
  for (const Edit& edit : draft.edits) touched.add(edit);
  if (touched.tasks.empty()) return;
  Amounts amounts(plan, draft);
  std::erase_if(touched.tasks, [&](Id<Task> id) {
    const Task* task = plan.find(id);
    return task == nullptr || task->kind != TaskKind::task || amounts.get(id, kEffort).count <= 0;
  });
  if (touched.tasks.empty()) return;
  std::optional<Plan> moved;
  if (touched.people) {
    moved = plan;
    if (!moved->apply(moved->stamp(draft, replica, {}))) return;  // whoever applies it is told why
  }
  const Demands demands(moved ? *moved : plan);
  for (const Id<Task> id : touched.tasks) {
    const double people = demands.people_at_work(plan.table<Task>().find_slot(id));
    const Minutes effort = amounts.get(id, kEffort), duration = amounts.get(id, kDuration);
    const bool by_effort = amounts.is_edited(id, kEffort);
    if (!by_effort && amounts.is_edited(id, kDuration))
      amounts.set(id, kEffort, whole_minutes(std::round(duration.count * people)));
    else if (by_effort || !fits(effort, duration, people))
      amounts.set(id, kDuration, duration_of_effort(effort, people));
  }
}

}  // namespace tongzhou
