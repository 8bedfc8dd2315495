// Inside the room: the siblings of one field of one row, wherever they are kept. A row is a table's
// entry or a record of a kind that this version does not know.
#pragma once

#include <algorithm>
#include <ranges>
#include <span>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

template <class Record>
AnyRef ref_of(const Entry<Record>& row) {
  return ref(row.id);
}
inline AnyRef ref_of(const ForeignRecord& row) { return {static_cast<Kind>(row.kind), row.id}; }

// Calls `visit(field description, member)`; false when the row has no such field.
template <class Record, class Visitor>
bool visit_member(const Entry<Record>& row, FieldNumber number, Visitor&& visit) {
  return visit_field<Record>(number,
                             [&](const auto& field) { visit(field, row.record.*field.member); });
}
template <class Record, class Visitor>
bool visit_member(Entry<Record>& row, FieldNumber number, Visitor&& visit) {
  return visit_field<Record>(number,
                             [&](const auto& field) { visit(field, row.record.*field.member); });
}
template <class Visitor>
bool visit_member(const ForeignRecord&, FieldNumber, Visitor&&) {
  return false;
}

inline std::span<const KeptValue> kept_of(const Plan& plan, AnyRef record, FieldNumber field) {
  const auto& all = plan.kept_values();
  if (all.empty()) return {};
  const auto found = all.find(record);
  if (found == all.end()) return {};
  const auto range = std::ranges::equal_range(found->second, field, {}, &KeptValue::field);
  return {range.begin(), range.end()};
}

// The value that shows, of this version or a newer one; none where there is no such field.
template <class Row>
Value shown_value(const Plan& plan, const Row& row, FieldNumber field) {
  if (field == kDeleted) return row.deleted;
  Value value;
  visit_member(row, field, [&](const auto&, const auto& member) { value = to_value(member); });
  const PackedStamp stamp = row.stamps.of(field);
  for (const KeptValue& kept : kept_of(plan, ref_of(row), field))  // a set before its elements
    if (kept.stamp == stamp && type_of(value) != ValueType::references) value = kept.value;
  return value;
}

// What does not hang on the kind of a row is compiled once (siblings.cpp).

// The siblings of a field that shows that value, by the writes of that stamp.
std::vector<Sibling> gather_siblings(std::span<const KeptValue> kept, const Value& shown,
                                     PackedStamp stamp);
// The one that shows first; of a set by elements.
void order_siblings(const Plan& plan, FieldNumber field, bool is_set,
                    std::vector<Sibling>& siblings);
// Ordered siblings of a set as a record holds them: what shows, and what is kept beside it.
struct HeldSet {
  AnyRefs elements;
  PackedStamp stamp;
  std::vector<KeptValue> kept;
};
HeldSet hold_set(const Plan& plan, FieldNumber field, std::span<const Sibling> siblings,
                 PackedStamp if_empty);
// What is kept beside the record, which shows the first sibling where that fits it.
std::vector<KeptValue> keep_others(FieldNumber field, std::span<const Sibling> siblings, bool fits);

// Plan::siblings, of a row.
template <class Row>
std::vector<Sibling> read_siblings(const Plan& plan, const Row& row, FieldNumber field) {
  return gather_siblings(kept_of(plan, ref_of(row), field), shown_value(plan, row, field),
                         row.stamps.of(field));
}

// Whether it is merged element by element.
template <class Row>
bool is_set_field(const Plan& plan, const Row& row, FieldNumber field) {
  return type_of(shown_value(plan, row, field)) == ValueType::references;
}

// --- Writing, by Plan alone ----------------------------------------------------------------------

// Nothing else was kept of the field, and the value fits it.
template <class Row>
void Plan::write_shown(Row& row, FieldNumber field, const Value& value, PackedStamp stamp) {
  if constexpr (std::is_same_v<Row, Entry<Task>>) {
    const bool counts = field == kDeleted ? Value(row.deleted) != value
                                          : field == field_number<&Task::parent>() ||
                                                field == field_number<&Task::order>();
    if (counts) ++outline_revision_;
  }
  if (field == kDeleted) row.deleted = std::get<bool>(value);
  visit_member(row, field, [&](const auto&, auto& member) {
    check(from_value(value, member), "edits were checked to fit");
  });
  row.stamps.write(field, stamp);
}

// In any order; at least one, but for a set.
template <class Row>
void Plan::write_siblings(Row& row, FieldNumber field, std::vector<Sibling> siblings, bool is_set) {
  order_siblings(*this, field, is_set, siblings);
  if (is_set) {
    HeldSet held = hold_set(*this, field, siblings, row.stamps.first());
    const bool known = visit_member(row, field, [&](const auto&, auto& member) {
      check(from_value(Value(held.elements), member), "elements are sorted, each once");
    });
    if (!known) held.kept.insert(held.kept.begin(), {field, std::move(held.elements), held.stamp});
    row.stamps.write(field, held.stamp);
    return keep_only(ref_of(row), field, std::move(held.kept));
  }
  const Sibling& shown = siblings.front();
  bool fits = field == kDeleted;
  visit_member(row, field, [&](const auto&, auto& member) {
    auto scratch = std::decay_t<decltype(member)>{};
    fits = from_value(shown.value, scratch);
    if (!fits) member = std::move(scratch);
  });
  if (fits)
    write_shown(row, field, shown.value, shown.stamp);
  else
    row.stamps.write(field, shown.stamp);
  keep_only(ref_of(row), field, keep_others(field, siblings, fits));
}

}  // namespace tongzhou
