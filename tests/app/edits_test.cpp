#include "app/edits.h"

#include <catch2/catch_test_macros.hpp>

#include "schedule/schedule.h"
#include "support/plan_text.h"

using namespace tongzhou;

namespace {

// A plan in words, open for edits that are drafted and applied.
struct Draftsman {
  explicit Draftsman(std::string_view words)
      : text(plan_from_text(words)), open(std::move(text.plan)) {}

  Id<Task> operator[](std::string_view name) const { return text[name]; }
  void apply(Result<Draft> draft) {
    REQUIRE(draft);
    REQUIRE(open.edit(std::move(*draft), text.replica, {}));
  }
  Word refusal(const Result<Draft>& draft) {
    REQUIRE_FALSE(draft);
    return draft.error().what.word;
  }
  const Task& task(std::string_view name) const { return *open.plan().find(text[name]); }
  const TaskDates& dates(std::string_view name) const {
    return open.schedule().tasks[open.plan().table<Task>().find_slot(text[name])];
  }
  // "design(build test) launch": the outline in brackets.
  std::string outline() const {
    std::string words;
    const Outline& rows = open.outline();
    std::uint16_t depth = 0;
    for (const Outline::Row& row : rows.rows) {
      if (row.depth > depth)
        words += '(';
      else if (!words.empty())
        words += std::string(static_cast<std::size_t>(depth - row.depth), ')') + ' ';
      depth = row.depth;
      words += open.plan().table<Task>()[row.task].record.title;
    }
    return words + std::string(depth, ')');
  }
  std::size_t links() const { return open.plan().table<Dependency>().live_count(); }

  TextPlan text;
  OpenPlan open;
  SeededRandom random{99};
};

Instant time(int month, int day, int hour = 8, int minute = 0) {
  return at(from_civil(2026, static_cast<unsigned>(month), static_cast<unsigned>(day)),
            hour * 60 + minute);
}

}  // namespace

TEST_CASE("a moved task starts no earlier than where it was dropped, and its followers follow") {
  Draftsman plan("design 3d; build 2d after design");
  plan.apply(move_task(plan.open, plan.random, plan["design"], time(8, 26)));
  CHECK(plan.task("design").constraint == Constraint::start_no_earlier_than);
  CHECK(plan.dates("design").start == time(8, 26));
  CHECK(plan.dates("build").start == time(8, 31));
}

TEST_CASE("a bar dropped outside working time snaps to the next working minute") {
  Draftsman plan("design 3d; done milestone");
  plan.apply(move_task(plan.open, plan.random, plan["design"], time(8, 29, 10)));  // Saturday
  CHECK(plan.task("design").constraint_date == time(8, 31));
  plan.apply(move_task(plan.open, plan.random, plan["design"], time(8, 26, 12, 30)));
  CHECK(plan.task("design").constraint_date == time(8, 26, 13));
  plan.apply(move_task(plan.open, plan.random, plan["done"], time(8, 28, 17)));
  CHECK(plan.task("done").constraint_date == time(8, 28, 17));
}

TEST_CASE("a task under way moves by its actual dates") {
  Draftsman plan(
      "design 3d started 2026-08-24 40%; test 1d started 2026-08-24 finished 2026-08-24");
  plan.apply(move_task(plan.open, plan.random, plan["design"], time(8, 25)));
  CHECK(plan.task("design").actual_start == time(8, 25));
  CHECK(plan.task("design").constraint == Constraint::as_soon_as_possible);
  plan.apply(move_task(plan.open, plan.random, plan["test"], time(8, 26)));
  CHECK(plan.task("test").actual_start == time(8, 26));
  CHECK(plan.task("test").actual_finish == time(8, 26, 17));
}

TEST_CASE("a moved phase takes along what nothing inside it holds") {
  Draftsman plan("design 3d in phase; build 2d in phase after design; other 1d");
  plan.apply(move_task(plan.open, plan.random, plan["phase"], time(8, 31)));
  CHECK(plan.task("design").constraint_date == time(8, 31));
  CHECK(plan.task("build").constraint == Constraint::as_soon_as_possible);
  CHECK(plan.dates("phase").start == time(8, 31));
  CHECK(plan.dates("build").start == time(9, 3));
  CHECK(plan.dates("other").start == time(8, 24));
}

TEST_CASE("resizing sets the working time between start and edge") {
  Draftsman plan("design 3d; done milestone; a 1d in phase");
  plan.apply(resize_task(plan.open, plan.random, plan["design"], time(8, 31, 12)));
  CHECK(plan.task("design").duration == Minutes{5 * 480 + 240});
  plan.apply(resize_task(plan.open, plan.random, plan["design"], time(8, 20)));
  CHECK(plan.task("design").duration == Minutes{15});
  CHECK(plan.refusal(resize_task(plan.open, plan.random, plan["done"], time(9, 1))) ==
        Word::cannot_resize);
  CHECK(plan.refusal(resize_task(plan.open, plan.random, plan["phase"], time(9, 1))) ==
        Word::cannot_resize);
}

TEST_CASE("percent says that work has begun, and at 100 that it is finished") {
  Draftsman plan("design 3d; build 2d after design; a 1d in phase; b 1d in phase");
  const auto set = [&](std::string_view name, int percent) {
    const std::array tasks{plan[name]};
    plan.apply(set_percent(plan.open, plan.random, tasks, percent));
  };
  set("build", 30);
  CHECK(plan.task("build").actual_start == time(8, 27));
  CHECK_FALSE(plan.task("build").actual_finish.is_set());
  set("build", 100);
  CHECK(plan.task("build").actual_finish == time(8, 28, 17));
  set("build", 50);
  CHECK_FALSE(plan.task("build").actual_finish.is_set());
  set("build", 0);
  CHECK_FALSE(plan.task("build").actual_start.is_set());
  set("phase", 100);
  CHECK(plan.task("a").percent == 100);
  CHECK(plan.task("b").percent == 100);
  CHECK(plan.task("phase").percent == 0);
}

TEST_CASE("a link that would run in a ring is refused, also around phases") {
  Draftsman plan("a 1d; b 1d after a; c 1d after b; d 1d in phase; e 1d after phase");
  const auto link = [&](std::string_view from, std::string_view to) {
    return link_tasks(plan.open, plan.random, plan[from], plan[to]);
  };
  CHECK(plan.refusal(link("c", "a")) == Word::cannot_link_ring);
  CHECK(plan.refusal(link("a", "a")) == Word::cannot_link_self);
  CHECK(plan.refusal(link("a", "b")) == Word::cannot_link_twice);
  CHECK(plan.refusal(link("d", "phase")) == Word::cannot_link_phase);
  CHECK(plan.refusal(link("phase", "d")) == Word::cannot_link_phase);
  CHECK(plan.refusal(link("e", "d")) == Word::cannot_link_ring);
  CHECK(plan.refusal(link("e", "phase")) == Word::cannot_link_ring);
  plan.apply(link("a", "c"));
  plan.apply(link("c", "phase"));
  CHECK(plan.refusal(link("d", "a")) == Word::cannot_link_ring);
  CHECK(plan.open.problems().empty());
}

TEST_CASE("a chain links each to the next, and sees rings through several new links") {
  Draftsman plan("a 1d; b 1d; c 1d; d 1d after c");
  const std::array chain{plan["a"], plan["b"], plan["c"]};
  plan.apply(link_chain(plan.open, plan.random, chain));
  CHECK(plan.links() == 3);
  CHECK(plan.refusal(link_chain(plan.open, plan.random, chain)) == Word::cannot_link_twice);

  Draftsman ring("x 1d; y 1d; z 1d; w 1d after z");
  plan.apply(Draft{});
  ring.apply(link_tasks(ring.open, ring.random, ring["z"], ring["x"]));
  const std::array closing{ring["x"], ring["y"], ring["z"]};
  CHECK(ring.refusal(link_chain(ring.open, ring.random, closing)) == Word::cannot_link_ring);
}

TEST_CASE("unlinking takes the links between the chosen, or all of a single one") {
  Draftsman plan("a 1d; b 1d after a; c 1d after b");
  const std::array two{plan["a"], plan["b"]};
  plan.apply(unlink_tasks(plan.open, plan.random, two));
  CHECK(plan.links() == 1);
  const std::array one{plan["c"]};
  plan.apply(unlink_tasks(plan.open, plan.random, one));
  CHECK(plan.links() == 0);
}

TEST_CASE("indent goes under the task above, outdent right below the phase") {
  Draftsman plan("a 1d; b 1d; c 1d; d 1d");
  const std::array bc{plan["c"], plan["b"]};
  plan.apply(indent_tasks(plan.open, plan.random, bc));
  CHECK(plan.outline() == "a(b c) d");
  const std::array d{plan["d"]};
  plan.apply(indent_tasks(plan.open, plan.random, d));
  CHECK(plan.outline() == "a(b c d)");
  const std::array b{plan["b"]};
  plan.apply(outdent_tasks(plan.open, plan.random, b));
  CHECK(plan.outline() == "a(c d) b");
  const std::array cd{plan["c"], plan["d"]};
  plan.apply(outdent_tasks(plan.open, plan.random, cd));
  CHECK(plan.outline() == "a c d b");
  const std::array a{plan["a"]};
  CHECK(plan.refusal(indent_tasks(plan.open, plan.random, a)) == Word::cannot_indent);
  CHECK(plan.refusal(outdent_tasks(plan.open, plan.random, a)) == Word::cannot_outdent);
}

TEST_CASE("rows shift among their siblings, together when chosen together") {
  Draftsman plan("a 1d; b 1d; c 1d; d 1d");
  const std::array bc{plan["b"], plan["c"]};
  plan.apply(shift_tasks(plan.open, plan.random, bc, Direction::up));
  CHECK(plan.outline() == "b c a d");
  plan.apply(shift_tasks(plan.open, plan.random, bc, Direction::up));
  CHECK(plan.outline() == "b c a d");
  plan.apply(shift_tasks(plan.open, plan.random, bc, Direction::down));
  CHECK(plan.outline() == "a b c d");
  const std::array bd{plan["b"], plan["d"]};
  plan.apply(shift_tasks(plan.open, plan.random, bd, Direction::up));
  CHECK(plan.outline() == "b a d c");
}

TEST_CASE("dragged rows land where they are dropped, never inside themselves") {
  Draftsman plan("a 1d; b 1d in p; c 1d in p; d 1d");
  CHECK(plan.outline() == "a p(b c) d");
  const auto place = [&](std::string_view task, Place where) {
    const std::array tasks{plan[task]};
    return place_tasks(plan.open, plan.random, tasks, where);
  };
  plan.apply(place("d", {plan["p"], {}}));
  CHECK(plan.outline() == "a p(d b c)");
  plan.apply(place("d", {plan["p"], plan["b"]}));
  CHECK(plan.outline() == "a p(b d c)");
  plan.apply(place("d", {plan["p"], plan["d"]}));
  CHECK(plan.outline() == "a p(b d c)");
  plan.apply(place("d", {{}, {}}));
  CHECK(plan.outline() == "d a p(b c)");
  CHECK(plan.refusal(place("p", {plan["b"], {}})) == Word::cannot_place_inside_itself);
  CHECK(plan.refusal(place("p", {plan["p"], {}})) == Word::cannot_place_inside_itself);
}

TEST_CASE("a deleted task takes what is under it and all their links along") {
  Draftsman plan("a 1d; b 1d in p after a; c 1d in p after b; d 1d after c");
  const std::array p{plan["p"], plan["c"]};
  plan.apply(delete_tasks(plan.open, plan.random, p));
  CHECK(plan.outline() == "a d");
  CHECK(plan.links() == 0);
  CHECK(plan.open.problems().empty());
  REQUIRE(plan.open.undo(plan.text.replica, {}));
  CHECK(plan.outline() == "a p(b c) d");
  CHECK(plan.links() == 3);
}

TEST_CASE("a new task appears right below the row, inside an open phase") {
  Draftsman plan("a 1d dept 研发; b 1d in p; c 1d");
  const auto add = [&](std::string_view below, Fold fold, std::string title) {
    NewTask made = add_task(plan.open, plan.random, place_below(plan.open, plan[below], fold),
                            TaskKind::task, title);
    plan.apply(std::move(made.draft));
    return made.task;
  };
  const Id<Task> x = add("a", Fold::open, "x");
  CHECK(plan.open.plan().find(x)->department == plan.task("a").department);
  add("p", Fold::open, "y");
  add("p", Fold::folded, "z");
  CHECK(plan.outline() == "a x p(y b) z c");
  const Place end = place_below(plan.open, {}, Fold::open);
  plan.apply(add_task(plan.open, plan.random, end, TaskKind::milestone, "end").draft);
  CHECK(plan.outline() == "a x p(y b) z c end");
}

TEST_CASE("rows that are inserted at ever narrower places get new keys before these grow long") {
  Draftsman plan("a 1d; z 1d");
  std::vector<Id<Task>> expected{plan["a"], plan["z"]};
  std::size_t low = 0, longest = 0;
  for (int i = 0; i < 400; ++i) {
    NewTask made =
        add_task(plan.open, plan.random, {{}, expected[low]}, TaskKind::task, std::to_string(i));
    expected.insert(expected.begin() + std::ptrdiff_t(low) + 1, made.task);
    plan.apply(std::move(made.draft));
    if (i % 2 == 0) ++low;  // always between the last two
    for (const auto& entry : plan.open.plan().table<Task>().live())
      longest = std::max(longest, entry.record.order.size());
  }
  std::vector<Id<Task>> rows;
  for (const Outline::Row& row : plan.open.outline().rows)
    rows.push_back(plan.open.plan().table<Task>()[row.task].id);
  CHECK(rows == expected);
  CHECK(longest <= 70);
}
