// What-if: the plan and its scenarios side by side, and what a scenario changes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/scenarios.h"
#include "ui/desk.h"
#include "ui/edit_words.h"

namespace tongzhou {

struct ScenariosState {
  AnyId chosen;  // whose changes are told; unset: the open one's, else the first one's

  // Made when a copy came or the open plan changed. The plan first, then its scenarios by title.
  struct Column {
    AnyId plan;
    std::string title;
    bool is_read = false;
    ScenarioFacts facts;
    std::size_t changes = 0, overwrites = 0;
  };
  std::vector<Column> columns;
  // What a line of the table tells of each column.
  struct Fact {
    std::string text;
    std::string more;  // how it differs from the plan's
    double worse = 0;  // by how much; less than 0: better
  };
  struct Line {
    std::string label;
    std::vector<Fact> facts;  // by column
  };
  std::vector<Line> lines;
  Language language = Language::chinese;
  std::uint64_t open_number = 0, revision = 0, copies = 0;
  std::size_t stored = 0;

  // Of the chosen scenario.
  AnyId told;
  std::vector<RecordEdits> changes;
  std::vector<ScenarioMove> moves;
};

void draw_scenarios_page(const Desk& desk, ScenariosState& state);

}  // namespace tongzhou
