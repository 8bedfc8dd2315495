// Minutes by the items of their agenda.
#include "documents/minutes.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

constexpr std::string_view kText =
    "# 例会\n\n2026-08-31\n\n## 09:30 老议题 · 10 分钟\n\n- 一\n- 二\n\n## 09:40 行动\n\n三\n\n## "
    "其他\n";

}  // namespace

TEST_CASE("items are what stands under headings, with the time that is planned") {
  const auto items = minutes_items(kText);
  REQUIRE(items.size() == 3);
  CHECK(items[0].title == "老议题 · 10 分钟");
  CHECK(items[0].body == "- 一\n- 二");
  CHECK(items[0].begins == 570);
  CHECK(items[1].body == "三");
  CHECK(items[2].title == "其他");
  CHECK(items[2].body.empty());
  CHECK(items[2].begins == -1);
  CHECK(planned_minutes(items, 0, 630) == 10);
  CHECK(planned_minutes(items, 1, 630) == 0);  // the next does not say when it begins
  CHECK(planned_minutes(items, 2, 630) == 0);
  const auto last = minutes_items("## 10:00 x\n");
  CHECK(planned_minutes(last, 0, 630) == 30);
  CHECK(planned_minutes(last, 0, 500) == 0);
  CHECK(minutes_items("").empty());
  CHECK(minutes_items("no heading\n### deeper\n").empty());
}

TEST_CASE("another body of one item leaves everything else as it is") {
  const std::string text = with_minutes_body(kText, 1, "四\n\n五\n");
  CHECK(text ==
        "# 例会\n\n2026-08-31\n\n## 09:30 老议题 · 10 分钟\n\n- 一\n- 二\n\n## 09:40 行动\n\n"
        "四\n\n五\n\n## 其他\n");
  CHECK(with_minutes_body(text, 1, "三") == kText);
  CHECK(with_minutes_body(kText, 2, "末").ends_with("## 其他\n\n末\n"));
  CHECK(with_minutes_body(kText, 3, "x") == kText);
  CHECK(with_minutes_body("## a", 0, "b") == "## a\n\nb\n");
}

TEST_CASE("what is written under an item is read again, and no other item changes") {
  CHECK(rc::check([] {
    const auto line = rc::gen::element<std::string>("", "x", "- y", "  z", "# t", "中文");
    const auto lines = *rc::gen::container<std::vector<std::string>>(line);
    std::string body;
    for (const std::string& one : lines) body += one + "\n";
    const auto at = *rc::gen::inRange<std::size_t>(0, 3);
    const std::string text = with_minutes_body(kText, at, body);
    const auto items = minutes_items(text);
    const auto before = minutes_items(kText);
    RC_ASSERT(items.size() == before.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      RC_ASSERT(items[i].title == before[i].title);
      if (i != at) RC_ASSERT(items[i].body == before[i].body);
    }
    RC_ASSERT(with_minutes_body(text, at, items[at].body) == text);
  }));
}

}  // namespace tongzhou
