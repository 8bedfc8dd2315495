#include "app/deciding.h"

#include <algorithm>

#include "schedule/scheduler.h"

namespace tongzhou {
namespace {

const Change* find_change(const std::vector<Change>& history, Dot dot) {
  const auto found = std::ranges::find(history, dot, &Change::dot);
  return found == history.end() ? nullptr : &*found;
}

}  // namespace

Draft decide(const Plan& plan, AnyRef record, FieldNumber field, Value value) {
  return {make_label(Word::did_decide, {plan.name_of(record)}),
          {{record, field, plan.value_of(record, field), std::move(value)}}};
}

Dispute look_into(const OpenPlan& open, const Conflict& conflict) {
  const Plan& plan = open.plan();
  Dispute dispute{conflict.record, conflict.field, {}};
  for (const Sibling& sibling : conflict.siblings) {
    Stand stand{.value = sibling.value, .author = {}, .finish = {}, .own_finish = {}};
    if (const Change* change = find_change(open.history(), plan.unpack(sibling.stamp).dot))
      stand.author = change->author;
    Plan other = plan;
    const Change decision =
        other.stamp(decide(plan, conflict.record, conflict.field, sibling.value), ReplicaId{1}, {});
    if (other.apply(decision)) {
      const Scheduler scheduler(other);
      const Schedule& schedule = scheduler.schedule();
      stand.finish = schedule.finish;
      const Slot task = other.table<Task>().find_slot({conflict.record.id.value});
      if (conflict.record.kind == Kind::task && task != kNoSlot &&
          !other.table<Task>()[task].deleted) {
        stand.own_finish = schedule.tasks[task].finish;
        stand.critical = schedule.tasks[task].critical;
      }
    }
    dispute.stands.push_back(std::move(stand));
  }
  return dispute;
}

}  // namespace tongzhou
