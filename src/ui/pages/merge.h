// Copies that came as files: what each would change, to be accepted or left out.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/desk.h"

namespace tongzhou {

struct MergeState {
  // What is listed, one a line.
  struct Line {
    enum class Of : std::uint8_t { copy, warning, department, record, edit, gap };
    Of of = Of::copy;
    std::uint32_t copy = 0;
    std::uint32_t record = 0;
    std::uint32_t edit = 0;
    std::string text = {};
  };
  std::vector<Line> lines;
  std::uint64_t revision = 0;  // of the plan, and below what else they were made from
  std::vector<std::uint64_t> copies;
  Language language = Language::chinese;
};

void draw_merge_page(const Desk& desk, MergeState& state);

}  // namespace tongzhou
