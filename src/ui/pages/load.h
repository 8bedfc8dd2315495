// Who has how much to do when: a heat map of departments and people, the overloads, and what causes
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "insight/load.h"
#include "ui/desk.h"

namespace tongzhou {

struct LoadState {
  int unit = 1;  // of the segments: day, week, month
  // Whose work on which days, up to but not including `to`.
  struct Chosen {
    AnyRef of;
    Day from, to;
    bool operator==(const Chosen&) const = default;
  };
  std::optional<Chosen> chosen;
  std::optional<Day> reveal;  // scrolls there in the next frame

  // Averages over the working time of some days.
  struct Level {
    double needed = 0, there = 0;  // people
    bool is_over = false;
  };

  // Made when the plan or a choice changes.
  std::uint64_t open_number = 0, revision = 0;
  int made_unit = -1;
  struct Column {
    Day first, end;
  };
  std::vector<Column> columns;
  std::vector<Overload> overloads;
  bool is_told = false;           // what follows is of what is chosen
  std::vector<LoadCause> causes;  // most first
  // Of whose cell or overload is chosen, else of who has the worst overload, else of the first.
  AnyRef profile_of;
  std::vector<Level> profile;  // by column
};

void draw_load_page(const Desk& desk, LoadState& state);

}  // namespace tongzhou
