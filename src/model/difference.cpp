#include "model/difference.h"

#include "model/kinds.h"
#include "model/siblings.h"

namespace tongzhou {
namespace {

void compare_tables(const KindInfo& kind, const AnyTable& from, const AnyTable& to,
                    std::vector<Edit>& edits) {
  for (Slot place = 0; place < to.slot_count(); ++place) {
    const Row& row = to.row(place);
    if (row.deleted) continue;
    const AnyRef record{kind.kind, to.id(place)};
    const bool is_there = place < from.slot_count() && from.id(place) == record.id;
    const Slot slot = is_there ? place : from.find_slot(record.id);
    if (slot == kNoSlot) {
      append_making(record, row, edits);
      continue;
    }
    const Row& before = from.row(slot);
    if (before.deleted) edits.push_back({record, kDeleted, true, false});
    for (const FieldInfo& field : kind.fields)
      if (!field.is_same(before, row))
        edits.push_back({record, field.number, field.value_of(before), field.value_of(row)});
  }
  for (Slot slot = 0; slot < from.slot_count(); ++slot) {
    if (from.row(slot).deleted) continue;
    const AnyId id = from.id(slot);
    const Row* row = to.find_row(id);
    if (row == nullptr || row->deleted) edits.push_back({{kind.kind, id}, kDeleted, false, true});
  }
}

}  // namespace

std::vector<Edit> find_differences(const Plan& from, const Plan& to) {
  std::vector<Edit> edits;
  for (const KindInfo& kind : all_kinds())
    compare_tables(kind, *from.table(kind.kind), *to.table(kind.kind), edits);
  return edits;
}

}  // namespace tongzhou
