#include "model/plan.h"

#include <algorithm>
#include <iterator>

#include "core/sorting.h"
#include "model/kinds.h"
#include "model/siblings.h"

namespace tongzhou {

Plan::Plan() = default;
Plan::Plan(const Plan&) = default;
Plan::Plan(Plan&&) noexcept = default;
Plan& Plan::operator=(const Plan&) = default;
Plan& Plan::operator=(Plan&&) noexcept = default;
Plan::~Plan() = default;

Plan Plan::copy_as(AnyId id) const {
  Plan copy = *this;
  copy.id_ = id;
  Table<PlanInfo> infos;
  for (Entry<PlanInfo> entry : table<PlanInfo>().entries()) {
    if (entry.id == info_id()) entry.id = copy.info_id();
    infos.add(entry);
  }
  copy.own_table<PlanInfo>() = std::move(infos);
  if (auto kept = copy.kept_.extract(ref(info_id()))) {
    kept.key() = ref(copy.info_id());
    copy.kept_.insert(std::move(kept));
  }
  return copy;
}

const PlanInfo& Plan::info() const {
  static const PlanInfo kNone{};
  const PlanInfo* info = find(info_id());
  return info != nullptr ? *info : kNone;
}

const AnyTable* Plan::table(Kind kind) const {
  const AnyTable* found = nullptr;
  Records::visit(kind, [&]<class Record>() { found = &table<Record>(); });
  return found;
}

const Row* Plan::find_row(AnyRef record) const {
  const AnyTable* records = table(record.kind);
  return records != nullptr ? records->find_row(record.id) : nullptr;
}

Value Plan::value_of(AnyRef record, FieldNumber number) const {
  const Row* row = find_row(record);
  if (row == nullptr) return {};
  if (number == kDeleted) return row->deleted;
  const FieldInfo* field = field_of_kind(record.kind, number);
  return field != nullptr ? field->value_of(*row) : Value{};
}

bool Plan::is_live(AnyRef record) const {
  const Row* row = find_row(record);
  return row != nullptr && !row->deleted;
}

std::string Plan::name_of(AnyRef record) const {
  if (const Row* row = find_row(record))
    for (const FieldInfo& field : fields_of_kind(record.kind))
      if (const std::string* text = field.role == Role::name ? field.text(*row) : nullptr)
        return *text;
  return {};
}

std::vector<Sibling> Plan::siblings(AnyRef record, FieldNumber field) const {
  const Row* row = find_row(record);
  return row != nullptr ? read_siblings(*this, record, *row, field) : std::vector<Sibling>();
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
  const auto place = kept_.lower_bound(record);
  if (place == kept_.end() || place->first != record) {
    if (!values.empty()) kept_.emplace_hint(place, record, std::move(values));
    return;
  }
  std::vector<KeptValue>& kept = place->second;
  std::erase_if(kept, [&](const KeptValue& value) { return value.field == field; });
  const auto behind = std::ranges::lower_bound(kept, field, {}, &KeptValue::field);
  kept.insert(behind, std::move_iterator(values.begin()), std::move_iterator(values.end()));
  if (kept.empty()) kept_.erase(place);
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
  std::map<AnyRef, ForeignRecord*> foreign;
  for (ForeignRecord& record : plan_.foreign_records_) foreign[ref_of(record)] = &record;
  return std::ranges::all_of(kept, [&](const auto& each) {
    const auto& [record, values] = each;
    Row* row = plan_.own_row(record);
    if (const auto found = foreign.find(record); row == nullptr && found != foreign.end())
      row = found->second;
    return row != nullptr && is_well_formed(record, *row, values);
  });
}

bool PlanLoader::is_well_formed(AnyRef record, Row& row, const std::vector<KeptValue>& values) {
  const Row before = row;
  for (auto at = values.begin(); at != values.end();) {
    const FieldNumber field = at->field;
    const Value shown = shown_value(plan_, record, row, field);
    const bool is_set = type_of(shown) == ValueType::references;
    for (; at != values.end() && at->field == field; ++at)
      if (type_of(at->value) != type_of(shown) &&
          !(is_set && type_of(at->value) == ValueType::reference))
        return false;
    plan_.write_siblings(record, row, field, read_siblings(plan_, record, row, field), is_set);
  }
  const auto again = plan_.kept_.find(record);
  return again != plan_.kept_.end() && again->second == values && row == before;
}

Plan PlanLoader::take() && {
  for (const Plan::Seen& seen : plan_.version_) plan_.change_count_ += seen.number;
  if (plan_.heads_.empty())
    for (const auto& [replica, number] : plan_.version_)
      if (number != 0) plan_.heads_.push_back({replica, number});
  sort_stably(plan_.heads_);
  for (auto& [record, values] : plan_.kept_) order_by_field(values);
  return std::move(plan_);
}

}  // namespace tongzhou
