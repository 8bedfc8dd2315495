#include "model/past.h"

#include <algorithm>
#include <map>

#include "core/sorting.h"
#include "model/history.h"
#include "model/kinds.h"

namespace tongzhou {
namespace {

using Values = std::map<std::pair<AnyRef, FieldNumber>, Value>;

// Of a set a write tells what it puts in and takes out.
void write_over(Value& value, const Edit& edit) {
  auto* set = std::get_if<AnyRefs>(&value);
  const auto *before = std::get_if<AnyRefs>(&edit.before),
             *after = std::get_if<AnyRefs>(&edit.after);
  if (set == nullptr || after == nullptr) {
    value = edit.after;
    return;
  }
  AnyRefs kept;
  static const AnyRefs kNone;
  std::ranges::set_difference(*set, before != nullptr ? *before : kNone, std::back_inserter(kept));
  AnyRefs joined;
  std::ranges::set_union(kept, *after, std::back_inserter(joined));
  *set = std::move(joined);
}

Values values_after(std::span<const Change> history, std::optional<Dot> last) {
  std::vector<const Change*> order;
  order.reserve(history.size());
  for (const Change& change : history) order.push_back(&change);
  sort_stably(order, [](const Change* a, const Change* b) { return is_before(*a, *b); });
  Values values;
  bool made = last.has_value();
  for (const Change* change : order) {
    for (const Edit& edit : change->edits) {
      const auto [value, first] = values.try_emplace({edit.record, edit.field}, edit.before);
      if (made) write_over(value->second, edit);
    }
    if (last == change->dot) made = false;
  }
  return values;
}

// The row of a record as it was, unless it was not made yet.
void add_past(const KindInfo& kind, AnyId id, const Row& now, const Values& values,
              AnyTable& then) {
  const AnyRef record{kind.kind, id};
  const auto first = values.lower_bound({record, kDeleted});
  auto end = first;
  bool deleted = now.deleted;
  for (; end != values.end() && end->first.first == record; ++end) {
    if (end->first.second != kDeleted) continue;
    const auto* known = std::get_if<bool>(&end->second);
    if (known == nullptr) return;
    deleted = *known;
  }
  Row* row = then.add(id, now);
  check(row != nullptr, "ids are unique");
  row->deleted = deleted;
  for (auto at = first; at != end; ++at)
    if (const FieldInfo* field = kind.find_field(at->first.second))
      if (!field->write(*row, Value(at->second))) field->clear(*row);
}

}  // namespace

Plan make_past(const Plan& plan, std::span<const Change> history, std::optional<Dot> last) {
  const Values values = values_after(history, last);
  PlanLoader loader(plan.id());
  for (const auto& [replica, number] : plan.version()) loader.add_replica(replica, number);
  loader.note_counter(plan.largest_counter());
  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& now = *plan.table(kind.kind);
    AnyTable& then = *loader.table(kind.kind);
    for (Slot slot = 0; slot < now.slot_count(); ++slot)
      add_past(kind, now.id(slot), now.row(slot), values, then);
  }
  return std::move(loader).take();
}

}  // namespace tongzhou
