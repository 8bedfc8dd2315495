#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "app/edits.h"
#include "model/kinds.h"
#include "model/order_key.h"

namespace tongzhou {
namespace {

// Calls `visit(kind, field, slot, value)` for every reference that live records hold.
template <class Visit>
void for_each_reference(const Plan& plan, Visit&& visit) {
  Value value;
  for (const KindInfo& kind : all_kinds()) {
    const AnyTable& table = *plan.table(kind.kind);
    for (const FieldInfo& field : kind.fields) {
      if (!field.refers_to) continue;
      for (Slot slot = 0; slot < table.slot_count(); ++slot) {
        const Row& row = table.row(slot);
        if (row.deleted) continue;
        field.read(row, value);
        visit(AnyRef{kind.kind, table.id(slot)}, field, value);
      }
    }
  }
}

using RecordIds = std::unordered_set<AnyId>;

// The records and all that is a part of them.
RecordIds with_parts(const Plan& plan, std::span<const AnyRef> records) {
  RecordIds gone;
  for (const AnyRef record : records) gone.insert(record.id);
  for (bool more = true; more;) {
    more = false;
    for_each_reference(plan, [&](AnyRef holder, const FieldInfo& field, const Value& value) {
      if (field.role != Role::owner || gone.contains(holder.id)) return;
      if (const auto* owner = std::get_if<AnyId>(&value); owner != nullptr && gone.contains(*owner))
        more = gone.insert(holder.id).second;
    });
  }
  return gone;
}

const FieldInfo* field_of_role(Kind kind, Role role) {
  const auto fields = fields_of_kind(kind);
  const auto found = std::ranges::find(fields, role, &FieldInfo::role);
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

Draft delete_record(const OpenPlan& open, Random& random, AnyRef record) {
  return delete_records(open, random, std::span(&record, 1),
                        make_label(Word::did_delete_task, {open.plan().name_of(record)}));
}

Draft delete_records(const OpenPlan& open, Random& random, std::span<const AnyRef> records,
                     ChangeLabel label) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, std::move(label));
  const RecordIds gone = with_parts(plan, records);
  const auto is_gone = [&](AnyId id) { return gone.contains(id); };
  for_each_reference(plan, [&](AnyRef holder, const FieldInfo& field, const Value& value) {
    if (gone.contains(holder.id)) return;
    if (const auto* one = std::get_if<AnyId>(&value); one != nullptr && is_gone(*one))
      builder.set(holder, field.number, AnyId{});
    const auto* ids = std::get_if<AnyRefs>(&value);
    if (ids == nullptr || std::ranges::none_of(*ids, is_gone)) return;
    AnyRefs rest;
    std::ranges::remove_copy_if(*ids, std::back_inserter(rest), is_gone);
    builder.set(holder, field.number, std::move(rest));
  });
  for (const KindInfo& kind : all_kinds())
    for (Slot slot = 0; slot < plan.table(kind.kind)->slot_count(); ++slot) {
      const AnyTable& table = *plan.table(kind.kind);
      if (!table.row(slot).deleted && gone.contains(table.id(slot)))
        builder.remove({kind.kind, table.id(slot)});
    }
  return std::move(builder).take();
}

Language language_of(const Plan& plan) {
  return plan.info().language == PlanLanguage::english ? Language::english : Language::chinese;
}

std::string last_order(const Plan& plan, Random& random, Kind kind) {
  const FieldInfo* order = field_of_role(kind, Role::order);
  std::string last;
  const AnyTable& table = *plan.table(kind);
  for (Slot slot = 0; slot < table.slot_count(); ++slot)
    if (!table.row(slot).deleted) last = std::max(last, *order->text(table.row(slot)));
  return order_between(last, {}, random);
}

NewRecord add_record(const OpenPlan& open, Random& random, Kind kind, std::string name, Day today) {
  const Plan& plan = open.plan();
  ChangeBuilder builder(plan, random, make_label(Word::did_add_record, {name}));
  const AnyRef record{kind, mint<AnyId>(random)};
  builder.create(record, find_kind(kind)->blank());
  const auto set = [&](Role role, Value value) {
    if (const FieldInfo* field = field_of_role(kind, role))
      builder.set(record, field->number, std::move(value));
  };
  set(Role::name, std::move(name));
  set(Role::order, last_order(plan, random, kind));
  if (kind == Kind::issue) builder.set(record, field_number<&Issue::noticed>(), today);
  if (kind == Kind::review) builder.set(record, field_number<&Review::date>(), today + 7);
  return {std::move(builder).take(), record};
}

}  // namespace tongzhou
