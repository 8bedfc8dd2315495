#include "ui/task_links.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/plan_text.h"

namespace tongzhou {
namespace {

std::vector<Slot> sorted(std::span<const Slot> slots) {
  std::vector<Slot> all(slots.begin(), slots.end());
  std::ranges::sort(all);
  return all;
}

TEST_CASE("every dependency is found at both of its ends") {
  const TextPlan text = plan_from_text("a; b after a; c after a; d after b after c; lone");
  const OpenPlan open(text.plan);
  TaskLinks links;
  links.update(open, 1);
  const auto& table = text.plan.table<Dependency>();
  for (Slot task = 0; task < text.plan.table<Task>().slot_count(); ++task) {
    std::vector<Slot> into;
    std::vector<Slot> out_of;
    for (Slot slot = 0; slot < table.slot_count(); ++slot) {
      if (links.ends(slot).to == task) into.push_back(slot);
      if (links.ends(slot).from == task) out_of.push_back(slot);
    }
    CHECK(sorted(links.into(task)) == into);
    CHECK(sorted(links.out_of(task)) == out_of);
  }
  CHECK(links.into(text.slot("lone")).empty());
}

TEST_CASE("moving dates leaves the links as they are; deleting one end takes its links along") {
  TextPlan text = plan_from_text("a; b after a; c after b");
  OpenPlan open(text.plan);
  SeededRandom random(5);
  TaskLinks links;
  links.update(open, 1);
  const auto before = links.revision();
  const auto edit = [&](auto&& what) {
    ChangeBuilder change(open.plan(), random, make_label(Word::change_unknown));
    what(change);
    REQUIRE(open.edit(std::move(change).take(), {7}, {}).has_value());
    links.update(open, 1);
  };
  edit([&](ChangeBuilder& change) { change.set<&Task::duration>(text["a"], Minutes{960}); });
  CHECK(links.revision() == before);
  edit([&](ChangeBuilder& change) { change.remove(ref(text["b"])); });
  CHECK(links.revision() != before);
  CHECK(links.all().empty());
}

}  // namespace
}  // namespace tongzhou
