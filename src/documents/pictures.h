// The diagrams of a plan as vector pictures for paper, slides and text programs.
//
// Each has a white ground, its name and the day as a head, and is as large as what it holds: small
// ones fit on A4 across, large ones grow. Titles are wrapped and, where their room ends, cut.
// Nothing (std::nullopt) where there is nothing to show.
#pragma once

#include <cstddef>
#include <optional>

#include "documents/drawing.h"
#include "documents/reports.h"
#include "insight/channels.h"

namespace tongzhou {

// What one picture shows at most of tasks, goals, rows, and causes of one category; a line tells
// how many there are besides.
inline constexpr std::size_t kMostInPicture = 300;
// Columns of a matrix.
inline constexpr std::size_t kMostDepartments = 40;
// With more departments the ring beside the matrix of channels is left out.
inline constexpr std::size_t kMostInRing = 30;

// Activity on node: tasks and milestones in columns by the longest path of links, the first of a
// path next to what follows it; those without a link stand below. A link of a phase is one of the
// tasks that end or begin it. Links that close a ring are left out; so are those beyond three for
// each task shown. Nothing without tasks.
std::optional<Drawing> draw_task_network(const ReportSources& from);

// Left to right, each goal beside its shares. Nothing without goals.
std::optional<Drawing> draw_goal_tree(const ReportSources& from);

// The causes of an issue by category, each above its whys. Nothing without the issue; an issue
// without causes has an empty fishbone, to be filled by hand.
std::optional<Drawing> draw_cause_effect(const ReportSources& from, Id<Issue> issue);

// How many channels every two departments share, as a matrix and as a ring. Nothing with fewer than
// two departments.
std::optional<Drawing> draw_channel_coverage(const ReportSources& from, const Coverage& coverage);

// Goals and work packages by department: R, A, C, I, and whether that is clear. Nothing without
// either.
std::optional<Drawing> draw_duties(const ReportSources& from);

}  // namespace tongzhou
