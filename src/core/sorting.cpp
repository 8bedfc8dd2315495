#include "core/sorting.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace tongzhou {
namespace {

// Up to here they are put in one after the other.
constexpr std::size_t kFew = 12;

}  // namespace

void sort_places(std::size_t count, FunctionRef<bool(std::size_t, std::size_t)> is_before,
                 FunctionRef<void(std::size_t, std::size_t)> swap_places) {
  for (std::size_t i = 1; count <= kFew && i < count; ++i)
    for (std::size_t j = i; j > 0 && is_before(j, j - 1); --j) swap_places(j, j - 1);
  bool is_sorted = true;
  for (std::size_t i = 1; is_sorted && i < count; ++i) is_sorted = !is_before(i, i - 1);
  if (is_sorted) return;
  std::vector<std::uint32_t> order(count);  // which one comes to each place
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, is_before);
  // Round by round: what leaves a place goes to where the next one comes from.
  for (std::size_t start = 0; start < count; ++start)
    for (std::size_t place = start; order[place] != place;) {
      const std::size_t from = std::exchange(order[place], static_cast<std::uint32_t>(place));
      if (from == start) break;
      swap_places(place, from);
      place = from;
    }
}

}  // namespace tongzhou
