#include "model/siblings.h"

#include <algorithm>
#include <ranges>

#include "core/sorting.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

// The siblings of a field that shows that value, by the writes of that stamp.
std::vector<Sibling> gather_siblings(std::span<const KeptValue> kept, const Value& shown,
                                     PackedStamp stamp) {
  const auto* elements = std::get_if<AnyRefs>(&shown);
  std::vector<Sibling> siblings;
  if (elements == nullptr) {
    siblings.push_back({shown, stamp});
    for (const KeptValue& value : kept)
      if (value.stamp != stamp) siblings.push_back({value.value, value.stamp});
    return siblings;
  }
  for (AnyId element : *elements) {
    const std::size_t before = siblings.size();
    for (const KeptValue& value : kept)
      if (value.value == Value(element)) siblings.push_back({element, value.stamp});
    if (siblings.size() == before) siblings.push_back({element, stamp});
  }
  return siblings;
}

// The one that shows first; of a set by elements.
void order_siblings(const Plan& plan, FieldNumber field, bool is_set,
                    std::vector<Sibling>& siblings) {
  const auto is_first = [&](const Sibling& a, const Sibling& b) {
    if (a.value != b.value) {
      if (is_set) return a.value < b.value;
      if (field == kDeleted) return a.value == Value(false);
    }
    const Stamp of_a = plan.unpack(a.stamp), of_b = plan.unpack(b.stamp);
    if (is_set) return of_a < of_b;
    return of_a != of_b ? of_b < of_a : b.value < a.value;
  };
  if (siblings.size() == 2) {  // nearly always
    if (is_first(siblings[1], siblings[0])) std::swap(siblings[0], siblings[1]);
    return;
  }
  sort_stably(siblings, is_first);
}

// Ordered siblings of a set as a record holds them: what shows, and what is kept beside it.
struct HeldSet {
  AnyRefs elements;
  PackedStamp stamp;
  std::vector<KeptValue> kept;
};
HeldSet hold_set(const Plan& plan, FieldNumber field, std::span<const Sibling> siblings,
                 PackedStamp if_empty) {
  const auto stamp_of = [&](const Sibling& s) { return plan.unpack(s.stamp); };
  const auto oldest = std::ranges::min_element(siblings, {}, stamp_of);
  HeldSet held{{}, siblings.empty() ? if_empty : oldest->stamp, {}};
  for (auto at = siblings.begin(); at != siblings.end();) {
    const auto end =
        std::find_if(at, siblings.end(), [&](const Sibling& s) { return s.value != at->value; });
    held.elements.push_back(std::get<AnyId>(at->value));
    if (end - at > 1 || at->stamp != held.stamp)
      for (const Sibling& s : std::ranges::subrange(at, end))
        held.kept.push_back({field, s.value, s.stamp});
    at = end;
  }
  return held;
}

// What is kept beside the record, which shows the first sibling where that fits it.
std::vector<KeptValue> keep_others(FieldNumber field, std::span<Sibling> siblings, bool fits) {
  std::vector<KeptValue> kept;
  siblings = siblings.subspan(fits ? 1 : 0);
  kept.reserve(siblings.size());
  for (Sibling& s : siblings)
    if (type_of(s.value) != ValueType::none) kept.push_back({field, std::move(s.value), s.stamp});
  return kept;
}

}  // namespace

std::span<const KeptValue> kept_of(const Plan& plan, AnyRef record, FieldNumber field) {
  const auto& all = plan.kept_values();
  if (all.empty()) return {};
  const auto found = all.find(record);
  if (found == all.end()) return {};
  const auto range = std::ranges::equal_range(found->second, field, {}, &KeptValue::field);
  return {range.begin(), range.end()};
}

Value shown_value(const Plan& plan, AnyRef record, const Row& row, FieldNumber field) {
  if (field == kDeleted) return row.deleted;
  Value value;
  if (const FieldInfo* info = field_of_kind(record.kind, field)) info->read(row, value);
  const PackedStamp stamp = row.stamps.of(field);
  for (const KeptValue& kept : kept_of(plan, record, field))  // a set before its elements
    if (kept.stamp == stamp && type_of(value) != ValueType::references) value = kept.value;
  return value;
}

std::vector<Sibling> read_siblings(const Plan& plan, AnyRef record, const Row& row,
                                   FieldNumber field) {
  return gather_siblings(kept_of(plan, record, field), shown_value(plan, record, row, field),
                         row.stamps.of(field));
}

bool is_set_field(const Plan& plan, AnyRef record, const Row& row, FieldNumber field) {
  return type_of(shown_value(plan, record, row, field)) == ValueType::references;
}

void append_making(AnyRef record, const Row& row, std::vector<Edit>& edits) {
  edits.push_back({record, kDeleted, {}, row.deleted});
  const KindInfo* kind = find_kind(record.kind);
  if (kind == nullptr) return;
  for (const FieldInfo& field : kind->fields)
    if (!field.is_same(row, kind->blank()))
      edits.push_back({record, field.number, {}, field.value_of(row)});
}

// --- Writing, by Plan alone ----------------------------------------------------------------------

void Plan::write_shown(AnyRef record, Row& row, KeptValue value) {
  if (record.kind == Kind::task) {
    const bool counts = value.field == kDeleted ? Value(row.deleted) != value.value
                                                : value.field == field_number<&Task::parent>() ||
                                                      value.field == field_number<&Task::order>();
    if (counts) ++outline_revision_;
  }
  row.stamps.write(value.field, value.stamp);
  if (value.field == kDeleted)
    row.deleted = std::get<bool>(value.value);
  else if (const FieldInfo* field = field_of_kind(record.kind, value.field))
    check(field->write(row, std::move(value.value)), "edits were checked to fit");
}

void Plan::write_siblings(AnyRef record, Row& row, FieldNumber field, std::vector<Sibling> siblings,
                          bool is_set) {
  order_siblings(*this, field, is_set, siblings);
  const FieldInfo* info = field_of_kind(record.kind, field);
  if (is_set) {
    HeldSet held = hold_set(*this, field, siblings, row.stamps.first());
    if (info != nullptr)
      check(info->write(row, std::move(held.elements)), "elements are sorted, each once");
    else
      held.kept.insert(held.kept.begin(), {field, std::move(held.elements), held.stamp});
    row.stamps.write(field, held.stamp);
    return keep_only(record, field, std::move(held.kept));
  }
  Sibling& shown = siblings.front();
  const bool fits = field == kDeleted || (info != nullptr && info->fits(shown.value));
  if (info != nullptr && !fits) info->clear(row);
  if (fits)
    write_shown(record, row, {field, std::move(shown.value), shown.stamp});
  else
    row.stamps.write(field, shown.stamp);
  keep_only(record, field, keep_others(field, siblings, fits));
}

}  // namespace tongzhou
