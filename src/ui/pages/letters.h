// Letters between departments: the register of what went out and came in, the chosen letter as it
// will be on paper, and the templates they are made from.
#pragma once

#include <string>
#include <vector>

#include "app/letters.h"
#include "core/text_difference.h"
#include "insight/letters.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct LettersState {
  int part = 0, box = 0;
  std::string search;
  RecordGridState letters, templates;
  AnyRef seen;  // chosen last: another one leads to its part
  bool choosing_kind = false;
  bool edits_text = false, shows_difference = false;

  // Made when the plan or the day changes.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today;
    bool operator==(const Made&) const = default;
  };
  Made made;
  struct Found {
    Made made;
    int box = -1;
    std::string search;
    bool operator==(const Found&) const = default;
  };
  Found found;
  Id<Department> own;  // of who sits here; unset: not known
  LetterReport report;
  std::vector<AnyRef> shown, all_templates;
  std::vector<std::uint32_t> fact_of;  // by slot of the letter: its place in the report

  // The chosen letter, written; made when it or the plan changes.
  struct Written {
    Made made;
    Id<Letter> letter;
    bool operator==(const Written&) const = default;
  };
  Written written;
  WrittenPaper paper;
  std::string readers;
  std::string now;  // of what was sent, as it would read now, where that differs; as plain text
  std::vector<TextPart> differences;  // in it
};

// Fills the rest of the current window.
void draw_letters_page(const Desk& desk, const TaskFacts& facts, LettersState& state);

}  // namespace tongzhou
