#include "store/catch_up.h"

#include <algorithm>
#include <unordered_map>

namespace tongzhou {

std::vector<Change> changes_to_take(const Plan& plan, std::span<const Change> offered) {
  std::vector<const Change*> lacking;
  for (const Change& change : offered)
    if (!plan.has(change.dot)) lacking.push_back(&change);
  // A replica's counters rise with its numbers.
  std::ranges::sort(lacking, [](const Change* a, const Change* b) {
    return a->counter != b->counter ? a->counter < b->counter : a->dot < b->dot;
  });

  std::vector<Change> taken;
  std::unordered_map<std::uint64_t, std::uint32_t> last;  // number taken of each replica
  for (const Change* change : lacking) {
    const auto [replica, number] = change->dot;
    const auto known = last.find(replica.value);
    const bool follows = known != last.end() ? known->second + 1 == number
                                             : number == 1 || plan.has({replica, number - 1});
    if (!follows) continue;  // or twice the same
    last[replica.value] = number;
    taken.push_back(*change);
  }
  return taken;
}

bool reaches(const Plan& plan, std::span<const Change> taken, const Version& version) {
  std::unordered_map<std::uint64_t, std::uint32_t> last;
  for (const Change& change : taken) last[change.dot.replica.value] = change.dot.number;
  return std::ranges::all_of(version, [&](const Plan::Seen& seen) {
    if (seen.number == 0 || plan.has({seen.replica, seen.number})) return true;
    const auto known = last.find(seen.replica.value);
    return known != last.end() && known->second >= seen.number;
  });
}

}  // namespace tongzhou
