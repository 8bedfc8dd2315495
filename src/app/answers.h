// Taking in what forms brought back, so that nobody is known by it.
//
// An anonymous answer never enters the plan of who wrote it: it leaves as a short text of its own
// (exchange/answer_sheet.h). The keeper drops all of them on the window together; only sums of at
// least as many as the survey's threshold enter the plan, in no order, at one time. Of departments
// only those are kept with that many answers, and never so that the rest, taken from all, is fewer:
// then the smallest of them is left out too (complementary suppression: Willenborg, de Waal,
// Elements of Statistical Disclosure Control, 2001).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/edits.h"
#include "exchange/answer_sheet.h"

namespace tongzhou {

// Answers that wait until they are taken in; in memory alone.
struct AnswerTray {
  std::vector<AnswerSheet> sheets;
  std::vector<Message> remarks;  // of files that could not be read
  bool empty() const { return sheets.empty() && remarks.empty(); }

  void add(const std::string& file, ReadAnswers read);
};

// What lies in the tray, seen from a plan.
struct SortedAnswers {
  struct OfSurvey {
    Id<Survey> survey;
    std::vector<const AnswerSheet*> sheets;  // of each form the last made
    std::size_t needed = 0;                  // of the survey's threshold
    bool is_enough() const { return sheets.size() >= needed; }
  };
  std::vector<OfSurvey> surveys;
  std::vector<const AnswerSheet*> suggestions;
  // Made again by the same form; counted before; of another plan; of no survey of this plan.
  std::size_t twice = 0, counted = 0, other_plan = 0, no_survey = 0;

  // How many can be taken in.
  std::size_t takeable() const;
  // What cannot, and why, a sentence each; with those of the tray.
  std::vector<Message> remarks(const AnswerTray& tray) const;
};
// Points into the tray.
SortedAnswers sort_answers(const Plan& plan, const AnswerTray& tray);

// All that can be taken in, as one change.
Draft take_answers(const OpenPlan& open, Random& random, const SortedAnswers& sorted, Day today);

// --- Suggestions ---------------------------------------------------------------------------------

// Written here, under that name.
NewRecord add_suggestion(const OpenPlan& open, Random& random, std::string title,
                         std::string sender, Day today);
// Decides on it today; anything but the inbox.
Draft decide_suggestion(const OpenPlan& open, Random& random, Id<Suggestion> suggestion,
                        SuggestionState state, Day today);
// It goes with the other from now on. Nothing where that goes with it already.
Draft merge_suggestion(const OpenPlan& open, Random& random, Id<Suggestion> suggestion,
                       Id<Suggestion> into, Day today);
// Back to the inbox, as if nothing had been decided.
Draft reopen_suggestion(const OpenPlan& open, Random& random, Id<Suggestion> suggestion);
Draft mark_answered(const OpenPlan& open, Random& random, Id<Suggestion> suggestion, Day today);
// An action that puts it into practice, due in a month.
NewRecord add_improvement(const OpenPlan& open, Random& random, Id<Suggestion> suggestion,
                          Day today);

// --- Surveys -------------------------------------------------------------------------------------

// With questions to begin with, for two weeks from today on.
NewRecord add_survey(const OpenPlan& open, Random& random, Day today);
// The same questions again, as the round after it.
NewRecord add_round(const OpenPlan& open, Random& random, Id<Survey> survey, Day today);
NewRecord add_question(const OpenPlan& open, Random& random, Id<Survey> survey);

}  // namespace tongzhou
