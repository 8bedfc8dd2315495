#include "app/preferences.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "core/utf8.h"
#include "store/ascii.h"
#include "store/keys.h"

namespace tongzhou {
namespace {

template <class Number>
std::optional<Number> parse(std::string_view text, int base = 10) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Calls take(name, value) for each line.
template <class Take>
void read_lines(std::string_view rest, Take&& take) {
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) continue;
    take(line.substr(0, space), from_ascii(line.substr(space + 1)));
  }
}

// One "name value" a line; line breaks cannot be part of a value. Nothing for an empty one.
void write_line(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("{} {}\n", name, to_ascii(one_line(value)));
}

void read_line(std::string_view name, std::string_view value, Preferences& preferences) {
  if (name == "language") {
    if (value == "zh") preferences.language = Language::chinese;
    if (value == "en") preferences.language = Language::english;
  } else if (name == "theme") {
    if (value == "light") preferences.theme = Theme::light;
    if (value == "dark") preferences.theme = Theme::dark;
    if (value == "contrast") preferences.theme = Theme::contrast;
  } else if (name == "zoom") {
    const auto zoom = parse<int>(value);
    if (zoom && *zoom >= kSmallestZoom && *zoom <= kLargestZoom) preferences.zoom_percent = *zoom;
  } else if (name == "person") {
    preferences.person = value;
  } else if (name == "department") {
    preferences.department = value;
  } else if (name == "mirrored") {
    preferences.mirrored = value != "no";
  } else if (name == "offline") {
    preferences.offline = value != "no";
  } else if (name == "last_plan") {
    preferences.last_plan = {parse<std::uint64_t>(value, 16).value_or(0)};
  }
}

template <class Number>
Number load_number(const QuickLane& lane, const std::string& key) {
  const auto stored = lane.read(key);
  return stored && *stored ? parse<Number>(**stored).value_or(0) : 0;
}

}  // namespace

Preferences load_preferences(const QuickLane& lane) {
  Preferences preferences;
  const auto stored = lane.read(std::string(keys::kPreferences));
  if (!stored || !*stored) return preferences;
  read_lines(**stored, [&](std::string_view name, std::string_view value) {
    read_line(name, value, preferences);
  });
  return preferences;
}

void save_preferences(QuickLane& lane, const Preferences& preferences) {
  std::string text;
  const auto write = [&](std::string_view name, const std::string& value) {
    write_line(text, name, value);
  };
  if (preferences.language)
    write("language", preferences.language == Language::chinese ? "zh" : "en");
  switch (preferences.theme) {
    case Theme::as_system: break;
    case Theme::light: write("theme", "light"); break;
    case Theme::dark: write("theme", "dark"); break;
    case Theme::contrast: write("theme", "contrast"); break;
  }
  write("zoom", std::to_string(preferences.zoom_percent));
  write("person", preferences.person);
  write("department", preferences.department);
  if (!preferences.mirrored) write("mirrored", "no");
  if (!preferences.offline) write("offline", "no");
  if (preferences.last_plan) write("last_plan", fmt::format("{:x}", preferences.last_plan.value));
  (void)lane.write(std::string(keys::kPreferences), text);
}

std::int64_t load_last_file(const QuickLane& lane, AnyId plan) {
  return load_number<std::int64_t>(lane, keys::file(plan));
}

void save_last_file(QuickLane& lane, AnyId plan, std::int64_t unix_milliseconds) {
  (void)lane.write(keys::file(plan), std::to_string(unix_milliseconds));
}

std::uint32_t load_history_start(const QuickLane& lane, AnyId plan) {
  return load_number<std::uint32_t>(lane, keys::history(plan));
}

void save_history_start(QuickLane& lane, AnyId plan, std::uint32_t counter) {
  if (counter == 0) return lane.erase(keys::history(plan));
  (void)lane.write(keys::history(plan), std::to_string(counter));
}

std::optional<FolderChoice> load_folder(const QuickLane& lane, AnyId plan) {
  const auto stored = lane.read(keys::folder(plan));
  if (!stored || !*stored) return std::nullopt;
  FolderChoice folder;
  read_lines(**stored, [&](std::string_view name, std::string_view value) {
    if (name == "path") folder.path = value;
    if (name == "file") folder.file = value;
    if (name == "asks_first") folder.asks_first = value == "yes";
  });
  if (folder.path.empty() || folder.file.empty()) return std::nullopt;
  return folder;
}

void save_folder(QuickLane& lane, AnyId plan, const std::optional<FolderChoice>& folder) {
  if (!folder) return lane.erase(keys::folder(plan));
  std::string text;
  write_line(text, "path", folder->path);
  write_line(text, "file", folder->file);
  write_line(text, "asks_first", folder->asks_first ? "yes" : "no");
  (void)lane.write(keys::folder(plan), text);
}

}  // namespace tongzhou
