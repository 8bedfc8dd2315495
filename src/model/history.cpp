#include "model/history.h"

#include <algorithm>
#include <unordered_set>

#include "core/sorting.h"

namespace tongzhou {
namespace {

struct DotHash {
  std::size_t operator()(Dot dot) const noexcept {
    return std::hash<AnyId>{}({dot.replica.value + dot.number * 0x9e3779b97f4a7c15U});
  }
};

}  // namespace

std::size_t add_history(std::vector<Change>& history, std::span<const Change> other) {
  std::unordered_set<Dot, DotHash> known;
  known.reserve(history.size());
  for (const Change& change : history) known.insert(change.dot);
  const std::size_t before = history.size();
  for (const Change& change : other)
    if (known.insert(change.dot).second) history.push_back(change);
  sort_stably(std::span(history).subspan(before), is_before);
  return history.size() - before;
}

bool is_before(const Change& a, const Change& b) {
  return a.counter != b.counter ? a.counter < b.counter : a.dot < b.dot;
}

const Change* find_change(std::span<const Change> history, Dot dot) {
  const auto found = std::ranges::find(history, dot, &Change::dot);
  return found == history.end() ? nullptr : &*found;
}

}  // namespace tongzhou
