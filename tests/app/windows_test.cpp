// Several windows on one plan: the edits of each appear in all, and none is lost.
#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <memory>

#include "app/window_talk.h"
#include "exchange/plan_file.h"
#include "support/memory_desk.h"
#include "support/plan_content.h"
#include "support/plan_text.h"
#include "support/same_plan.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

// Windows on one machine. What one tells reaches the others when `hand_on` is called.
struct Machine {
  explicit Machine(int count) {
    MemoryDesk first(disk, 100);
    first.open(plan_file_of("design 3d; build 2d after design; sell 1d after build"));
    for (int i = 0; i < count; ++i) add();
  }
  void add() {
    windows.push_back(std::make_unique<MemoryDesk>(disk, ++opened));
    windows.back()->settle();
    windows.back()->run("plan_open");
  }
  // A window goes without another word; what it asked of storage last never happens.
  void kill(std::size_t i) {
    windows[i]->store.safe.crash();
    windows.erase(windows.begin() + static_cast<std::ptrdiff_t>(i));
  }
  void hand_on(std::size_t from) {
    for (const auto& message : std::exchange(windows[from]->windows.told, {}))
      for (auto& window : windows)
        if (window != windows[from]) window->session.hear(message);
  }
  // An edit that is shown, and kept in the quick lane, but not said to be saved.
  void rename(std::size_t i, std::string_view from, std::string title) {
    MemoryDesk& window = *windows[i];
    const Id<Task> task = window.task(from);
    if (!task) return;
    ChangeBuilder build(window.plan(), window.random, {});
    build.set<&Task::title>(task, std::move(title));
    Commands commands;
    commands.edit(std::move(build).take());
    window.session.run(commands, window.view);
  }

  MemoryDisk disk;
  std::uint64_t opened = 0;  // each window has randomness of its own
  std::vector<std::unique_ptr<MemoryDesk>> windows;
};

}  // namespace

TEST_CASE("an edit appears in the other windows, and is stored once") {
  Machine machine(3);
  machine.rename(0, "design", "设计");
  machine.hand_on(0);
  for (auto& window : machine.windows) CHECK(window->task("设计"));
  machine.rename(1, "build", "制造");
  machine.hand_on(1);
  for (auto& window : machine.windows) {
    CHECK(window->task("制造"));
    window->settle();
    CHECK(first_difference(window->plan(), machine.windows[0]->plan()) == "");
  }
  CHECK(machine.windows[2]->windows.told.empty());
}

TEST_CASE("undo takes back the own edit, not that of another window") {
  Machine machine(2);
  machine.rename(0, "design", "设计");
  machine.hand_on(0);
  machine.rename(1, "build", "制造");
  machine.hand_on(1);
  machine.windows[0]->run("undo");
  machine.hand_on(0);
  for (auto& window : machine.windows) {
    CHECK(window->task("design"));
    CHECK(window->task("制造"));
  }
}

TEST_CASE(
    "what was not heard is fetched from storage: at the next word, or when the person is back") {
  Machine machine(2);
  machine.rename(0, "design", "设计");
  machine.windows[0]->settle();
  machine.windows[0]->windows.told.clear();  // the other window slept
  SECTION("at the next word") {
    machine.rename(0, "build", "制造");
    machine.hand_on(0);
    machine.windows[1]->settle();
  }
  SECTION("when the person is back") {
    machine.windows[1]->session.returned();
    machine.windows[1]->settle();
  }
  CHECK(machine.windows[1]->task("设计"));
  CHECK(first_difference(machine.windows[0]->plan(), machine.windows[1]->plan()) == "");
}

TEST_CASE("a window that is opening a plan does not miss what is edited meanwhile") {
  Machine machine(1);
  auto late = std::make_unique<MemoryDesk>(machine.disk, 7);
  late->settle();
  Commands open;
  open.run("plan_open");
  late->session.run(open, late->view);
  machine.rename(0, "design", "设计");
  const auto message = machine.windows[0]->windows.told.front();
  late->session.hear(message);
  late->settle();
  CHECK(late->task("设计"));
}

TEST_CASE("talk of another plan, and noise, change nothing") {
  Machine machine(2);
  machine.rename(0, "design", "设计");
  auto message = machine.windows[0]->windows.told.front();
  const auto untouched = [&] { return bool(machine.windows[1]->task("design")); };
  for (std::size_t size = 0; size < message.size(); ++size)
    machine.windows[1]->session.hear(std::span(message).first(size));
  CHECK(untouched());
  auto other = message;
  other[0] ^= std::byte{1};
  machine.windows[1]->session.hear(other);
  CHECK(untouched());
  auto damaged = message;
  damaged[damaged.size() / 2] ^= std::byte{1};
  machine.windows[1]->session.hear(damaged);
  CHECK(untouched());
  machine.windows[1]->session.hear(message);
  CHECK_FALSE(untouched());
}

TEST_CASE("windows that edit, sleep, are killed and come back end with the same plan") {
  CHECK(rc::check([] {
    Machine machine(3);
    std::vector<std::string> written;
    const int steps = *rc::gen::inRange(1, 40);
    for (int step = 0; step < steps; ++step) {
      const auto i = *rc::gen::inRange<std::size_t>(0, machine.windows.size());
      switch (*rc::gen::inRange(0, 6)) {
        case 0:
        case 1: {
          // Each window adds tasks of its own, so that every edit can be found afterwards.
          Commands commands;
          written.push_back("step " + std::to_string(step));
          commands.run("task_new", written.back());
          machine.windows[i]->session.run(commands, machine.windows[i]->view);
          break;
        }
        case 2: machine.hand_on(i); break;
        case 3: machine.windows[i]->windows.told.clear(); break;
        case 4:
          machine.windows[i]->store.safe.deliver_one();
          machine.windows[i]->frame();
          break;
        default: machine.kill(i); machine.add();
      }
    }
    for (int round = 0; round < 2; ++round) {
      for (auto& window : machine.windows) window->settle();
      for (auto& window : machine.windows) window->session.returned();
    }
    for (auto& window : machine.windows) window->settle();
    machine.add();
    const MemoryDesk& last = *machine.windows.back();
    for (const std::string& title : written) RC_ASSERT(bool(last.task(title)));
    for (auto& window : machine.windows)
      RC_ASSERT(lacking(content_of(last.plan()), content_of(window->plan())) == "");
  }));
}
