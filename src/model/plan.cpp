#include "model/plan.h"

#include <algorithm>

namespace tongzhou {
namespace {

Error unfit_change() {
  return {{Word::error_change_unfit, {}},
          {Word::safe_nothing_changed, {}},
          {Word::todo_update_program, {}}};
}

// A record of that kind with the value written into its field would be well formed.
bool fits(const Edit& edit) {
  if (!edit.record.id) return false;
  if (edit.field == kDeleted) return std::holds_alternative<bool>(edit.after);
  bool good = false;
  Records::visit(edit.record.kind, [&]<class Record>() {
    visit_field<Record>(edit.field, [&](const auto& field) {
      auto scratch = typename std::decay_t<decltype(field)>::Member{};
      good = from_value(edit.after, scratch);
    });
  });
  return good;
}

bool wins(const Stamp& challenger, const Stamp& holder) {
  return challenger.counter != holder.counter ? challenger.counter > holder.counter
                                              : challenger.dot > holder.dot;
}

}  // namespace

const PlanInfo& Plan::info() const {
  static const PlanInfo kNone{};
  const PlanInfo* info = find(info_id());
  return info != nullptr ? *info : kNone;
}

Value Plan::value_of(AnyRef record, FieldNumber number) const {
  Value value;
  Records::visit(record.kind, [&]<class Record>() {
    const Table<Record>& records = table<Record>();
    const Slot slot = records.find_slot({record.id.value});
    if (slot == kNoSlot) return;
    if (number == kDeleted) value = records[slot].deleted;
    visit_field<Record>(
        number, [&](const auto& field) { value = to_value(records[slot].record.*field.member); });
  });
  return value;
}

bool Plan::is_live(AnyRef record) const {
  bool live = false;
  Records::visit(record.kind,
                 [&]<class Record>() { live = find(Id<Record>{record.id.value}) != nullptr; });
  return live;
}

std::string Plan::name_of(AnyRef record) const {
  std::string name;
  Records::visit(record.kind, [&]<class Record>() {
    const Table<Record>& records = table<Record>();
    const Slot slot = records.find_slot({record.id.value});
    if (slot == kNoSlot) return;
    for_each_field<Record>([&](const auto& field) {
      if constexpr (std::is_same_v<typename std::decay_t<decltype(field)>::Member, std::string>)
        if (field.role == Role::name) name = records[slot].record.*field.member;
    });
  });
  return name;
}

Change Plan::stamp(Draft draft, ReplicaId replica, Author author) const {
  const std::uint32_t known = replica_index_.find(replica.value);
  const std::uint32_t last = known == IdIndex::kAbsent ? 0 : version_[known].number;
  return {.dot = {replica, last + 1},
          .counter = largest_counter_ + 1,
          .author = std::move(author),
          .label = std::move(draft.label),
          .edits = std::move(draft.edits)};
}

bool Plan::has(Dot dot) const {
  const std::uint32_t known = replica_index_.find(dot.replica.value);
  return known != IdIndex::kAbsent && version_[known].number >= dot.number;
}

Stamp Plan::unpack(PackedStamp stamp) const {
  if (stamp.replica >= version_.size()) return {};
  return {stamp.counter, {version_[stamp.replica].replica, stamp.number}};
}

std::uint32_t Plan::intern(ReplicaId replica) {
  const std::uint32_t known = replica_index_.find(replica.value);
  if (known != IdIndex::kAbsent) return known;
  const auto place = static_cast<std::uint32_t>(version_.size());
  replica_index_.insert(replica.value, place);
  version_.push_back({replica, 0});
  return place;
}

Result<void> Plan::check_fits(const Change& change) const {
  const auto counts = [](std::uint32_t n) { return n > 0 && n <= kLargestCount; };
  const bool whole = change.dot.replica && counts(change.dot.number) && counts(change.counter) &&
                     std::ranges::all_of(change.edits, fits);
  if (!whole) return std::unexpected(unfit_change());
  return {};
}

Result<void> Plan::apply(const Change& change) {
  if (has(change.dot)) return {};
  if (auto fit = check_fits(change); !fit) return fit;
  const std::uint32_t replica = intern(change.dot.replica);
  const PackedStamp stamp{change.counter, replica, change.dot.number};
  for (const Edit& edit : change.edits)
    Records::visit(edit.record.kind, [&]<class Record>() { write<Record>(edit, stamp); });
  version_[replica].number = change.dot.number;
  largest_counter_ = std::max(largest_counter_, change.counter);
  ++revision_;
  return {};
}

template <class Record>
void Plan::write(const Edit& edit, PackedStamp stamp) {
  Table<Record>& records = own_table<Record>();
  Slot slot = records.find_slot({edit.record.id.value});
  if (slot == kNoSlot) slot = records.add({{edit.record.id.value}, false, {}, FieldStamps(stamp)});
  Entry<Record>& entry = records.entries_[slot];
  const PackedStamp held = entry.stamps.of(edit.field);
  if (held != stamp && !wins(unpack(stamp), unpack(held))) return;

  if (edit.field == kDeleted) entry.deleted = std::get<bool>(edit.after);
  visit_field<Record>(edit.field, [&](const auto& field) {
    check(from_value(edit.after, entry.record.*field.member), "edits were checked to fit");
  });
  entry.stamps.write(edit.field, stamp);
  if constexpr (std::is_same_v<Record, Task>) {
    if (edit.field == kDeleted || edit.field == field_number<&Task::parent>() ||
        edit.field == field_number<&Task::order>())
      ++outline_revision_;
  }
}

std::uint32_t PlanLoader::add_replica(ReplicaId replica, std::uint32_t last_number) {
  const std::uint32_t index = plan_.intern(replica);
  plan_.version_[index].number = std::max(plan_.version_[index].number, last_number);
  return index;
}

void PlanLoader::note_counter(std::uint32_t counter) {
  plan_.largest_counter_ = std::max(plan_.largest_counter_, counter);
}

void PlanLoader::add_foreign(AnyRef record, ForeignField field) {
  plan_.foreign_fields_[record].push_back(std::move(field));
}

void PlanLoader::add_foreign(ForeignRecord record) {
  plan_.foreign_records_.push_back(std::move(record));
}

}  // namespace tongzhou
