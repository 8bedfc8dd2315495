// What a meeting should talk about, made from what is open.
#pragma once

#include <cstddef>
#include <span>

#include "documents/reports.h"
#include "insight/cadence.h"
#include "insight/meetings.h"

namespace tongzhou {

// In this order, each with its time: the standing topics, actions of earlier meetings of the series
// that are not done, what departments that come owe or are owed, their issues, matters that at
// least two of them share, the next milestones, conflicts to decide. Of a section at most eight
// lines. The meeting is in the plan.
Document make_agenda(const ReportSources& from, std::span<const Matter> matters,
                     const Occurrence& one, std::size_t conflicts);

}  // namespace tongzhou
