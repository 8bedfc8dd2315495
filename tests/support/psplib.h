// The test sets of PSPLIB (Kolisch & Sprecher 1996) and Patterson (1984), read; and a checker of
// schedules that knows nothing of the solver.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "schedule/rcpsp.h"

namespace tongzhou::test {

struct PsplibCase {
  std::string name;
  Rcpsp project;
  Tick best = 0;           // the best makespan known
  Tick critical_path = 0;  // 0 where the set does not tell
};

using Successors = std::vector<std::pair<Job, Job>>;

inline void add_arcs(Rcpsp& project, const Successors& successors) {
  for (const auto& [from, to] : successors)
    project.arcs.push_back({from, to, project.durations[from]});
}

inline std::vector<RcpspNeed> read_needs(std::istream& in, std::uint32_t pools) {
  std::vector<RcpspNeed> needs;
  for (std::uint32_t pool = 0; pool < pools; ++pool) {
    std::int32_t units = 0;
    in >> units;
    if (units > 0) needs.push_back({pool, units});
  }
  return needs;
}

// The next line that begins with those words is read over.
inline void skip_to(std::istream& in, std::string_view words) {
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(words)) return;
}

inline Rcpsp read_sm(const std::filesystem::path& file) {
  constexpr std::uint32_t kPools = 4;
  std::ifstream in(file);
  Rcpsp project;
  Successors successors;
  std::string line;
  std::getline(in, line);
  while (!line.starts_with("jobs (incl")) std::getline(in, line);
  const auto jobs = std::size_t(std::atoi(line.substr(line.find(':') + 1).c_str()));
  skip_to(in, "jobnr.");
  for (std::size_t i = 0; i < jobs; ++i) {
    int job = 0, modes = 0, count = 0, next = 0;
    for (in >> job >> modes >> count; count > 0; --count) {
      in >> next;
      successors.emplace_back(Job(job - 1), Job(next - 1));
    }
  }
  skip_to(in, "REQUESTS/DURATIONS");
  skip_to(in, "---");
  for (std::size_t i = 0; i < jobs; ++i) {
    int job = 0, mode = 0;
    Tick duration = 0;
    in >> job >> mode >> duration;
    project.durations.push_back(duration);
    project.needs.push_back(read_needs(in, kPools));
  }
  skip_to(in, "RESOURCEAVAILABILITIES");
  skip_to(in, "  R");
  for (std::uint32_t pool = 0; pool < kPools; ++pool) {
    std::int32_t units = 0;
    in >> units;
    project.capacities.push_back({{0, units}});
  }
  add_arcs(project, successors);
  return project;
}

inline Rcpsp read_rcp(const std::filesystem::path& file) {
  std::ifstream in(file);
  Rcpsp project;
  Successors successors;
  std::uint32_t jobs = 0, pools = 0;
  in >> jobs >> pools;
  for (std::uint32_t pool = 0; pool < pools; ++pool) {
    std::int32_t units = 0;
    in >> units;
    project.capacities.push_back({{0, units}});
  }
  for (Job job = 0; job < jobs; ++job) {
    Tick duration = 0;
    int count = 0, next = 0;
    in >> duration;
    project.durations.push_back(duration);
    project.needs.push_back(read_needs(in, pools));
    for (in >> count; count > 0; --count) {
      in >> next;
      successors.emplace_back(job, Job(next - 1));
    }
  }
  add_arcs(project, successors);
  return project;
}

// "j30", "j60" or "patterson", in the folder psplib of the shared data.
inline std::vector<PsplibCase> read_psplib(const std::filesystem::path& folder,
                                           const std::string& set) {
  const bool is_patterson = set == "patterson";
  std::ifstream in(folder /
                   (is_patterson ? "patterson.optimum.csv" : "best_bounds_" + set + ".csv"));
  std::vector<PsplibCase> cases;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::ranges::replace(line, ',', ' ');
    std::istringstream words(line);
    PsplibCase one;
    Tick lower = 0;
    words >> one.name;
    if (is_patterson) {
      words >> one.best;
      one.project = read_rcp(folder / "patterson.rcp" / (one.name + ".rcp"));
    } else {
      words >> one.critical_path >> lower >> one.best;
      one.project = read_sm(folder / (set + ".sm") / one.name);
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

// What is wrong with a schedule; empty: nothing.
inline std::string find_fault(const Rcpsp& project, std::span<const Tick> starts, Tick makespan) {
  Tick last = 0;
  for (Job job = 0; job < project.size(); ++job) {
    if (starts[job] < 0) return "job " + std::to_string(job) + " starts too early";
    last = std::max(last, starts[job] + project.durations[job]);
  }
  if (last != makespan) return "the makespan is another";
  for (const RcpspArc& arc : project.arcs)
    if (starts[arc.to] < starts[arc.from] + arc.lag)
      return "job " + std::to_string(arc.to) + " does not wait";
  for (std::uint32_t pool = 0; pool < project.capacities.size(); ++pool) {
    std::vector<std::int32_t> used(std::size_t(makespan), 0);
    for (Job job = 0; job < project.size(); ++job)
      for (const RcpspNeed& need : project.needs[job])
        for (Tick tick = 0; need.pool == pool && tick < project.durations[job]; ++tick)
          used[std::size_t(starts[job] + tick)] += need.units;
    for (Tick tick = 0; tick < makespan; ++tick) {
      std::int32_t there_is = 0;
      for (const RcpspCapacity& step : project.capacities[pool])
        if (step.from <= tick) there_is = step.units;
      if (used[std::size_t(tick)] > there_is)
        return "pool " + std::to_string(pool) + " is short at " + std::to_string(tick);
    }
  }
  return {};
}

}  // namespace tongzhou::test
