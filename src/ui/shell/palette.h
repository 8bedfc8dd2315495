// The command palette: every command, and every task and person by name, found by a few letters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/desk.h"

namespace tongzhou {

struct PaletteState {
  bool wanted = false;  // opens at the next frame
  std::string query;
  int current = 0;

  struct Hit {
    const Command* command = nullptr;  // else the record
    AnyRef record;
    int score = 0;
  };
  std::vector<Hit> hits;
  std::string hits_for = "\x01";  // the query that they answer; no query is this
  std::uint64_t hits_revision = 0;
};

void open_palette(PaletteState& state);

// Draws it over everything while it is open.
void draw_palette(const Desk& desk, PaletteState& state);

// The commands and records that answer to a query, best first. Chinese is found by its pinyin
// initials too. An empty query gives all commands that can run now.
std::vector<PaletteState::Hit> find_hits(const Desk& desk, std::string_view query);

}  // namespace tongzhou
