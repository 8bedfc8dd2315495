// The suggestion box, surveys, and what they say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/document.h"
#include "insight/suggestions.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"

namespace tongzhou {

// What somebody writes who wants to stay unknown; never part of the plan.
struct AnonymousNote {
  std::string topic, text;
  Id<Department> department;
  bool wanted = false;  // to be opened in this frame
};

struct FeedbackState {
  int part = 0;   // of the segments: suggestions, surveys, results
  int stage = 0;  // 0: all, else the stage after it
  RecordGridState suggestions, surveys;
  ChoiceState choice;
  AnonymousNote anonymous;
  AnyRef seen;        // chosen last: another one leads to its part
  Id<Survey> survey;  // whose results are shown

  // Made when the plan, the day, a choice or the tray changes.
  struct Made {
    std::uint64_t open_number = 0, revision = 0;
    Day today;
    Language language{};
    Id<Survey> survey;
    std::size_t waiting = 0;
    bool operator==(const Made&) const = default;
  };
  Made made;
  std::vector<SuggestionFacts> facts;  // the latest first
  std::vector<Slot> fact_of;           // by slot: its place there
  std::vector<Phrase> themes;
  std::vector<AnyRef> all_surveys;
  std::vector<std::size_t> answers;  // of each survey, by slot
  Document results;
  std::string waiting;  // what lies in the tray
  std::vector<std::string> remarks;
  bool takeable = false;
};

// Fills the rest of the current window.
void draw_feedback_page(const Desk& desk, const TaskFacts& facts, FeedbackState& state);

}  // namespace tongzhou
