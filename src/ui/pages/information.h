// The sharing register: what departments share, how fresh it is, who gets it, what they ask of each
// other, what is marked as secret, and the groups that may know it.
#pragma once

#include <vector>

#include "insight/information.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct InformationState {
  int part = 0;
  RecordGridState entries, requests, markings, groups;
  ChoiceState choice;
  AnyRef seen;  // chosen last: another one leads to its part

  // Made when the plan or the day changes.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today;
    bool operator==(const Made&) const = default;
  };
  Made made;
  InformationReport report;
  std::vector<std::uint32_t> fact_of;  // by slot of the entry: its place among the facts
  std::vector<AnyRef> all_entries, all_requests, all_markings, all_groups;
};

// Fills the rest of the current window.
void draw_information_page(const Desk& desk, const TaskFacts& facts, InformationState& state);

}  // namespace tongzhou
