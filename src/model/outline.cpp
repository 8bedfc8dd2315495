#include "model/outline.h"

#include <algorithm>

namespace tongzhou {
namespace {

// The parent's slot of every task; kNoSlot at the top. Rings are cut here.
std::vector<Slot> find_parents(const Table<Task>& tasks, std::vector<Slot>& cut) {
  std::vector<Slot> parent(tasks.slot_count(), kNoSlot);
  for (Slot slot = 0; slot < tasks.slot_count(); ++slot) {
    const Slot up = tasks.find_slot(tasks[slot].record.parent);
    if (!tasks[slot].deleted && up != kNoSlot && !tasks[up].deleted) parent[slot] = up;
  }
  enum : std::uint8_t { kFresh, kOnPath, kDone };
  std::vector<std::uint8_t> state(tasks.slot_count(), kFresh);
  std::vector<Slot> path;
  for (Slot start = 0; start < tasks.slot_count(); ++start) {
    path.clear();
    Slot at = start;
    while (at != kNoSlot && state[at] == kFresh) {
      state[at] = kOnPath;
      path.push_back(at);
      at = parent[at];
    }
    if (at != kNoSlot && state[at] == kOnPath) {
      Slot lowest = at;
      for (Slot s = parent[at]; s != at; s = parent[s])
        if (tasks[s].id < tasks[lowest].id) lowest = s;
      parent[lowest] = kNoSlot;
      cut.push_back(lowest);
    }
    for (Slot s : path) state[s] = kDone;
  }
  return parent;
}

}  // namespace

Outline build_outline(const Plan& plan) {
  const Table<Task>& tasks = plan.table<Task>();
  const Slot count = tasks.slot_count();
  Outline outline;
  const std::vector<Slot> parent = find_parents(tasks, outline.cut);

  // Children lists by counting sort: group 0 is the top, group s + 1 the children of slot s.
  std::vector<std::uint32_t> first(count + 2, 0);
  const auto group_of = [&](Slot slot) { return parent[slot] == kNoSlot ? 0 : parent[slot] + 1; };
  for (Slot slot = 0; slot < count; ++slot)
    if (!tasks[slot].deleted) ++first[group_of(slot) + 1];
  for (Slot group = 0; group <= count; ++group) first[group + 1] += first[group];
  std::vector<Slot> children(first[count + 1]);
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (Slot slot = 0; slot < count; ++slot)
    if (!tasks[slot].deleted) children[next[group_of(slot)]++] = slot;
  const auto by_order = [&](Slot a, Slot b) {
    const int order = tasks[a].record.order.compare(tasks[b].record.order);
    return order != 0 ? order < 0 : tasks[a].id < tasks[b].id;
  };
  for (Slot group = 0; group <= count; ++group) {
    const auto begin = children.begin() + first[group], end = children.begin() + first[group + 1];
    if (!std::is_sorted(begin, end, by_order)) std::sort(begin, end, by_order);
  }

  outline.rows.reserve(children.size());
  outline.row_of.assign(count, Outline::kNoRow);
  struct Open {
    std::uint32_t next, end;  // places in `children`
    std::int32_t row;
  };
  std::vector<Open> open{{first[0], first[1], -1}};
  while (!open.empty()) {
    Open& level = open.back();
    if (level.next == level.end) {
      if (level.row >= 0)
        outline.rows[static_cast<std::size_t>(level.row)].end =
            static_cast<std::uint32_t>(outline.rows.size());
      open.pop_back();
      continue;
    }
    const Slot slot = children[level.next++];
    const auto row = static_cast<std::uint32_t>(outline.rows.size());
    outline.rows.push_back(
        {slot, level.row, row + 1,
         static_cast<std::uint16_t>(std::min<std::size_t>(open.size() - 1, 0xffff))});
    outline.row_of[slot] = row;
    if (first[slot + 1] != first[slot + 2])
      open.push_back({first[slot + 1], first[slot + 2], static_cast<std::int32_t>(row)});
  }
  return outline;
}

}  // namespace tongzhou
