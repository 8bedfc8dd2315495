// Records that people put in order, as they stand.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/sorting.h"
#include "model/table.h"

namespace tongzhou {

// Those that are not deleted, by order key, then id.
template <class Record>
std::vector<Slot> slots_in_order(const Table<Record>& table) {
  std::vector<Slot> slots;
  for (Slot slot = 0; slot < table.slot_count(); ++slot)
    if (!table[slot].deleted) slots.push_back(slot);
  sort_stably(slots, [&](Slot a, Slot b) {
    return std::pair(std::string_view(table[a].record.order), table[a].id) <
           std::pair(std::string_view(table[b].record.order), table[b].id);
  });
  return slots;
}

}  // namespace tongzhou
