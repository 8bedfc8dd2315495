#include "model/plan.h"

#include <algorithm>
#include <iterator>

#include "model/siblings.h"

namespace tongzhou {
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

std::vector<Sibling> Plan::siblings(AnyRef record, FieldNumber field) const {
  std::vector<Sibling> found;
  Records::visit(record.kind, [&]<class Record>() {
    const Table<Record>& records = table<Record>();
    const Slot slot = records.find_slot({record.id.value});
    if (slot != kNoSlot) found = read_siblings(*this, records[slot], field);
  });
  return found;
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

void Plan::keep_only(AnyRef record, FieldNumber field, std::vector<KeptValue> values) {
  const auto found = kept_.find(record);
  if (found == kept_.end()) {
    if (!values.empty()) kept_[record] = std::move(values);
    return;
  }
  std::vector<KeptValue>& kept = found->second;
  std::erase_if(kept, [&](const KeptValue& value) { return value.field == field; });
  const auto place = std::ranges::lower_bound(kept, field, {}, &KeptValue::field);
  kept.insert(place, std::move_iterator(values.begin()), std::move_iterator(values.end()));
  if (kept.empty()) kept_.erase(found);
}

std::uint32_t PlanLoader::add_replica(ReplicaId replica, std::uint32_t last_number) {
  const std::uint32_t index = plan_.intern(replica);
  plan_.version_[index].number = std::max(plan_.version_[index].number, last_number);
  return index;
}

void PlanLoader::note_counter(std::uint32_t counter) {
  plan_.largest_counter_ = std::max(plan_.largest_counter_, counter);
}

void PlanLoader::add_foreign(ForeignRecord record) {
  plan_.foreign_records_.push_back(std::move(record));
}

namespace {

// Within a field they stay as they are.
void order_by_field(std::vector<KeptValue>& values) {
  if (std::ranges::is_sorted(values, {}, &KeptValue::field)) return;
  std::map<FieldNumber, std::vector<KeptValue>> fields;
  for (KeptValue& value : values) fields[value.field].push_back(std::move(value));
  values.clear();
  for (auto& [field, of_field] : fields) std::ranges::move(of_field, std::back_inserter(values));
}

}  // namespace

bool PlanLoader::kept_is_well_formed() {
  for (auto& [record, values] : plan_.kept_) order_by_field(values);
  const auto kept = plan_.kept_;
  const auto is_well_formed = [&](auto& row, const std::vector<KeptValue>& values) {
    const FieldStamps stamps = row.stamps;
    const bool deleted = row.deleted;
    for (auto at = values.begin(); at != values.end();) {
      const FieldNumber field = at->field;
      const Value shown = shown_value(plan_, row, field);
      const bool is_set = type_of(shown) == ValueType::references;
      for (; at != values.end() && at->field == field; ++at)
        if (type_of(at->value) != type_of(shown) &&
            !(is_set && type_of(at->value) == ValueType::reference))
          return false;
      plan_.write_siblings(row, field, read_siblings(plan_, row, field), is_set);
    }
    const auto again = plan_.kept_.find(ref_of(row));
    return again != plan_.kept_.end() && again->second == values && row.stamps == stamps &&
           row.deleted == deleted;
  };
  std::map<AnyRef, ForeignRecord*> foreign;
  for (ForeignRecord& record : plan_.foreign_records_) foreign[ref_of(record)] = &record;
  return std::ranges::all_of(kept, [&](const auto& each) {
    const auto& [record, values] = each;
    bool good = false;
    const bool known = Records::visit(record.kind, [&]<class Record>() {
      Table<Record>& records = plan_.own_table<Record>();
      const Slot slot = records.find_slot({record.id.value});
      good = slot != kNoSlot && is_well_formed(records.entries_[slot], values);
    });
    if (known) return good;
    const auto found = foreign.find(record);
    return found != foreign.end() && is_well_formed(*found->second, values);
  });
}

Plan PlanLoader::take() && {
  for (const Plan::Seen& seen : plan_.version_) plan_.change_count_ += seen.number;
  if (plan_.heads_.empty())
    for (const auto& [replica, number] : plan_.version_)
      if (number != 0) plan_.heads_.push_back({replica, number});
  std::ranges::sort(plan_.heads_);
  for (auto& [record, values] : plan_.kept_) order_by_field(values);
  return std::move(plan_);
}

}  // namespace tongzhou
