#include "schedule/levelling.h"

#include <algorithm>
#include <optional>

#include "core/check.h"
#include "schedule/levelling_input.h"
#include "schedule/levelling_placer.h"
#include "schedule/levelling_project.h"
#include "schedule/rcpsp_search.h"

namespace tongzhou {
namespace {

// When people who work all their time on it from then on have done so much work.
Instant finish_of_work(const FreePeople& people, const WorkingTime& time, Instant from,
                       std::int64_t work) {
  const auto steps = people.steps();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Instant begin = std::max(from, steps[i].from);
    const Instant end = i + 1 < steps.size() ? steps[i + 1].from : kHorizonEnd;
    if (end <= begin || steps[i].units <= 0) continue;
    const std::int64_t minutes = (work + steps[i].units - 1) / steps[i].units;
    const std::int64_t room = time.position(end) - time.position(begin);
    if (minutes <= room) return time.earliest(time.position(begin) + minutes);
    work -= room * steps[i].units;
  }
  return kHorizonEnd;
}

// Of a pool, beside what has begun or must be on a day: whatever is put elsewhere, that stays.
FreePeople beside_what_stays(const LevellingInput& input, Pool pool) {
  FreePeople free = input.people()[pool];
  for (const Slot task : input.standing()) {
    const Network::Node& node = input.network().node(task);
    const TaskDates& dates = input.unlevelled().tasks[task];
    if (!node.is_started() && node.constraint != Constraint::must_start_on) continue;
    for (const UnitNeed& need : input.needs_of(task)) {
      if (need.pool != pool) continue;
      for_each_part(input.network().pauses(task), dates.start, dates.finish,
                    [&](Instant from, Instant to) { free.take(from, to, need.units); });
    }
  }
  return free;
}

// No schedule finishes earlier: the links alone take that long, and so does the work of each pool
// whose tasks go by one calendar.
Instant bound_of(const LevellingInput& input) {
  struct Work {
    std::optional<Calendars::Index> calendar;
    bool mixed = false;
    Instant from = kNever;
    std::int64_t minutes = 0;
  };
  std::vector<Work> works(input.people().size());
  for (const Outline::Row& row : input.network().outline().rows) {
    if (!input.is_movable(row.task)) continue;
    const Network::Node& node = input.network().node(row.task);
    for (const UnitNeed& need : input.needs_of(row.task)) {
      Work& work = works[need.pool];
      work.mixed = work.mixed || (work.calendar && *work.calendar != node.shared_calendar);
      work.calendar = node.shared_calendar;
      work.from = std::min(work.from, input.unlevelled().tasks[row.task].early_start);
      work.minutes += std::int64_t{node.duration} * need.units;
    }
  }
  Instant bound = input.unlevelled().finish;
  for (Pool pool = 0; pool < works.size(); ++pool) {
    const Work& work = works[pool];
    if (!work.calendar || work.mixed) continue;
    const WorkingTime& time = input.network().calendars()[*work.calendar];
    const FreePeople free = beside_what_stays(input, pool);
    bound = std::max(bound, finish_of_work(free, time, work.from, work.minutes));
  }
  return bound;
}

}  // namespace

struct Levelling::Parts {
  Parts(const Plan& plan, std::uint64_t seed_of_search)
      : input(plan), placer(input), bound(bound_of(input)), seed(seed_of_search) {
    const auto& order = input.network().order();
    keys.resize(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
      keys[rank] = input.starts_now()[order[rank].task].value;
    best = placer.place(keys, LevellingPlacer::Begin::as_now);
    // Who must start, or else finish, early to keep the plan's finish and the deadlines comes
    // first.
    for (const auto date : {&TaskDates::late_start, &TaskDates::late_finish}) {
      for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        keys[rank] = (input.unlevelled().tasks[order[rank].task].*date).value;
      try_keys();
    }
    constexpr std::int64_t kJobsInAll = 10'000'000;
    const auto size = static_cast<std::int64_t>(order.size()) + 1;
    constexpr std::int64_t kMostJobs = 10'000;
    if (size <= kMostJobs) expected = std::min<std::int64_t>(kJobsInAll / size, 50'000);
  }

  void improve(std::int64_t count) {
    if (!search) {
      const Rcpsp project = make_levelling_project(input);
      check(find_flaw(project).kind == RcpspFlaw::Kind::none, "every task finds its people");
      search.emplace(project, seed, expected);
    }
    const std::int64_t before = search->makespan();
    search->run(count);
    if (search->makespan() == before) return;
    std::ranges::copy(search->starts().first(keys.size()), keys.begin());
    try_keys();
  }

  void try_keys() {
    Placed placed = placer.place(keys);
    if (!placed.is_better_than(best)) return;
    best = std::move(placed);
    ++results;
  }

  LevellingInput input;
  LevellingPlacer placer;
  Instant bound;
  std::uint64_t seed;
  std::int64_t expected = 0;
  std::vector<std::int32_t> keys;  // by rank
  Placed best;
  int results = 1;
  std::optional<RcpspSearch> search;
};

Levelling::Levelling(const Plan& plan, std::uint64_t seed)
    : parts_(std::make_unique<Parts>(plan, seed)) {}
Levelling::~Levelling() = default;
Levelling::Levelling(Levelling&&) noexcept = default;
Levelling& Levelling::operator=(Levelling&&) noexcept = default;

const LevelledPlan& Levelling::best() const { return parts_->best.plan; }
int Levelling::results() const { return parts_->results; }
const std::vector<ImpossibleNeed>& Levelling::impossible() const {
  return parts_->input.impossible();
}
const Demands& Levelling::demands() const { return parts_->input.demands(); }
Instant Levelling::bound() const { return parts_->bound; }
void Levelling::improve(std::int64_t schedules) { parts_->improve(schedules); }
std::int64_t Levelling::schedules() const {
  return parts_->search ? parts_->search->schedules() : 0;
}
std::int64_t Levelling::expected_schedules() const { return parts_->expected; }

}  // namespace tongzhou
