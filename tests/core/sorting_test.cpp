#include "core/sorting.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

namespace tongzhou {
namespace {

struct SortedText {
  std::string text;
  int place;
  bool operator==(const SortedText&) const = default;
};

TEST_CASE("Sorting is that of the standard library, equals in their order, whatever the size") {
  std::mt19937 random(7);
  for (const std::size_t size : {0U, 1U, 2U, 3U, 11U, 12U, 13U, 40U, 1000U}) {
    for (const int different : {1, 3, 1'000'000}) {
      std::vector<SortedText> words;
      for (std::size_t i = 0; i < size; ++i)
        words.push_back(
            {std::to_string(random() % static_cast<unsigned>(different)), static_cast<int>(i)});
      std::vector<SortedText> expected = words;
      std::ranges::sort(expected, [](const SortedText& a, const SortedText& b) {
        return a.text != b.text ? a.text > b.text : a.place < b.place;
      });
      sort_stably(words, std::ranges::greater{}, &SortedText::text);
      CHECK(words == expected);
      sort_stably(words, {}, &SortedText::place);
      CHECK(std::ranges::is_sorted(words, {}, &SortedText::place));
    }
  }
}

}  // namespace
}  // namespace tongzhou
