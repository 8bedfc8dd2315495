// The desktop program: tongzhou-desktop [FILE]
#include <SDL.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "app/session.h"
#include "desktop/dialog_files.h"
#include "desktop/disk_folders.h"
#include "desktop/file_storage.h"
#include "desktop/freetype_glyphs.h"
#include "host/host.h"
#include "machine/machine.h"
#include "ui/workbench.h"

namespace tongzhou {
namespace {

// X11 has no scale of its own; desktops tell their programs by these.
float desktop_scale() {
  for (const char* name : {"TONGZHOU_SCALE", "GDK_SCALE", "QT_SCALE_FACTOR"}) {
    const char* value = std::getenv(name);
    const float scale = value == nullptr ? 0.0F : std::strtof(value, nullptr);
    if (scale >= 0.5F && scale <= 4.0F) return scale;
  }
  return 1.0F;
}

Screen screen_of(SDL_Window* window) {
  int width = 1;
  int drawn_width = 1;
  int drawn_height = 1;
  SDL_GetWindowSize(window, &width, nullptr);
  SDL_GL_GetDrawableSize(window, &drawn_width, &drawn_height);
  const float own_density = float(drawn_width) / float(std::max(1, width));
  return {drawn_width, drawn_height, own_density == 1.0F ? desktop_scale() : own_density};
}

std::string preferred_language() {
  SDL_Locale* locales = SDL_GetPreferredLocales();
  std::string language = "zh-CN";
  if (locales != nullptr && locales->language != nullptr) {
    language = locales->language;
    if (locales->country != nullptr) language += std::string("-") + locales->country;
  }
  SDL_free(locales);
  return language;
}

bool is_visible(SDL_Window* window) {
  return (SDL_GetWindowFlags(window) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN)) == 0;
}

// The page of the program that came with it: beside it, or where programs keep such things.
std::filesystem::path page_of_program() {
  std::error_code ignored;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  const auto beside = folder / "tongzhou.html";
  return std::filesystem::exists(beside, ignored) ? beside
                                                  : folder / "../share/tongzhou/tongzhou.html";
}

// The ports, the session on them, and the interface to it.
struct Program {
  SystemClock clock;
  SystemRandom random;
  SystemTextCodec codec;
  FileQuickLane quick_lane{data_folder() / "quick"};
  FileSafeLane safe_lane{data_folder() / "safe", data_folder() / "transactions"};
  DialogFiles files{clock, data_folder() / "former", page_of_program()};
  NoWindows windows;   // another program on the same folder is heard of through storage
  NoStorageRoom room;  // nobody reclaims files
  DiskFolders folders{files};
  Session session{{clock, random, codec, {quick_lane, safe_lane}, files, windows, room, folders}};
  Workbench interface{session};

  // Hands over what storage and dialogs have finished.
  bool deliver() {
    const bool stored = safe_lane.deliver();
    const bool chosen =
        files.deliver([this](NamedBytes file) { interface.file_dropped(std::move(file)); });
    const bool met = folders.deliver();
    return stored || chosen || met;
  }
};

void open_file(Program& program, const std::filesystem::path& path) {
  auto file = program.files.load(path);
  if (file) return program.interface.file_dropped(std::move(*file));
  const std::string text =
      say(Language::english, Word::desktop_no_file, {path.string(), file.error().detail});
  std::fprintf(stderr, "%s\n", text.c_str());
}

// False when the program should end.
bool take(const SDL_Event& event, Host& host, Program& program) {
  if (event.type == SDL_QUIT) return false;
  if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_FOCUS_GAINED)
    program.session.returned();
  if (event.type == SDL_DROPFILE) {
    open_file(program, event.drop.file);
    SDL_free(event.drop.file);
  }
  host.handle(event);
  if (event.type == SDL_WINDOWEVENT) host.resize(screen_of(host.window()));
  return true;
}

// Waits for the next event or for the next frame to fall due, whichever comes first.
bool take_events(Host& host, Program& program) {
  constexpr double kLongestSleep = 24 * 3600;
  constexpr double kDialogPoll = 0.1;
  const double longest = program.files.is_waiting() ? kDialogPoll : kLongestSleep;
  const double wait_ms = std::min(host.seconds_until_frame(), longest) * 1000;
  SDL_Event event;
  if (wait_ms > 0) {
    const bool happened = SDL_WaitEventTimeout(&event, int(std::ceil(wait_ms))) != 0;
    if (happened && !take(event, host, program)) return false;
  }
  while (SDL_PollEvent(&event) != 0) {
    if (!take(event, host, program)) return false;
  }
  return true;
}

// Draws if it is time and anybody can see it.
void draw(Host& host, Program& program) {
  if (host.seconds_until_frame() > 0) return;
  if (is_visible(host.window())) {
    host.draw_frame();
  } else {
    host.work_hidden();
  }
  if (program.deliver()) host.wake();
}

// Gives what is still on its way to the disk a chance to arrive; if it does not, asks. True to
// close.
bool may_close(Host& host, Program& program) {
  constexpr int kPatience = 100;
  for (int i = 0; i < kPatience && !program.interface.may_close(); ++i) {
    host.work_hidden();
    program.deliver();
  }
  if (program.interface.may_close()) return true;
  const Language language = program.session.language();
  const std::string title(say(language, Word::desktop_unsaved_title));
  const std::string text(say(language, Word::desktop_unsaved));
  const std::string stay(say(language, Word::desktop_stay));
  const std::string leave(say(language, Word::desktop_leave));
  const std::array<SDL_MessageBoxButtonData, 2> buttons = {{
      {SDL_MESSAGEBOX_BUTTON_ESCAPEKEY_DEFAULT | SDL_MESSAGEBOX_BUTTON_RETURNKEY_DEFAULT, 0,
       stay.c_str()},
      {0, 1, leave.c_str()},
  }};
  const SDL_MessageBoxData box{SDL_MESSAGEBOX_WARNING, host.window(),  title.c_str(), text.c_str(),
                               int(buttons.size()),    buttons.data(), nullptr};
  int chosen = 0;
  return SDL_ShowMessageBox(&box, &chosen) != 0 || chosen == 1;
}

int complain(const Error& error) {
  for (const Message& part : {error.what, error.safe, error.todo}) {
    std::fprintf(stderr, "%s\n", say(Language::english, part).c_str());
  }
  return 1;
}

// Without a screen SDL draws where nobody can see it, and calls that a success. Whoever wants that
// names the driver.
bool has_screen() {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  return SDL_GetHint(SDL_HINT_VIDEODRIVER) != nullptr ||
         (driver != "offscreen" && driver != "dummy" && driver != "evdev");
}

int run(int argument_count, char** arguments) {
  Program program;
  const std::string language = preferred_language();
  FreetypeGlyphs glyphs(language);
  const float scale = desktop_scale();
  const Screen first{int(1280 * scale), int(800 * scale), scale};
  auto opened = Host::open(program.interface, glyphs, {.language = language}, first);
  if (!opened) return complain(opened.error());
  if (!has_screen()) {
    return complain({{Word::host_no_window, {"DISPLAY, WAYLAND_DISPLAY"}},
                     {Word::host_plans_are_safe, {}},
                     {Word::host_no_window_todo, {}}});
  }
  Host& host = **opened;
  host.resize(screen_of(host.window()));
  if (argument_count > 1) {
    open_file(program, arguments[1]);
  } else {
    program.session.resume();
  }
  do {
    while (take_events(host, program)) {
      if (program.deliver()) host.wake();
      draw(host, program);
    }
  } while (!may_close(host, program));
  return 0;
}

}  // namespace
}  // namespace tongzhou

int main(int argument_count, char** arguments) { return tongzhou::run(argument_count, arguments); }
