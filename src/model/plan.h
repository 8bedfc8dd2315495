// The plan: tables of records, who wrote what, and the one way to change it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/result.h"
#include "model/change.h"
#include "model/records.h"
#include "model/table.h"

namespace tongzhou {

// A field, or a whole record kind, that a newer version wrote and this one does not know. It is
// kept and written back untouched. So is an unknown choice in a known field: the record itself then
// holds the default. A foreign value stands as long as its stamp is the one that its record's
// stamps have for the field.
struct ForeignField {
  FieldNumber field;
  Value value;
  PackedStamp stamp;
  bool operator==(const ForeignField&) const = default;
};
struct ForeignRecord {
  std::uint8_t kind;
  AnyId id;
  bool deleted = false;
  FieldStamps stamps;
  std::vector<ForeignField> fields;
  bool operator==(const ForeignRecord&) const = default;
};

class Plan {
 public:
  // Identity of the plan itself: copies that merge share it.
  AnyId id() const { return id_; }
  static Plan make(AnyId id) {
    Plan plan;
    plan.id_ = id;
    return plan;
  }

  template <class Record>
  const Table<Record>& table() const {
    return std::get<Table<Record>>(tables_);
  }
  template <class Record>
  const Record* find(Id<Record> id) const {
    return table<Record>().find(id);
  }
  // The one PlanInfo record, or defaults where a plan has none yet.
  const PlanInfo& info() const;
  Id<PlanInfo> info_id() const { return {id_.value}; }

  // The value of a field of any record, deleted ones too; empty when unknown.
  Value value_of(AnyRef record, FieldNumber field) const;
  bool is_live(AnyRef record) const;
  // What the record is called (its field of role `name`); empty when unknown or nameless.
  std::string name_of(AnyRef record) const;

  // Gives a draft its place: the next number of this replica, a counter above all seen.
  Change stamp(Draft draft, ReplicaId replica, Author author) const;

  // Writes the change. Writes that this plan has already, or that lose to a newer one, leave no
  // trace. Never half: a change that does not fit (a value of the wrong type, a record kind
  // unknown to this version) is refused whole and nothing is written.
  Result<void> apply(const Change& change);

  // Counts applied changes; for "has anything changed since?".
  std::uint64_t revision() const { return revision_; }
  // Counts changes of what the outline is made of: tasks created, deleted, moved.
  std::uint64_t outline_revision() const { return outline_revision_; }

  // What this copy holds: for each replica it knows, the number of its last change here.
  struct Seen {
    ReplicaId replica;
    std::uint32_t number;
    bool operator==(const Seen&) const = default;
  };
  const std::vector<Seen>& version() const { return version_; }
  bool has(Dot dot) const;
  std::uint32_t largest_counter() const { return largest_counter_; }
  Stamp unpack(PackedStamp stamp) const;

  const std::map<AnyRef, std::vector<ForeignField>>& foreign_fields() const {
    return foreign_fields_;
  }
  const std::vector<ForeignRecord>& foreign_records() const { return foreign_records_; }

 private:
  friend class PlanLoader;

  template <class Record>
  Table<Record>& own_table() {
    return std::get<Table<Record>>(tables_);
  }
  Result<void> check_fits(const Change& change) const;
  template <class Record>
  void write(const Edit& edit, PackedStamp stamp);
  std::uint32_t intern(ReplicaId replica);

  AnyId id_;
  Records::Of<Table> tables_;
  std::vector<Seen> version_;
  IdIndex replica_index_;  // into version_
  std::uint32_t largest_counter_ = 0;
  std::uint64_t revision_ = 0;
  std::uint64_t outline_revision_ = 0;
  std::map<AnyRef, std::vector<ForeignField>> foreign_fields_;
  std::vector<ForeignRecord> foreign_records_;
};

// Makes a plan out of stored records at once, for readers of files. What it is given has been
// checked for shape (types, ranges); meaning (unknown references, cycles) is check_plan's matter.
class PlanLoader {
 public:
  explicit PlanLoader(AnyId plan_id) { plan_.id_ = plan_id; }

  // Replicas first: their order is the order that PackedStamp::replica refers to.
  std::uint32_t add_replica(ReplicaId replica, std::uint32_t last_number);
  void note_counter(std::uint32_t counter);
  template <class Record>
  void reserve(std::size_t count) {
    plan_.own_table<Record>().reserve(count);
  }
  // False, and nothing added, for an id of 0 or one that is there already.
  template <class Record>
  bool add(Entry<Record> entry) {
    if (!entry.id || plan_.table<Record>().find_slot(entry.id) != kNoSlot) return false;
    plan_.own_table<Record>().add(std::move(entry));
    return true;
  }
  // All records of a kind at once, in their order; false when the ids are 0, doubled or made up
  // to collide, after which the loader is of no more use.
  template <class Record>
  bool add_all(std::vector<Entry<Record>> entries) {
    return plan_.own_table<Record>().adopt(std::move(entries));
  }
  // A record as one import made it: every field stamped by the replica's first change.
  template <class Record>
  Id<Record> add_imported(Record record, Random& random, PackedStamp stamp) {
    const auto id = mint<Id<Record>>(random);
    add(Entry<Record>{id, false, std::move(record), FieldStamps(stamp)});
    return id;
  }
  void add_foreign(AnyRef record, ForeignField field);
  void add_foreign(ForeignRecord record);

  Plan take() && { return std::move(plan_); }

 private:
  Plan plan_;
};

}  // namespace tongzhou
