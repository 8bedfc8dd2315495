// Reports made from the plan as it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "documents/document.h"
#include "insight/goals.h"
#include "insight/scorecard.h"

namespace tongzhou {

// What reports are made from: a plan and what is computed from it.
struct ReportSources {
  const Plan& plan;
  const Outline& outline;
  const Schedule& schedule;
  std::span<const DeliverableFacts> deliverables;
  std::span<const GoalFacts> goals;
  Day today;
  Language language = Language::chinese;
};

// What was last written to a department: by day, then as it was written. Unset: nothing.
Id<Evaluation> last_evaluation(const Plan& plan, Id<Department> department);

// How a department did, to be handed to it: what went well, its figures, goals, what it still owes,
// the causes found, the actions agreed on, what is asked for, its reply, lessons of others. `row`
// is its line of `card`, which is of that period.
Document make_department_report(const ReportSources& from, const Scorecard& card,
                                const ScoreRow& row, ScorePeriod period);

struct OverviewExtras {
  std::string likely_finish;  // how sure the finish is; empty: not known
  std::size_t conflicts = 0, problems = 0;
  std::vector<std::string> changes;  // newest first
};
// What a director reads in a minute, on one page of A4: the finish, goals, next milestones, what is
// owed, the departments, what changed. Long lists end after so many lines.
inline constexpr std::size_t kMostOverviewLines = 7;
Document make_overview(const ReportSources& from, const Scorecard& card,
                       const OverviewExtras& extras);

}  // namespace tongzhou
