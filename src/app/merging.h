// Copies of the open plan that came as files, before they are merged: what each would change, by
// whom, and what to beware of. Nothing is applied here.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/open_plan.h"
#include "exchange/plan_file.h"

namespace tongzhou {

// What a copy says otherwise about one field.
struct IncomingEdit {
  enum class Standing : std::uint8_t {
    change,      // takes effect
    disputed,    // written here too, unseen by the other: a conflict, until it is decided
    taken_back,  // was merged and taken back here: takes effect only where asked for
    proposed,    // by who could not see all of it (exchange/returned_copy.h): the same
  };
  Edit edit;      // `before`: here; `after`: there
  Author author;  // who wrote it there; nobody where the history does not tell
  Standing standing = Standing::change;
};

// What a copy says otherwise about one record.
struct IncomingRecord {
  enum class Kind : std::uint8_t { added, changed, deleted, restored };
  AnyRef record;
  Kind kind = Kind::changed;
  Id<Department> department;  // of a task, a person, or the task that it belongs to; else none
  std::vector<IncomingEdit> edits;

  // It comes or goes as a whole: its edits are not chosen one by one.
  bool is_whole() const { return kind == Kind::added || kind == Kind::deleted; }
};

struct IncomingCopy {
  std::uint64_t number = 0;  // names it while it waits
  std::string file;          // its name
  PlanFile contents;
  int origin = 0;             // where it was opened (NamedBytes)
  bool in_folder = false;     // it stands in the shared folder
  std::uint64_t changes = 0;  // that are not here yet
  std::vector<IncomingRecord> records;
  std::size_t disputed = 0;  // edits
  std::size_t deleted = 0;   // records
  std::size_t taken_back = 0;
  std::size_t proposed = 0;
  std::vector<ReplicaId> twins;    // ids that a run there and another one used (app/twins.h)
  bool deletes_much = false;       // more than a fifth of what is here
  std::size_t replaces_newer = 0;  // values here that were written after that file was saved

  // Of a copy for some readers that came back.
  Id<HandedCopy> handed;
  std::string returned;  // HandedCopy::returned, once it is taken in
  std::set<std::pair<AnyRef, FieldNumber>> proposals;

  // Nothing in it that is not here, and nothing that was taken back.
  bool is_known() const { return changes == 0 && records.empty(); }
};

// One field that a copy says otherwise. Of a record that is added or deleted, field 0 stands for
// all of it.
struct IncomingField {
  std::uint64_t copy = 0;
  AnyRef record;
  FieldNumber field = kDeleted;
  auto operator<=>(const IncomingField&) const = default;
};
// Those for which the person chose otherwise than proposed: left out what would take effect, or
// takes after all what was taken back.
using MergeChoices = std::set<IncomingField>;

bool is_wanted(const IncomingCopy& copy, const IncomingRecord& record, const IncomingEdit& edit,
               const MergeChoices& choices);

// Looks through a copy of the open plan and fills in what is computed. Changes there that carry
// the dots of others here get ids of their own.
void look_through(const OpenPlan& open, IncomingCopy& copy);

// What all the copies make together, and what is written over it because of the choices: what is
// here now, or what another copy says that is wanted.
struct MergePlan {
  Plan plan;
  std::vector<Change> history;
  std::vector<Edit> decisions;
};
MergePlan make_merge(const OpenPlan& open, const std::vector<IncomingCopy>& copies,
                     const MergeChoices& choices);

}  // namespace tongzhou
