#include "schedule/rcpsp.h"

#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "schedule/rcpsp_search.h"
#include "support/psplib.h"
#include "support/shared_data.h"

using namespace tongzhou;
using namespace tongzhou::test;

namespace {

enum class Lags { of_either_sign, after_the_finish };

// Up to 25 jobs, 6 pools (of more than one word), capacities in steps.
Rcpsp random_project(SeededRandom& random, Lags lags) {
  const auto below = [&](std::uint64_t count) { return std::int32_t(random.bits() % count); };
  Rcpsp project;
  const int jobs = 1 + below(25), pools = below(7);
  for (int pool = 0; pool < pools; ++pool) {
    project.capacities.push_back({{0, 2 + below(5)}});
    for (Tick from = 0; below(3) == 0;) {
      from += 1 + below(8);
      project.capacities.back().push_back({from, below(8)});
    }
    project.capacities.back().push_back({40, 5});
  }
  for (int job = 0; job < jobs; ++job) {
    project.durations.push_back(below(7));
    std::vector<RcpspNeed> needs;
    for (int pool = 0; pool < pools; ++pool)
      if (below(3) == 0) needs.push_back({std::uint32_t(pool), 1 + below(5)});
    project.needs.push_back(std::move(needs));
    for (int before = 0; before < job; ++before)
      if (below(8) == 0) {
        const bool after = lags == Lags::after_the_finish;
        const Tick lag = after ? project.durations[std::size_t(before)] + below(3) : below(9) - 2;
        project.arcs.push_back({Job(before), Job(job), lag});
      }
  }
  return project;
}

Rcpsp two_painters() {
  // Three walls of 2, 3 and 4 days, each for one painter; the third after the first.
  Rcpsp project;
  project.durations = {2, 3, 4};
  project.needs = {{{0, 1}}, {{0, 1}}, {{0, 1}}};
  project.capacities = {{{0, 2}}};
  project.arcs = {{0, 2, 2}};
  return project;
}

}  // namespace

TEST_CASE("jobs wait for hands, and the shortest schedule is found and proved") {
  Rcpsp project = two_painters();
  RcpspSearch two(project, 1, 100);
  two.run(100);
  CHECK(two.makespan() == 6);
  CHECK(two.is_proved());
  CHECK(two.schedules() < 100);
  project.capacities = {{{0, 1}}};
  RcpspSearch one(project, 1, 100);
  one.run(100);
  CHECK(one.makespan() == 9);
  CHECK(one.is_proved());
  project.capacities = {{{0, 0}, {10, 1}}};  // nobody comes before the tenth day
  RcpspSearch late(project, 1, 100);
  late.run(100);
  CHECK(late.makespan() == 19);
}

TEST_CASE("what has no schedule is told") {
  using Kind = RcpspFlaw::Kind;
  Rcpsp project = two_painters();
  CHECK(find_flaw(project).kind == Kind::none);
  project.needs[1] = {{0, 3}};
  CHECK(find_flaw(project).kind == Kind::needs_more_than_there_is);
  CHECK(find_flaw(project).job == 1);
  project = two_painters();
  project.arcs.push_back({2, 0, 1});
  CHECK(find_flaw(project).kind == Kind::ring);
  project = two_painters();
  project.capacities = {{{0, kMostUnits + 1}}};
  CHECK(find_flaw(project).kind == Kind::too_many_units);
}

TEST_CASE("every schedule of every random project keeps to lags and capacities, both ways") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    SeededRandom random(seed);
    const Lags lags = seed % 2 == 0 ? Lags::of_either_sign : Lags::after_the_finish;
    const Rcpsp project = random_project(random, lags);
    REQUIRE(find_flaw(project).kind == RcpspFlaw::Kind::none);
    RcpspPasses passes(project);
    std::vector<std::int32_t> keys(project.size());
    std::vector<Tick> starts(project.size());
    for (int round = 0; round < 5; ++round) {
      for (std::int32_t& key : keys) key = std::int32_t(random.bits() % 50) - 10;
      const Tick makespan = passes.forward(keys, starts);
      CHECK(find_fault(project, starts, makespan) == "");
      CHECK(makespan <= passes.horizon());
      CHECK(makespan >= passes.critical_path());
      // Moved as late as may be, then as early, it does not get longer. (Where jobs may start
      // before what they follow has finished, the order of finishes is not one of turns.)
      for (Job job = 0; job < project.size(); ++job)
        keys[job] = starts[job] + project.durations[job];
      std::vector<Tick> late(project.size());
      passes.backward(keys, makespan, late);
      for (const RcpspArc& arc : project.arcs) CHECK(late[arc.to] >= late[arc.from] + arc.lag);
      if (lags == Lags::of_either_sign) continue;
      CHECK(find_fault(project, late, makespan) == "");
      CHECK(passes.forward(late, starts) <= makespan);
    }
    RcpspSearch search(project, seed, 200);
    search.run(200);
    CHECK(find_fault(project, search.starts(), search.makespan()) == "");
    CHECK(search.bound() <= search.makespan());
  }
}

TEST_CASE("the same seed gives the same schedule, run at once or bit by bit") {
  SeededRandom random(5);
  Rcpsp project;
  while (project.size() < 20 || project.capacities.empty())
    project = random_project(random, Lags::after_the_finish);
  RcpspSearch once(project, 7, 500), bit_by_bit(project, 7, 500);
  once.run(500);
  while (bit_by_bit.schedules() < once.schedules()) bit_by_bit.run(1);
  CHECK(std::ranges::equal(once.starts(), bit_by_bit.starts()));
}

TEST_CASE("schedules of the public test sets are right, and near the best known") {
  const auto folder = find_shared_data("psplib");
  if (folder.empty()) SKIP("no shared data");
  for (const char* set : {"patterson", "j30", "j60"}) {
    CAPTURE(set);
    double above = 0;
    int count = 0, place = 0;
    for (const PsplibCase& one : read_psplib(folder, set)) {
      if (place++ % 10 != 0) continue;
      CAPTURE(one.name);
      RcpspSearch search(one.project, 1, 1000);
      search.run(1000);
      CHECK(find_fault(one.project, search.starts(), search.makespan()) == "");
      CHECK(search.bound() <= one.best);
      CHECK(search.makespan() >= one.best);
      above += double(search.makespan() - one.best) / one.best;
      ++count;
    }
    CHECK(count >= 11);
    CHECK(above / count < 0.02);
  }
}
