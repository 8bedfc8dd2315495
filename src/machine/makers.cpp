#include "machine/makers.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

extern char** environ;

namespace tongzhou {
namespace {

// What is made, of what, and how it begins.
struct Maker {
  const char *program, *from, *to;
  std::string_view magic;
};
constexpr Maker kMakers[] = {
    {"soffice", "paper.docx", "paper.pdf", "%PDF-"},
    {"rsvg-convert", "drawing.svg", "drawing.png", "\x89PNG"},
};
const Maker& maker(Made what) { return kMakers[static_cast<std::size_t>(what)]; }

bool run_to_end(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int error =
      posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  return error == 0 && ::waitpid(process, &status, 0) == process && status == 0;
}

}  // namespace

bool is_installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  const std::string folders = path == nullptr ? "/usr/bin" : path;
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const std::string file = folders.substr(begin, end - begin) + "/" + program;
    if (::access(file.c_str(), X_OK) == 0) return true;
    begin = end + 1;
  }
  return false;
}

std::string_view maker_of(Made what) { return maker(what).program; }

bool has_maker(Made what) { return is_installed(maker(what).program); }

MakingWork::MakingWork(std::span<const std::byte> from, Made what) : what_(what) {
  std::error_code none;
  std::string name = (std::filesystem::temp_directory_path(none) / "tongzhou-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return;
  folder_ = name;
  std::ofstream out(folder_ / maker(what).from, std::ios::binary);
  out.write(reinterpret_cast<const char*>(from.data()), static_cast<std::streamsize>(from.size()));
}

MakingWork::~MakingWork() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> MakingWork::command() const {
  if (folder_.empty()) return {};
  const Maker& by = maker(what_);
  const std::string from = (folder_ / by.from).string();
  // Two pixels for one, on white paper.
  if (what_ == Made::png)
    return {by.program,
            "--zoom",
            "2",
            "--background-color",
            "white",
            "--output",
            (folder_ / by.to).string(),
            from};
  // With settings of its own: a LibreOffice that is open would take the order for itself.
  return {by.program,
          "-env:UserInstallation=file://" + (folder_ / "settings").string(),
          "--headless",
          "--convert-to",
          "pdf",
          "--outdir",
          folder_.string(),
          from};
}

std::optional<std::vector<std::byte>> MakingWork::result() const {
  std::ifstream in(folder_ / maker(what_).to, std::ios::binary);
  if (folder_.empty() || !in) return std::nullopt;
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!bytes.starts_with(maker(what_).magic)) return std::nullopt;
  const auto all = std::as_bytes(std::span(bytes));
  return std::vector<std::byte>(all.begin(), all.end());
}

std::optional<std::vector<std::byte>> make_outside(std::span<const std::byte> from, Made what) {
  const MakingWork work(from, what);
  const std::vector<std::string> command = work.command();
  if (command.empty() || !run_to_end(command)) return std::nullopt;
  return work.result();
}

}  // namespace tongzhou
