// Inside the page of load: the map, and what stands beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/pages/load.h"

namespace tongzhou {

inline constexpr float kHeatHead = 46;  // of the map and of what stands beside it

using HeatLevel = LoadState::Level;

// A line of the map: a department or a person.
struct HeatRow {
  const PoolLoad* load;
  AnyRef of;
  std::string_view name;
  int colour;  // of the department; -1: none
};
HeatRow row_of(const Desk& desk, int index);
int row_count(const Desk& desk);
std::optional<HeatRow> find_heat_row(const Desk& desk, AnyRef of);

HeatLevel level_of(const Desk& desk, const PoolLoad& pool, Day from, Day to);
std::string level_words(const Desk& desk, const HeatLevel& level);
// "6.5": people, with one decimal.
std::string some_people(double number);
// The days from `from` up to but not including `to`.
std::string heat_dates(const Desk& desk, Day from, Day to);

void choose(LoadState& state, std::optional<LoadState::Chosen> chosen);

// The causes of what is chosen, else the overloads.
void draw_load_panel(const Desk& desk, LoadState& state, const ImRect& card);

}  // namespace tongzhou
