#include "desktop/dialog_files.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "desktop/durable_file.h"

extern char** environ;

namespace tongzhou {

namespace {

bool is_installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string folders = path == nullptr ? "/usr/bin" : path;
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const std::string file = folders.substr(begin, end - begin) + "/" + program;
    if (::access(file.c_str(), X_OK) == 0) return true;
    begin = end + 1;
  }
  return false;
}

std::string filter_of(const std::vector<std::string>& endings) {
  std::string filter;
  for (const std::string& ending : endings) filter += (filter.empty() ? "*" : " *") + ending;
  return filter.empty() ? "*" : filter;
}

std::vector<std::string> open_command(const std::vector<std::string>& endings) {
  if (is_installed("zenity")) {
    return {"zenity", "--file-selection", "--file-filter=" + filter_of(endings)};
  }
  if (is_installed("kdialog")) return {"kdialog", "--getopenfilename", ".", filter_of(endings)};
  return {};
}

std::vector<std::string> save_command(const std::string& name) {
  if (is_installed("zenity")) {
    return {"zenity", "--file-selection", "--save", "--confirm-overwrite", "--filename=" + name};
  }
  if (is_installed("kdialog")) return {"kdialog", "--getsavefilename", name};
  return {};
}

std::vector<std::string> folder_command() {
  if (is_installed("zenity")) return {"zenity", "--file-selection", "--directory"};
  if (is_installed("kdialog")) return {"kdialog", "--getexistingdirectory", "."};
  return {};
}

// What is said where no desktop is there to show a dialog.
StorageFailure no_dialogs() { return {StorageTrouble::unavailable, "zenity, kdialog"}; }

std::filesystem::path download_folder() {
  const char* home = std::getenv("HOME");
  std::filesystem::path base = home == nullptr ? "." : home;
  for (const char* name : {"Downloads", "下载"}) {
    if (std::filesystem::is_directory(base / name)) return base / name;
  }
  return base;
}

// "Plan.tongzhou", or "Plan (2).tongzhou" where that is taken: nothing is overwritten unasked.
std::filesystem::path free_name(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path wish(name);
  std::filesystem::path file = folder / wish;
  for (int i = 2; std::filesystem::exists(file); ++i) {
    file = folder /
           (wish.stem().string() + " (" + std::to_string(i) + ")" + wish.extension().string());
  }
  return file;
}

StorageResult<NamedBytes> load(const std::filesystem::path& path) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) {
    errno = ENOENT;
    return std::unexpected(last_failure(path));
  }
  return NamedBytes{path.filename().string(), std::move(**bytes)};
}

}  // namespace

DialogFiles::~DialogFiles() {
  if (dialog_.process > 0) ::kill(dialog_.process, SIGTERM);
  if (dialog_.output >= 0) ::close(dialog_.output);
}

bool DialogFiles::show(const std::vector<std::string>& command,
                       std::function<void(const std::string&)> done) {
  std::array<int, 2> pipe = {};
  if (command.empty() || is_waiting() || ::pipe2(pipe.data(), O_CLOEXEC) != 0) return false;
  std::vector<char*> arguments;
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  pid_t process = 0;
  const int error =
      posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  if (error != 0) {
    ::close(pipe[0]);
    return false;
  }
  ::fcntl(pipe[0], F_SETFL, O_NONBLOCK);
  dialog_ = {process, pipe[0], {}, std::move(done)};
  return true;
}

bool DialogFiles::poll_dialog() {
  std::array<char, 4096> buffer = {};
  ssize_t got = 0;
  while ((got = ::read(dialog_.output, buffer.data(), buffer.size())) > 0) {
    dialog_.chosen.append(buffer.data(), std::size_t(got));
  }
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  ::waitpid(dialog_.process, nullptr, 0);  // it has closed its output, so it is ending
  ::close(dialog_.output);
  Dialog ended = std::exchange(dialog_, {});
  while (ended.chosen.ends_with('\n')) ended.chosen.pop_back();
  if (!ended.chosen.empty()) ended.done(ended.chosen);  // nothing chosen: dismissed
  return true;
}

void DialogFiles::save(NamedBytes file, SaveAs, SaveDone done) {
  const std::string name = file.name;
  auto write = [bytes = std::move(file.bytes), done](const std::filesystem::path& path) {
    done(replace_file(path, bytes, Flush::yes));
  };
  if (show(save_command(name), write)) return;
  completions_.emplace_back(
      [write = std::move(write), path = free_name(download_folder(), name)] { write(path); });
}

void DialogFiles::ask_open(std::vector<std::string> endings, OpenDone done) {
  if (show(open_command(endings), [done](const std::string& path) { done(load(path)); })) return;
  completions_.emplace_back([done = std::move(done)] { done(std::unexpected(no_dialogs())); });
}

void DialogFiles::ask_folder(std::function<void(StorageResult<std::string>)> done) {
  if (show(folder_command(), done)) return;
  completions_.emplace_back([done = std::move(done)] { done(std::unexpected(no_dialogs())); });
}

bool DialogFiles::deliver() {
  const bool chosen = is_waiting() && poll_dialog();
  const auto completions = std::exchange(completions_, {});
  for (const auto& completion : completions) completion();
  return chosen || !completions.empty();
}

}  // namespace tongzhou
