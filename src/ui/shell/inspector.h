// The panel at the right: everything about the chosen record, made from its description.
#pragma once

#include "ui/desk.h"
#include "ui/form.h"
#include "ui/pages/conflicts.h"
#include "ui/shell/deliverable_sheet.h"
#include "ui/shell/goal_sheet.h"
#include "ui/shell/meeting_sheet.h"
#include "ui/shell/relaxed.h"
#include "ui/task_facts.h"

namespace tongzhou {

struct InspectorState {
  FormState form;
  ConflictsState conflicts;
  RelaxedState relaxed;
  GoalSheetState goal;
  IndicatorSheetState indicator;
  DeliverableSheetState deliverable;
  MeetingSheetState meeting;
  bool more = false;  // the less usual fields are shown
};

// Fills the current window.
void draw_inspector(const Desk& desk, const TaskFacts& facts, InspectorState& state);

}  // namespace tongzhou
