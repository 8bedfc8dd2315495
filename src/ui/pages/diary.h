// A month, a week or a list of meetings, milestones, reviews and talks that are due; and one day or
// meeting of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/document.h"
#include "insight/cadence.h"
#include "insight/meetings.h"
#include "ui/desk.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

struct DiaryState {
  int view = 0;  // of the segments: month, week, list
  Day month;     // any day of what is shown; unset: today
  Day day;       // chosen; unset: today
  // The meeting chosen, by what names it.
  Id<Meeting> meeting;
  Instant planned;
  DateFieldState date;
  int dragging = -1;  // place in `occurrences`

  // Made when the plan, the day or the month changes.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today, first;
    bool operator==(const Made&) const = default;
  };
  Made made;
  struct Entry {
    Day day;
    std::int32_t minute = -1;  // of the day; -1: of no time
    AnyRef of;
    int occurrence = -1;  // place in the list, of a meeting
    std::string text;
    Tone tone = Tone::neutral;
  };
  std::vector<Entry> entries;  // by day, then time
  std::vector<Occurrence> occurrences;
  std::vector<Clash> clashes;
  std::vector<Matter> matters;

  // Made when another meeting is chosen, or the plan changes.
  struct Shown {
    std::uint64_t revision = 0;
    Id<Meeting> meeting;
    Instant start;
    bool operator==(const Shown&) const = default;
  };
  Shown shown;
  Document agenda;
  std::vector<Instant> free_slots;
  std::string clocks;  // elsewhere
};

// Fills the rest of the current window.
void draw_diary_page(const Desk& desk, DiaryState& state);

}  // namespace tongzhou
