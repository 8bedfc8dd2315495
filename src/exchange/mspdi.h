// Microsoft Project's XML (MSPDI, http://schemas.microsoft.com/project, Project 2002 to 2021).
//
// What a plan has a place for is kept: tasks in outline order, links with type and lag, calendars
// with exceptions, resources as people and their groups as departments, assignments, constraints,
// deadlines, progress, pauses of split tasks, baselines, notes. Dates that Project computed are not
// kept but computed anew. All else that a file holds is listed in `notices`, each kind once.
//
// Two things are carried in custom text fields, because Project has no place for them: the
// department, responsible person and taking-part departments of a task, and a person's position.
// Fields of other files are read the same way where they are titled so (部门, 责任人, ...).
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/ports.h"
#include "core/result.h"
#include "exchange/imported.h"

namespace tongzhou {

class Plan;
struct Schedule;

// Bounds before anything is built from a file: beyond them the memory of a browser tab ends.
inline constexpr std::size_t kLargestMspdi = std::size_t{256} << 20;  // bytes
inline constexpr std::size_t kMostMspdiElements = 12'000'000;

// `codec`, which may be null, is asked for files declared in GB2312, GBK or GB18030.
Result<Imported> import_mspdi(std::span<const std::byte> bytes, Random& random,
                              const TextCodec* codec = nullptr);

// A file that Microsoft Project opens. With a schedule, tasks carry its dates; without, Project
// computes them on opening. Public holidays are written out as exceptions over the plan's years.
// Importing the result of exporting an imported plan gives the same plan (but ids and stamps).
std::string export_mspdi(const Plan& plan, const Schedule* schedule);

}  // namespace tongzhou
