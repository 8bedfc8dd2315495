// What a person chose for this machine, kept in the quick lane beside the plans.
#pragma once

#include <optional>
#include <string>

#include "core/id.h"
#include "core/words.h"
#include "store/port.h"

namespace tongzhou {

enum class Theme : std::uint8_t { as_system, light, dark, contrast };

inline constexpr int kSmallestZoom = 80;
inline constexpr int kLargestZoom = 200;

struct Preferences {
  std::optional<Language> language;  // unset: as the system
  Theme theme = Theme::as_system;
  int zoom_percent = 100;          // kSmallestZoom to kLargestZoom
  std::string person, department;  // who edits, for people to read
  AnyId last_plan;                 // 0: none
  bool mirrored = true;            // what is on screen is told to screen readers
  bool offline = true;             // the page stays on this machine: StorageRoom::keep_offline
  bool operator==(const Preferences&) const = default;
};

// Defaults for whatever is missing or unreadable.
Preferences load_preferences(const QuickLane& lane);
// Failure is let pass: nothing of the plan depends on it.
void save_preferences(QuickLane& lane, const Preferences& preferences);

// When a plan was last handed out as a file; 0: never, as far as this machine knows.
std::int64_t load_last_file(const QuickLane& lane, AnyId plan);
void save_last_file(QuickLane& lane, AnyId plan, std::int64_t unix_milliseconds);

// The counter of the first change that its history is kept from; 0: all of it.
std::uint32_t load_history_start(const QuickLane& lane, AnyId plan);
void save_history_start(QuickLane& lane, AnyId plan, std::uint32_t counter);

// The shared folder in which a plan meets its other copies.
struct FolderChoice {
  std::string path;         // FolderPlace
  std::string file;         // the one written there
  bool asks_first = false;  // before what others wrote is taken over
};
std::optional<FolderChoice> load_folder(const QuickLane& lane, AnyId plan);
// Nothing: none any more.
void save_folder(QuickLane& lane, AnyId plan, const std::optional<FolderChoice>& folder);

}  // namespace tongzhou
