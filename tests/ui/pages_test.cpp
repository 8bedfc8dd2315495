#include "ui/pages.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "support/plan_text.h"
#include "ui/workbench_stage.h"

namespace tongzhou::test {
namespace {

// Everything that can be wrong with a plan at once.
OpenPlan broken_plan() {
  TextPlan plan = plan_from_text("a 1d; b 2d after a; c 3d after b; empty milestone");
  plan.edit([&](ChangeBuilder& change) {
    change.create(Dependency{.from = plan["c"], .to = plan["a"]});  // a ring
    change.create(Dependency{.from = {999}, .to = plan["a"]});      // from nowhere
    change.set<&Task::parent>(plan["a"], plan["b"]);                // parents in a ring
    change.set<&Task::parent>(plan["b"], plan["a"]);
    change.set<&Task::department>(plan["c"], {12345});
    change.set<&Task::title>(plan["empty"], "");
    change.set<&Task::duration>(plan["c"], Minutes{-60});
    change.set<&Task::percent>(plan["c"], 700);
    change.set<&Task::constraint>(plan["c"], Constraint::must_start_on);
    change.create(Department{});
    change.create(Person{.department = {777}});
    change.create(
        CalendarException{.first = from_civil(2026, 9, 2), .last = from_civil(2026, 9, 1)});
  });
  return OpenPlan(std::move(plan.plan));
}

void draw_all_pages(WorkbenchStage& stage) {
  for (const PageInfo& page : pages()) {
    stage.bench.view().page = page.id;
    stage.frames(3);
    const bool shown = stage.machine.session.open() != nullptr || !page.needs_plan;
    CHECK((stage.bench.view().page == page.id) == shown);
  }
}

void draw_all_pages_in_every_look(WorkbenchStage& stage) {
  for (const Language language : {Language::chinese, Language::english}) {
    for (const Theme theme : {Theme::light, Theme::dark}) {
      Preferences preferences = stage.machine.session.preferences();
      preferences.language = language;
      preferences.theme = theme;
      stage.machine.session.set_preferences(preferences);
      draw_all_pages(stage);
    }
  }
}

TEST_CASE("every page draws without a plan, in both languages and themes") {
  WorkbenchStage stage;
  draw_all_pages_in_every_look(stage);
}

TEST_CASE("every page draws an empty plan") {
  WorkbenchStage stage;
  stage.open(
      make_empty_plan("空", Language::chinese, from_civil(2026, 8, 30), stage.machine.random));
  draw_all_pages_in_every_look(stage);
}

TEST_CASE("every page draws the sample plan") {
  WorkbenchStage stage;
  stage.open_sample();
  draw_all_pages_in_every_look(stage);
}

TEST_CASE("every page draws a plan in which everything is wrong") {
  WorkbenchStage stage;
  stage.open(broken_plan());
  draw_all_pages_in_every_look(stage);
  stage.bench.view().page = "plan";
  for (const auto& entry : stage.plan().table<Task>().live()) {
    stage.bench.view().selection.choose(ref(entry.id));
    stage.frames(2);
  }
}

TEST_CASE("every page draws in a small window and in a large one") {
  for (const ImVec2 size : {ImVec2(480, 360), ImVec2(800, 600), ImVec2(2560, 1440)}) {
    WorkbenchStage stage(size);
    stage.open_sample();
    draw_all_pages(stage);
  }
}

TEST_CASE("a frame of a plan with 100,000 tasks costs no more than one of a small plan") {
  WorkbenchStage stage;
  stage.open(OpenPlan(make_big_plan({}).plan));
  draw_all_pages(stage);
  stage.bench.view().page = "plan";
  stage.move_to({300, 400});
  stage.frames(80);  // past the pause after which problems are looked for
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    ImGui::GetIO().AddMouseWheelEvent(0, -50);
    stage.frame();
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  CHECK(took.count() / 100 < 80);  // ten times the figure, and this may be an unoptimised build
}

TEST_CASE("whatever can be pressed or typed into has a name") {
  WorkbenchStage stage;
  stage.open_sample();
  stage.bench.view().selection.choose(ref(stage.plan().table<Task>()[3].id));
  for (const PageInfo& page : pages()) {
    stage.bench.view().page = page.id;
    stage.frames(3);
    for (const access::Node& node : stage.tree.nodes()) {
      const bool acts = node.role == access::Role::button || node.role == access::Role::textbox ||
                        node.role == access::Role::combobox || node.role == access::Role::link ||
                        node.role == access::Role::tab || node.role == access::Role::searchbox;
      INFO("page " << page.id << ", " << aria_name(node.role) << " at " << node.rect.x << ","
                   << node.rect.y);
      if (acts) CHECK(!node.name.empty());
    }
  }
}

TEST_CASE("a page whose plan was closed gives way to the start page") {
  WorkbenchStage stage;
  stage.open_sample();
  stage.machine.session.close();
  stage.frames(3);
  CHECK(stage.bench.view().page == "start");
}

}  // namespace
}  // namespace tongzhou::test
