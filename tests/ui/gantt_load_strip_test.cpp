#include "ui/gantt/load_strip.h"

#include <rapidcheck.h>

#include <algorithm>

#include "ui/gantt_stage.h"

namespace tongzhou {
namespace {

struct FakeLoad : LoadSource {
  std::int32_t count = 3;
  mutable std::size_t asked = 0;
  std::int32_t department_count() const override { return count; }
  LoadDepartment department(std::int32_t index) const override { return {"生产", index % 8}; }
  LoadLevel level(std::int32_t index, Day, Day) const override {
    ++asked;
    return {index == 1 ? 6.5 : 2.0, 5.0};
  }
};

struct LoadStage : Stage {
  FakeLoad load;
  void draw_below() override {
    draw_load_strip(look(), {load, {{0, 480}, {1000, 600}}, 200}, gantt);
  }
};

}  // namespace

TEST_CASE("columns cover the view without gaps, wide enough to see") {
  CHECK(rc::check([] {
    const TimeScale scale{*rc::gen::inRange(3, 3000) / 60.0,
                          static_cast<double>(*rc::gen::inRange(0, 40000)), 900};
    const auto columns = make_load_columns(scale);
    RC_ASSERT(!columns.empty());
    RC_ASSERT(columns.front().left <= 0.5);
    RC_ASSERT(columns.back().right >= scale.width);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      RC_ASSERT(columns[i].right - columns[i].left > 17);
      if (i > 0) RC_ASSERT(columns[i].first == columns[i - 1].end);
    }
  }));
}

TEST_CASE("a department with too much to do says so to screen readers") {
  LoadStage stage;
  stage.plan.add("设计", office(8, 3), 20);
  stage.frame();
  stage.frame();
  const auto heard = [&](std::string_view words) {
    return std::ranges::any_of(stage.tree.nodes(), [&](const access::Node& node) {
      return node.role == access::Role::row && node.name.contains(words);
    });
  };
  CHECK(heard("生产，负荷"));
  CHECK(heard("超负荷 0 次"));
  CHECK_FALSE(heard("，超负荷 1 次"));
  CHECK(stage.tree.find(access::Role::grid, "部门负荷")->row_count == 3);
}

TEST_CASE("only departments in sight are asked for") {
  LoadStage stage;
  stage.load.count = 5000;
  stage.plan.add("设计", office(8, 3), 20);
  stage.frame();
  stage.load.asked = 0;
  stage.frame();
  CHECK(stage.load.asked > 0);
  CHECK(stage.load.asked < 2000);
}

}  // namespace tongzhou
