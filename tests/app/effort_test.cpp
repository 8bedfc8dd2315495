#include "schedule/effort.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "app/open_plan.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

constexpr std::int32_t kDay = 480;

// A plan in words whose tasks are edited as the program edits them.
struct Worker {
  explicit Worker(std::string_view words)
      : text(plan_from_text(words)), open(std::move(text.plan)) {}

  template <class Act>
  void edit(Act&& act) {
    ChangeBuilder builder(open.plan(), random, {});
    act(builder);
    REQUIRE(open.edit(std::move(builder).take(), text.replica, {}));
  }
  template <auto member>
  void set(std::string_view name, typename MemberOf<member>::Type value) {
    edit([&](ChangeBuilder& build) { build.set<member>(text[name], value); });
  }
  const Task& task(std::string_view name) const { return *open.plan().find(text[name]); }
  const TaskDates& dates(std::string_view name) const {
    return open.schedule().tasks[open.plan().table<Task>().find_slot(text[name])];
  }
  double days(std::string_view name) const { return double(task(name).duration.count) / kDay; }
  double person_days(std::string_view name) const { return double(task(name).effort.count) / kDay; }
  int complaints() const {
    return int(std::ranges::count(open.problems(), Word::problem_effort,
                                  [](const Problem& problem) { return problem.sentence.word; }));
  }

  TextPlan text;
  OpenPlan open;
  SeededRandom random{7};
};

}  // namespace

TEST_CASE("effort is shared by the people at work, and the dates follow") {
  Worker plan("design 3d dept Research 2p; build 1d after design");
  plan.set<&Task::effort>("design", {12 * kDay});
  CHECK(plan.days("design") == 6);
  CHECK(plan.dates("design").finish == at(from_civil(2026, 8, 31), 17 * 60));
  plan.set<&Task::people>("design", 3.0);
  CHECK(plan.days("design") == 4);
  CHECK(plan.person_days("design") == 12);
  plan.set<&Task::duration>("design", {5 * kDay});  // said otherwise: then it is so much work
  CHECK(plan.person_days("design") == 15);
  plan.set<&Task::effort>("design", {});
  CHECK(plan.days("design") == 5);
  plan.set<&Task::people>("design", 1.0);  // its effort is not told
  CHECK(plan.days("design") == 5);
  CHECK(plan.complaints() == 0);
}

TEST_CASE("who is assigned takes a share of the work, and one undo gives all back") {
  Worker plan("design 10d; build 1d dept Works");
  plan.set<&Task::effort>("design", {10 * kDay});
  const Id<Task> design = plan.text["design"];
  Id<Assignment> half;
  Id<Person> lin;
  plan.edit([&](ChangeBuilder& build) {
    const auto research = build.create(Department{.name = "Research"});
    lin = build.create(Person{.name = "Lin", .department = research});
    const auto wu = build.create(Person{.name = "Wu", .department = research});
    build.create(Assignment{.task = design, .person = lin});
    half = build.create(Assignment{.task = design, .person = wu, .units = 0.5});
  });
  CHECK(plan.task("design").duration == Minutes{3200});  // 10 days by one and a half
  plan.edit([&](ChangeBuilder& build) { build.set<&Assignment::units>(half, 1.0); });
  CHECK(plan.days("design") == 5);
  plan.edit([&](ChangeBuilder& build) { build.remove(ref(half)); });
  CHECK(plan.days("design") == 10);
  REQUIRE(plan.open.undo(plan.text.replica, {}));
  CHECK(plan.days("design") == 5);
  plan.edit([&](ChangeBuilder& build) {
    const auto sales = build.create(Department{.name = "Sales"});
    build.create(Demand{.task = design, .department = sales, .people = 3});
  });
  CHECK(plan.days("design") == 2);
  REQUIRE(plan.open.undo(plan.text.replica, {}));
  CHECK(plan.days("design") == 5);
  CHECK(plan.open.plan().table<Demand>().live_count() == 0);

  // Who leaves the plan takes his share along; what fits stands as it is.
  plan.set<&Task::people>("build", 0.7);
  plan.set<&Task::effort>("build", {100});
  plan.set<&Task::duration>("build", {101});
  plan.edit([&](ChangeBuilder& build) { build.remove(ref(lin)); });
  CHECK(plan.days("design") == 10);
  CHECK(plan.task("build").duration == Minutes{101});
  CHECK(plan.complaints() == 0);
}

TEST_CASE("copies that changed effort and people apart are told that they do not fit") {
  Worker here("design 4d dept Research");
  here.set<&Task::effort>("design", {4 * kDay});
  OpenPlan there(Plan(here.open.plan()));
  for (const int more : {1, 2}) here.set<&Task::effort>("design", {4 * kDay + more});
  ChangeBuilder more(there.plan(), here.random, {});
  more.set<&Task::people>(here.text["design"], 2.0);
  REQUIRE(there.edit(std::move(more).take(), {here.random.bits()}, {}));
  CHECK(there.plan().find(here.text["design"])->duration == Minutes{2 * kDay});
  CHECK(here.complaints() == 0);
  REQUIRE(here.open.merge(there.plan(), {}, std::nullopt));
  CHECK(here.task("design").duration == Minutes{4 * kDay + 2});  // the later write shows
  CHECK(here.complaints() == 1);
  here.set<&Task::effort>("design", {6 * kDay});
  CHECK(here.days("design") == 3);
  CHECK(here.complaints() == 0);
}

TEST_CASE("effort, people and duration fit after any edit") {
  const bool holds = rc::check("of a plan of one task", [] {
    Worker plan("design 10d dept Research");
    plan.set<&Task::effort>("design", {10 * kDay});
    const auto edits = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(1, 100000)));
    for (const auto& [what, much] : edits) {
      if (what == 0) plan.set<&Task::effort>("design", {much});
      if (what == 1) plan.set<&Task::duration>("design", {much});
      if (what == 2) plan.set<&Task::people>("design", much / 10000.0);
      if (what == 3) (void)plan.open.undo(plan.text.replica, {});
      if (plan.task("design").effort.count == 0) continue;
      RC_ASSERT(plan.complaints() == 0);
    }
  });
  CHECK(holds);
}

TEST_CASE("effort beyond all measure, of nobody, of milestones and phases hurts nothing") {
  CHECK(duration_of_effort({2'000'000'000}, 0.001).count == 2'147'483'647);
  CHECK(duration_of_effort({1}, 1000) == Minutes{1});
  Worker plan("launch milestone; phase; part 2d in phase");
  plan.set<&Task::effort>("launch", {5 * kDay});
  plan.set<&Task::effort>("phase", {5 * kDay});
  CHECK(plan.task("launch").duration == Minutes{0});
  CHECK(plan.days("part") == 2);
  CHECK(plan.complaints() == 0);
}
