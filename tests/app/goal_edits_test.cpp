#include "app/goal_edits.h"

#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

using namespace tongzhou;

namespace {

const Day kMeasureDay = from_civil(2026, 11, 20);

struct Measured {
  TextPlan text = plan_from_text("a 2d");
  Id<Goal> goal = text.add(Goal{.title = "cost"});
  OpenPlan open{text.plan};
  SeededRandom random{7};

  Result<Draft> draft(std::string_view lines) {
    return measure_many(open, random, {.goal = goal}, lines, kMeasureDay);
  }
  std::vector<GoalPoint> after(std::string_view lines) {
    auto made = draft(lines);
    REQUIRE(made);
    REQUIRE(open.edit(std::move(*made), text.replica, {}));
    return open.goals().front().measured;
  }
};

}  // namespace

TEST_CASE("many measurements come as lines, in whatever form a sheet gives them") {
  Measured made;
  const auto points = made.after(
      "日期\t数值\r\n2026-10-12\t1,234.5\r\n10/19, 40%\n\n  2026年10月26日 -3 "
      "\n11-2;7\n2026-11-9,8\n");
  const std::vector<GoalPoint> wanted{{from_civil(2026, 10, 12), 1234.5},
                                      {from_civil(2026, 10, 19), 40},
                                      {from_civil(2026, 10, 26), -3},
                                      {from_civil(2026, 11, 2), 7},
                                      {from_civil(2026, 11, 9), 8}};
  CHECK(points == wanted);
  Measured sheet;
  CHECK(sheet.after("\xEF\xBB\xBF"
                    "2026-10-12,\"1,234\"\n2026年10月19日，40\n30 Oct 2026 12\n10/12 14:30,5") ==
        std::vector<GoalPoint>{{from_civil(2026, 10, 12), 5},
                               {from_civil(2026, 10, 19), 40},
                               {from_civil(2026, 10, 30), 12}});
  // The same days again are corrected, not doubled; of one day named twice the last line counts.
  CHECK(made.after("2026-10-12 1\n2026-10-12 2").front() == GoalPoint{from_civil(2026, 10, 12), 2});
  CHECK(made.open.plan().table<Measurement>().live_count() == 5);
  // One undo takes all of them back.
  REQUIRE(made.open.undo(made.text.replica, {}));
  CHECK(made.open.goals().front().measured == wanted);
}

TEST_CASE("lines that cannot be read refuse all of them and name the first") {
  Measured made;
  for (const char* lines :
       {"2026-10-12", "2026-10-12 ten", "soon 12", "2026-13-40 5", "2026-10-12 5\nhead here"}) {
    const auto refused = made.draft(lines);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what.word == Word::error_measure_line);
  }
  const auto second = made.draft("2026-10-12 5\n\nbad");
  REQUIRE_FALSE(second);
  CHECK(second.error().what.arguments.front() == "3");
  const auto nothing = made.draft(" \n\n");
  REQUIRE(nothing);
  CHECK(nothing->edits.empty());
}
