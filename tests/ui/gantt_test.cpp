#include "ui/gantt/gantt.h"

#include <cmath>

#include "core/ports.h"
#include "ui/gantt/marks.h"
#include "ui/gantt_stage.h"

namespace tongzhou {
namespace {

// A chart of three tasks at 20 pixels a day, drawn.
struct SmallStage : Stage {
  SmallStage() {
    plan.add("设计", office(8, 3), 10).add("打样", office(8, 17), 5).add("评审", office(8, 24), 0);
    plan.link(0, 1).link(1, 2);
    frame();
    TimeScale& scale = gantt.inside().scale;
    scale.pixels_per_day = 20;
    scale.first_day = from_civil(2026, 7, 27).value;
    frame();
  }
  ImVec2 middle(std::int32_t row) { return bar(row).body.GetCenter(); }
};

void fill(FakePlan& plan, int count) {
  SeededRandom random(5);
  for (int i = 0; i < count; ++i)
    plan.add("任务", office(8, 3) + Minutes{static_cast<int>(random.bits() % 400) * kMinutesPerDay},
             1 + static_cast<int>(random.bits() % 20));
  for (int i = 0; i + 60 < count; ++i) plan.link(i, i + 1 + static_cast<int>(random.bits() % 50));
  for (int i = 1; i < 4000 && i < count; ++i) plan.link(0, i);        // one with thousands
  for (int i = 0; i < count / 100; ++i) plan.link(i, count - 1 - i);  // and long ones
}

}  // namespace

TEST_CASE("plans without rows, without dates and with every kind of row are drawn") {
  for (const Language language : {Language::chinese, Language::english}) {
    Stage stage;
    stage.language = language;
    stage.frame();
    stage.plan.rows.push_back({.task = 0, .title = "没有日期"});
    stage.frame();
    stage.plan.rows.clear();
    stage.plan.add("任务", office(8, 3), 5)
        .add("里程碑", office(8, 10), 0)
        .add("阶段", office(8, 3), 9);
    stage.plan.rows[0].deadline = office(8, 5);
    stage.plan.rows[0].late_finish = office(8, 20);
    stage.plan.rows[0].critical = true;
    stage.plan.rows[1].kind = TaskKind::milestone;
    stage.plan.rows[2].kind = TaskKind::summary;
    stage.plan.link(0, 1).link(1, 0, LinkType::start_finish);
    ++stage.plan.revision;
    stage.gantt.show_all();
    stage.frame();
    CHECK(stage.bar(0).late);
    CHECK(stage.bar(0).slack_right > stage.bar(0).body.Max.x);
    CHECK(stage.bar(1).shape == BarShape::milestone);
    CHECK(stage.bar(2).shape == BarShape::summary);
    CHECK(stage.gantt.inside().layout.links().size() == 2);
  }
}

TEST_CASE("the cost of a frame does not depend on the size of the plan") {
  Stage stage;
  fill(stage.plan, 100'000);
  stage.frame();
  constexpr std::size_t kInSight = 19;  // of 32 pixels in 556
  CHECK(stage.gantt.inside().layout.rows_in_sight().size() <= kInSight);
  for (const double y : {0.0, 3000.0, 1'600'000.0, 1e9}) {
    stage.scroll.y = y;
    stage.plan.rows_asked = stage.plan.links_asked = 0;
    stage.frame();
    CHECK(stage.gantt.inside().layout.laid_count() <= 3 * kInSight);
    CHECK(stage.plan.links_asked <= LinkIndex::kMostLinks);
    CHECK(stage.plan.rows_asked <= 3 * kInSight + 2 * LinkIndex::kMostLinks);
  }
}

TEST_CASE("the scroll stays within the rows, and a task asked for comes into sight") {
  Stage stage;
  fill(stage.plan, 1000);
  stage.scroll.y = 1e9;
  stage.frame();
  CHECK(stage.scroll.y == 1000 * 32 - (600 - 44));
  stage.gantt.show_task(7);
  stage.frame();
  CHECK(stage.gantt.inside().layout.in_sight().holds(7));
  const ImRect& body = stage.bar(7).body;
  CHECK(body.Min.x >= 0);
  CHECK(body.Min.x <= 1000);
}

TEST_CASE("dragging a bar moves the task by days, on to working time") {
  SmallStage stage;
  const ImVec2 from = stage.middle(0);
  stage.drag(from, from + ImVec2(3 * 20, 5));
  CHECK(to_iso(stage.only<MoveTask>().start) == "2026-08-06T08:00");
  CHECK(stage.only<SelectTask>().task == 0);

  stage.acts.clear();
  stage.rest();
  stage.drag(from, from + ImVec2(5 * 20, 0));  // a Saturday
  CHECK(to_iso(stage.only<MoveTask>().start) == "2026-08-10T08:00");
}

TEST_CASE("Escape, and coming back to where one began, leave the task alone") {
  SmallStage stage;
  const ImVec2 from = stage.middle(0);
  stage.point_at(from);
  stage.press();
  stage.point_at(from + ImVec2(60, 0));
  CHECK(stage.gantt.is_dragging());
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Escape, true);
  stage.frame();
  CHECK_FALSE(stage.gantt.is_dragging());
  stage.release();
  CHECK_FALSE(stage.has<MoveTask>());

  stage.point_at(from);
  stage.press();
  stage.point_at(from + ImVec2(60, 0));
  stage.point_at(from);
  stage.release();
  CHECK_FALSE(stage.has<MoveTask>());
}

TEST_CASE("edges resize to the beginning and close of work") {
  SmallStage stage;
  const ImRect body = stage.bar(0).body;
  const float y = body.GetCenter().y;
  stage.drag({body.Max.x - 1, y}, {stage.x_of(office(8, 20, 0)), y});
  CHECK(to_iso(*stage.only<ResizeTask>().finish) == "2026-08-19T17:00");
  CHECK_FALSE(stage.only<ResizeTask>().start);

  stage.acts.clear();
  stage.drag({body.Min.x + 1, y}, {stage.x_of(office(8, 6, 0)), y});
  CHECK(to_iso(*stage.only<ResizeTask>().start) == "2026-08-06T08:00");
}

TEST_CASE("the handle at the foot of a bar sets its progress") {
  SmallStage stage;
  const Bar bar = stage.bar(0);
  stage.point_at(stage.middle(0));
  const ImVec2 to{bar.body.Min.x + bar.body.GetWidth() * 0.41F, bar.body.Max.y};
  stage.drag(progress_handle(bar), to);
  CHECK(stage.only<SetProgress>().percent == 40);
}

TEST_CASE("a drag from a dot to a bar links them, unless it is refused") {
  SmallStage stage;
  const ImVec2 dot = link_dot(stage.bar(0), BarEnd::finish);
  const ImVec2 target{stage.bar(1).body.Max.x - 2, stage.middle(1).y};
  stage.drag(dot, target);
  const auto link = stage.only<LinkTasks>();
  CHECK(link.from == 0);
  CHECK(link.to == 1);
  CHECK(link.type == LinkType::finish_finish);

  stage.acts.clear();
  stage.plan.refusal = "a ring";
  stage.drag(dot, target);
  CHECK_FALSE(stage.has<LinkTasks>());
}

TEST_CASE("clicks select, double clicks open, links can be clicked, empty ground lets go") {
  SmallStage stage;
  stage.click(stage.middle(1));
  CHECK(stage.only<SelectTask>().task == 1);
  CHECK(stage.only<SelectTask>().how == SelectHow::only);

  stage.acts.clear();
  stage.rest();
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
  stage.click(stage.middle(0));
  CHECK(stage.only<SelectTask>().how == SelectHow::toggle);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);

  stage.acts.clear();
  stage.click(stage.middle(0));
  stage.click(stage.middle(0));
  CHECK(stage.only<OpenTask>().task == 0);

  stage.acts.clear();
  stage.rest();
  const auto points = stage.gantt.inside().layout.points(stage.gantt.inside().layout.links()[0]);
  stage.click((points[1] + points[2]) / 2);
  CHECK(stage.only<SelectLink>().dependency == 0);

  stage.acts.clear();
  stage.rest();
  stage.click({900, 500});
  CHECK(stage.only<SelectTask>().task == kNoSlot);
}

TEST_CASE("the wheel scrolls rows, and over the head zooms at the pointer") {
  SmallStage stage;
  for (int i = 0; i < 100; ++i) stage.plan.add("任务", office(8, 3), 3);
  stage.point_at({400, 300});
  stage.wheel(-2);
  CHECK(stage.scroll.y > 0);

  const Instant before = stage.gantt.inside().scale.instant_at(400);
  stage.point_at({400, 20});
  stage.wheel(3);
  CHECK(stage.gantt.inside().scale.pixels_per_day > 25);
  CHECK(std::abs((stage.gantt.inside().scale.instant_at(400) - before).count) <= 1);
}

TEST_CASE("dragging the ground moves the view, not the plan") {
  SmallStage stage;
  const double first = stage.gantt.inside().scale.first_day;
  stage.drag({800, 400}, {700, 400});
  CHECK(std::abs(stage.gantt.inside().scale.first_day - (first + 5)) < 0.01);
  CHECK(stage.acts.empty());
}

TEST_CASE("bars are told as rows of a tree grid and can be chosen there") {
  SmallStage stage;
  stage.plan.rows[0].critical = true;
  stage.plan.rows[0].percent = 40;
  stage.frame();
  const access::Node* row = stage.tree.find(
      access::Role::row, "设计，王磊，8月3日 周一 – 8月14日 周五，已完成 40%，关键任务");
  REQUIRE(row != nullptr);
  CHECK(row->row == 1);
  CHECK(stage.tree.find(access::Role::treegrid, "甘特图")->row_count == 3);
  stage.tree.activate(row->id);
  stage.frame();
  CHECK(stage.only<SelectTask>().task == 0);
}

}  // namespace tongzhou
