// Who may know what of a plan, and why.
//
// A record is as secret as it was marked (Marking; of several the strictest, and those whose time
// is over do not count), else as what it is a part of (Role::owner, or `parent`), else as its kind.
// An entry of the sharing register and a letter say so themselves. A field is as secret as its
// record, or more by its description or a marking of its own.
//
// - open: everybody, also outside;
// - internal: all departments of the plan;
// - department: those that a field of the record names, or a person of theirs, and those that the
//   marking names; of a part, also those of what it is a part of;
// - confidential: those that the marking names, alone; of the register, whose it is and who gets
// it; of a letter, whose it is and, once it is sent, who gets it.
//
// A marking and an entry of the register name departments, people and groups. A person knows what
// the department may, and what names the person or a group of either; what names a person alone the
// department does not know.
//
// What says nothing but how other records go together (a kind without a name: a dependency,
// minutes) is known to whom all of those are known to; what is a part of another kind of record (a
// criterion of a deliverable) never without that one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/kinds.h"
#include "model/plan.h"

namespace tongzhou {

// Who reads: departments and people. None: somebody outside.
struct Audience {
  std::vector<Id<Department>> departments{};  // sorted, with their people
  std::vector<Id<Person>> people{};           // sorted
  // Only what each of them may know, as in a letter to all; else what any of them may.
  bool each = false;

  bool is_outside() const { return departments.empty() && people.empty(); }
  bool operator==(const Audience&) const = default;
};
// Of a department, a person or a group, of whose members each; of anything else, somebody outside.
Audience audience_of(const Plan& plan, AnyRef reader);
// For whom the copy was made.
Audience audience_of(const HandedCopy& handed);

struct SecrecyFacts {
  enum class Why : std::uint8_t { kind, field, itself, marking, parent };
  Secrecy secrecy = Secrecy::internal;
  Why why = Why::kind;
  AnyRef because;                    // of `parent`: which of those above is marked
  const Marking* marking = nullptr;  // valid while the plan does not change
};

class SecrecyTable {
 public:
  // Must not outlive the plan; made anew when it changes.
  SecrecyTable(const Plan& plan, Day today);

  SecrecyFacts of(AnyRef record) const;
  // Of the record or the field, whichever is stricter.
  SecrecyFacts of(AnyRef record, FieldNumber field) const;
  // Whether some field of the record is marked.
  bool has_marked_field(AnyRef record) const;

  const Plan& plan() const { return plan_; }

 private:
  struct Marked {
    AnyRef record;
    FieldNumber field;
    const Marking* marking;
  };
  const Marking* find_marking(AnyRef record, FieldNumber field) const;

  const Plan& plan_;
  Day today_;
  std::vector<Marked> marked_;       // by record, then field; the strictest of each
  std::vector<AnyRef> with_fields_;  // records of which a field is marked; sorted
};

// What the record is a part of; none: of nothing.
AnyRef part_of(const Plan& plan, AnyRef record);

// What an audience may know of a plan.
class VisiblePart {
 public:
  VisiblePart(const SecrecyTable& table, Audience audience);

  // Live records only.
  bool has(AnyRef record) const;
  bool has(AnyRef record, FieldNumber field) const;
  // Of a record that it has: whether it has every field whose kind is not more secret than that.
  bool has_open_fields(AnyRef record) const;
  const Audience& audience() const { return audience_; }

 private:
  enum class Seen : std::uint8_t { unknown, being_asked, yes, no };
  bool ask(AnyRef record) const;
  bool decide(AnyRef record) const;
  bool is_for_audience(const SecrecyFacts& facts, AnyRef record) const;
  bool names_audience(AnyRef record) const;
  bool names_for_itself(AnyRef record) const;
  bool is_reader(Kind kind, AnyId id) const;
  bool is_among(const RefSet<Department>& departments) const;
  bool is_among(const RefSet<Department>& departments, const RefSet<Person>& people,
                const RefSet<Group>& groups) const;

  const SecrecyTable& table_;
  Audience audience_;
  std::vector<Id<Department>> departments_;      // of the audience and of its people; sorted
  std::vector<Id<Group>> groups_;                // that any of them is in; sorted
  mutable std::vector<std::vector<Seen>> seen_;  // by kind, then slot
  mutable int depth_ = 0;
  std::vector<VisiblePart> readers_;  // one for each, where all must agree
};

}  // namespace tongzhou
