// The whole plan as a workbook: the timetable with its dates, charts of how far it is, a Gantt
// chart, and a sheet for every kind of record there is any of.
#pragma once

#include "documents/reports.h"
#include "documents/xlsx.h"

namespace tongzhou {

// Sheets in the order in which people look for them. Long plans have a chart of so many tasks, its
// columns days, weeks or months, at most so many.
inline constexpr std::size_t kMostChartRows = 5'000, kMostChartColumns = 200;
// Charts of how far it is have so many bars, points (see insight/series.h) and lines of goals.
inline constexpr std::size_t kMostBars = 40, kMostPoints = 24, kMostMeasuredGoals = 6;
// What day it is does not matter: late is what misses its deadline by the timetable.
std::vector<Sheet> make_workbook(const ReportSources& from);

}  // namespace tongzhou
