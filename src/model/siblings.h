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

// Plan::siblings, of a row.
template <class Row>
std::vector<Sibling> read_siblings(const Plan& plan, const Row& row, FieldNumber field) {
  const PackedStamp stamp = row.stamps.of(field);
  const auto kept = kept_of(plan, ref_of(row), field);
  const Value shown = shown_value(plan, row, field);
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

// Whether it is merged element by element.
template <class Row>
bool is_set_field(const Plan& plan, const Row& row, FieldNumber field) {
  return type_of(shown_value(plan, row, field)) == ValueType::references;
}

// --- Writing, by Plan alone
// -----------------------------------------------------------------------

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
  const AnyRef record = ref_of(row);
  const auto stamp_of = [&](const Sibling& s) { return unpack(s.stamp); };
  std::vector<KeptValue> kept;
  if (is_set) {
    std::ranges::sort(siblings, [&](const Sibling& a, const Sibling& b) {
      return a.value != b.value ? a.value < b.value : stamp_of(a) < stamp_of(b);
    });
    const auto oldest = std::ranges::min_element(siblings, {}, stamp_of);
    const PackedStamp stamp = siblings.empty() ? row.stamps.first() : oldest->stamp;
    AnyRefs elements;
    for (auto at = siblings.begin(); at != siblings.end();) {
      const auto end =
          std::find_if(at, siblings.end(), [&](const Sibling& s) { return s.value != at->value; });
      elements.push_back(std::get<AnyId>(at->value));
      if (end - at > 1 || at->stamp != stamp)
        for (const Sibling& s : std::ranges::subrange(at, end))
          kept.push_back({field, s.value, s.stamp});
      at = end;
    }
    const bool known = visit_member(row, field, [&](const auto&, auto& member) {
      check(from_value(Value(elements), member), "elements are sorted, each once");
    });
    if (!known) kept.insert(kept.begin(), {field, std::move(elements), stamp});
    row.stamps.write(field, stamp);
    return keep_only(record, field, std::move(kept));
  }

  std::ranges::sort(siblings, [&](const Sibling& a, const Sibling& b) {
    if (field == kDeleted && a.value != b.value) return a.value == Value(false);
    const Stamp of_a = stamp_of(a), of_b = stamp_of(b);
    return of_a != of_b ? of_b < of_a : b.value < a.value;
  });
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
  for (const Sibling& s : siblings) {
    const bool in_record = fits && &s == &shown;
    if (!in_record && type_of(s.value) != ValueType::none)
      kept.push_back({field, s.value, s.stamp});
  }
  keep_only(record, field, std::move(kept));
}

}  // namespace tongzhou
