// The whole plan as a workbook: the timetable with its dates, a chart of it, and a sheet for every
// kind of record there is any of.
#pragma once

#include "documents/reports.h"
#include "documents/xlsx.h"

namespace tongzhou {

// Sheets in the order in which people look for them. Long plans have a chart of so many tasks, its
// columns days, weeks or months, at most so many.
inline constexpr std::size_t kMostChartRows = 5'000, kMostChartColumns = 200;
// What day it is does not matter.
std::vector<Sheet> make_workbook(const ReportSources& from);

}  // namespace tongzhou
