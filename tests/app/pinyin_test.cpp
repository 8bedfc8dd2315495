#include "app/pinyin.h"

#include <catch2/catch_test_macros.hpp>

#include "support/iconv_codec.h"

using namespace tongzhou;

namespace {

struct NoCodec : TextCodec {
  std::optional<std::string> decode_gb18030(std::span<const std::byte>) const override {
    return std::nullopt;
  }
};

}  // namespace

TEST_CASE("Chinese words have the initials of their pinyin") {
  const Pinyin pinyin{test::IconvCodec{}};
  CHECK(pinyin.initials("新任务") == "xrw");
  CHECK(pinyin.initials("导出计划文件") == "dcjhwj");
  CHECK(pinyin.initials("全部折叠") == "qbzd");
  CHECK(pinyin.initials("啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝") ==
        "abcdefghjklmnopqrstwxyz");
  CHECK(pinyin.initials("发布 v2.0") == "fbv20");
}

TEST_CASE("typed letters find commands by initials and by their own letters") {
  const Pinyin pinyin{test::IconvCodec{}};
  CHECK(pinyin.fit("xrw", "新任务"));
  CHECK(pinyin.fit("任务", "新建任务"));
  CHECK(pinyin.fit("EXP", "Export plan file"));
  CHECK(pinyin.fit("epf", "Export plan file"));
  CHECK(pinyin.fit("", "anything") == 0);
  CHECK_FALSE(pinyin.fit("wrx", "新任务"));
  CHECK_FALSE(pinyin.fit("z", "Export"));
}

TEST_CASE("a better fit has more points: runs and beginnings before scattered letters") {
  const Pinyin pinyin{test::IconvCodec{}};
  CHECK(*pinyin.fit("xj", "新建任务") > *pinyin.fit("xj", "现场检查"));
  CHECK(*pinyin.fit("exp", "Export plan") > *pinyin.fit("exp", "Next paragraph"));
  CHECK(*pinyin.fit("undo", "Undo") > *pinyin.fit("undo", "Run the domain"));
}

TEST_CASE("filters want the letters in one piece") {
  const Pinyin pinyin{test::IconvCodec{}};
  const auto fits = [&](std::string_view query, std::string_view text) {
    return TextFilter(pinyin, query).fits(text);
  };
  CHECK(fits("sj", "结构设计"));
  CHECK(fits("设计", "结构设计"));
  CHECK(fits("Proto", "Build prototypes"));
  CHECK(fits("", "anything"));
  CHECK_FALSE(fits("jgj", "结构设计"));
  CHECK_FALSE(fits("计设", "结构设计"));
}

TEST_CASE("without the machine's help everything is found by its own letters") {
  const Pinyin pinyin{NoCodec{}};
  CHECK(pinyin.fit("任务", "新任务"));
  CHECK_FALSE(pinyin.fit("xrw", "新任务"));
  CHECK(pinyin.initials("新任务 A1") == "a1");
}

TEST_CASE("broken UTF-8 is looked through without harm") {
  const Pinyin pinyin{test::IconvCodec{}};
  CHECK_FALSE(pinyin.fit("x", "\xff\xfe\xe6"));
  CHECK(pinyin.initials("\xe6\x96新").size() == 1);
}
