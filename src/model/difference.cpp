#include "model/difference.h"

namespace tongzhou {
namespace {

template <class Record>
void compare_tables(const Table<Record>& from, const Table<Record>& to, std::vector<Edit>& edits) {
  static const Record kDefault{};
  for (Slot place = 0; place < to.slot_count(); ++place) {
    const Entry<Record>& entry = to[place];
    if (entry.deleted) continue;
    const bool is_there = place < from.slot_count() && from[place].id == entry.id;
    const Slot slot = is_there ? place : from.find_slot(entry.id);
    const bool is_new = slot == kNoSlot;
    if (is_new)
      edits.push_back({ref(entry.id), kDeleted, {}, false});
    else if (from[slot].deleted)
      edits.push_back({ref(entry.id), kDeleted, true, false});
    const Record& before = is_new ? kDefault : from[slot].record;
    for_each_field<Record>([&](const auto& field) {
      const auto &was = before.*field.member, &is = entry.record.*field.member;
      if (!(was == is))
        edits.push_back(
            {ref(entry.id), field.number, is_new ? Value{} : to_value(was), to_value(is)});
    });
  }
  for (const Entry<Record>& entry : from.entries())
    if (!entry.deleted && to.find(entry.id) == nullptr)
      edits.push_back({ref(entry.id), kDeleted, false, true});
}

}  // namespace

std::vector<Edit> find_differences(const Plan& from, const Plan& to) {
  std::vector<Edit> edits;
  Records::for_each(
      [&]<class Record>() { compare_tables(from.table<Record>(), to.table<Record>(), edits); });
  return edits;
}

}  // namespace tongzhou
