// All records of one kind, dense, with who wrote which field.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <ranges>
#include <span>
#include <vector>

#include "core/check.h"
#include "core/id.h"
#include "core/id_index.h"
#include "model/description.h"
#include "model/row_store.h"

namespace tongzhou {

// A record's place in its table. Stays the same as long as the plan is in memory, also when the
// record is deleted; so whatever is computed per record is a plain vector beside the table.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = std::numeric_limits<Slot>::max();

// A stamp whose replica is an index into the plan's list of replicas.
struct PackedStamp {
  std::uint32_t counter = 0;
  std::uint32_t replica = 0;
  std::uint32_t number = 0;
  bool operator==(const PackedStamp&) const = default;
};

// The stamps of a record's fields: one for all, and those that were written again later.
class FieldStamps {
 public:
  struct Later {
    FieldNumber field;
    PackedStamp stamp;
    bool operator==(const Later&) const = default;
  };

  FieldStamps() = default;
  explicit FieldStamps(PackedStamp first) : first_(first) {}
  // `later` by field number, each once.
  FieldStamps(PackedStamp first, std::vector<Later> later)
      : first_(first), later_(std::move(later)) {}

  PackedStamp of(FieldNumber field) const {
    for (const Later& later : later_)
      if (later.field == field) return later.stamp;
    return first_;
  }
  void write(FieldNumber field, PackedStamp stamp) {
    const auto place = std::ranges::lower_bound(later_, field, {}, &Later::field);
    const bool is_there = place != later_.end() && place->field == field;
    if (stamp == first_) {
      if (is_there) later_.erase(place);
    } else if (is_there) {
      place->stamp = stamp;
    } else {
      later_.insert(place, {field, stamp});
    }
  }
  PackedStamp first() const { return first_; }
  const std::vector<Later>& later() const { return later_; }  // by field number
  bool operator==(const FieldStamps&) const = default;

 private:
  PackedStamp first_;
  std::vector<Later> later_;
};

// What every record of a table has, whatever its kind: code that works on all kinds sees rows, and
// what they hold through the fields of their kind (kinds.h).
struct Row {
  bool deleted = false;
  FieldStamps stamps;
  bool operator==(const Row&) const = default;
};

template <class Record>
struct Entry : Row {
  Entry() = default;
  Entry(Id<Record> of, bool is_deleted, Record holding, FieldStamps stamped)
      : Row{is_deleted, std::move(stamped)}, id(of), record(std::move(holding)) {}

  Id<Record> id;
  Record record{};
};

// The Lamport counter of the change that wrote the field last: of two writes, one that had seen the
// other has the larger counter, whatever the clocks said.
template <auto member>
std::uint32_t written_at(const Entry<typename MemberOf<member>::Record>& entry) {
  return entry.stamps.of(field_number<member>()).counter;
}

// A table whose kind is known at run time only. A plan lends its tables out as const.
class AnyTable {
 public:
  // Slots ever used, those of deleted records included.
  Slot slot_count() const { return static_cast<Slot>(index_.size()); }
  // Deleted records are found too; kNoSlot when the id was never seen.
  Slot find_slot(AnyId id) const { return index_.find(id.value); }
  virtual AnyId id(Slot slot) const = 0;
  virtual const Row& row(Slot slot) const = 0;
  Row& row(Slot slot) { return const_cast<Row&>(std::as_const(*this).row(slot)); }
  // Null when the id was never seen.
  const Row* find_row(AnyId id) const {
    const Slot slot = find_slot(id);
    return slot == kNoSlot ? nullptr : &row(slot);
  }
  Row* find_row(AnyId id) { return const_cast<Row*>(std::as_const(*this).find_row(id)); }
  std::size_t live_count() const {
    std::size_t count = 0;
    for (Slot slot = 0; slot < slot_count(); ++slot) count += row(slot).deleted ? 0U : 1U;
    return count;
  }

  void reserve(std::size_t count) {
    rows_.reserve(count);
    index_.reserve(count);
  }
  // A copy of a row of this kind under another id, in the next slot. Null, and nothing added, for
  // an id of 0, one that is there, or one further from its home than that (IdIndex).
  Row* add(AnyId id, const Row& like,
           std::size_t farthest = std::numeric_limits<std::size_t>::max()) {
    return index_.insert(id.value, slot_count(), farthest) ? &append(id, like) : nullptr;
  }

 protected:
  explicit AnyTable(const RowType& type) : rows_(type) {}
  AnyTable(const AnyTable&);
  AnyTable(AnyTable&&) noexcept;
  AnyTable& operator=(const AnyTable&);
  AnyTable& operator=(AnyTable&&) noexcept;
  ~AnyTable() = default;
  virtual Row& append(AnyId id, const Row& like) = 0;

  IdIndex index_;
  RowStore rows_;  // of Entry
};

template <class Record>
class Table final : public AnyTable {
 public:
  Table() : AnyTable(kRowType) {}

  const Entry<Record>& operator[](Slot slot) const {
    return static_cast<const Entry<Record>*>(rows_.data())[slot];
  }

  Slot find_slot(Id<Record> id) const { return index_.find(id.value); }
  // The record, unless unknown or deleted.
  const Record* find(Id<Record> id) const {
    const Slot slot = find_slot(id);
    return slot == kNoSlot || (*this)[slot].deleted ? nullptr : &(*this)[slot].record;
  }

  std::span<const Entry<Record>> entries() const {
    return {static_cast<const Entry<Record>*>(rows_.data()), rows_.size()};
  }
  // The entries that are not deleted.
  auto live() const {
    return entries() | std::views::filter([](const Entry<Record>& e) { return !e.deleted; });
  }

  AnyId id(Slot slot) const override { return (*this)[slot].id.any(); }
  const Row& row(Slot slot) const override { return (*this)[slot]; }

  // False, and nothing added, for an id of 0 or one that is there already.
  bool add(const Entry<Record>& entry) {
    if (!index_.insert(entry.id.value, slot_count())) return false;
    rows_.append(&entry);
    return true;
  }

 private:
  static constexpr RowType kRowType = RowType::of<Entry<Record>>();

  Row& append(AnyId id, const Row& like) override {
    auto& entry =
        *static_cast<Entry<Record>*>(rows_.append(&static_cast<const Entry<Record>&>(like)));
    entry.id = {id.value};
    return entry;
  }
};

}  // namespace tongzhou
