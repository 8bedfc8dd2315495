#include "model/outline.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

namespace tongzhou {
namespace {

// Tasks by small ids: (id, parent, order).
struct Given {
  std::uint64_t id, parent;
  std::string order;
};
Plan make_plan(const std::vector<Given>& tasks) {
  PlanLoader loader({1});
  for (const Given& t : tasks)
    REQUIRE(loader.add(
        Entry<Task>{{t.id},
                    false,
                    Task{.title = std::to_string(t.id), .parent = {t.parent}, .order = t.order},
                    {}}));
  return std::move(loader).take();
}
std::string in_words(const Plan& plan) {
  std::string out;
  for (const Outline::Row& row : build_outline(plan).rows)
    out += std::string(row.depth, '.') + plan.table<Task>()[row.task].record.title + " ";
  return out;
}

TEST_CASE("Children stand under their parents in the order of their keys") {
  CHECK(in_words(make_plan({{1, 0, "B"}, {2, 1, "B"}, {3, 1, "A"}, {4, 0, "A"}, {5, 3, "A"}})) ==
        "4 1 .3 ..5 .2 ");
}

TEST_CASE("Equal keys are ordered by id, a lost parent means the top") {
  CHECK(in_words(make_plan({{9, 0, "A"}, {2, 77, "A"}, {5, 0, "A"}})) == "2 5 9 ");
}

TEST_CASE("A ring of parents is opened at its smallest id, and every task is shown once") {
  const Plan plan = make_plan({{3, 5, "A"}, {5, 4, "A"}, {4, 3, "A"}, {8, 5, "A"}, {6, 6, "A"}});
  CHECK(in_words(plan) == "3 .4 ..5 ...8 6 ");
  CHECK(build_outline(plan).cut.size() == 2);
}

TEST_CASE("Whatever the parents, every task has one row, below its parent") {
  CHECK(rc::check("rows", [](const std::vector<std::uint8_t>& parents) {
    std::vector<Given> tasks;
    for (std::size_t i = 0; i < parents.size(); ++i)
      tasks.push_back({i + 1, parents[i] % (parents.size() + 2), std::to_string(parents[i])});
    const Plan plan = make_plan(tasks);
    const Outline outline = build_outline(plan);
    RC_ASSERT(outline.rows.size() == tasks.size());
    for (std::uint32_t i = 0; i < outline.rows.size(); ++i) {
      const Outline::Row& row = outline.rows[i];
      RC_ASSERT(outline.row_of[row.task] == i);
      RC_ASSERT(row.end > i);
      if (row.parent < 0) continue;
      const Outline::Row& parent = outline.rows[static_cast<std::size_t>(row.parent)];
      RC_ASSERT(parent.depth + 1 == row.depth);
      RC_ASSERT(row.end <= parent.end);
    }
  }));
}

}  // namespace
}  // namespace tongzhou
