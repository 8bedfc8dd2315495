// The meetings there are, and their minutes.
#pragma once

#include <cstdint>
#include <vector>

#include "app/communication_edits.h"
#include "documents/document.h"
#include "ui/desk.h"
#include "ui/table/record_grid.h"
#include "ui/task_facts.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/date_field.h"

namespace tongzhou {

// The meeting that is being held (View::held).
struct MeetingRunState {
  Id<MeetingNotes> notes;  // unset: none yet
  double counted = 0;      // up to then, of the seconds that the program runs
  AgreedAction action;     // as it is typed
  std::string decision;
  ChoiceState choice;
  DateFieldState date;
};

struct MeetingsState {
  int part = 0;  // of the segments: meetings, minutes, the one being held
  MeetingRunState run;
  RecordGridState meetings, minutes;
  AnyRef seen;  // chosen last: another one leads to its part

  // Made when the plan or the day changes.
  std::uint64_t open_number = 0, revision = 0;
  Day today;
  std::vector<Instant> next;                // when each meeting is next held, by slot
  std::vector<AnyRef> all_meetings, notes;  // these the latest first
  Id<MeetingNotes> read;                    // whose words stand in `document`
  Document document;
};

// Fills the rest of the current window.
void draw_meetings_page(const Desk& desk, const TaskFacts& facts, MeetingsState& state);

// How long until its clock shows something else.
double seconds_until_clock_moves(const View& view, const MeetingsState& state);

}  // namespace tongzhou
