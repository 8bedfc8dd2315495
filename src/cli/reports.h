// What the headless commands tell of a plan: in words, or as JSON for scripts.
#pragma once

#include <string>
#include <vector>

#include "app/file_forms.h"
#include "app/levelling_run.h"
#include "app/open_plan.h"
#include "app/relaxations.h"
#include "app/sharing.h"
#include "app/simulation_run.h"
#include "documents/document.h"

namespace tongzhou {

enum class Output : std::uint8_t { words, json };

struct ReportOptions {
  Output output = Output::words;
  Language language = Language::english;
};

// What is in the plan: how many of what, and when it begins and ends.
std::string report_info(const OpenPlan& open, const SaveNote& saved, ReportOptions options);
// Every problem, one a line.
std::string report_problems(const OpenPlan& open, ReportOptions options);
// Every task with its dates.
std::string report_schedule(const OpenPlan& open, ReportOptions options);
// What levelling found: the finish, the bound, every task that moves and why.
std::string report_levelling(const OpenPlan& open, const LevellingRun& run, ReportOptions options);
// Why a task starts when it starts, back to the beginning: one paragraph for each task on the way.
std::string report_reasons(const OpenPlan& open, Slot task, ReportOptions options);
// What copies disagree on, one a line.
// When the plan may finish, the dates in danger, and what the finish hangs on.
std::string report_simulation(const OpenPlan& open, const SimulationRun& run,
                              ReportOptions options);
// The tree of goals: how far each is, from what, and whether that is enough by that day.
std::string report_goals(const OpenPlan& open, Day today, ReportOptions options);
// Every deliverable with its state, its criteria and what was found.
std::string report_deliverables(const OpenPlan& open, Day today, ReportOptions options);
// Departments by their indicators, over so many days that end today.
std::string report_scorecard(const OpenPlan& open, Day today, int days, ReportOptions options);
// What departments should talk about, by the day it is due; of one department or person, or of all
// where unset.
std::string report_due(const OpenPlan& open, Id<Department> department, Id<Person> person,
                       Day today, ReportOptions options);
// Every suggestion with its stage, the latest first, and what they keep coming back to.
std::string report_letters(const OpenPlan& open, Day today, ReportOptions options);
std::string report_suggestions(const OpenPlan& open, Day today, ReportOptions options);
// The sharing register with its freshness, and what is wrong with it.
std::string report_information(const OpenPlan& open, Day today, ReportOptions options);
// What a copy for an audience holds and what stays.
std::string report_copy(const Plan& plan, const AudienceCopy& copy, ReportOptions options);
// A document, as Markdown or as JSON: its blocks in order.
std::string report_document(const Document& document, ReportOptions options);
// What became of the dates of the promise (insight/variance.h).
std::string report_variance(const OpenPlan& open, ReportOptions options);
// What would make the target earlier.
std::string report_relaxations(const OpenPlan& open, RelaxationTarget target,
                               ReportOptions options);
std::string report_conflicts(const OpenPlan& open, ReportOptions options);
// What the second says otherwise than the first.
std::string report_differences(const OpenPlan& from, const OpenPlan& to, ReportOptions options);
// The history, newest first: when, who, what.
std::string report_history(const OpenPlan& open, ReportOptions options);
struct MergeCount {
  std::size_t copies = 0;
  std::uint64_t changes = 0;
};
std::string report_merge(const OpenPlan& merged, MergeCount count, ReportOptions options);
// What an import could not keep; nothing when it kept all. As words only.
std::string report_remarks(const std::vector<Message>& remarks, Language language);
std::string report_error(const Error& error, ReportOptions options);

}  // namespace tongzhou
