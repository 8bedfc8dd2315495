#include "app/twins.h"

#include <algorithm>
#include <map>

#include "core/sorting.h"
#include "exchange/change_codec.h"
#include "model/merge.h"

namespace tongzhou {
namespace {

// FNV-1a (Fowler, Noll, Vo 1991), 64 bits.
ReplicaId name_after(const Change& change) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::byte byte : encode_change(change))
    hash = (hash ^ std::uint64_t(byte)) * 0x100000001b3;
  return {hash != 0 ? hash : 1};
}

// Said by one person at one moment.
bool is_same(const Change& a, const Change& b) {
  return a.author == b.author && a.label == b.label && a.edits == b.edits;
}

const Change& find_dot(std::span<const Change> history, Dot dot) {
  return *std::ranges::find(history, dot, &Change::dot);
}

// The history's changes of that run under its new name.
void rename(std::vector<Change>& history, Dot first, ReplicaId name) {
  const auto renamed = [&](Dot dot) {
    if (dot.replica != first.replica || dot.number < first.number) return dot;
    return Dot{name, dot.number - first.number + 1};
  };
  for (Change& change : history) {
    const bool is_first = change.dot == first;
    change.dot = renamed(change.dot);
    for (Dot& dot : change.after) dot = renamed(dot);
    // That it follows the one before it of its replica went without saying.
    if (is_first && first.number > 1) change.after.push_back({first.replica, first.number - 1});
    sort_stably(change.after);
    const auto doubled = std::ranges::unique(change.after);
    change.after.erase(doubled.begin(), doubled.end());
  }
}

// Where two histories tell different changes under one dot: by replica the first number.
std::map<ReplicaId, std::uint32_t> first_twins(std::span<const Change> mine,
                                               std::span<const Change> theirs) {
  std::map<ReplicaId, std::map<std::uint32_t, const Change*>> known;
  for (const Change& change : mine) known[change.dot.replica][change.dot.number] = &change;
  std::map<ReplicaId, std::uint32_t> first;
  for (const Change& change : theirs) {
    const auto replica = known.find(change.dot.replica);
    if (replica == known.end()) continue;
    const auto same = replica->second.find(change.dot.number);
    if (same == replica->second.end() || is_same(*same->second, change)) continue;
    const auto [number, is_new] = first.try_emplace(change.dot.replica, change.dot.number);
    number->second = std::min(number->second, change.dot.number);
  }
  return first;
}

}  // namespace

bool has_twins(std::span<const Change> mine, std::span<const Change> theirs) {
  return !first_twins(mine, theirs).empty();
}

std::vector<ReplicaId> renew_twins(std::span<const Change> mine, PlanFile& theirs) {
  std::vector<ReplicaId> shared;
  for (const auto& [replica, number] : first_twins(mine, theirs.history)) {
    const Dot first{replica, number};
    const ReplicaId name = name_after(find_dot(theirs.history, first));
    rename_twin(theirs.plan, first, name, name_after(find_dot(mine, first)));
    rename(theirs.history, first, name);
    shared.push_back(replica);
  }
  return shared;
}

}  // namespace tongzhou
