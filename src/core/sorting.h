// Sorting where it does not count for the time a thing takes: one implementation for all types.
// What is sorted often or by the hundred thousand calls std::ranges::sort, at 4 KB of code for each
// type.
#pragma once

#include <cstddef>
#include <functional>
#include <ranges>
#include <utility>

#include "core/function_ref.h"

namespace tongzhou {

// Sorts what stands at places 0 to count - 1; equals keep their order.
void sort_places(std::size_t count, FunctionRef<bool(std::size_t, std::size_t)> is_before,
                 FunctionRef<void(std::size_t, std::size_t)> swap_places);

// As std::ranges::stable_sort.
template <std::ranges::random_access_range Range, class Less = std::ranges::less,
          class Key = std::identity>
void sort_stably(Range&& range, Less less = {}, Key key = {}) {
  const auto first = std::ranges::begin(range);
  const auto at = [&](std::size_t place) -> decltype(auto) {
    return first[static_cast<std::ranges::range_difference_t<Range>>(place)];
  };
  sort_places(
      std::ranges::size(range),
      [&](std::size_t a, std::size_t b) {
        return std::invoke(less, std::invoke(key, at(a)), std::invoke(key, at(b)));
      },
      [&](std::size_t a, std::size_t b) { std::ranges::swap(at(a), at(b)); });
}

}  // namespace tongzhou
