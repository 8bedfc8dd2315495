// The plan: tables of records, who wrote what, and the one way to change it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "model/change.h"
#include "model/records.h"
#include "model/table.h"

namespace tongzhou {

// One of the values that a field has: nearly always the only one. MERGE.md has the law.
struct Sibling {
  Value value;
  PackedStamp stamp;
  bool operator==(const Sibling&) const = default;
};

// A value kept beside its record, because the record holds one value of each field, of the kinds
// that this version knows:
// - a sibling that does not show: its stamp is not the field's;
// - what shows, but is of a newer version (a field, a choice): its stamp is the field's, and the
//   record holds the default;
// - of a set, an element (a reference) that came by another stamp than the field's, or by several.
struct KeptValue {
  FieldNumber field;
  Value value;
  PackedStamp stamp;
  bool operator==(const KeptValue&) const = default;
};
// A record of a kind that this version does not know; its values are all kept beside it.
struct ForeignRecord : Row {
  ForeignRecord(std::uint8_t of, AnyId named, bool is_deleted, FieldStamps stamped)
      : Row{is_deleted, std::move(stamped)}, kind(of), id(named) {}

  std::uint8_t kind;
  AnyId id;
  bool operator==(const ForeignRecord&) const = default;
};

class Plan {
 public:
  // Made once, not in each file that holds a plan: there is much of it.
  Plan();
  Plan(const Plan&);
  Plan(Plan&&) noexcept;
  Plan& operator=(const Plan&);
  Plan& operator=(Plan&&) noexcept;
  ~Plan();

  // Identity of the plan itself: copies that merge share it.
  AnyId id() const { return id_; }
  static Plan make(AnyId id) {
    Plan plan;
    plan.id_ = id;
    return plan;
  }

  // The same in all but its identity: what becomes of one is nothing to the other.
  Plan copy_as(AnyId id) const;

  template <class Record>
  const Table<Record>& table() const {
    return get<Table<Record>>(tables_);
  }
  template <class Record>
  const Record* find(Id<Record> id) const {
    return table<Record>().find(id);
  }
  // Null for a kind that this version does not know.
  const AnyTable* table(Kind kind) const;
  // The row of a record, deleted ones too; null when unknown.
  const Row* find_row(AnyRef record) const;
  // The one PlanInfo record, or defaults where a plan has none yet.
  const PlanInfo& info() const;
  Id<PlanInfo> info_id() const { return {id_.value}; }

  // The value of a field of any record, deleted ones too; empty when unknown.
  Value value_of(AnyRef record, FieldNumber field) const;
  bool is_live(AnyRef record) const;
  // What the record is called (its field of role `name`); empty when unknown or nameless.
  std::string name_of(AnyRef record) const;

  // All values that a field has, the one that shows first; none of a record that is not there. Of a
  // set: its elements, one for each change that put it in, by id.
  std::vector<Sibling> siblings(AnyRef record, FieldNumber field) const;

  // Gives a draft its place: the next number of this replica, a counter above all seen, and what it
  // follows.
  Change stamp(Draft draft, ReplicaId replica, Author author) const;

  // Writes the change; one that this plan holds already leaves no trace. Never half: a change that
  // does not fit (a value of the wrong type, a record kind unknown to this version, a change before
  // it missing) is refused whole and nothing is written.
  Result<void> apply(const Change& change);
  // Whether all that the change follows is here.
  bool follows(const Change& change) const;

  // Counts applied changes; for "has anything changed since?".
  std::uint64_t revision() const { return revision_; }
  // Counts changes of what the outline is made of: tasks created, deleted, moved.
  std::uint64_t outline_revision() const { return outline_revision_; }

  // Counts records that came back because a change wanted them (MERGE.md): besides its edits, it
  // also changed whether these are there.
  std::uint64_t revivals() const { return revivals_; }

  // What this copy holds: for each replica it knows, the number of its last change here.
  struct Seen {
    ReplicaId replica;
    std::uint32_t number;
    bool operator==(const Seen&) const = default;
  };
  const std::vector<Seen>& version() const { return version_; }
  bool has(Dot dot) const;
  // In `version`; the replica is one of them.
  std::uint32_t place_of(ReplicaId replica) const { return replica_index_.find(replica.value); }
  // Of those, the changes that no other change here follows; sorted.
  const std::vector<Dot>& heads() const { return heads_; }
  std::uint32_t largest_counter() const { return largest_counter_; }
  // How many changes this copy holds. No counter is larger.
  std::uint64_t change_count() const { return change_count_; }
  Stamp unpack(PackedStamp stamp) const;

  // By field, then the newest first.
  const std::map<AnyRef, std::vector<KeptValue>>& kept_values() const { return kept_; }
  const std::vector<ForeignRecord>& foreign_records() const { return foreign_records_; }

 private:
  friend class PlanLoader;
  friend class Merger;
  friend class Renamer;
  friend class ChangeWriter;

  template <class Record>
  Table<Record>& own_table() {
    return get<Table<Record>>(tables_);
  }
  AnyTable* own_table(Kind kind) { return const_cast<AnyTable*>(table(kind)); }
  Row* own_row(AnyRef record) { return const_cast<Row*>(find_row(record)); }
  Result<void> check_fits(const Change& change) const;
  std::uint32_t intern(ReplicaId replica);
  // In siblings.cpp. The row is the record's.
  // Nothing else was kept of the field, and the value fits it.
  void write_shown(AnyRef record, Row& row, KeptValue value);
  // In any order; at least one, but for a set.
  void write_siblings(AnyRef record, Row& row, FieldNumber field, std::vector<Sibling> siblings,
                      bool is_set);
  void keep_only(AnyRef record, FieldNumber field, std::vector<KeptValue> values);

  AnyId id_;
  Records::Of<Table> tables_;
  std::vector<Seen> version_;
  IdIndex replica_index_;  // into version_
  std::vector<Dot> heads_;
  std::uint64_t change_count_ = 0;
  std::uint32_t largest_counter_ = 0;
  std::uint64_t revision_ = 0;
  std::uint64_t outline_revision_ = 0;
  std::uint64_t revivals_ = 0;
  std::map<AnyRef, std::vector<KeptValue>> kept_;
  std::vector<ForeignRecord> foreign_records_;
};

// Makes a plan out of stored records at once, for readers of files. What it is given has been
// checked for shape (types, ranges); meaning (unknown references, cycles) is check_plan's matter.
class PlanLoader {
 public:
  explicit PlanLoader(AnyId plan_id) { plan_.id_ = plan_id; }
  // Goes on with one that was loaded and not changed since.
  explicit PlanLoader(Plan plan) : plan_(std::move(plan)) { plan_.change_count_ = 0; }

  // Replicas first: their order is the order that PackedStamp::replica refers to.
  std::uint32_t add_replica(ReplicaId replica, std::uint32_t last_number);
  void note_counter(std::uint32_t counter);
  // Where none is named, the last change of every replica is taken for one.
  void add_head(Dot head) { plan_.heads_.push_back(head); }
  template <class Record>
  void reserve(std::size_t count) {
    plan_.own_table<Record>().reserve(count);
  }
  // False, and nothing added, for an id of 0 or one that is there already.
  template <class Record>
  bool add(Entry<Record> entry) {
    return plan_.own_table<Record>().add(std::move(entry));
  }
  // A table to be filled by who knows its kind at run time only; null for a kind that this version
  // does not know.
  AnyTable* table(Kind kind) { return plan_.own_table(kind); }
  // A record as one import made it: every field stamped by the replica's first change.
  template <class Record>
  Id<Record> add_imported(Record record, Random& random, PackedStamp stamp) {
    const auto id = mint<Id<Record>>(random);
    add(Entry<Record>{id, false, std::move(record), FieldStamps(stamp)});
    return id;
  }
  // In any order; of a record's field and stamp one, of a set's element and stamp too.
  void keep(AnyRef record, KeptValue value) { plan_.kept_[record].push_back(std::move(value)); }
  void add_foreign(ForeignRecord record);
  // Whether everything kept belongs to a record, is of its field's type and stands where merging
  // would have put it.
  bool kept_is_well_formed();

  Plan take() &&;

 private:
  bool is_well_formed(AnyRef record, Row& row, const std::vector<KeptValue>& values);

  Plan plan_;
};

}  // namespace tongzhou
