#include "schedule/simulation.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/ports.h"
#include "core/sorting.h"

namespace tongzhou {
namespace {

using Node = Network::Node;
using Link = Network::Link;

constexpr std::int64_t kNoBound = std::numeric_limits<std::int64_t>::min();

// A task whose duration is drawn, and what the runs told of it.
struct Draw {
  Slot task = kNoSlot;
  Estimate estimate;
  double mode = 0;
  // Sums over the runs of the deviation from the likely duration, for the correlation.
  double sum = 0, squares = 0, with_finish = 0;
};

constexpr std::uint32_t kCertain = 0xffffffffU;

}  // namespace

// Most tasks need no dates at all: they begin at the position (schedule/working_time.h) at which
// the last of those before them ends, in the same calendar. Dates are made where calendars meet, of
// milestones, and of whatever is bound by its finish; these are `exact`.
struct Simulation::Engine {
  struct Leaf {
    std::int64_t start_bound = kNoBound;  // positions: of what holds it whatever is drawn
    std::int64_t limit = 0;               // position of its date, with has_limit
    std::uint32_t draw = kCertain;
    bool has_limit = false;
    bool limit_is_start = false;
    bool exact = false;
    bool needs_dates = false;
  };
  struct Place {
    std::int64_t start = 0, finish = 0;  // positions
    Instant start_date, finish_date;     // of leaves that need them, and of summaries
  };
  struct SummaryBounds {
    Instant start, finish;  // unset: none
  };

  Engine(const Plan& plan, std::uint64_t of_seed, std::span<const TakeOver> take_overs)
      : network(plan, take_overs), seed(of_seed) {
    leaves.resize(network.slot_count());
    places.resize(network.slot_count());
    bounds.resize(network.slot_count());
    durations.resize(network.slot_count());
    on_path.assign(network.slot_count(), 0);
    times_on_path.assign(network.slot_count(), 0);
    for (Slot task = 0; task < network.slot_count(); ++task)
      durations[task] = network.node(task).duration;
    plan_time = &network.calendars()[Calendars::kPlan];
    for (const Step step : network.order())
      if (step.kind == StepKind::leaf) leaf_order.push_back(step.task);
    read_leaves(plan);
    find_dates_needed();
    go_forward();
    planned_finish = finish_of_all();
    planned_position = plan_time->position(planned_finish);
    choose_tracked(plan);
    for (Tracked& each : tracked) each.planned = places[each.task].finish_date;
  }

  const WorkingTime& time(Slot task) const { return network.time(network.node(task)); }

  // --- Once -------------------------------------------------------------------------------------

  void read_leaves(const Plan& plan) {
    const Table<Task>& tasks = plan.table<Task>();
    for (const Slot task : leaf_order) {
      const Node& node = network.node(task);
      Leaf& leaf = leaves[task];
      const WorkingTime& of = time(task);
      if (!node.complete && !node.actual_finish.is_set() && node.duration > 0) {
        const Estimate estimate = estimate_of(tasks[task].record);
        if (!estimate.is_certain()) {
          leaf.draw = static_cast<std::uint32_t>(draws.size());
          const double range = estimate.pessimistic - estimate.optimistic;
          draws.push_back({task, estimate, (estimate.likely - estimate.optimistic) / range});
        }
      }
      if (node.actual_start.is_set()) {
        leaf.exact = true;
        continue;
      }
      leaf.start_bound = of.position(network.start());
      leaf.exact = node.duration == 0;
      const auto hold = [&](Instant at) {
        if (at.is_set()) leaf.start_bound = std::max(leaf.start_bound, of.position(at));
      };
      hold(node.levelled_start);
      hold(node.resume);
      for (Slot at = task; at != kNoSlot; at = network.node(at).parent) {
        const Node& bound = network.node(at);
        if (bound.constraint == Constraint::start_no_earlier_than ||
            bound.constraint == Constraint::must_start_on)
          hold(bound.constraint_date);
        if (bound.constraint == Constraint::finish_no_earlier_than ||
            bound.constraint == Constraint::must_finish_on)
          leaf.exact = true;
        if (at != task && !network.links_into(at).empty()) leaf.exact = true;
      }
      leaf.limit_is_start = node.constraint == Constraint::start_no_later_than ||
                            node.constraint == Constraint::must_start_on;
      leaf.has_limit = leaf.limit_is_start || node.constraint == Constraint::finish_no_later_than ||
                       node.constraint == Constraint::must_finish_on;
      if (leaf.has_limit) leaf.limit = of.position(node.constraint_date);
      for (const Link& link : network.links_into(task))
        leaf.exact = leaf.exact || !link.binds_start();
    }
  }

  void need_dates(Slot task) {
    if (!network.node(task).is_summary()) {
      leaves[task].needs_dates = true;
      return;
    }
    network.for_each_child(task, [&](Slot child) { need_dates(child); });
  }

  void find_dates_needed() {
    for (Slot task = 0; task < network.slot_count(); ++task)
      for (const Link& link : network.links_into(task)) {
        const std::size_t place = place_of(link);
        if (place >= in_positions.size()) in_positions.resize(place + 1);
        in_positions[place] = stays_in_calendar(link) ? 1 : 0;
      }
    for (Slot task = 0; task < network.slot_count(); ++task) {
      const Node& node = network.node(task);
      if (node.is_summary() && node.deadline.is_set()) need_dates(task);
      if (leaves[task].exact) leaves[task].needs_dates = true;
      for (const Link& link : network.links_into(task))
        if (in_positions[place_of(link)] == 0) need_dates(link.from);
    }
  }

  std::size_t place_of(const Link& link) const {
    return static_cast<std::size_t>(&link - &network.link(0));
  }
  // Both ends count in the same working time, and neither needs a date.
  bool stays_in_calendar(const Link& link) const {
    const Node& from = network.node(link.from);
    const Node& to = network.node(link.to);
    return !from.is_summary() && !to.is_summary() && from.calendar == to.calendar &&
           !leaves[link.to].exact && (link.lag.count == 0 || link.lag_kind == LagKind::working);
  }

  void choose_tracked(const Plan& plan) {
    const Table<Task>& tasks = plan.table<Task>();
    for (const Outline::Row& row : network.outline().rows) {
      const Node& node = network.node(row.task);
      const bool milestone =
          !node.is_summary() && tasks[row.task].record.kind == TaskKind::milestone;
      if ((!milestone && !node.deadline.is_set()) || node.complete || is_done(row.task)) continue;
      need_dates(row.task);
      tracked.push_back({row.task, node.deadline, {}, {}});
    }
    go_forward();  // now with their dates
    sort_stably(tracked, {}, [&](const Tracked& each) {
      return std::pair(places[each.task].finish_date, each.task);
    });
    if (tracked.size() > kMostTracked) tracked.resize(kMostTracked);
  }

  bool is_done(Slot task) const {
    const Node& node = network.node(task);
    if (!node.is_summary()) return node.complete;
    bool done = true;
    network.for_each_child(task, [&](Slot child) { done = done && is_done(child); });
    return done;
  }

  // --- A run ------------------------------------------------------------------------------------

  void draw_durations() {
    SeededRandom random(seed * 0x9e3779b97f4a7c15U + static_cast<std::uint64_t>(runs));
    random.bits();
    for (const Draw& draw : draws) {
      const double u = static_cast<double>(random.bits() >> 11) * 0x1p-53;
      const double range = draw.estimate.pessimistic - draw.estimate.optimistic;
      const double drawn = draw.estimate.optimistic + range * table.quantile(draw.mode, u);
      durations[draw.task] = std::max(1, static_cast<std::int32_t>(std::lround(drawn)));
    }
  }

  void go_forward() {
    for (const Step step : network.order()) {
      switch (step.kind) {
        case StepKind::leaf:
          if (leaves[step.task].exact)
            place_exactly(step.task);
          else
            place(step.task);
          break;
        case StepKind::open: bounds[step.task] = bounds_above(step.task); break;
        case StepKind::close: span_tasks(step.task); break;
      }
    }
  }

  void place(Slot task) {
    const Leaf& leaf = leaves[task];
    Place& at = places[task];
    std::int64_t start = leaf.start_bound;
    for (const Link& link : network.links_into(task))
      start = std::max(start, position_allowed(link, task));
    if (leaf.has_limit)
      start = std::min(start, leaf.limit - (leaf.limit_is_start ? 0 : durations[task]));
    at.start = start;
    at.finish = start + durations[task];
    if (leaf.needs_dates) {
      const WorkingTime& of = time(task);
      at.start_date = of.latest(at.start);
      at.finish_date = of.earliest(at.finish);
    }
  }

  // By the successor's calendar.
  std::int64_t position_allowed(const Link& link, Slot to) const {
    const Place& from = places[link.from];
    if (in_positions[place_of(link)] != 0)
      return (link.leaves_finish() ? from.finish : from.start) + link.lag.count;
    return time(to).position(date_allowed(link));
  }

  // As in the timetable's pass.
  Instant date_allowed(const Link& link) const {
    const Instant from =
        link.leaves_finish() ? places[link.from].finish_date : places[link.from].start_date;
    if (link.lag.count == 0) return from;
    if (link.lag_kind == LagKind::elapsed)
      return within_horizon(std::int64_t{from.value} + link.lag.count);
    const WorkingTime& of = time(link.to);
    if (!link.binds_start() && link.lag.count < 0)
      return of.earliest(of.position(from) + link.lag.count);
    return of.add(from, link.lag);
  }

  // What holds all tasks under a summary, or one task, from below.
  SummaryBounds bounds_above(Slot task) const {
    const Node& node = network.node(task);
    SummaryBounds bound;
    if (node.parent != kNoSlot)
      bound = bounds[node.parent];
    else
      bound.start = network.start();
    const auto raise = [](Instant& to, Instant at) {
      if (!to.is_set() || at > to) to = at;
    };
    for (const Link& link : network.links_into(task))
      raise(link.binds_start() ? bound.start : bound.finish, date_allowed(link));
    if (node.constraint == Constraint::start_no_earlier_than ||
        node.constraint == Constraint::must_start_on)
      raise(bound.start, node.constraint_date);
    if (node.constraint == Constraint::finish_no_earlier_than ||
        node.constraint == Constraint::must_finish_on)
      raise(bound.finish, node.constraint_date);
    return bound;
  }

  void place_exactly(Slot task) {
    const Node& node = network.node(task);
    const WorkingTime& of = time(task);
    const std::int32_t duration = durations[task];
    Place& at = places[task];
    if (node.actual_start.is_set()) {
      at.start_date = node.actual_start;
      if (node.actual_finish.is_set())
        at.finish_date = node.actual_finish;
      else if (node.resume.is_set())
        at.finish_date =
            of.add(std::max(node.resume, node.actual_start),
                   {node.duration == duration
                        ? node.remaining
                        : static_cast<std::int32_t>(std::int64_t{node.remaining} * duration /
                                                    std::max(node.duration, 1))});
      else
        at.finish_date = of.add(node.actual_start, {duration});
    } else {
      SummaryBounds bound = bounds_above(task);
      if (node.levelled_start.is_set()) bound.start = std::max(bound.start, node.levelled_start);
      if (node.resume.is_set()) bound.start = std::max(bound.start, node.resume);
      put(task, bound, of, duration);
    }
    at.start = of.position(at.start_date);
    at.finish = of.position(at.finish_date);
  }

  void put(Slot task, const SummaryBounds& bound, const WorkingTime& of, std::int32_t duration) {
    const Leaf& leaf = leaves[task];
    Place& at = places[task];
    std::int64_t start = of.position(bound.start);
    Instant point = bound.start;
    if (bound.finish.is_set()) {
      start = std::max(start, of.position(bound.finish) - duration);
      point = std::max(point, bound.finish);
    }
    if (leaf.has_limit) {
      const std::int64_t limit = leaf.limit - (leaf.limit_is_start ? 0 : duration);
      if (start > limit) {
        start = limit;
        point = network.node(task).constraint_date;
      }
    }
    if (duration == 0) {
      at.start_date = at.finish_date = of.settle_forward(point);
      return;
    }
    at.start_date = of.latest(start);
    at.finish_date = of.earliest(start + duration);
    if (bound.finish > at.finish_date && of.between(at.finish_date, bound.finish).count == 0 &&
        of.next_start(bound.finish) == bound.finish)
      at.finish_date = bound.finish;
  }

  // Summaries with dates under them that nobody needs have none.
  void span_tasks(Slot summary) {
    Place& at = places[summary];
    at.start_date = kHorizonEnd;
    at.finish_date = {};
    network.for_each_child(summary, [&](Slot child) {
      at.start_date = std::min(at.start_date, places[child].start_date);
      at.finish_date = std::max(at.finish_date, places[child].finish_date);
    });
  }

  // The latest end of a position is the end of the latest position.
  Instant finish_of_all() {
    last_positions.assign(network.calendars().count(), kNoBound);
    Instant finish;
    for (const Slot task : leaf_order) {
      if (leaves[task].needs_dates) {
        finish = std::max(finish, places[task].finish_date);
      } else {
        std::int64_t& last = last_positions[network.node(task).calendar];
        last = std::max(last, places[task].finish);
      }
    }
    for (std::size_t i = 0; i < last_positions.size(); ++i)
      if (last_positions[i] != kNoBound)
        finish = std::max(finish, network.calendars()[static_cast<Calendars::Index>(i)].earliest(
                                      last_positions[i]));
    return leaf_order.empty() ? network.start() : finish;
  }

  // Marks what a longest path goes through, from its end.
  void trace(Instant finish) {
    std::ranges::fill(on_path, 0);
    for (const Slot task : leaf_order) {
      const bool ends = leaves[task].needs_dates
                            ? places[task].finish_date == finish
                            : time(task).earliest(places[task].finish) == finish;
      if (ends) on_path[task] = 1;
    }
    for (std::size_t i = leaf_order.size(); i-- > 0;) {
      const Slot task = leaf_order[i];
      if (on_path[task] == 0) continue;
      ++times_on_path[task];
      if (network.node(task).actual_start.is_set()) continue;
      for (Slot at = task; at != kNoSlot; at = network.node(at).parent)
        for (const Link& link : network.links_into(at)) trace_link(link, task);
    }
  }

  void trace_link(const Link& link, Slot task) {
    const std::int64_t allowed =
        link.to == task ? position_allowed(link, task) : time(task).position(date_allowed(link));
    if (allowed < (link.binds_start() ? places[task].start : places[task].finish)) return;
    mark(link.from, link.leaves_finish());
  }

  // The task, or those under it that begin or end it.
  void mark(Slot task, bool by_finish) {
    if (!network.node(task).is_summary()) {
      on_path[task] = 1;
      return;
    }
    const Place& whole = places[task];
    network.for_each_child(task, [&](Slot child) {
      const Place& part = places[child];
      if (by_finish ? part.finish_date == whole.finish_date : part.start_date == whole.start_date)
        mark(child, by_finish);
    });
  }

  void note_run() {
    const Instant finish = finish_of_all();
    finishes.push_back(finish);
    trace(finish);
    const auto late = static_cast<double>(plan_time->position(finish) - planned_position);
    finish_sum += late;
    finish_squares += late * late;
    for (Draw& draw : draws) {
      const double more = durations[draw.task] - draw.estimate.likely;
      draw.sum += more;
      draw.squares += more * more;
      draw.with_finish += more * late;
    }
    for (Tracked& each : tracked) each.finishes.push_back(places[each.task].finish_date);
    ++runs;
  }

  void run_once() {
    draw_durations();
    go_forward();
    note_run();
  }

  double finish_variance() const {
    if (runs < 2) return 0;
    return std::max(0.0, (finish_squares - finish_sum * finish_sum / runs) / runs);
  }

  double correlation(const Draw& draw) const {
    if (runs < 2) return 0;
    const double variance = (draw.squares - draw.sum * draw.sum / runs) / runs;
    const double both = (draw.with_finish - draw.sum * finish_sum / runs) / runs;
    const double product = variance * finish_variance();
    return product > 0 ? std::clamp(both / std::sqrt(product), -1.0, 1.0) : 0;
  }

  Network network;
  std::uint64_t seed;
  PertTable table;
  const WorkingTime* plan_time = nullptr;
  std::vector<Slot> leaf_order;
  std::vector<std::uint8_t> in_positions;  // by place of the link: it needs no dates
  std::vector<Leaf> leaves;                // these four by task slot
  std::vector<Place> places;
  std::vector<SummaryBounds> bounds;
  std::vector<std::int32_t> durations;
  std::vector<Draw> draws;
  std::vector<std::int64_t> last_positions;  // by calendar

  int runs = 0;
  Instant planned_finish;
  std::int64_t planned_position = 0;
  std::vector<Instant> finishes;
  std::vector<Tracked> tracked;
  std::vector<std::uint8_t> on_path;
  std::vector<std::uint32_t> times_on_path;
  double finish_sum = 0, finish_squares = 0;
};

Simulation::Simulation(const Plan& plan, std::uint64_t seed, People people)
    : engine_(std::make_unique<Engine>(
          plan, seed,
          people == People::counted ? find_take_overs(plan) : std::vector<TakeOver>())) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

void Simulation::run(int more) {
  for (int i = 0; i < more; ++i) engine_->run_once();
}
int Simulation::runs() const { return engine_->runs; }
int Simulation::uncertain() const { return static_cast<int>(engine_->draws.size()); }
Instant Simulation::planned_finish() const { return engine_->planned_finish; }
std::span<const Instant> Simulation::finishes() const { return engine_->finishes; }
std::span<const Simulation::Tracked> Simulation::tracked() const { return engine_->tracked; }

double Simulation::criticality(Slot task) const {
  return engine_->runs == 0 ? 0 : double(engine_->times_on_path[task]) / engine_->runs;
}
double Simulation::correlation(Slot task) const {
  const std::uint32_t draw = engine_->leaves[task].draw;
  return draw == kCertain ? 0 : engine_->correlation(engine_->draws[draw]);
}
double Simulation::finish_deviation() const { return std::sqrt(engine_->finish_variance()); }

Percentiles percentiles_of(std::span<const Instant> dates) {
  if (dates.empty()) return {};
  std::vector<Instant> rest(dates.begin(), dates.end());
  auto end = rest.end();
  // The largest first: those below it are then all that the next one is among.
  const auto at = [&](double share) {
    const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * double(dates.size())));
    const auto nth = rest.begin() + rank - 1;
    std::ranges::nth_element(rest.begin(), nth, end);
    end = nth + 1;
    return *nth;
  };
  Percentiles found;
  found.p95 = at(0.95);
  found.p80 = at(0.8);
  found.p50 = at(0.5);
  return found;
}

double chance_by(std::span<const Instant> dates, Instant limit) {
  if (dates.empty()) return 0;
  const auto kept = std::ranges::count_if(dates, [&](Instant at) { return at <= limit; });
  return static_cast<double>(kept) / static_cast<double>(dates.size());
}

}  // namespace tongzhou
