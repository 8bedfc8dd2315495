#include "model/record_fields.h"

#include <string>
#include <string_view>
#include <utility>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// Where a record stands among those of its kind: its order key, else its name.
const std::string& order_or_name(const KindInfo& kind, const Row& row) {
  static const std::string kNone;
  for (const Role role : {Role::order, Role::name})
    for (const FieldInfo& field : kind.fields)
      if (field.role == role) return *field.text(row);
  return kNone;
}

}  // namespace

const FieldInfo* find_field(Kind kind, FieldNumber number) {
  const FieldInfo* field = field_of_kind(kind, number);
  return field != nullptr && is_for_people(*field) ? field : nullptr;
}

Word word_of(Kind kind) {
  const KindInfo* info = find_kind(kind);
  return info != nullptr ? info->label : Word::none;
}

std::vector<AnyRef> records_in_order(const Plan& plan, const Outline& outline, Kind kind) {
  std::vector<AnyRef> records;
  std::vector<std::pair<std::string_view, AnyRef>> keyed;
  if (kind == Kind::task) {
    const auto& tasks = plan.table<Task>();
    for (const Outline::Row& row : outline.rows) records.push_back(ref(tasks[row.task].id));
    return records;
  }
  const KindInfo* info = find_kind(kind);
  if (info == nullptr) return records;
  const AnyTable& table = *plan.table(kind);
  for (Slot slot = 0; slot < table.slot_count(); ++slot)
    if (const Row& row = table.row(slot); !row.deleted)
      keyed.emplace_back(order_or_name(*info, row), AnyRef{kind, table.id(slot)});
  sort_stably(keyed);
  for (const auto& [key, record] : keyed) records.push_back(record);
  return records;
}

}  // namespace tongzhou
