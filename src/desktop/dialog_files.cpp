#include "desktop/dialog_files.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "core/sorting.h"
#include "desktop/durable_file.h"
#include "exchange/page_file.h"

extern char** environ;

namespace tongzhou {

namespace {

std::string filter_of(const std::vector<std::string>& endings) {
  std::string filter;
  for (const std::string& ending : endings) filter += (filter.empty() ? "*" : " *") + ending;
  return filter.empty() ? "*" : filter;
}

std::vector<std::string> open_command(const std::vector<std::string>& endings) {
  if (is_installed("zenity")) {
    return {"zenity", "--file-selection", "--multiple", "--separator=\n",
            "--file-filter=" + filter_of(endings)};
  }
  if (is_installed("kdialog")) {
    return {"kdialog",          "--getopenfilename", ".",
            filter_of(endings), "--multiple",        "--separate-output"};
  }
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

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// All but the newest `count`; their names are times.
void forget_oldest(const std::filesystem::path& folder, std::size_t count) {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none))
    files.push_back(entry.path());
  sort_stably(files, std::ranges::greater());
  for (std::size_t i = count; i < files.size(); ++i) std::filesystem::remove(files[i], none);
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

StorageResult<NamedBytes> DialogFiles::load(const std::filesystem::path& path) {
  Seen seen{path, mark_of(path)};  // before: what is written meanwhile has another
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) {
    errno = ENOENT;
    return std::unexpected(last_failure(path));
  }
  origins_.push_back(std::move(seen));
  return NamedBytes{path.filename().string(), std::move(**bytes), int(origins_.size())};
}

void DialogFiles::opened_as(int origin, std::string place) {
  places_[std::move(place)] = origins_[std::size_t(origin) - 1];
}

std::optional<std::filesystem::path> DialogFiles::known(const std::string& place) const {
  const auto found = places_.find(place);
  if (found == places_.end()) return std::nullopt;
  const auto mark = mark_of(found->second.path);
  if (!mark || mark != found->second.mark) return std::nullopt;
  return found->second.path;
}

// Best effort: without it the file is written all the same.
void DialogFiles::keep_former(const std::filesystem::path& path) const {
  constexpr std::size_t kKept = 10;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return;
  const std::filesystem::path folder = former_ / path.filename();
  std::filesystem::create_directories(folder, ignored);
  const std::string name = fmt::format("{:015}", clock_.unix_milliseconds());
  std::filesystem::copy_file(path, folder / name, std::filesystem::copy_options::overwrite_existing,
                             ignored);
  forget_oldest(folder, kKept);
}

StorageResult<void> DialogFiles::write(const std::filesystem::path& path,
                                       const std::vector<std::byte>& bytes,
                                       const std::string& place) {
  std::error_code ignored;  // what a link leads to is written, not the link
  const auto target = std::filesystem::weakly_canonical(path, ignored);
  if (!ignored && target != path) return write(target, bytes, place);
  keep_former(path);
  auto written = replace_file(path, bytes, Flush::yes, Readers::everybody);
  if (written && !place.empty()) places_[place] = {path, mark_of(path)};
  return written;
}

bool DialogFiles::has_page() const {
  std::error_code ignored;
  return std::filesystem::is_regular_file(page_, ignored);
}
bool DialogFiles::makes_pdf() const { return has_maker(Made::pdf); }
bool DialogFiles::makes_pixels() const { return has_maker(Made::png); }

void DialogFiles::save_as_made(NamedBytes file, SaveAs as, SaveDone done, Made what) {
  const auto work = std::make_shared<MakingWork>(file.bytes, what);
  std::string name = std::filesystem::path(file.name).stem().string();
  name += what == Made::pdf ? ".pdf" : ".png";
  const auto failed = [done, what](StorageTrouble trouble) {
    done(std::unexpected(StorageFailure{trouble, std::string(maker_of(what))}));
  };
  const auto made = [this, work, name, as, done, failed](const std::string&) {
    auto bytes = work->result();
    if (!bytes) return failed(StorageTrouble::failed);
    save({name, *std::move(bytes)}, {.place = as.place, .ask = as.ask}, done);
  };
  // It says something at its end, whatever happened.
  std::vector<std::string> command{"/bin/sh", "-c", "\"$@\"; echo .", "sh"};
  std::ranges::copy(work->command(), std::back_inserter(command));
  if (has_maker(what) && show(command, made)) return;
  completions_.emplace_back([failed] { failed(StorageTrouble::unavailable); });
}

void DialogFiles::save(NamedBytes file, SaveAs as, SaveDone done) {
  for (const auto& [type, what] : {std::pair{kPdfType, Made::pdf}, {kPngType, Made::png}})
    if (as.media_type == type)
      return save_as_made(std::move(file), std::move(as), std::move(done), what);
  if (as.in_page) {
    const auto page = read_file(page_);
    auto made = page && *page ? put_in_page(**page, file.bytes) : std::nullopt;
    if (!made) {
      completions_.emplace_back([done = std::move(done), path = page_.string()] {
        done(std::unexpected(StorageFailure{StorageTrouble::failed, path}));
      });
      return;
    }
    file.bytes = *std::move(made);
  }
  const std::string name = file.name;
  const auto open = as.ask ? std::nullopt : known(as.place);
  auto write_to = [this, bytes = std::move(file.bytes), place = std::move(as.place),
                   done = std::move(done)](const std::filesystem::path& path) {
    done(write(path, bytes, place));
  };
  if (!open && show(save_command(name), write_to)) return;
  completions_.emplace_back(
      [write_to = std::move(write_to), path = open ? *open : free_name(download_folder(), name)] {
        write_to(path);
      });
}

void DialogFiles::ask_open(std::vector<std::string> endings, OpenDone done) {
  const auto chosen = [this, done](const std::string& output) {
    const std::vector<std::string> paths = lines_of(output);
    for (std::size_t i = 1; i < paths.size(); ++i)
      if (auto other = load(paths[i])) dropped_.push_back(std::move(*other));
    done(load(paths.front()));
  };
  if (show(open_command(endings), chosen)) return;
  completions_.emplace_back([done = std::move(done)] { done(std::unexpected(no_dialogs())); });
}

void DialogFiles::ask_folder(std::function<void(StorageResult<std::string>)> done) {
  if (show(folder_command(), done)) return;
  completions_.emplace_back([done = std::move(done)] { done(std::unexpected(no_dialogs())); });
}

bool DialogFiles::deliver(const std::function<void(NamedBytes)>& drop) {
  const bool chosen = is_waiting() && poll_dialog();
  const auto completions = std::exchange(completions_, {});
  for (const auto& completion : completions) completion();
  for (NamedBytes& file : std::exchange(dropped_, {})) drop(std::move(file));
  return chosen || !completions.empty();
}

}  // namespace tongzhou
