// The pages there are. A new page: its file in pages/, its state below, one line in pages.cpp.
#pragma once

#include <span>
#include <string_view>

#include "ui/desk.h"
#include "ui/icons.h"
#include "ui/pages/calendars.h"
#include "ui/pages/communication.h"
#include "ui/pages/conflicts.h"
#include "ui/pages/copies.h"
#include "ui/pages/deliverables.h"
#include "ui/pages/diary.h"
#include "ui/pages/evaluation.h"
#include "ui/pages/exchange.h"
#include "ui/pages/feedback.h"
#include "ui/pages/goals.h"
#include "ui/pages/history.h"
#include "ui/pages/information.h"
#include "ui/pages/keys.h"
#include "ui/pages/letters.h"
#include "ui/pages/levelling.h"
#include "ui/pages/load.h"
#include "ui/pages/meetings.h"
#include "ui/pages/merge.h"
#include "ui/pages/overview.h"
#include "ui/pages/people.h"
#include "ui/pages/plan.h"
#include "ui/pages/progress.h"
#include "ui/pages/risk.h"
#include "ui/pages/scenarios.h"
#include "ui/pages/start.h"
#include "ui/task_facts.h"

namespace tongzhou {

// What all pages remember, and what they share about the open plan.
struct PageStates {
  TaskFacts facts;

  StartState start;
  OverviewState overview;
  GoalsState goals;
  PlanState plan;
  DeliverablesState deliverables;
  EvaluationState evaluation;
  CommunicationState communication;
  DiaryState diary;
  MeetingsState meetings;
  FeedbackState feedback;
  InformationState information;
  LettersState letters;
  PeopleState people;
  CalendarsState calendars;
  LoadState load;
  LevellingState levelling;
  RiskState risk;
  ScenariosState scenarios;
  ProgressState progress;
  CopiesState copies;
  KeysState keys;
  MergeState merge;
  ConflictsState conflicts;
  HistoryState history;
};

struct PageInfo {
  std::string_view id;       // View::page
  std::string_view command;  // that goes there
  Word label;
  Word go_label;
  Icon icon;
  bool needs_plan;
  bool has_inspector;
  // Fills the rest of the current window.
  void (*draw)(const Desk& desk, PageStates& states);
  char digit = 0;                 // with Alt goes there; 0: no key. Stays when pages come and go.
  std::string_view part_of = {};  // the page whose entry of the rail stands for this one too
  Word part_label = Word::none;   // among the pages of that entry, where it is called otherwise
};

// In the order of the rail.
std::span<const PageInfo> pages();
const PageInfo* find_page(std::string_view id);

// Chooses the record, on the page that shows its kind.
void show_record(const Desk& desk, AnyRef record);

}  // namespace tongzhou
