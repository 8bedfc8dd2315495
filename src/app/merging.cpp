#include "app/merging.h"

#include <algorithm>
#include <map>

#include "app/twins.h"
#include "core/check.h"
#include "model/conflicts.h"
#include "model/difference.h"
#include "model/history.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

using FieldPlace = std::pair<AnyRef, FieldNumber>;
using Standing = IncomingEdit::Standing;

// A plan with its history to look things up in.
class Told {
 public:
  Told(const Plan& plan, const std::vector<Change>& history) : plan_(plan) {
    for (const Change& change : history) changes_[change.dot] = &change;
  }
  // The change that gave the field what it shows; null where the history does not tell.
  const Change* writer_of(AnyRef record, FieldNumber field) const {
    Stamp newest;
    for (const Sibling& sibling : plan_.siblings(record, field))
      newest = std::max(newest, plan_.unpack(sibling.stamp));
    const auto found = changes_.find(newest.dot);
    return found == changes_.end() ? nullptr : found->second;
  }
  Author author_of(AnyRef record, FieldNumber field) const {
    const Change* writer = writer_of(record, field);
    return writer == nullptr ? Author{} : writer->author;
  }

 private:
  const Plan& plan_;
  std::map<Dot, const Change*> changes_;
};

Id<Department> department_of(const Plan& plan, AnyRef record) {
  if (record.kind == Kind::department) return {record.id.value};
  const auto find_of = [&]<class Record>(Id<Record> id) {
    const Slot slot = plan.table<Record>().find_slot(id);
    return slot == kNoSlot ? nullptr : &plan.table<Record>()[slot].record;
  };
  const auto of_task = [&](Id<Task> task) {
    const Task* found = find_of(task);
    return found == nullptr ? Id<Department>{} : found->department;
  };
  if (record.kind == Kind::task) return of_task({record.id.value});
  if (record.kind == Kind::person) {
    const Person* person = find_of(Id<Person>{record.id.value});
    return person == nullptr ? Id<Department>{} : person->department;
  }
  if (record.kind == Kind::dependency) {
    const Dependency* link = find_of(Id<Dependency>{record.id.value});
    return link == nullptr ? Id<Department>{} : of_task(link->to);
  }
  if (record.kind == Kind::assignment) {
    const Assignment* assignment = find_of(Id<Assignment>{record.id.value});
    return assignment == nullptr ? Id<Department>{} : of_task(assignment->task);
  }
  return {};
}

IncomingRecord::Kind kind_of(const Edit& edit) {
  if (edit.after == Value(true)) return IncomingRecord::Kind::deleted;
  return type_of(edit.before) == ValueType::none ? IncomingRecord::Kind::added
                                                 : IncomingRecord::Kind::restored;
}

std::size_t live_count(const Plan& plan) {
  std::size_t count = 0;
  for (const KindInfo& kind : all_kinds()) count += plan.table(kind.kind)->live_count();
  return count;
}

// Collects edits by record, in the order in which they come.
class Collector {
 public:
  Collector(IncomingCopy& copy, const Plan& names) : copy_(copy), names_(names) {}

  void add(Edit edit, Author author, Standing standing) {
    const auto [place, is_new] = places_.try_emplace(edit.record, copy_.records.size());
    if (is_new)
      copy_.records.push_back(
          {.record = edit.record, .department = department_of(names_, edit.record), .edits = {}});
    IncomingRecord& record = copy_.records[place->second];
    if (edit.field == kDeleted) record.kind = kind_of(edit);
    if (edit.field == kDeleted && record.kind == IncomingRecord::Kind::deleted) ++copy_.deleted;
    if (standing == Standing::disputed) ++copy_.disputed;
    if (standing == Standing::taken_back) ++copy_.taken_back;
    if (standing == Standing::change && copy_.proposals.contains({edit.record, edit.field}))
      standing = Standing::proposed;
    if (standing == Standing::proposed) ++copy_.proposed;
    record.edits.push_back({std::move(edit), std::move(author), standing});
  }

 private:
  IncomingCopy& copy_;
  const Plan& names_;
  std::map<AnyRef, std::size_t> places_;
};

// Conflicts that the merged plan has and the open one has not so.
std::map<FieldPlace, const Conflict*> new_disputes(const std::vector<Conflict>& here,
                                                   const std::vector<Conflict>& merged) {
  std::map<FieldPlace, std::size_t> known;
  for (const Conflict& conflict : here)
    known[{conflict.record, conflict.field}] = conflict.siblings.size();
  std::map<FieldPlace, const Conflict*> disputes;
  for (const Conflict& conflict : merged) {
    const FieldPlace place{conflict.record, conflict.field};
    const auto same = known.find(place);
    if (same == known.end() || same->second != conflict.siblings.size())
      disputes[place] = &conflict;
  }
  return disputes;
}

// Unless chosen otherwise.
bool takes_effect(Standing standing) {
  return standing == Standing::change || standing == Standing::disputed;
}

}  // namespace

bool is_wanted(const IncomingCopy& copy, const IncomingRecord& record, const IncomingEdit& edit,
               const MergeChoices& choices) {
  const FieldNumber field = record.is_whole() ? kDeleted : edit.edit.field;
  const bool chosen_otherwise = choices.contains({copy.number, record.record, field});
  return takes_effect(edit.standing) != chosen_otherwise;
}

void look_through(const OpenPlan& open, IncomingCopy& copy) {
  for (const ReplicaId twin : renew_twins(open.history(), copy.contents))
    copy.twins.push_back(twin);
  const Plan& theirs = copy.contents.plan;
  Plan merged = open.plan();
  auto result = merge(merged, theirs);
  check(result.has_value(), "only copies of the open plan are looked through");
  copy.changes = result->changes;
  copy.records.clear();
  copy.disputed = copy.deleted = copy.taken_back = copy.proposed = copy.replaces_newer = 0;

  const Told there(theirs, copy.contents.history), here(open.plan(), open.history());
  const std::vector<Conflict> conflicts = find_conflicts(merged);
  auto disputes = new_disputes(open.conflicts(), conflicts);
  Collector collector(copy, theirs);
  for (Edit& edit : result->edits) {
    const bool disputed = disputes.erase({edit.record, edit.field}) > 0;
    const Author mine = here.author_of(edit.record, edit.field);
    if (mine.unix_milliseconds > copy.contents.saved.unix_milliseconds) ++copy.replaces_newer;
    Author author = there.author_of(edit.record, edit.field);
    collector.add(std::move(edit), std::move(author),
                  disputed ? Standing::disputed : Standing::change);
  }
  // Disputes in which what is here goes on showing.
  for (const auto& [place, conflict] : disputes) {
    const auto& [record, field] = place;
    const Value mine = open.plan().value_of(record, field);
    for (const Sibling& sibling : conflict->siblings) {
      if (sibling.value == mine) continue;
      collector.add({record, field, mine, sibling.value}, there.author_of(record, field),
                    Standing::disputed);
      break;
    }
  }
  // What was merged before and taken back: written over here by an undo of a merge.
  for (Edit& edit : find_differences(merged, theirs)) {
    const Change* writer = here.writer_of(edit.record, edit.field);
    if (writer == nullptr || !is_undo_of(writer->label, Word::change_merged)) continue;
    Author author = there.author_of(edit.record, edit.field);
    collector.add(std::move(edit), std::move(author), Standing::taken_back);
  }
  copy.deletes_much = copy.deleted * 5 > live_count(open.plan());
}

MergePlan make_merge(const OpenPlan& open, const std::vector<IncomingCopy>& copies,
                     const MergeChoices& choices) {
  MergePlan made{open.plan(), {}, {}};
  std::map<FieldPlace, Value> wanted;
  std::map<FieldPlace, Standing> written;  // that must be written over
  for (const IncomingCopy& copy : copies) {
    check(merge(made.plan, copy.contents.plan).has_value(), "copies are of the open plan");
    add_history(made.history, copy.contents.history);
    for (const IncomingRecord& record : copy.records)
      for (const IncomingEdit& incoming : record.edits) {
        const FieldPlace place{incoming.edit.record, incoming.edit.field};
        const bool shows = incoming.standing != Standing::taken_back;  // once merged
        const bool is_in = is_wanted(copy, record, incoming, choices);
        if (is_in) wanted[place] = incoming.edit.after;
        if (is_in != shows) written[place] = incoming.standing;
      }
  }
  for (const auto& [place, standing] : written) {
    const auto& [record, field] = place;
    const auto elsewhere = wanted.find(place);
    Value value =
        elsewhere != wanted.end() ? elsewhere->second : open.plan().value_of(record, field);
    if (type_of(value) == ValueType::none && field == kDeleted) value = true;
    if (type_of(value) == ValueType::none) continue;  // of a record that is left out whole
    Value shown = made.plan.value_of(record, field);
    if (shown == value && standing != Standing::disputed) continue;
    made.decisions.push_back({record, field, std::move(shown), std::move(value)});
  }
  return made;
}

}  // namespace tongzhou
