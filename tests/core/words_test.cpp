#include "core/words.h"

#include <catch2/catch_test_macros.hpp>

#include "core/id_index.h"
#include "core/ports.h"

namespace tongzhou {
namespace {

TEST_CASE("A sentence takes its arguments in either language") {
  const Message message{Word::problem_dependency_double, {"甲", "乙"}};
  CHECK(say(Language::chinese, message) == "「甲」到「乙」的依赖重复");
  CHECK(say(Language::english, message) == "“甲” to “乙”: linked more than once");
  CHECK(say(Language::english, Word::problem_dependency_double, {"{1}"}) ==
        "“{1}” to “”: linked more than once");
  CHECK(say(Language::english, Word::none).empty());
}

TEST_CASE("Every word has both languages") {
  for (std::size_t i = 1; i < kWordCount; ++i) {
    INFO(key_of(static_cast<Word>(i)));
    CHECK_FALSE(say(Language::chinese, static_cast<Word>(i)).empty());
    CHECK_FALSE(say(Language::english, static_cast<Word>(i)).empty());
    // The page has keys only for what files hold.
    const std::string_view key = key_of(static_cast<Word>(i));
    if (!key.empty()) CHECK(find_word(key) == static_cast<Word>(i));
  }
}

TEST_CASE("An id index finds what was put in and nothing else, also for ids in a row") {
  IdIndex index;
  SeededRandom random{5};
  std::vector<std::uint64_t> ids;
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    ids.push_back(i % 2 == 0 ? i + 1 : random.bits());
    index.insert(ids.back(), i);
  }
  for (std::uint32_t i = 0; i < ids.size(); ++i) REQUIRE(index.find(ids[i]) == i);
  CHECK(index.find(0) == IdIndex::kAbsent);
  CHECK(index.find(random.bits()) == IdIndex::kAbsent);
}

}  // namespace
}  // namespace tongzhou
