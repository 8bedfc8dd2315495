#include "schedule/effort.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace tongzhou {
namespace {

Minutes whole_minutes(double minutes) {
  constexpr double kMost = std::numeric_limits<std::int32_t>::max();
  return {static_cast<std::int32_t>(std::clamp(minutes, 0.0, kMost))};
}

Edit* find_edit(Draft& draft, Id<Task> task, FieldNumber field) {
  const auto found = std::ranges::find_if(draft.edits, [&](const Edit& edit) {
    return edit.record == ref(task) && edit.field == field;
  });
  return found == draft.edits.end() ? nullptr : &*found;
}

// What an edit bears on: a task itself, or the one that its record is a part of.
struct Touched {
  std::set<Id<Task>> tasks;
  bool people = false;  // are others than before

  void add(const Plan& plan, const Edit& edit) {
    const AnyRef record = edit.record;
    if (is_field<&Task::effort>(edit) || is_field<&Task::duration>(edit)) {
      tasks.insert({record.id.value});
    } else if (is_field<&Task::people>(edit) || is_field<&Task::department>(edit)) {
      tasks.insert({record.id.value});
      people = true;
    } else if (record.kind == Kind::assignment || record.kind == Kind::demand) {
      people = true;
      const FieldNumber owner = record.kind == Kind::demand ? field_number<&Demand::task>()
                                                            : field_number<&Assignment::task>();
      add(plan.value_of(record, owner));  // of one that is new: among the edits
      if (edit.field == owner) add(edit.after);
    }
  }
  void add(const Value& task) {
    if (const AnyId* id = std::get_if<AnyId>(&task)) tasks.insert({id->value});
  }
};

Minutes minutes_after(const Plan& plan, Draft& draft, Id<Task> task, FieldNumber field) {
  const Edit* edit = find_edit(draft, task, field);
  const Value value = edit != nullptr ? edit->after : plan.value_of(ref(task), field);
  const Minutes* minutes = std::get_if<Minutes>(&value);
  return minutes != nullptr ? *minutes : Minutes{};
}

void write(const Plan& plan, Draft& draft, Id<Task> task, FieldNumber field, Minutes minutes) {
  if (Edit* edit = find_edit(draft, task, field)) {
    edit->after = minutes;
    return;
  }
  const Value before = plan.value_of(ref(task), field);
  if (before != Value(minutes)) draft.edits.push_back({ref(task), field, before, minutes});
}

}  // namespace

Minutes duration_of_effort(Minutes effort, double people) {
  return whole_minutes(std::ceil(effort.count / people));
}

bool effort_fits(const Task& task, double people) {
  if (task.effort.count <= 0 || task.kind != TaskKind::task) return true;
  return std::abs(task.duration.count * people - task.effort.count) <= std::max(people, 1.0);
}

void keep_effort(const Plan& plan, Draft& draft, ReplicaId replica) {
  constexpr FieldNumber kEffort = field_number<&Task::effort>();
  constexpr FieldNumber kDuration = field_number<&Task::duration>();
  Touched touched;
  for (const Edit& edit : draft.edits) touched.add(plan, edit);
  std::erase_if(touched.tasks, [&](Id<Task> id) {
    const Task* task = plan.find(id);
    return task == nullptr || task->kind != TaskKind::task ||
           minutes_after(plan, draft, id, kEffort).count <= 0;
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
    const bool by_duration =
        find_edit(draft, id, kDuration) != nullptr && find_edit(draft, id, kEffort) == nullptr;
    if (by_duration) {
      const Minutes duration = minutes_after(plan, draft, id, kDuration);
      write(plan, draft, id, kEffort, whole_minutes(std::round(duration.count * people)));
    } else {
      const Minutes effort = minutes_after(plan, draft, id, kEffort);
      write(plan, draft, id, kDuration, duration_of_effort(effort, people));
    }
  }
}

}  // namespace tongzhou
