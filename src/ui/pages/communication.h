// Where, how often and by what means departments talk: what is due, the channels and what they
// cover, the rule, and what was talked about.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "insight/channels.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

struct CommunicationState {
  int part = 0;
  Id<Department> department;  // only what it takes part in; unset: all
  Id<Person> person;          // the same
  std::string topic;          // of the coverage; empty: all
  RecordGridState channels, log;
  ChoiceState choice;
  AnyRef seen;  // chosen last: another one leads to its part

  // Made when the plan, the day or a choice changes.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today;
    Id<Department> department;
    Id<Person> person;
    std::string topic;
    bool operator==(const Made&) const = default;
  };
  Made made;
  std::vector<Matter> matters;
  std::vector<Talk> talks;  // of the department and person chosen
  std::size_t held = 0;     // of theirs in this week
  std::vector<std::string> topics;
  Coverage coverage;
  std::vector<std::uint32_t> findings;              // places of its pairs: gaps, then thin ones
  std::vector<AnyRef> all_channels, conversations;  // these the latest first
  struct Rule {
    Cadence cadence;
    Id<CadenceRule> record;  // that says so; unset: it is the usual one
    int matters = 0;         // to which it applies
  };
  std::array<std::array<Rule, 3>, 3> rules;  // by urgency and importance, from low to high
  // Neither is automatic.
  Rule& rule(Degree of_urgency, Degree of_importance) {
    return rules[static_cast<std::size_t>(of_urgency) - 1]
                [static_cast<std::size_t>(of_importance) - 1];
  }

  // The talk whose matters are shown, by what makes it one; the first where it is not there.
  std::vector<Id<Department>> talk_of;
  Cadence talk_by;
  // The cell of the rule that is being changed.
  Degree urgency = Degree::high, importance = Degree::high;
};

// Fills the rest of the current window.
void draw_communication_page(const Desk& desk, const TaskFacts& facts, CommunicationState& state);

}  // namespace tongzhou
