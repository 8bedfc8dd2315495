// Programs that edit one plan on one disk, each a process of its own, until they are killed.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "desktop/file_storage.h"
#include "support/memory_desk.h"

namespace tongzhou::test {

// A folder of its own for each test, gone afterwards.
struct TemporaryFolder {
  std::filesystem::path path;
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tongzhou-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

struct FileStore {
  explicit FileStore(const std::filesystem::path& folder)
      : quick(folder / "quick"), safe(folder / "safe", folder / "transactions") {}
  FileQuickLane quick;
  FileSafeLane safe;
  Storage storage() { return {quick, safe}; }
};
using FileDesk = DeskOn<FileStore>;

// Each program renames a task of its own again and again, and tells every name that is said to be
// saved.
class KilledPrograms {
 public:
  explicit KilledPrograms(int programs) : saved_(std::size_t(programs)) {
    FileDesk first(disk_.path, 1);
    first.open(plan_file_of("task0 3d; task1 2d; task2 1d"));
  }

  struct Outcome {
    int saved = 0;       // edits said to be saved
    int lost = 0;        // of them, not found afterwards
    bool whole = false;  // the plan was opened, without a complaint
  };

  // Starts the programs, kills them at a moment of their editing, and looks what is there.
  Outcome kill_once() {
    ++round_;
    std::vector<Child> children;
    for (std::size_t program = 0; program < saved_.size(); ++program)
      children.push_back(start(program));
    std::vector<int> first;
    for (const Child& child : children) first.push_back(next_told(child));
    std::this_thread::sleep_for(std::chrono::microseconds(random_() % kLongestMicroseconds));
    for (const Child& child : children) ::kill(child.process, SIGKILL);
    Outcome outcome;
    for (std::size_t program = 0; program < children.size(); ++program) {
      const int former = saved_[program];
      saved_[program] = std::max(first[program], last_told(children[program]));
      outcome.saved += saved_[program] - former;
    }
    look(outcome);
    return outcome;
  }

 private:
  static constexpr unsigned kLongestMicroseconds = 200'000;
  struct Child {
    pid_t process = 0;
    int told = -1;  // reading end
  };

  static std::string prefix(std::size_t program) {
    return std::string(1, char('A' + program)) + " ";
  }
  // The task that is, or was to be, renamed by that program.
  static Id<Task> task_of(const FileDesk& desk, std::size_t program) {
    for (const auto& entry : desk.plan().table<Task>().live())
      if (entry.record.title.starts_with(prefix(program))) return entry.id;
    return desk.task("task" + std::to_string(program));
  }
  static int number_of(const FileDesk& desk, std::size_t program) {
    const std::string& title = desk.plan().find(task_of(desk, program))->title;
    return title.starts_with(prefix(program)) ? std::atoi(title.c_str() + 2) : 0;
  }

  Child start(std::size_t program) {
    std::array<int, 2> pipe = {};
    check(::pipe(pipe.data()) == 0, "a pipe");
    const pid_t process = ::fork();
    check(process >= 0, "a process");
    if (process == 0) edit_until_killed(program, pipe[1]);
    ::close(pipe[1]);
    return {process, pipe[0]};
  }

  [[noreturn]] void edit_until_killed(std::size_t program, int told) {
    FileDesk desk(disk_.path, 1000 * (program + 1) + round_);
    desk.settle();
    desk.run("plan_open");
    const Id<Task> task = task_of(desk, program);
    for (int number = saved_[program] + 1;; ++number) {
      ChangeBuilder build(desk.plan(), desk.random, {});
      build.set<&Task::title>(task, prefix(program) + std::to_string(number));
      desk.edit(std::move(build).take());
      if (desk.session.save_state().kind != SaveState::Kind::saved) continue;
      if (::write(told, &number, sizeof number) != sizeof number) std::_Exit(1);
    }
  }

  // 0: it tells no more.
  static int next_told(const Child& child) {
    int number = 0;
    return ::read(child.told, &number, sizeof number) == sizeof number ? number : 0;
  }
  static int last_told(const Child& child) {
    int last = 0;
    for (int next = next_told(child); next != 0; next = next_told(child)) last = next;
    ::close(child.told);
    ::waitpid(child.process, nullptr, 0);
    return last;
  }

  void look(Outcome& outcome) {
    FileDesk desk(disk_.path, 500'000 + round_);
    desk.settle();
    desk.run("plan_open");
    if (desk.session.open() == nullptr) return;
    outcome.whole = std::ranges::none_of(desk.session.notices(), [](const Notice& notice) {
      return notice.kind == Notice::Kind::trouble;
    });
    for (std::size_t program = 0; program < saved_.size(); ++program)
      outcome.lost += std::max(0, saved_[program] - number_of(desk, program));
  }

  TemporaryFolder disk_;
  std::vector<int> saved_;  // by program: the last number said to be saved
  std::uint64_t round_ = 0;
  std::mt19937 random_{1};
};

}  // namespace tongzhou::test
