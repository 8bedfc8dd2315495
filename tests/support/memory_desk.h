// A whole program run without a screen: for tests that act by commands. On a disk in memory, unless
// another Store is chosen.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/session.h"
#include "exchange/plan_file.h"
#include "model/canonical.h"
#include "store/memory_store.h"
#include "support/iconv_codec.h"
#include "support/memory_folder.h"
#include "support/plan_text.h"

namespace tongzhou::test {

// Files handed out are kept; the file asked for is the one offered.
struct MemoryFiles : Files {
  std::vector<NamedBytes> saved;
  std::vector<SaveAs> saved_as;
  std::vector<std::pair<int, std::string>> opened;  // origin and place
  std::optional<NamedBytes> offered;
  std::vector<std::string> asked_endings;

  void save(NamedBytes file, SaveAs as, SaveDone done) override {
    saved.push_back(std::move(file));
    saved_as.push_back(std::move(as));
    waiting_.push_back([done = std::move(done)] { done({}); });
  }
  bool has_page() const override { return true; }
  std::string address;  // of the page
  std::string page_address() const override { return address; }
  void ask_open(std::vector<std::string> endings, OpenDone done) override {
    asked_endings = std::move(endings);
    if (!offered) return;
    waiting_.push_back([done = std::move(done), file = *offered] { done(file); });
  }
  void opened_as(int origin, std::string place) override {
    opened.emplace_back(origin, std::move(place));
  }
  void deliver() {
    for (const auto& call : std::exchange(waiting_, {})) call();
  }

 private:
  std::vector<std::function<void()>> waiting_;
};

// What was told to other windows is kept, for a test to hand on or not.
struct MemoryWindows : Windows {
  std::vector<std::vector<std::byte>> told;
  void tell(std::span<const std::byte> message) override {
    told.emplace_back(message.begin(), message.end());
  }
};

// A plan written as text (plan_text.h), as a plan file to open.
inline NamedBytes plan_file_of(std::string_view text) {
  return {"plan.tongzhou", encode_plan_file(plan_from_text(text).plan, {}, {}).value()};
}

// The same for plans that hold the same.
inline std::vector<std::byte> canonical_bytes(const Plan& plan) {
  return encode_plan_file(make_canonical(plan), {}, {}).value();
}

template <class Store>
class DeskOn {
 public:
  template <class Disk>
  explicit DeskOn(Disk& disk, std::uint64_t seed = 1)
      : random(seed * 0x5eed), store(disk) {  // not the numbers that test plans are made of
    clock.now = at(from_civil(2026, 8, 30), 14 * 60 + 2);
  }

  // Runs a command as a frame would, and lets storage do what it is asked.
  void run(std::string_view id, Argument argument = {}) {
    commands_.run(id, std::move(argument));
    frame();
    settle();
  }
  void edit(Draft draft) {
    commands_.edit(std::move(draft));
    frame();
    settle();
  }
  void open(NamedBytes file) {
    commands_.open(std::move(file));
    frame();
    settle();
  }
  // One frame, without storage answering.
  void frame() {
    session.advance(view);
    session.run(commands_, view);
  }
  // Time passes until nothing is to be done any more.
  void settle() {
    for (int round = 0; round < 20; ++round) {
      files.deliver();
      store.safe.deliver();
      folders.deliver();
      clock.milliseconds += 1000;
      frame();
    }
  }

  const OpenPlan& open_plan() const {
    check(session.open() != nullptr, "a test has opened its plan");
    return *session.open();
  }
  const Plan& plan() const { return open_plan().plan(); }
  Id<Task> task(std::string_view title) const {
    const Plan& now = plan();
    for (const auto& entry : now.table<Task>().live())
      if (entry.record.title == title) return entry.id;
    return {};
  }
  void choose(std::initializer_list<std::string_view> titles) {
    std::vector<AnyRef> chosen;
    for (std::string_view title : titles) chosen.push_back(ref(task(title)));
    view.selection.choose(std::move(chosen));
  }

  FixedClock clock;
  SeededRandom random;
  Store store;
  MemoryFiles files;
  MemoryWindows windows;
  NoStorageRoom room;
  MemoryFolders folders;
  IconvCodec codec;
  Session session{{clock, random, codec, store.storage(), files, windows, room, folders}};
  View view;

 private:
  Commands commands_;
};

using MemoryDesk = DeskOn<MemoryStore>;

}  // namespace tongzhou::test
