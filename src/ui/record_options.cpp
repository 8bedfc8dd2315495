#include "ui/record_options.h"

#include <algorithm>

#include "core/sorting.h"

namespace tongzhou {
namespace {

// Where a record stands among those of its kind: its order key, else its name.
const std::string& sort_key(const KindInfo& kind, const Row& row) {
  static const std::string kNone;
  for (const Role role : {Role::order, Role::name})
    for (const FieldInfo& field : kind.fields)
      if (field.role == role) return *field.text(row);
  return kNone;
}

int colour_of(const Plan& plan, AnyRef record) {
  if (record.kind != Kind::department) return -1;
  const Department* department = plan.find(Id<Department>{record.id.value});
  return department == nullptr ? -1 : department->colour;
}

Options options_of(const Desk& desk, Kind kind, AnyRefs chosen, bool with_none) {
  auto records = records_in_order(desk.open(), kind);
  sort_stably(chosen);
  const int none = with_none ? 1 : 0;
  const int count = static_cast<int>(records.size()) + none;
  const auto at = [&plan = desk.plan(), none, blank = desk.say(Word::nobody),
                   records = std::move(records), chosen = std::move(chosen)](int i) {
    if (i < none) return Option{.text = std::string(blank), .chosen = chosen.empty()};
    const AnyRef record = records[static_cast<std::size_t>(i - none)];
    return Option{.text = plan.name_of(record),
                  .dot = colour_of(plan, record),
                  .chosen = std::ranges::binary_search(chosen, record.id)};
  };
  const auto matches = [&pinyin = desk.session.pinyin()](const Option& option,
                                                         std::string_view typed) {
    return pinyin.contains(typed, option.text);
  };
  return {.count = count, .at = at, .matches = matches};
}

}  // namespace

std::vector<AnyRef> records_in_order(const OpenPlan& open, Kind kind) {
  std::vector<AnyRef> records;
  std::vector<std::pair<std::string_view, AnyRef>> keyed;
  if (kind == Kind::task) {
    const auto& tasks = open.plan().table<Task>();
    for (const Outline::Row& row : open.outline().rows) records.push_back(ref(tasks[row.task].id));
    return records;
  }
  const KindInfo* info = find_kind(kind);
  if (info == nullptr) return records;
  const AnyTable& table = *open.plan().table(kind);
  for (Slot slot = 0; slot < table.slot_count(); ++slot)
    if (const Row& row = table.row(slot); !row.deleted)
      keyed.emplace_back(sort_key(*info, row), AnyRef{kind, table.id(slot)});
  sort_stably(keyed);
  for (const auto& [key, record] : keyed) records.push_back(record);
  return records;
}

Options reference_options(const Desk& desk, Kind kind, AnyRefs chosen) {
  return options_of(desk, kind, std::move(chosen), true);
}
AnyId chosen_reference(const Desk& desk, Kind kind, int option) {
  return option == 0 ? AnyId{} : toggled_reference(desk, kind, option - 1);
}

Options references_options(const Desk& desk, Kind kind, AnyRefs chosen) {
  return options_of(desk, kind, std::move(chosen), false);
}
AnyId toggled_reference(const Desk& desk, Kind kind, int option) {
  return records_in_order(desk.open(), kind)[static_cast<std::size_t>(option)].id;
}

Options word_options(const Look& look, std::span<const Word> words, std::int64_t chosen) {
  return {.count = static_cast<int>(words.size()), .at = [&look, words, chosen](int i) {
            return Option{.text = std::string(look.say(words[static_cast<std::size_t>(i)])),
                          .chosen = i == chosen};
          }};
}

}  // namespace tongzhou
