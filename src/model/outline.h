// The tree of tasks, in reading order.
#pragma once

#include <cstdint>
#include <vector>

#include "model/plan.h"

namespace tongzhou {

struct Outline {
  struct Row {
    Slot task;
    std::int32_t parent;  // row index, -1 at the top
    std::uint32_t end;    // one past the last row of its descendants
    std::uint16_t depth;  // 0 at the top
  };
  std::vector<Row> rows;              // live tasks, parents before children
  std::vector<std::uint32_t> row_of;  // by task slot; kNoRow for deleted ones
  std::vector<Slot> cut;              // tasks taken to the top because their parents run in a ring

  static constexpr std::uint32_t kNoRow = 0xffffffffU;
  bool is_summary(std::uint32_t row) const { return rows[row].end > row + 1; }
};

// Siblings stand by order key, then id. A task whose parent is unknown or deleted stands at the
// top. Of a ring of parents the task with the smallest id is taken to the top: the same on every
// copy.
Outline build_outline(const Plan& plan);

}  // namespace tongzhou
