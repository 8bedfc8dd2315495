// A lane is wiped, set back to an older copy of itself, or half written: that is always noticed,
// and nothing is lost that the other lane can give.
#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/memory_store.h"
#include "store/plan_store.h"
#include "support/plan_text.h"
#include "support/same_plan.h"

using namespace tongzhou;
using tongzhou::test::first_difference;

namespace {

// One window of the program, and what it does with the plan.
class Window {
 public:
  Window(MemoryDisk& disk, TextPlan& text, std::uint32_t tasks)
      : text_(text), tasks_(tasks), lanes_(disk), store_(lanes_.storage(), clock_) {
    clock_.now = at(from_civil(2026, 8, 30), 14 * 60 + 2);
  }

  Result<StoredCopy> open() {
    std::optional<Result<StoredCopy>> opened;
    store_.open(text_.plan.id(), [&](Result<StoredCopy> copy) { opened = std::move(copy); });
    lanes_.safe.deliver();
    REQUIRE(opened);
    return std::move(*opened);
  }
  std::vector<StoredPlan> list() {
    std::vector<StoredPlan> plans;
    store_.list([&](Result<std::vector<StoredPlan>> list) { plans = list.value(); });
    lanes_.safe.deliver();
    return plans;
  }
  void begin(StoredState stored) {
    journal_ = &store_.begin_journal({.plan = text_.plan.id(), .title = "计划", .tasks = tasks_},
                                     text_.replica, std::move(stored));
  }
  void create() {
    begin({});
    journal_->want_snapshot();
    rest();
  }
  void rename(std::string_view task, std::string title) {
    const Change change = text_.set<&Task::title>(text_[task], std::move(title));
    history_.push_back(change);
    journal_->add(change, "计划", tasks_);
  }
  // Until the safe lane has all, without a rest.
  void save() {
    store_.advance();
    lanes_.safe.deliver();
    REQUIRE(journal_->state().kind == SaveState::Kind::saved);
  }
  void rest() {
    for (int round = 0; round < 12; ++round) {
      journal_->refresh_snapshots(text_.plan, history_);
      store_.advance();
      lanes_.safe.deliver();
      clock_.milliseconds += 1000;
    }
  }

 private:
  TextPlan& text_;
  std::uint32_t tasks_;
  MemoryStore lanes_;
  FixedClock clock_;
  PlanStore store_;
  Journal* journal_ = nullptr;
  std::vector<Change> history_;
};

// The disk after each step of two windows' work on one plan, the second after the first.
struct Story {
  explicit Story(std::uint32_t tasks) : tasks(tasks) {
    MemoryDisk disk;
    {
      Window first(disk, text, tasks);
      first.create();
      copies.push_back(disk);
      first.rename("design", "设计");
      first.rename("build", "制造");
      first.rest();
      copies.push_back(disk);
    }
    text.replica = ReplicaId{0x77};
    Window second(disk, text, tasks);
    second.begin(second.open()->state);
    second.rename("design", "图纸");
    second.save();
    copies.push_back(disk);
    second.rest();
    copies.push_back(disk);
    second.rename("build", "生产");
    second.rename("design", "样机");
    second.save();
    last = disk;
  }

  std::uint32_t tasks;
  TextPlan text = plan_from_text("design 3d; build 2d after design");
  std::vector<MemoryDisk> copies;
  MemoryDisk last;
};

struct Harm {
  std::string name;
  bool to_safe_lane;
  std::function<void(MemoryDisk&)> apply;
};

void to_each(auto& lane, auto harm) {
  for (auto& [key, value] : lane) harm(value);
}

std::vector<Harm> harms(const Story& story) {
  std::vector<Harm> all;
  const auto add = [&](std::string name, auto harm) {
    all.push_back({name + ", quick lane", false, [harm](MemoryDisk& disk) { harm(disk.quick); }});
    all.push_back({name + ", safe lane", true, [harm](MemoryDisk& disk) { harm(disk.safe); }});
  };
  add("wiped", [](auto& lane) { lane.clear(); });
  for (std::size_t i = 0; i < story.copies.size(); ++i) {
    const MemoryDisk copy = story.copies[i];
    const std::string name = "set back to copy " + std::to_string(i);
    all.push_back({name + ", quick", false, [copy](MemoryDisk& disk) { disk.quick = copy.quick; }});
    all.push_back({name + ", safe", true, [copy](MemoryDisk& disk) { disk.safe = copy.safe; }});
  }
  add("torn in the middle",
      [](auto& lane) { to_each(lane, [](auto& value) { value.resize(value.size() / 2); }); });
  add("filled with NUL from the middle", [](auto& lane) {
    to_each(lane, [](auto& value) {
      for (std::size_t i = value.size() / 2; i < value.size(); ++i) value[i] = {};
    });
  });
  add("one bit flipped in each value", [](auto& lane) {
    to_each(lane, [](auto& value) {
      auto& middle = value[value.size() / 2];
      middle = static_cast<std::remove_reference_t<decltype(middle)>>(int(middle) ^ 1);
    });
  });
  return all;
}

}  // namespace

TEST_CASE("a lane that was wiped, set back or half written is always noticed") {
  for (const std::uint32_t tasks : {2U, Journal::kMostTasksInQuickSnapshot + 1}) {
    const bool small = tasks == 2;
    Story story(tasks);
    {
      MemoryDisk disk = story.last;
      const auto whole = Window(disk, story.text, tasks).open();
      REQUIRE(whole);
      CHECK(whole->remarks.empty());
      CHECK_FALSE(whole->loss);
      CHECK(first_difference(whole->plan, story.text.plan) == "");
    }
    for (const Harm& harm : harms(story)) {
      INFO(harm.name << (small ? ", small plan" : ", large plan"));
      MemoryDisk disk = story.last;
      harm.apply(disk);
      Window window(disk, story.text, tasks);
      CHECK(window.list().size() == 1);
      auto copy = window.open();

      // Noticed: as a loss, a remark, or a plan that does not open.
      CHECK((!copy || copy->loss || !copy->remarks.empty()));
      // The other lane gives everything: the safe one always, the quick one where the plan is
      // small.
      if (small || !harm.to_safe_lane) {
        REQUIRE(copy);
        CHECK(first_difference(copy->plan, story.text.plan) == "");
        CHECK_FALSE(copy->loss);
      }
      if (!copy) continue;

      // What is missing is counted, or everything is there.
      const std::uint64_t missing = count_missing(story.text.plan.version(), copy->plan.version());
      CHECK(copy->loss.has_value() == (missing != 0));
      if (copy->loss) CHECK(copy->loss->what.arguments.at(0) == std::to_string(missing));

      // Told once: after the next edit is saved all is well again, on both lanes.
      TextPlan later = story.text;
      later.plan = copy->plan;
      later.replica = ReplicaId{0x99};
      Window after(disk, later, tasks);
      after.begin(std::move(copy->state));
      after.rename("design", "定型");
      after.rest();
      const auto again = Window(disk, later, tasks).open();
      REQUIRE(again);
      CHECK(first_difference(again->plan, later.plan) == "");
      CHECK(again->remarks.empty());
      CHECK_FALSE(again->loss);
      MemoryDisk safe_alone{.quick = {}, .safe = disk.safe};
      const auto from_safe = Window(safe_alone, later, tasks).open();
      REQUIRE(from_safe);
      CHECK(first_difference(from_safe->plan, later.plan) == "");
    }
  }
}

TEST_CASE("a plan of which only a mark is left is in the list by its name, and opening says so") {
  Story story(Journal::kMostTasksInQuickSnapshot + 1);
  MemoryDisk disk = story.last;
  disk.safe.clear();
  std::erase_if(disk.quick, [](const auto& entry) { return !entry.first.contains("/mark/"); });
  REQUIRE(disk.quick.size() == 1);
  Window window(disk, story.text, 3);
  const auto list = window.list();
  REQUIRE(list.size() == 1);
  CHECK(list[0].title == "计划");
  const auto copy = window.open();
  REQUIRE_FALSE(copy);
  CHECK(copy.error().what.word == Word::stored_plan_lost);
  CHECK(copy.error().what.arguments.at(0) == "计划");
  CHECK(disk.quick.size() == 1);
}

TEST_CASE("marks of windows before are replaced, those of windows beside stay") {
  MemoryDisk disk;
  TextPlan text = plan_from_text("design 3d; build 2d");
  Window first(disk, text, 2);
  first.create();
  TextPlan other = text;
  other.replica = ReplicaId{0x77};
  Window second(disk, other, 2);
  auto copy = second.open();
  first.rename("design", "设计");
  first.save();
  second.begin(std::move(copy->state));
  second.rename("build", "制造");
  second.save();
  const auto marks = [&] {
    return std::ranges::count_if(disk.quick,
                                 [](const auto& entry) { return entry.first.contains("/mark/"); });
  };
  CHECK(marks() == 2);  // the first wrote again after it was read

  TextPlan third = text;
  third.replica = ReplicaId{0x88};
  Window last(disk, third, 2);
  copy = last.open();
  last.begin(std::move(copy->state));
  third.plan = copy->plan;
  last.rename("build", "生产");
  last.save();
  CHECK(marks() == 1);
}
