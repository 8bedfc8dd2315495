// All records of one kind, dense, with who wrote which field.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <ranges>
#include <vector>

#include "core/check.h"
#include "core/id.h"
#include "core/id_index.h"
#include "model/description.h"

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

template <class Record>
struct Entry {
  Id<Record> id;
  bool deleted = false;
  Record record;
  FieldStamps stamps;
};

template <class Record>
class Table {
 public:
  // Slots ever used, those of deleted records included.
  Slot slot_count() const { return static_cast<Slot>(entries_.size()); }
  const Entry<Record>& operator[](Slot slot) const { return entries_[slot]; }

  // Deleted records are found too; kNoSlot when the id was never seen.
  Slot find_slot(Id<Record> id) const { return index_.find(id.value); }
  // The record, unless unknown or deleted.
  const Record* find(Id<Record> id) const {
    const Slot slot = find_slot(id);
    return slot == kNoSlot || entries_[slot].deleted ? nullptr : &entries_[slot].record;
  }

  const std::vector<Entry<Record>>& entries() const { return entries_; }
  // The entries that are not deleted.
  auto live() const {
    return entries_ | std::views::filter([](const Entry<Record>& e) { return !e.deleted; });
  }
  std::size_t live_count() const {
    return static_cast<std::size_t>(std::ranges::count(entries_, false, &Entry<Record>::deleted));
  }

 private:
  friend class Plan;
  friend class PlanLoader;
  friend class Merger;
  friend class Renamer;
  friend class ChangeWriter;

  void reserve(std::size_t count) {
    entries_.reserve(count);
    index_.reserve(count);
  }
  Slot add(Entry<Record> entry) {
    const Slot slot = slot_count();
    check(index_.insert(entry.id.value, slot), "a record is added once");
    entries_.push_back(std::move(entry));
    return slot;
  }
  // Into an empty table; false when ids are 0, doubled, or made up to collide.
  bool adopt(std::vector<Entry<Record>> entries) {
    entries_ = std::move(entries);
    index_.reserve(entries_.size());
    Slot slot = 0;
    return std::ranges::all_of(entries_, [&](const auto& entry) {
      return index_.insert(entry.id.value, slot++, IdIndex::kFarthestByChance);
    });
  }

  std::vector<Entry<Record>> entries_;
  IdIndex index_;
};

}  // namespace tongzhou
