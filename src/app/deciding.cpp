#include "app/deciding.h"

#include <algorithm>
#include <iterator>

#include "model/history.h"
#include "model/record_fields.h"
#include "schedule/scheduler.h"

namespace tongzhou {
namespace {

bool refers_to(const Plan& plan, AnyRef record, AnyId target) {
  return std::ranges::any_of(fields_of(record.kind), [&](const FieldInfo& field) {
    return field.refers_to && plan.value_of(record, field.number) == Value(target);
  });
}

// The restoring of what was deleted together with the record and hangs on it.
std::vector<Edit> find_deleted_along(const OpenPlan& open, AnyRef record) {
  const Plan& plan = open.plan();
  std::vector<Edit> edits;
  for (const Sibling& sibling : plan.siblings(record, kDeleted)) {
    if (sibling.value != Value(true)) continue;
    const Change* change = find_change(open.history(), plan.unpack(sibling.stamp).dot);
    if (change == nullptr) continue;
    for (const Edit& edit : change->edits) {
      const Kind kind = edit.record.kind;
      const bool links = kind == Kind::dependency || kind == Kind::assignment ||
                         kind == Kind::baseline || kind == Kind::demand || kind == Kind::pause;
      const bool is_gone = plan.value_of(edit.record, kDeleted) == Value(true);
      if (links && edit.field == kDeleted && edit.after == Value(true) && is_gone &&
          refers_to(plan, edit.record, record.id))
        edits.push_back({edit.record, kDeleted, true, false});
    }
  }
  return edits;
}

void mark_other_words(std::vector<Stand>& stands) {
  const auto text_of = [&](std::size_t i) { return std::get_if<std::string>(&stands[i].value); };
  for (std::size_t i = 0; i < stands.size() && stands.size() > 1; ++i) {
    const std::string *text = text_of(i), *other = text_of(i == 0 ? 1 : 0);
    if (text != nullptr && other != nullptr) stands[i].other_words = parts_only_in(*text, *other);
  }
}

}  // namespace

Draft decide(const OpenPlan& open, AnyRef record, FieldNumber field, Value value) {
  const Plan& plan = open.plan();
  std::vector<Edit> along;
  if (field == kDeleted && value == Value(false)) along = find_deleted_along(open, record);
  std::vector<Edit> edits{{record, field, plan.value_of(record, field), std::move(value)}};
  std::ranges::move(along, std::back_inserter(edits));
  return {make_label(Word::did_decide, {plan.name_of(record)}), std::move(edits)};
}

Dispute look_into(const OpenPlan& open, const Conflict& conflict) {
  const Plan& plan = open.plan();
  Dispute dispute{conflict.record, conflict.field, {}};
  for (const Sibling& sibling : conflict.siblings) {
    Stand stand{
        .value = sibling.value, .author = {}, .finish = {}, .own_finish = {}, .other_words = {}};
    if (const Change* change = find_change(open.history(), plan.unpack(sibling.stamp).dot))
      stand.author = change->author;
    Plan other = plan;
    const Change decision =
        other.stamp(decide(open, conflict.record, conflict.field, sibling.value), ReplicaId{1}, {});
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
  mark_other_words(dispute.stands);
  return dispute;
}

}  // namespace tongzhou
