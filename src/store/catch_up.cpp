#include "store/catch_up.h"

#include <algorithm>
#include <unordered_map>

#include "core/sorting.h"
#include "model/history.h"

namespace tongzhou {

std::vector<Change> changes_to_take(const Plan& plan, std::span<const Change> offered) {
  std::vector<const Change*> lacking;
  for (const Change& change : offered)
    if (!plan.has(change.dot)) lacking.push_back(&change);
  // Counters rise along whatever follows one another.
  sort_stably(lacking, [](const Change* a, const Change* b) { return is_before(*a, *b); });

  std::vector<Change> taken;
  std::unordered_map<std::uint64_t, std::uint32_t> last;  // number taken of each replica
  for (const Change* change : lacking) {
    const auto [replica, number] = change->dot;
    const auto is_here = [&](Dot dot) {
      const auto known = last.find(dot.replica.value);
      return (known != last.end() && known->second >= dot.number) || plan.has(dot);
    };
    const bool follows = (number == 1 || is_here({replica, number - 1})) &&
                         std::ranges::all_of(change->after, is_here);
    if (!follows || is_here(change->dot)) continue;
    last[replica.value] = number;
    taken.push_back(*change);
  }
  return taken;
}

}  // namespace tongzhou
